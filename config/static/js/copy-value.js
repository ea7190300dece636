// <button data-copies="id-of-a-field" hidden>: copies the field's value; without a clipboard the button stays hidden.
const { copied = "Copied" } = document.documentElement.dataset;

async function copy(button) {
  const label = button.querySelector("span") ?? button;
  const words = label.textContent;
  if (words === copied) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
  label.textContent = copied;
  setTimeout(() => (label.textContent = words), 2000);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
