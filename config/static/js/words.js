// A component's words in the language of the page, and numbers as the lessons write them.
export const words = (languages) => languages[document.documentElement.lang] ?? languages.en;

export function decimal(value, digits) {
  const text = value.toFixed(digits);
  return text.replace("-", "−");
}
