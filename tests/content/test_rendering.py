"""What authors may write, and what never reaches a page."""

import re

import pytest

from content.rendering import render_document, render_inline, render_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<iframe src='https://evil.example'></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=/accounts/logout/><button>go</button></form>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "<p hx-get='/x' hx-trigger='load' data-x='1'>x</p>",
    "<base href='//evil.example'><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<img src='//evil.example/x.png'>",
    "<img src='/\\evil.example/x.png'>",
    "<img src='/\t/evil.example/x.png'>",
    "<img src='https://evil.example/x.png'>",
    "```python\n<script>alert(1)</script>\n```",
    "$<script>alert(1)</script>$",
    "x {: onclick='alert(1)' style='color:red' }",
    "## x {onclick=alert(1)}",
    '[x](/ok "\\" onclick=alert(1) x=\\"")',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!-- --!><img src=x onerror=alert(1)> -->",
]
TAG = re.compile(r"<(/?[a-z0-9]+)((?:\s[^>]*)?)>")
FORBIDDEN_TAGS = {
    *("script", "svg", "math", "style", "iframe", "object", "embed", "form", "button", "input", "base", "meta", "link"),
    "noscript",
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "render",
    [
        lambda text: render_document(text).html,
        lambda text: render_document(text, is_html=True).html,
        render_markdown,
        render_inline,
    ],
    ids=["lesson", "html lesson", "markdown", "inline"],
)
def test_hostile_text_gives_only_harmless_tags(render, text):
    for tag, attributes in TAG.findall(render(text)):
        assert tag.strip("/") not in FORBIDDEN_TAGS
        names = re.findall(r'\s([a-z-]+)="', attributes)
        assert not [name for name in names if name.startswith(("on", "hx-", "data-")) or name == "style"]
        for address in re.findall(r'(?:href|src)="([^"]*)"', attributes):
            assert not re.match(r"\s*(javascript|data|vbscript)\s*:", address, re.IGNORECASE)
        for address in re.findall(r'src="([^"]*)"', attributes):
            assert re.match(r"[\w./-]*$", address)
            assert not address.startswith("//")


def test_an_author_cannot_borrow_the_sites_own_classes():
    assert render_markdown('<p class="button note">x</p>') == '<p class="note">x</p>'


def test_math_reaches_the_page_as_text_for_katex():
    html = render_markdown(r"The mean is $\sqrt{\bar\alpha_t}\,x_0 < 1$.")
    assert r'<span class="arithmatex">\(\sqrt{\bar\alpha_t}\,x_0 &lt; 1\)</span>' in html


def test_display_math_is_a_block():
    assert '<div class="arithmatex">' in render_markdown("$$\nx_t\n$$")


def test_code_is_coloured_by_classes_that_a_keyboard_can_reach():
    html = render_markdown("```python\ndef f(x):\n    return x\n```")
    assert '<span class="k">def</span>' in html
    assert '<pre tabindex="0">' in html
    assert "style=" not in html


def test_tables_details_and_figures_survive():
    html = render_markdown('| a | b |\n|---|---|\n| 1 | 2 |\n\n??? note "More"\n    text\n')
    assert "<td>1</td>" in html
    assert '<details class="note">' in html
    figure = render_markdown('<figure><img src="/static/a.svg" alt="A curve"><figcaption>A</figcaption></figure>')
    assert '<img src="/static/a.svg" alt="A curve" loading="lazy">' in figure


def test_headings_are_listed_and_can_be_linked_to():
    page = render_document("## The closed form {#closed-form}\n\n### Why $x_t$\n")
    assert [(heading.level, heading.anchor) for heading in page.contents] == [(2, "closed-form"), (3, "why-x_t")]
    assert '<h2 id="closed-form">The closed form<a class="headerlink" href="#closed-form"' in page.html
    assert 'class="arithmatex"' in page.contents[1].title


def test_vietnamese_headings_get_readable_anchors():
    assert render_document("## Đường đi ngược").contents[0].anchor == "duong-di-nguoc"


def test_equal_headings_get_different_anchors():
    anchors = [heading.anchor for heading in render_document("## Same\n\n## Same\n\n## Same\n").contents]
    assert len(set(anchors)) == 3


def test_a_body_never_has_a_second_top_heading():
    assert "<h1" not in render_document("# Title\n").html


def test_an_html_lesson_gets_the_same_anchors():
    page = render_document("<h2>Markov chain</h2><p>x</p>", is_html=True)
    assert [heading.anchor for heading in page.contents] == ["markov-chain"]


@pytest.mark.parametrize("text", ["# 1", "+ 2", "1. x", "-1", "> 0"])
def test_an_option_that_looks_like_block_markup_keeps_its_text(text):
    assert render_inline(text) == text.replace(">", "&gt;")


def test_an_option_with_a_comparison_keeps_it():
    assert render_inline("r << min(d, k)") == "r &lt;&lt; min(d, k)"


def test_underscores_inside_words_are_not_emphasis():
    assert render_inline("softmax(QK^T / √d_k) of x_t and x_0") == "softmax(QK^T / √d_k) of x_t and x_0"
