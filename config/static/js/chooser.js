// Choosing what to upload: [data-chooser] stands beside the form's file field and takes its place. Files and folders are
// dropped or chosen, as often as one likes, listed with their sizes, and can be taken out again. The form is then sent
// with its progress; what comes back is the page that would have come without scripts. Paths within folders travel in
// the field "paths", since a file's name has none. Words come from the element's data attributes.
const UNITS = ["byte", "kilobyte", "megabyte"];

class Chooser {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.input = this.form.querySelector("input[type=file]");
    this.files = new Map(); // by path
    this.part = (name) => root.querySelector(`[data-part=${name}]`);
    this.endings = this.input.accept.split(",");
    for (const kind of ["files", "folder"]) this.listenTo(kind);
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.part("list").addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.remove(button);
    });
    this.listenToDrops();
    this.input.addEventListener("change", () => this.addAll(this.input));
    this.input.required = false;
    this.input.hidden = true;
    root.hidden = false;
    this.show();
  }

  listenTo(kind) {
    const field = Object.assign(document.createElement("input"), { type: "file", multiple: true });
    if (kind === "folder") field.webkitdirectory = true;
    else field.accept = this.input.accept;
    const button = this.part(kind);
    if (kind === "folder" && !("webkitdirectory" in field)) button.hidden = true;
    button.addEventListener("click", () => field.click());
    field.addEventListener("change", () => this.addAll(field));
  }

  addAll(field) {
    for (const file of field.files) this.add(file, file.webkitRelativePath || file.name);
    field.value = "";
    this.show();
  }

  listenToDrops() {
    const over = (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      this.root.classList.add("chooser--over");
    };
    this.form.addEventListener("dragenter", over);
    this.form.addEventListener("dragover", over);
    this.form.addEventListener("dragleave", ({ relatedTarget }) => {
      if (!this.form.contains(relatedTarget)) this.root.classList.remove("chooser--over");
    });
    this.form.addEventListener("drop", async (event) => {
      event.preventDefault();
      this.root.classList.remove("chooser--over");
      // What was dropped is gone once this event is over, so all is taken before the first is read.
      const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
      const dropped = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
      try {
        for (const one of dropped) await (one instanceof File ? this.add(one, one.name) : this.take(one));
      } catch {
        this.say("unreadable");
      }
      this.show();
    });
  }

  async take(entry) {
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      this.add(await new Promise((resolve, reject) => entry.file(resolve, reject)), path);
      return;
    }
    const reader = entry.createReader();
    // A reader gives a hundred entries at a time, and none at the end.
    for (;;) {
      const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!entries.length) return;
      for (const one of entries) await this.take(one);
    }
  }

  // From a folder only what can be content: there is more in it than its owner sees.
  add(file, path) {
    const inFolder = path.includes("/");
    const hidden = path.split("/").some((part) => part.startsWith("."));
    const lower = path.toLowerCase();
    const known = [...this.endings, ".py"].some((ending) => lower.endsWith(ending)) && !lower.endsWith(".zip");
    if (!inFolder || (known && !hidden)) this.files.set(path, file);
  }

  remove(button) {
    const row = button.closest("li");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const place = [...row.parentElement.children].indexOf(next);
    this.files.delete(row.dataset.path);
    this.show();
    const buttons = this.part("list").querySelectorAll("button");
    (buttons[Math.min(Math.max(place, 0), buttons.length - 1)] ?? this.part("files")).focus();
  }

  show() {
    const list = this.part("list");
    list.replaceChildren(...[...this.files].map(([path, file]) => this.row(path, file)));
    list.hidden = !this.files.size;
    const total = [...this.files.values()].reduce((sum, file) => sum + file.size, 0);
    const { none, chosen, tooMuch, tooMany, mostBytes, mostFiles } = this.root.dataset;
    const large = total > Number(mostBytes);
    const many = this.files.size > Number(mostFiles);
    const words = large ? tooMuch : many ? tooMany : this.files.size ? chosen : none;
    const told = words.replace("{count}", this.files.size).replace("{size}", this.size(total));
    this.part("total").textContent = told.replace("{limit}", this.size(Number(mostBytes)));
    this.part("total").classList.toggle("field__error", large || many);
    this.mayBeSent = this.files.size > 0 && !large && !many;
    this.say("");
  }

  row(path, file) {
    const row = this.part("row").content.firstElementChild.cloneNode(true);
    row.dataset.path = path;
    row.querySelector("[data-name]").textContent = path;
    row.querySelector("[data-size]").textContent = this.size(file.size);
    const button = row.querySelector("button");
    button.setAttribute("aria-label", this.root.dataset.remove.replace("{name}", path));
    return row;
  }

  size(bytes) {
    const power = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : 2;
    const unitDisplay = power ? "short" : "long";
    const format = { style: "unit", unit: UNITS[power], unitDisplay, maximumFractionDigits: power };
    return new Intl.NumberFormat(document.documentElement.lang, format).format(bytes / 1000 ** power);
  }

  say(name, values = {}) {
    let words = this.root.dataset[name] ?? "";
    for (const [key, value] of Object.entries(values)) words = words.replace(`{${key}}`, value);
    this.part("state").textContent = words;
    this.part("state").classList.toggle("field__error", ["failed", "unreadable"].includes(name));
  }

  submit(event) {
    event.preventDefault();
    if (this.sending) return;
    if (!this.mayBeSent) {
      this.part("files").focus();
      this.part("total").classList.add("field__error");
      return;
    }
    const body = new FormData(this.form);
    body.delete(this.input.name);
    for (const file of this.files.values()) body.append(this.input.name, file);
    body.set("paths", JSON.stringify([...this.files.keys()]));
    this.send(body);
  }

  send(body) {
    const request = new XMLHttpRequest();
    this.progress(0);
    request.upload.addEventListener("progress", ({ loaded, total }) => this.progress(loaded / total));
    request.addEventListener("load", () => this.answered(request));
    for (const kind of ["error", "timeout", "abort"]) {
      request.addEventListener(kind, () => {
        this.progress(null);
        this.say("failed");
      });
    }
    request.open("POST", this.form.action);
    request.send(body);
  }

  progress(share) {
    this.sending = share !== null;
    const bar = this.part("progress");
    bar.hidden = !this.sending;
    const done = share >= 1;
    if (done) bar.removeAttribute("value"); // the server reads and checks: nobody knows how long
    else bar.value = Math.round(100 * (share ?? 0));
    this.form.querySelector("[type=submit]").disabled = this.sending;
    if (share !== null) this.say(done ? "checking" : "sending", { percent: bar.value });
  }

  // A redirect has been followed already; anything else is this page again, with what is wrong.
  answered(request) {
    this.progress(null);
    const isPage = request.getResponseHeader("Content-Type")?.startsWith("text/html");
    if (isPage && new URL(request.responseURL).pathname !== location.pathname) {
      location.assign(request.responseURL);
      return;
    }
    const main = isPage && new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    if (!main) {
      this.say("failed");
      return;
    }
    document.querySelector("main").replaceWith(document.adoptNode(main));
    start();
    const heading = document.querySelector("main h2");
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView();
  }
}

function start() {
  for (const root of document.querySelectorAll("[data-chooser]")) new Chooser(root);
}

start();
