// Loaded in <head> without defer, so that the reader's colours are set before the first paint.
(() => {
  const root = document.documentElement;
  const KEY = "theme";

  // Storage is refused in some private windows; the choice then lasts for this page.
  function stored() {
    try {
      return localStorage.getItem(KEY) ?? "auto";
    } catch {
      return "auto";
    }
  }

  function store(choice) {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      return;
    }
  }

  function apply(choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  }

  function showChoice(choice) {
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    }
  }

  apply(stored());

  document.addEventListener("DOMContentLoaded", () => {
    for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
    showChoice(stored());
    document.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
      if (!choice) return;
      store(choice);
      apply(choice);
      showChoice(choice);
    });
  });
})();
