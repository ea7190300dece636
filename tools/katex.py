"""Ask KaTeX what it knows, for the check of formulas: ``python -m tools.katex`` rewrites content/katex.json.

Every name in its source is tried in Chromium: whether it is known at all, how many arguments it wants and of what kind.
"""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tools.shots import CHROMIUM

ROOT = Path(__file__).resolve().parent.parent
KATEX = ROOT / "config" / "static" / "vendor" / "katex" / "katex.min.js"
KNOWN = ROOT / "content" / "katex.json"

ASK = r"""
(source) => {
  const settings = { strict: false, trust: true, throwOnError: true };
  const failure = (tex, displayMode = true) => {
    try { katex.__parse(tex, { ...settings, displayMode }); return ""; } catch (error) { return error.message; }
  };
  const unique = (pattern) => [...new Set([...source.matchAll(pattern)].map((match) => match[1]))].sort();
  const names = [...unique(/\\\\([a-zA-Z]+)/g).map((name) => `\\${name}`)];
  for (let code = 33; code < 127; code += 1) {
    const sign = String.fromCharCode(code);
    if (!/[a-zA-Z]/.test(sign)) names.push(`\\${sign}`);
  }
  names.push("\\ ");
  const RAW = /^\\(text|f?)color(box)?$|^\\(href|url|html[A-Z]\w*|includegraphics)$/;
  const kinds = { "": "a", r: "1em", r2: "red", r3: "http://a.b", r4: "1", d: "(" };
  const commands = {};
  for (const name of names) {
    const alone = failure(`${name} `);
    if (alone.includes("Undefined control sequence")) continue;
    let found = alone === "" ? [0, ""] : null;
    for (let count = 1; count <= 4 && !found; count += 1) {
      for (const [kind, value] of Object.entries(kinds)) {
        if (found) break;
        if (failure(name + `{${value}}`.repeat(count)) === "") found = [count, kind.startsWith("r") ? "r" : ""];
      }
      if (!found && failure(`${name}{red}` + "{a}".repeat(count - 1)) === "") found = [count, "r"];
      if (!found && failure(`${name}{http://a.b}` + "{a}".repeat(count - 1)) === "") found = [count, "r"];
    }
    found ??= [0, ""];
    let [count, flags] = found;
    if (count) {
      const rest = "{a}".repeat(count - 1);
      if (failure(`${name}[{a}${rest}`) !== "" && failure(`${name}[a]{a}${rest}`) === "") flags += "o";
      if (!flags && failure(`${name}{a}${rest}`) === "" && failure(`${name}{a_b}${rest}`) !== "") flags += "t";
      const sample = name + "{a}".repeat(count);
      if (failure(sample) === "" && failure(sample, false) !== "") flags += "d";
    }
    if (failure(`x^${name}${"{a}".repeat(count)} `).includes("with no arguments as")) flags += "s";
    if (RAW.test(name)) flags = flags.replace(/[otr]/g, "") + "r";
    commands[name] = `${count}${flags}`;
  }
  const environments = {};
  for (const name of unique(/["'`]([a-zA-Z]{2,}\*?)["'`]/g)) {
    const [open, shut] = [`\\begin{${name}}`, `\\end{${name}}`];
    if (failure(`${open}a${shut}`).includes("No such environment")) continue;
    const works = (display) => ["", "{c}", "{2}"].some((spec) => failure(open + spec + "a" + shut, display) === "");
    environments[name] = works(true) && !works(false);
  }
  const signs = [...Object.keys(commands), ..."()[]{}<>/|.,:;!?+-=*", ..."⌊⌋⌈⌉⟨⟩⟮⟯⎰⎱‖∣↑↓↕⇑⇓⇕"];
  const delimiters = signs.filter((sign) => failure(`\\left${sign} a\\right.`) === "");
  return { commands, environments, delimiters };
}
"""


def main() -> None:
    found = asked()
    KNOWN.write_text(json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    print(f"{KNOWN.relative_to(ROOT)}: {', '.join(f'{len(known)} {kind}' for kind, known in found.items())}")


def asked() -> dict[str, Any]:
    source = KATEX.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page()
        page.add_script_tag(content=source)
        found = page.evaluate(ASK, source)
        browser.close()
    return found


if __name__ == "__main__":
    main()
