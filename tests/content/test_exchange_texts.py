"""Texts between our Markdown and other programs' HTML."""

from html import escape

import pytest

from content.exchange.html_to_markdown import to_markdown
from content.exchange.texts import inward, needs_note, outward
from content.rendering import render_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Two</p><p>paragraphs</p>", "Two\n\nparagraphs"),
        ('<p dir="ltr" style="color: red">What is <b>bold</b> and <em>not</em>?</p>', "What is **bold** and *not*?"),
        ("<strong>space </strong>after", "**space** after"),
        ("Is \\( x_t < y \\) so?", "Is $x_t < y$ so?"),
        ("<p>First \\[ a \\] then</p>", "First\n\n$$ a $$\n\nthen"),
        ("$$x^2$$", "$$x^2$$"),
        ("one<br>two", "one<br>two"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n    - c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<p>Use <code>x_t</code></p>", "Use `x_t`"),
        ("<pre>if a &lt; b:\n    pass</pre>", "```\nif a < b:\n    pass\n```"),
        ("<h3>Title</h3>text", "### Title\n\ntext"),
        ("<blockquote><p>said</p></blockquote>", "> said"),
        ('<a href="https://example.org/a">there</a>', "[there](https://example.org/a)"),
        ('<a href="javascript:alert(1)">there</a>', "there"),
        ("x<sub>t</sub>", "x<sub>t</sub>"),
        ("2 * 3 = 6 and a_b", "2 * 3 = 6 and a_b"),
        ("*not bold*", "\\*not bold\\*"),
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("between $a$ and b", "between \\$a\\$ and b"),
        ("a &lt;b&gt; c", "a &lt;b&gt; c"),
        ("<script>alert(1)</script><p onclick='x()'>text</p>", "text"),
        ("<p>open<p>and <b>never closed", "open\n\nand **never closed**"),
    ],
)
def test_html_becomes_markdown_that_means_the_same(html, markdown):
    assert to_markdown(html) == markdown


@pytest.mark.parametrize(
    "text", ["*", "_x_", "`", "# a", "- a", "1. a", "> a", "$x$", "<b>", "&lt;", "\\", "[a](b)", "| a |"]
)
def test_signs_of_markdown_in_a_text_stay_what_they_are(text):
    page = render_markdown(to_markdown(f"<p>{escape(text)}</p>"))
    assert page == f"<p>{escape(text, quote=False)}</p>"


def test_a_table_stays_html_without_its_attributes():
    html = '<table class="big"><tr><td onclick="x()">1</td><td>&lt;2</td></tr></table>'
    assert to_markdown(html) == "<table><tr><td>1</td><td>&lt;2</td></tr></table>"


def test_an_option_is_one_line():
    assert to_markdown("<p>one</p>\n<p>two<br></p>", inline=True) == "one two<br>"


def test_nesting_without_end_is_read_flat():
    assert to_markdown("<div><b>" * 5000 + "x").strip("*") == "x"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Is $x_t$ so?\n\n- a\n- b", "<p>Is \\(x_t\\) so?</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("$$\nx\n$$", "<p>\\[\nx\n\\]</p>"),
        ("```python\nx = 1\n```", "<pre><code>x = 1\n</code></pre>"),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_markdown_becomes_html_that_moodle_sets(text, html):
    assert outward(text, "block") == html


@pytest.mark.parametrize("text", ["plain", "**b** and $x$", "- a\n- b", "$$\nx\n$$\n\nthen `code`", "Tiếng Việt: ăâđ"])
def test_a_usual_text_needs_no_note(text):
    assert not needs_note(text, "block")


@pytest.mark.parametrize("text", ["two  spaces  \nend", "* star", "__b__", "<i>x</i>", "```python\nx\n```", "\x07"])
def test_a_note_is_believed_while_it_says_what_the_html_says(text):
    assert needs_note(text, "block")
    html = outward(text, "block")
    assert inward(html, "block", source=text) == text
    assert inward(f"{html}<p>more</p>", "block", source=text).endswith("more")
