"""A verdict outlives the texts that it was written with."""

from grader import messages
from grader.verdicts import Text


def test_a_message_whose_sentence_is_gone_shows_its_key_and_values():
    assert messages.render(Text("gone.for-good", {"expected": 1.0, "got": 2.5})) == "gone.for-good, expected 1, got 2.5"


def test_a_check_whose_title_is_gone_shows_its_name():
    assert messages.title("gone_for_good", "vi") == "gone_for_good"
