// Turns each textarea[data-editor=python] into a CodeMirror editor. The textarea stays the form's field and the truth:
// without this script, or if it fails, the student types in the textarea itself.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Prec, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  GutterMarker,
  gutterLineClass,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { phrases } from "./phrases.js";

const colours = HighlightStyle.define([
  { tag: [tags.comment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.bool, tags.null], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number], color: "var(--code-number)" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.className, tags.meta],
    color: "var(--code-function)",
  },
  { tag: [tags.invalid], color: "var(--fail)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--code-ink)", backgroundColor: "var(--paper-raised)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-mono)",
    lineHeight: "1.6",
    fontVariantLigatures: "none",
    maxHeight: "70vh",
  },
  ".cm-content, .cm-gutter": { minHeight: "24rem" },
  ".cm-content": { caretColor: "var(--accent)", padding: "0.75rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    color: "var(--ink-faint)",
    backgroundColor: "var(--paper-raised)",
    borderRight: "1px solid var(--rule)",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.5rem", padding: "0 0.5rem" },
  ".cm-line": { padding: "0 0.75rem" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--code-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--code-selection)",
  },
  ".cm-errorLine": { backgroundColor: "var(--fail-wash)", boxShadow: "inset 3px 0 var(--fail-rule)" },
  ".cm-lineNumbers .cm-errorNumber": { color: "var(--fail)", backgroundColor: "var(--fail-wash)", fontWeight: "700" },
  ".cm-lineNumbers .cm-errorNumber::before": { content: "\"✗ \"" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--accent-rule)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--mark)" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--paper-sunk)", borderColor: "var(--rule)" },
  ".cm-textfield, .cm-button": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    backgroundImage: "none",
    border: "1px solid var(--rule-strong)",
  },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--paper-raised)",
    border: "1px solid var(--rule)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--accent-ink)", backgroundColor: "var(--accent)" },
});

const setErrorLine = StateEffect.define();
const errorMark = Decoration.line({ class: "cm-errorLine" });
const errorNumber = new (class extends GutterMarker {
  elementClass = "cm-errorNumber";
})();

// Where the line begins, or null. The mark goes as soon as the text is edited: it described the text that was submitted.
const errorLine = StateField.define({
  create: () => null,
  update(place, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setErrorLine)) return lineStart(transaction.state.doc, effect.value);
    }
    return transaction.docChanged ? null : place;
  },
  provide: (field) => [
    EditorView.decorations.from(field, (place) => (place === null ? Decoration.none : Decoration.set(errorMark.range(place)))),
    gutterLineClass.from(field, (place) => (place === null ? RangeSet.empty : RangeSet.of(errorNumber.range(place)))),
  ],
});

function lineStart(doc, number) {
  if (!Number.isInteger(number) || number < 1 || number > doc.lines) return null;
  return doc.line(number).from;
}

function highlightErrorLine(view, textarea) {
  const number = Number.parseInt(textarea.dataset.errorLine ?? "", 10);
  view.dispatch({ effects: setErrorLine.of(number) });
  if (number >= 1 && number <= view.state.doc.lines) {
    view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(number).from, { y: "center" }) });
  }
}

// A click and not a requestSubmit(): htmx learns from it which button was meant.
function pressed(textarea, selector) {
  const button = textarea.form?.querySelector(selector);
  button?.click();
  return Boolean(button);
}

// Tab indents, as in any code editor; Escape first lets the next Tab move on, so that the keyboard is never trapped.
function tabKeys() {
  let leaving = false;
  const indent = (command) => (view) => {
    if (!leaving) return command(view);
    leaving = false;
    return false;
  };
  const listen = EditorView.domEventHandlers({
    keydown(event) {
      if (event.key === "Escape") leaving = true;
      else if (event.key !== "Tab" && event.key !== "Shift") leaving = false;
      return false;
    },
    blur() {
      leaving = false;
      return false;
    },
  });
  return [Prec.high(listen), keymap.of([{ key: "Tab", run: indent(indentMore), shift: indent(indentLess) }])];
}

// Text that comes in one piece over a selection, as from dictation. Left to itself the browser styles what it inserts,
// and the page's security policy refuses the style, loudly.
const insertWhole = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const whole = event.inputType === "insertText" && event.data?.length > 1 && !event.isComposing;
    if (!whole || view.state.readOnly) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

function labelOf(textarea) {
  return textarea.labels?.[0]?.textContent.trim() || textarea.getAttribute("aria-label") || "Python";
}

function nonce() {
  return document.querySelector("meta[name=csp-nonce]")?.content ?? "";
}

function extensions(textarea) {
  const attributes = { "aria-label": labelOf(textarea), "aria-multiline": "true", tabindex: "0" };
  const help = textarea.getAttribute("aria-describedby");
  if (help) attributes["aria-describedby"] = help;
  return [
    EditorView.cspNonce.of(nonce()),
    EditorState.phrases.of(phrases(document.documentElement.lang)),
    Prec.highest(
      keymap.of([
        { key: "Mod-Enter", run: () => pressed(textarea, "[data-editor-submit]") },
        { key: "Mod-Shift-Enter", run: () => pressed(textarea, "[data-editor-run]") },
      ]),
    ),
    tabKeys(),
    insertWhole,
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    EditorState.readOnly.of(textarea.readOnly),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ activateOnTyping: false }),
    highlightSelectionMatches(),
    python(),
    syntaxHighlighting(colours),
    theme,
    errorLine,
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap]),
    EditorView.contentAttributes.of(attributes),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      textarea.value = update.state.doc.toString();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    }),
  ];
}

function enhance(textarea) {
  if (textarea.dataset.editorReady) return;
  textarea.dataset.editorReady = "true";
  const view = new EditorView({
    state: EditorState.create({ doc: textarea.value, extensions: extensions(textarea) }),
  });
  textarea.before(view.dom);
  textarea.hidden = true;
  for (const label of textarea.labels ?? []) label.addEventListener("click", () => view.focus());
  highlightErrorLine(view, textarea);
  new MutationObserver(() => highlightErrorLine(view, textarea)).observe(textarea, {
    attributeFilter: ["data-error-line"],
  });
  // Another script, such as "reset to the starter code", sets the value and says so with this event.
  textarea.addEventListener("editor:reload", () => {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: textarea.value } });
    view.focus();
  });
}

function enhanceAll(root) {
  for (const textarea of root.querySelectorAll("textarea[data-editor=python]")) enhance(textarea);
}

enhanceAll(document);
document.addEventListener("htmx:load", (event) => enhanceAll(event.target));
