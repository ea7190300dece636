r"""A text of ours in another program and back.

There it is HTML with its formulas between \( \) or \[ \], which every Moodle sets; here it is Markdown. Markdown →
HTML → Markdown gives most texts back letter by letter. Where it does not, the Markdown travels along in a note, and is
taken again as long as it still says what the HTML says: whoever has edited the HTML is believed.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Literal

from content.exchange.html_to_markdown import to_markdown
from content.rendering import render_inline, render_markdown

Form = Literal["block", "inline", "code", "plain"]
FORMULA = re.compile(r'<(span|div) class="arithmatex">(.*?)</\1>', re.DOTALL)
HIGHLIGHTED = re.compile(r'<div class="highlight"><pre[^>]*>(.*?)</pre></div>', re.DOTALL)
TAG = re.compile(r"</?span[^>]*>")
CODE = re.compile(r'\s*<pre class="language-python"><code>(.*?)</code></pre>\s*\Z', re.DOTALL)
# XML has no signs for these, and GIFT's readers trim and split by some of them.
UNCARRIED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def outward(text: str, form: Form) -> str:
    """What the other program gets."""
    if form == "block":
        html = FORMULA.sub(_formula, HIGHLIGHTED.sub(_plain_code, render_markdown(text)))
    elif form == "inline":
        html = FORMULA.sub(_formula, render_inline(text))
    elif form == "code":
        html = f'<pre class="language-python"><code>{escape(text, quote=False)}</code></pre>' if text else ""
    else:
        html = text
    return carried(html)


def inward(html: str, form: Form, source: str | None = None) -> str:
    """What an author would have written; `source` from a note, where it still says the same."""
    if source is not None and outward(source, form) == carried(html):
        return source
    if form in ("block", "inline"):
        return to_markdown(html, inline=form == "inline")
    if form == "code":
        return unescape(match[1]) if (match := CODE.fullmatch(html)) else ""
    return html.strip()


def needs_note(text: str, form: Form) -> bool:
    return inward(outward(text, form), form) != text


def carried(html: str) -> str:
    """What is left of a text after any of the formats."""
    return UNCARRIED.sub("\ufffd", html.replace("\r\n", "\n").replace("\r", "\n")).strip()


def split_code(html: str) -> tuple[str, str]:
    """The question's text, and the code block of ours that ends it."""
    match = CODE.search(html)
    return (html[: match.start()], html[match.start() :].strip()) if match else (html, "")


def _formula(match: re.Match[str]) -> str:
    return match[2] if match[1] == "span" else f"<p>{match[2]}</p>"


def _plain_code(match: re.Match[str]) -> str:
    return f"<pre>{TAG.sub('', match[1])}</pre>"
