"""Two texts as one with what changed: marked so that it can be read, clean, and whole where it has to be whole."""

import re
from math import isqrt
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.redline import MAX_COMPARED, redline, redline_words
from content.rendering import render_markdown

MARK = re.compile(r'</?(?:ins|del)(?: class="redline__(?:old|new)")?>')
OLD = re.compile(r'<del class="redline__old">.*?</del>', re.DOTALL)
NEW = re.compile(r'<ins class="redline__new">.*?</ins>', re.DOTALL)


def compared(old, new):
    return redline(render_markdown(old), render_markdown(new))


def kinds(old, new):
    return [change.kind for change in compared(old, new)]


def only(old, new):
    (change,) = compared(old, new)
    assert change.kind == "changed"
    return change.html


def test_equal_texts_have_no_changes():
    assert compared("One.\n\nTwo.", "One.\n\nTwo.") == []


def test_words_that_changed_are_marked_inside_their_paragraph():
    html = only("The noise is *small* at first.", "The noise is *large* at first.")
    assert '<del class="redline__old">small</del><ins class="redline__new">large</ins></em> at first.' in html


def test_a_paragraph_is_added_removed_and_changed_apart_from_what_stays():
    old = "First stays.\n\nSecond goes away for good.\n\nThird of them changes a word."
    new = "First stays.\n\nThird of them changes one word.\n\nFourth arrives, quite new."
    assert kinds(old, new) == ["same", "removed", "changed", "added"]


def test_what_is_far_from_a_change_is_folded_with_its_number():
    same = [f"Paragraph {number} says its own thing." for number in range(9)]
    changes = compared("\n\n".join([*same, "Old end here."]), "\n\n".join([*same, "New end here."]))
    assert [(change.kind, change.count) for change in changes] == [("skipped", 8), ("same", 0), ("changed", 0)]


def test_a_formula_is_one_word_on_each_side():
    html = only("Take $x_t + 1$ of it all.", "Take $x_t + 2$ of it all.")
    assert r'<del class="redline__old"><span class="arithmatex">\(x_t + 1\)</span></del>' in html
    assert r'<ins class="redline__new"><span class="arithmatex">\(x_t + 2\)</span></ins>' in html


def test_a_formula_with_signs_of_html_stays_what_it_says():
    html = only(r"When $a < b$ it grows slowly.", r"When $a < b$ it grows fast.")
    assert r"\(a &lt; b\)" in html


def test_code_is_compared_line_by_line():
    (change,) = compared("```python\na = 1\nb = 2\n```", "```python\na = 1\nb = 3\n```")
    assert change.kind == "code"
    rows = [row for kind, row in change.code["unified"] if kind in ("old", "new")]
    assert rows[0].old.parts == [("b = ", False), ("2", True)]


def test_code_that_stays_keeps_its_colours():
    code = "```python\nreturn x\n```"
    changes = compared(f"One old word.\n\n{code}", f"One new word.\n\n{code}")
    assert [change.kind for change in changes] == ["changed", "same"]
    assert '<span class="k">return</span>' in changes[1].html


def test_a_list_entry_that_goes_is_struck_out_in_its_own_entry():
    html = only("- alpha one\n- beta two\n- gamma three", "- alpha one\n- gamma three")
    assert html.count("<li>") == 3
    assert re.search(r'<li><del class="redline__old">beta two</del></li>', html)


def test_a_cell_of_a_table_changes_in_its_place():
    table = "| a | b |\n|---|---|\n| one | {} |\n| three | four |"
    html = only(table.format("two"), table.format("2"))
    assert '<td><del class="redline__old">two</del><ins class="redline__new">2</ins></td>' in html
    assert html.count("<td>") == 4


def test_a_heading_that_becomes_a_paragraph_is_another_block():
    assert kinds("## The same words", "The same words") == ["removed", "added"]


def test_words_that_are_set_in_another_way_have_changed():
    html = only("Some plain words here.", "Some **plain** words here.")
    assert '<strong><ins class="redline__new">plain</ins></strong>' in html


def test_an_authors_own_deletion_does_not_look_like_a_change():
    html = only("Some <del>wrong</del> words.", "Some <del>wrong</del> letters.")
    assert "<s>wrong</s>" in html


def test_a_question_in_a_lesson_is_named():
    changes = compared("Text.\n\n!check basics/1", "Text.\n\n!check basics/2")
    assert "!check basics/" in "".join(change.html for change in changes)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<p class="button redline__new" style="color:red">x</p>',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<del></p><script>",
    ],
)
def test_what_an_author_writes_cannot_reach_the_page_unclean(hostile):
    for old, new in ((f"a {hostile} b", "a b"), ("a b", f"a {hostile} b"), (f"c {hostile} d", f"c {hostile} e")):
        html = "".join(change.html for change in compared(old, new))
        for tag in re.findall(r"<[^>]+>", html):
            assert not re.search(r"script|onerror|javascript|style=|button", tag), tag


def test_a_very_long_block_is_shown_whole_on_both_sides():
    count = isqrt(MAX_COMPARED)
    old, new = (" ".join(f"{word}{number}" for number in range(count)) for word in ("w", "v"))
    common = "so many equal words " * count
    (change,) = compared(f"{common}{old}", f"{common}{new}")
    assert change.html.startswith('<del class="redline__old"><p>')


WORDS = st.lists(st.sampled_from(["one", "two", "*three*", "$x_t$", "`code`", "**four**"]), min_size=1, max_size=8)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_without_what_was_put_in_it_is_the_old_text_and_without_what_was_taken_out_the_new(old, new):
    shape = "- {}".format if len(old) % 2 else "{}".format
    before, after = ("\n\n".join(shape(text) for text in texts) for texts in (old, new))
    changes = [change for change in compared(before, after) if change.kind == "changed"]
    for change in changes:
        assert plain(OLD.sub("", change.html)) in plain(render_markdown(after))
        assert plain(NEW.sub("", change.html)) in plain(render_markdown(before))


def plain(html):
    return "".join(re.sub(r"<[^>]+>", "", MARK.sub("", html)).split())


def test_two_lines_of_plain_text_are_compared_word_by_word_and_escaped():
    html = redline_words("How one <b>picture</b> turns into noise", "How one <b>picture</b> turns into a digit")
    assert '<del class="redline__old">noise</del><ins class="redline__new">a digit</ins>' in html
    assert "&lt;b&gt;picture" in html


def test_many_long_blocks_of_the_same_few_words_do_not_take_long():
    """Such texts cost the most to compare; what would cost too much is shown whole."""
    old, new = (
        "\n\n".join(" ".join("ab"[(i * k) % 7 % 2] for i in range(900)) for k in ks)
        for ks in ((2, 3) * 20, (4, 5) * 20)
    )
    begun = process_time()
    changes = compared(old, new)
    assert process_time() - begun < 15
    assert {change.kind for change in changes} <= {"changed", "same", "skipped", "added", "removed"}
