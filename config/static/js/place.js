// Keeps a signed-in reader's place in the lesson, for "where you stopped" on the first page.
const REST_MS = 2000;
const form = document.querySelector("form[data-place-url]");
let section = "";
let kept = null;
let waiting;

function keep() {
  if (section === kept) return;
  kept = section;
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("section", section);
  navigator.sendBeacon(form.dataset.placeUrl, body);
}

function rest() {
  clearTimeout(waiting);
  waiting = setTimeout(keep, REST_MS);
}

document.addEventListener("section", (event) => {
  section = event.detail;
  rest();
});
window.addEventListener("pagehide", keep);
rest();
