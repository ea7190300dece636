// Elements that the server sends take the place of those with the same ids. The focus stays where it was, or goes to what
// the pressed button brought.

export function place(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const element of [...template.content.children]) {
    const old = document.getElementById(element.id);
    if (!old || old.isEqualNode(element)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(element);
    element.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // as htmx does, for formulas and the like
    if (focused) successor(element, focused)?.focus({ preventScroll: true });
  }
}

// What stands where the focused element stood: the same control, the flag's other side, or what a check has to say.
function successor(element, focused) {
  const { name, value, href } = focused;
  if (name === "flag" || name === "unflag") return element.querySelector("[name=flag], [name=unflag]");
  if (["check", "hint", "reveal"].includes(name)) return element.querySelector(".question__said");
  const same = [...element.querySelectorAll("a, button, input")].find(
    (one) => one.name === name && one.value === value && one.href === href,
  );
  return same ?? element;
}
