// Steps that are put in order: moved by their buttons, so with the keyboard too, or dragged by their number. A move is
// told as a change of the list. What a form sends are the selects under it, from which places are chosen without scripts.

function number(list) {
  const last = list.children.length - 1;
  for (const [index, step] of [...list.children].entries()) {
    step.querySelector(".ordering__place").textContent = index + 1;
    step.querySelector("[data-move=up]").setAttribute("aria-disabled", index === 0);
    step.querySelector("[data-move=down]").setAttribute("aria-disabled", index === last);
  }
}

// The neighbour goes round the step: a step that was itself taken out would lose the focus, and the pointer's hold.
function moveTo(list, step, place) {
  const rest = [...list.children].filter((other) => other !== step);
  step.before(...rest.slice(0, place));
  step.after(...rest.slice(place));
  number(list);
}

const placeOf = (list, step) => [...list.children].indexOf(step);

function moved(list, said, step) {
  forget(list);
  for (const [index, select] of list.querySelectorAll("select").entries()) select.selectedIndex = index + 1; // 0 is none
  said.textContent = list.dataset.moved.replace("PLACE", placeOf(list, step) + 1).replace("COUNT", list.children.length);
  for (const name of ["input", "change"]) list.dispatchEvent(new Event(name, { bubbles: true }));
}

// What a check has said of another order.
function forget(list) {
  for (const step of list.children) step.classList.remove("option--tried-wrong");
  for (const note of list.querySelectorAll(".option__note")) note.remove();
}

function press(list, said, button) {
  const step = button.closest("li");
  const place = placeOf(list, step) + (button.dataset.move === "up" ? -1 : 1);
  if (place < 0 || place >= list.children.length) return;
  moveTo(list, step, place);
  moved(list, said, step);
}

function drag(list, said, down) {
  const handle = down.target.closest(".ordering__place");
  if (!handle || down.button || list.querySelector("[data-move]:disabled")) return;
  const step = handle.closest("li");
  const start = placeOf(list, step);
  const follow = ({ clientY }) => {
    const rest = [...list.children].filter((other) => other !== step);
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    const place = rest.filter((other) => middle(other) < clientY).length;
    if (place !== placeOf(list, step)) moveTo(list, step, place);
  };
  const drop = () => {
    handle.removeEventListener("pointermove", follow);
    step.classList.remove("ordering__step--held");
    if (placeOf(list, step) !== start) moved(list, said, step);
  };
  down.preventDefault(); // or the text under the pointer would be selected
  handle.setPointerCapture(down.pointerId);
  step.classList.add("ordering__step--held");
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("lostpointercapture", drop, { once: true });
}

function makeMovable(list) {
  if (list.classList.contains("ordering--live")) return;
  list.classList.add("ordering--live");
  const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  said.setAttribute("aria-live", "polite");
  list.after(said);
  for (const select of list.querySelectorAll("select")) select.hidden = true;
  for (const part of list.querySelectorAll(".ordering__place, .ordering__moves")) part.hidden = false;
  number(list);
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (button) press(list, said, button);
  });
  list.addEventListener("pointerdown", (event) => drag(list, said, event));
}

function makeAllMovable(root) {
  for (const list of root.querySelectorAll("[data-ordering]")) makeMovable(list);
}

makeAllMovable(document);
document.addEventListener("htmx:load", (event) => makeAllMovable(event.target));
