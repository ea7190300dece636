"""The check of formulas against KaTeX itself: what it refuses KaTeX refuses too, and little escapes it."""

import json
import random
import re
from html import unescape

from content.documents import read
from content.formulas import slip_in
from content.gathering import LIBRARY, gather
from content.proofreading import RENDERED
from tools.katex import ASK, KATEX, KNOWN

TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|.", re.DOTALL)
PUT_IN = [*"{}^_&'[]#", r"\left", r"\right", r"\frac", r"\sqrt", r"\end{aligned}", r"\begin{aligned}", r"\text", r"\\"]
FEWEST_FOUND = 0.9
VERDICTS = """
(formulas) => formulas.map(([tex, displayMode]) => {
  try { katex.__parse(tex, { displayMode, strict: false, throwOnError: true }); return true; } catch { return false; }
})
"""


def library():
    sources, _problems = gather(LIBRARY)
    documents = [document for document, _problems in map(read, sources) if document]
    texts = {
        unescape(tex).strip()
        for document in documents
        for passage in document.passages
        if "$" in passage.text
        for tex in RENDERED.findall(passage.html)
    }
    return sorted((text[2:-2], text.startswith(r"\[")) for text in texts)


def mistyped(formulas, draw):
    """Each with a slip of the kinds that fingers make."""
    for tex, display in formulas:
        tokens = TOKEN.findall(tex)
        place = draw.randrange(len(tokens))
        tokens[place : place + 1] = draw.choice(
            [[], [tokens[place], draw.choice(PUT_IN)], [tokens[place][:-1]], [draw.choice("{}^_&")]]
        )
        yield "".join(tokens), display


def test_what_is_refused_katex_refuses_too_and_little_is_missed(browser):
    formulas = library()
    assert len(formulas) > 300
    cases = [*formulas, *(case for seed in range(4) for case in mistyped(formulas, random.Random(seed)))]
    page = browser.new_page()
    page.add_script_tag(content=KATEX.read_text(encoding="utf-8"))
    sets = page.evaluate(VERDICTS, cases)
    page.close()
    ours = [slip_in(tex, display=display) is None for tex, display in cases]
    assert all(sets[: len(formulas)])
    assert [case for case, right, accepted in zip(cases, sets, ours, strict=True) if right and not accepted] == []
    wrong = [accepted for right, accepted in zip(sets, ours, strict=True) if not right]
    assert len(wrong) > 300
    assert wrong.count(False) / len(wrong) >= FEWEST_FOUND


def test_the_list_of_what_katex_knows_is_that_of_the_katex_we_ship(browser):
    source = KATEX.read_text(encoding="utf-8")
    page = browser.new_page()
    page.add_script_tag(content=source)
    found = page.evaluate(ASK, source)
    page.close()
    assert found == json.loads(KNOWN.read_text())
