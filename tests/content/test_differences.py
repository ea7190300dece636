import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.differences import MAX_LINES, MAX_MARKED, MAX_WORDS, Row, TooLong, rows, unified

TEXTS = st.lists(st.sampled_from(["a = 1", "b = 2", "a = 1 + b", "", "    return a"]), max_size=12).map("\n".join)


def texts(table: list[Row], side: str) -> list[str]:
    found = [getattr(row, side) for row in table if not row.skipped]
    return ["".join(text for text, _ in one.parts) for one in found if one]


def test_equal_texts_give_nothing():
    assert rows("a = 1\n", "a = 1\n") == []


def test_a_changed_word_is_marked_and_nothing_else():
    (row,) = rows("x = alpha * y\n", "x = beta * y\n")
    assert row.old.parts == [("x = ", False), ("alpha", True), (" * y", False)]
    assert row.new.parts == [("x = ", False), ("beta", True), (" * y", False)]


def test_one_changed_sign_is_marked():
    (row,) = rows("mean = x + noise\n", "mean = x - noise\n")
    assert [part for part, differs in row.new.parts if differs] == ["-"]


def test_lines_that_have_nothing_in_common_are_marked_as_a_whole():
    (row,) = rows("import torch\n", "raise SystemExit\n")
    assert row.old.parts == [("import torch", False)]


def test_an_added_line_stands_alone_with_its_number():
    table = rows("a\nc\n", "a\nb\nc\n")
    assert [(row.old and row.old.number, row.new and row.new.number) for row in table] == [(1, 1), (None, 2), (2, 3)]


def test_long_equal_parts_are_left_out_and_counted():
    lines = [f"line {number}" for number in range(40)]
    table = rows("\n".join(lines), "\n".join([*lines[:20], "new", *lines[20:]]))
    assert [row.skipped for row in table if row.skipped] == [17, 17]
    assert sum(row.skipped for row in table) + len(texts(table, "old")) == 40


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_again(old, new):
    table = rows(old, new)
    if sum(row.skipped for row in table) == 0 and table:
        assert texts(table, "old") == old.splitlines()
        assert texts(table, "new") == new.splitlines()
    assert bool(table) == (old.splitlines() != new.splitlines())


@given(TEXTS, TEXTS)
def test_below_each_other_every_line_comes_once_and_the_old_ones_first(old, new):
    table = rows(old, new)
    lines = list(unified(table))
    assert [row for kind, row in lines if kind == "old"] == [row for row in table if row.differs and row.old]
    assert [row for kind, row in lines if kind == "new"] == [row for row in table if row.differs and row.new]
    assert ("new", "old") not in itertools.pairwise(kind for kind, _ in lines)


def test_too_many_lines_are_refused():
    with pytest.raises(TooLong, match=str(MAX_LINES)):
        rows("a\n" * (MAX_LINES + 1), "b\n")


def test_words_are_marked_in_a_change_and_not_in_another_program():
    def marks(count: int) -> bool:
        table = rows("\n".join(f"x{n} = old" for n in range(count)), "\n".join(f"x{n} = new" for n in range(count)))
        return any(differs for row in table for _, differs in row.old.parts)

    assert marks(MAX_MARKED)
    assert not marks(MAX_MARKED + 1)


TEN = "abcdefghij"
WIDE, OTHER = "+-" * (MAX_WORDS // 2), "-+a" * (MAX_WORDS // 3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([TEN[n * 7 % 10] for n in range(MAX_LINES)], [TEN[n * 3 % 10] for n in range(MAX_LINES)]),
        (map(str, range(MAX_LINES)), map(str, reversed(range(MAX_LINES)))),
        ([WIDE] * MAX_MARKED, [OTHER] * MAX_MARKED),
        ([WIDE] * 800, [OTHER] * 800),
        (["x" * 64_000], ["y" * 64_000]),
    ],
    ids=["few-letters", "backwards", "wide-lines", "many-wide-lines", "one-endless-line"],
)
def test_no_text_that_may_be_submitted_takes_long(old, new):
    started = time.process_time()
    rows("\n".join(old), "\n".join(new))
    assert time.process_time() - started < 3
