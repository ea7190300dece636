// Cuts the fonts into what nearly every page needs and what few do, and writes the stylesheets that name them.
// A browser fetches a file only when a page has a character of its unicode-range.
import subsetFont from "subset-font";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FAMILIES = [
  // The weights are those that the stylesheets use; italics stand in running text alone.
  { name: "Source Serif 4", file: "source-serif-4", style: "normal", weights: { min: 400, max: 650 }, figures: true },
  { name: "Source Serif 4", file: "source-serif-4", style: "italic", weights: 400, figures: true },
  { name: "JetBrains Mono", file: "jetbrains-mono", style: "normal", weights: { min: 400, max: 600 } },
];

// English, and the letters that Vietnamese shares with its neighbours.
const CORE =
  "U+20-7E, U+A0, U+A7, U+A9, U+AB, U+B0-B3, U+B7, U+BB, U+D7, U+F7, U+C0-C3, U+C8-CA, U+CC-CD, U+D2-D5, U+D9-DA, U+DD, " +
  "U+E0-E3, U+E8-EA, U+EC-ED, U+F2-F5, U+F9-FA, U+FD, U+2002, U+2009, U+2013-2014, U+2018-201A, U+201C-201E, U+2022, " +
  "U+2026, U+2032-2033, U+203A, U+2191, U+2193, U+2212";
const LATIN =
  "U+A1-A6, U+A8, U+AA, U+AC-AF, U+B4-B6, U+B8-BA, U+BC-BF, U+C4-C7, U+CB, U+CE-D1, U+D6, U+D8, U+DB-DC, U+DE-DF, U+E4-E7, " +
  "U+EB, U+EE-F1, U+F6, U+F8, U+FB-FC, U+FE-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+2039, U+2044, " +
  "U+20AC, U+2122, U+2215";
const LATIN_EXT =
  "U+100-101, U+104-10F, U+112-127, U+12A-130, U+132-151, U+154-167, U+16A-19F, U+1A2-1AE, U+1B1-2BA, U+2BD-2C5, " +
  "U+2C7-2CC, U+2CE-2D7, U+2DD-2FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AA, U+20AD-20AE, U+2113";
const VIETNAMESE =
  "U+102-103, U+110-111, U+128-129, U+168-169, U+1A0-1A1, U+1AF-1B0, U+300-301, U+303-304, U+308-309, U+323, U+329, " +
  "U+1EA0-1EF9, U+20AB";
// Of which of fontsource's files each part is cut. Where ranges overlap the last face wins, so the widest comes first.
const PARTS = [
  { part: "latin-ext", source: "latin-ext", range: LATIN_EXT },
  { part: "latin-more", source: "latin", range: LATIN },
  { part: "latin", source: "latin", range: CORE },
  { part: "vietnamese", source: "vietnamese", range: VIETNAMESE },
];

export async function textFonts(modules, target) {
  await mkdir(target, { recursive: true });
  const rules = [];
  for (const { name, file, style, weights, figures } of FAMILIES) {
    const options = {
      variationAxes: { wght: weights },
      // Code has no ligatures here, and running text asks for lining and tabular figures.
      keepFeatures: ["ccmp", "locl", "mark", "mkmk", ...(figures ? ["kern", "lnum", "tnum"] : [])],
    };
    for (const { part, source, range } of PARTS) {
      const from = join(modules, "@fontsource-variable", file, "files", `${file}-${source}-wght-${style}.woff2`);
      const made = `${file}-${part}-${style}.woff2`;
      await writeFile(join(target, made), await cut(await readFile(from), range, options));
      rules.push(face(name, style, weights, made, range));
    }
  }
  await writeFile(join(target, "fonts.css"), rules.join("\n"));
}

function face(name, style, weights, file, range) {
  const weight = weights.min ? `${weights.min} ${weights.max}` : weights;
  return `@font-face {
  font-family: "${name}";
  font-style: ${style};
  font-weight: ${weight};
  font-display: swap;
  src: url("${file}") format("woff2");
  unicode-range: ${range};
}
`;
}

// KaTeX's fonts, with the letters and signs of our field apart from the rest.
const GREEK = "U+393, U+394, U+398, U+39B, U+39E, U+3A0, U+3A3, U+3A5, U+3A6, U+3A8, U+3A9, U+3B1-3C9, U+3D1, U+3D5, U+3D6, U+3F1, U+3F5";
const SIGNS =
  "U+20-7E, U+A0, U+A8, U+AC, U+AF, U+B0, U+B1, U+B4, U+B7, U+D7, U+F7, U+2C6, U+2C7, U+2C9, U+2DC, U+2016, U+2026, " +
  "U+2032, U+20D7, U+210F, U+2113, U+2190, U+2192, U+21D2, U+21D4, U+2200, U+2202, U+2203, U+2205, U+2207, U+2208, " +
  "U+2209, U+2211-2213, U+2217, U+2218, U+221A, U+221D, U+221E, U+2223, U+2225, U+2227-222B, U+223C, U+2248, U+2260, U+2261, " +
  "U+2264, U+2265, U+226A, U+226B, U+2282, U+2286, U+2295, U+2297, U+22A4, U+22A5, U+22C5, U+22EF, U+2308-230B, " +
  "U+27E8, U+27E9, U+E020";
const FIRST = {
  "KaTeX_Main-Regular": `${SIGNS}, U+393-3A9`,
  "KaTeX_Main-Bold": `${SIGNS}, U+393-3A9`,
  "KaTeX_Main-Italic": "U+20-7E, U+A0",
  "KaTeX_Math-Italic": `U+41-5A, U+61-7A, ${GREEK}`,
  "KaTeX_AMS-Regular": "U+20, U+A0, U+45, U+4E, U+50, U+52, U+5A, U+2205", // 𝔼 ℕ ℙ ℝ ℤ ∅
  "KaTeX_Caligraphic-Regular": "U+20, U+A0, U+44, U+45, U+4C, U+4E, U+4F, U+55", // 𝒟 ℰ ℒ 𝒩 𝒪 𝒰
};

// What else these fonts hold. KaTeX also writes U+200B, which is in none and would fetch the file for nothing.
const REST = "U+20-BF, U+131, U+237, U+370-3FF, U+2010-205F, U+2070-2BFF, U+1D400-1D7FF, U+E000-F8FF";

export async function mathFonts(css, source, target) {
  for (const [rule, file] of css.matchAll(/@font-face\{[^}]*fonts\/([\w-]+)\.woff2[^}]*\}/g)) {
    const font = await readFile(join(source, `${file}.woff2`));
    await writeFile(join(target, `${file}.woff2`), await whole(font));
    if (!(file in FIRST)) continue;
    await writeFile(join(target, `${file}-first.woff2`), await cut(font, FIRST[file]));
    const first = rule.replace(`${file}.woff2`, `${file}-first.woff2`);
    css = css.replace(rule, within(rule, without(REST, FIRST[file])) + within(first, FIRST[file]));
  }
  return css;
}

function within(rule, range) {
  return rule.replace(/\}$/, `;unicode-range:${range.replaceAll(" ", "")}}`);
}

function without(range, taken) {
  const gone = new Set(characters(taken));
  const left = [...characters(range)].filter((character) => !gone.has(character));
  const spans = [];
  for (const code of left.map((character) => character.codePointAt(0))) {
    if (spans.at(-1)?.[1] === code - 1) spans.at(-1)[1] = code;
    else spans.push([code, code]);
  }
  return spans.map((span) => `U+${[...new Set(span)].map((code) => code.toString(16)).join("-")}`).join(",");
}

function whole(font) {
  return subsetFont(font, null, { targetFormat: "woff2", noHinting: true, keepAllGlyphs: true });
}

function cut(font, range, options = {}) {
  return subsetFont(font, characters(range), { targetFormat: "woff2", noHinting: true, ...options });
}

function characters(range) {
  return range.split(",").map((span) => {
    const [first, last = first] = span.trim().slice(2).split("-").map((code) => parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)).join("");
  }).join("");
}
