// Writes config/static/vendor/ and tests/e2e/vendor/ from node_modules: `npm ci && npm run build`.
import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mathFonts, textFonts } from "./fonts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, "../config/static/vendor");
const modules = join(here, "node_modules");

// Every browser that runs the site reads woff2; the stylesheet must not name files that are not shipped.
async function katex() {
  const dist = join(modules, "katex/dist");
  const target = join(vendor, "katex");
  await mkdir(join(target, "fonts"), { recursive: true });
  await cp(join(dist, "katex.min.js"), join(target, "katex.min.js"));
  const css = await readFile(join(dist, "katex.min.css"), "utf8");
  const woff2Only = css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, "");
  await writeFile(join(target, "katex.min.css"), await mathFonts(woff2Only, join(dist, "fonts"), join(target, "fonts")));
}

async function editor() {
  await build({
    entryPoints: [join(here, "src/editor.js")],
    outfile: join(vendor, "editor.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022"],
    legalComments: "none",
  });
}

async function licences() {
  const lock = JSON.parse(await readFile(join(here, "package-lock.json"), "utf8"));
  const shipped = Object.keys(lock.packages)
    .filter((path) => path && !lock.packages[path].dev && !path.endsWith("/commander")) // KaTeX's own command line
    .sort();
  const parts = [];
  for (const path of shipped) {
    const files = await readdir(join(here, path));
    const licence = files.find((name) => /^licen[cs]e/i.test(name));
    const text = licence ? await readFile(join(here, path, licence), "utf8") : lock.packages[path].license;
    parts.push(`${path.replace("node_modules/", "")} ${lock.packages[path].version}\n\n${text.trim()}\n`);
  }
  await writeFile(join(vendor, "LICENSES.txt"), parts.join(`\n${"=".repeat(78)}\n\n`));
}

await rm(vendor, { recursive: true, force: true });
await textFonts(modules, join(vendor, "fonts"));
await katex();
await editor();
await cp(join(modules, "htmx.org/dist/htmx.min.js"), join(vendor, "htmx.min.js"));
await licences();
const e2e = join(here, "../tests/e2e/vendor");
await mkdir(e2e, { recursive: true });
await cp(join(modules, "axe-core/axe.min.js"), join(e2e, "axe.min.js"));
