"""Formulas that KaTeX could not set, found without KaTeX."""

import pytest

from content.documents import read
from content.formulas import slip_in
from content.gathering import LIBRARY, gather
from content.passages import Passage
from content.proofreading import _bare, _Proof, proofread

RIGHT = [
    r"\frac12",
    r"x'^2_t",
    r"{}^2 x",
    r"\left\{ x \,\middle|\, y \right.",
    r"\sqrt[3]{x}",
    r"\text{if $x_t$ is small}\;",
    r"\color{#ff0000} x",
    r"\operatorname*{argmin}_\theta",
    r"\xrightarrow[a]{b}",
    r"\begin{cases} a & \text{if } x \\ b \end{cases}",
    r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}",
    r"50\% \text{ of } 3\,\text{đồng}",
    r"\def\a{b} \a^\a",
    "a % a } in a comment\n b",
    r"\sum\limits_{i=1}^n \bigl( x \bigr)",
]


@pytest.mark.parametrize("tex", RIGHT)
def test_what_katex_sets_is_left_alone(tex):
    assert slip_in(tex, display=True) is None


@pytest.mark.parametrize(
    ("tex", "offset", "got"),
    [
        (r"\frac{1}", 8, "nothing"),
        (r"\sqrt{x", 5, "nothing"),
        ("x}", 1, "one } too many"),
        (r"\aplha", 0, r"\aplha"),
        (r"\left( x", 0, "nothing"),
        (r"x \right)", 2, "none"),
        (r"\left{ x \right}", 5, "{"),
        (r"\begin{aligned} x", 0, "nothing"),
        (r"\begin{aligned} x \end{matrix}", 18, r"\end{matrix}"),
        ("a & b", 2, "&"),
        ("x^2^3", 3, "a second “^”"),
        ("x_1_2", 3, "a second “_”"),
        ("x^", 2, "nothing"),
        (r"x^\sqrt2", 2, "none"),
        (r"\text{a_b}", 7, "_"),
        ("a # b", 2, "#"),
        ("{" * 200, 100, "too many braces"),
    ],
)
def test_a_slip_is_found_where_it_is(tex, offset, got):
    slip = slip_in(tex, display=True)
    assert (slip.offset, slip.got) == (offset, got)
    assert slip.remedy


def test_what_needs_lines_of_its_own_is_refused_within_one():
    assert slip_in(r"\begin{align} a \end{align}", display=True) is None
    assert slip_in(r"\begin{align} a \end{align}", display=False).got == "one within a line"


def test_every_formula_of_the_library_is_found_in_its_source():
    """The source is searched since it knows lines; what a page sets as a formula is what has to be found."""
    sources, _problems = gather(LIBRARY)
    missed = []
    for document, _problems in map(read, sources):
        for passage in document.passages:
            proof = _Proof(passage)
            found = {_bare(match[match.lastgroup.replace("name", "environment")]) for match in proof.formulas}
            missed += proof.rendered - found
    assert missed == []


def problems(text, form="lesson"):
    notes = proofread([Passage(text, form)])
    return [(problem.where, problem.got) for problem in notes.problems], [
        (warning.where, warning.got) for warning in notes.warnings
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5, or 6$ elsewhere, {as they say.",
        "`$\\frac$` and ``a ` $\\frac$``",
        "```text\n$\\frac$\n$$\n```",
        "~~~\n$$\n~~~",
        "> ```\n> $$\n> ```",
        "<pre>$$</pre>",
        "    $$ indented code",
        "Escaped \\$x^2^3\\$.",
        "<!-- $$ -->",
        "- a\n\n    $$\n    x_t\n    $$\n",
        "> $$\n> x_t\n> $$",
        "\\begin{align}\na &= b\n\\end{align}",
        "Windows keeps it in C:\\Users\\me.",
        "A list: `a < b`, x < y, 3 <4 and <https://example.org>.",
        "<p>One<p>Two<ul><li>a<li>b</ul>",
        "<br><hr><img src='/static/a.png' alt='x'>",
    ],
)
def test_what_is_meant_so_is_left_alone(text):
    assert problems(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "where", "got"),
    [
        ("Text.\n\n- a $\\frac{1}$", "line 3, column 14", "nothing"),
        ("> $$\n> x^2^3\n> $$", "line 2, column 6", "a second “^”"),
        ("```\ncode\n```\n\n$x}$", "line 5, column 3", "one } too many"),
        ("Một $\\sqrt{ă$.", "line 1, column 11", "nothing"),
    ],
)
def test_a_slip_is_told_with_its_line_and_column(text, where, got):
    assert problems(text) == ([(where, got)], [])


@pytest.mark.parametrize(
    ("text", "where", "got"),
    [
        ("The mean \\alpha_t is.", "line 1, column 10", "\\alpha"),
        ("So $$x_t$$ it is.", "line 1, column 4", "$$ within a line"),
        ("Of type List<String> here.", "line 1, column 13", "<string>"),
        ("<svg><rect/></svg>\n\nText.", "line 1, column 1", "<svg>"),
    ],
)
def test_what_looks_like_a_slip_is_a_warning(text, where, got):
    assert problems(text) == ([], [(where, got)])


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("```python\nx = 1\ndef f(:\n```", "line 3, column 1"),
        ("> ```py\n> x =\n> ```", "line 2, column 1"),
        ("~~~{.python title='a'}\nx = (\n~~~", "line 2, column 1"),
        ("```python3 hl_lines='1'\nfor\n```", "line 2, column 1"),
        ('<pre><code class="language-python">x = &lt;\n</code></pre>', "line 1, column 36"),
    ],
)
def test_python_that_does_not_compile_is_a_warning_at_its_line(text, where):
    wrong, warned = problems(text)
    assert wrong == []
    assert [place for place, _got in warned] == [where]


@pytest.mark.parametrize(
    "text",
    [
        "```pycon\n>>> x =\n```",
        "```text\nx =\n```",
        "```python\n    x = 1\n    await y\n    ...\n```",
        "```\nx =\n```",
        "```python-repl\n>>> 1\n```",
        "```bash\npip install x\n```",
    ],
)
def test_other_code_is_not_read(text):
    assert problems(text) == ([], [])


def test_a_text_full_of_beginnings_takes_no_longer():
    """Whoever wants the check to hang for minutes writes a thousand times what is never closed."""
    for start in ("$", "$$ ", "\\( ", "\\[ ", "\\begin{a} ", "`", "` `` ", "```a\n", "<pre>", "<!-- ", "<b ", "![x]("):
        text = start * (60_000 // len(start))
        passage = Passage(text, "html")  # not through Markdown, which has its own pace
        proof = _Proof(passage)
        proof.is_html = False
        assert proof.text_alone is not None
        assert proof.formulas is not None


@pytest.mark.parametrize(
    ("hosts", "host", "warned"), [([], "a.org", 1), (["a.org"], "a.org", 0), (["a.org"], "b.org", 1)]
)
def test_a_frame_is_left_out_with_a_warning_unless_its_host_is_named(settings, hosts, host, warned):
    settings.CONTENT_FRAME_HOSTS = hosts
    wrong, found = problems(f'<iframe src="https://{host}/1" title="A film"></iframe>')
    assert (wrong, len(found)) == ([], warned)
