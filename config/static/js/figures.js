// Puts a live figure in the place of the still picture in each <figure data-figure="NAME">, shortly before it is seen.
// js/figures/NAME.js builds it; where that fails, the still picture stays. On paper it stands in any case.
const SOON = "400px";

async function bringToLife(figure) {
  const still = figure.querySelector("img");
  const stage = document.createElement("div");
  stage.className = "live no-print";
  const { build } = await import(`./figures/${figure.dataset.figure}.js`);
  await build(stage);
  still.before(stage);
  still.classList.add("only-print");
  figure.dataset.live = "true";
}

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      bringToLife(target);
    }
  },
  { rootMargin: SOON },
);

for (const figure of document.querySelectorAll("figure[data-figure]")) watcher.observe(figure);
