// A copy button on every highlighted block. Its words come from <html data-copy data-copied>, so that they are translated.
const { copy = "Copy", copied = "Copied" } = document.documentElement.dataset;

async function copyBlock(block, button) {
  await navigator.clipboard.writeText(block.querySelector("pre").textContent.trimEnd());
  button.textContent = copied;
  setTimeout(() => (button.textContent = copy), 2000);
}

function addButton(block) {
  if (block.querySelector(".code__copy") || !block.querySelector("pre")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--small code__copy";
  button.textContent = copy;
  button.addEventListener("click", () => copyBlock(block, button));
  block.append(button);
}

function addButtons(root) {
  // The clipboard is missing on plain-http pages other than localhost.
  if (!navigator.clipboard) return;
  for (const block of root.querySelectorAll(".highlight")) addButton(block);
}

addButtons(document);
document.addEventListener("htmx:load", (event) => addButtons(event.target));
