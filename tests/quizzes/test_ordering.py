"""Steps put in order, from the shuffled page to the review."""

import random
import re

import pytest
from django.urls import reverse

from quizzes import attempts
from quizzes.attempts import option_order
from quizzes.models import Attempt
from tests.factories import bank_json, make_bank, single, steps
from tests.quizzes.pages import SCRIPT, form, lasting

SHUFFLED = [2, 0, 3, 1]


@pytest.fixture
def bank(db):
    """Question 1 has four steps, of which the first two may change places; question 2 is an ordinary one."""
    questions = [steps(1, "Diffusion", any_order=[[0, 1]]), single(2, "Diffusion")]
    return make_bank(
        bank_json(slug="steps", questions=questions, questions_count=2, shuffle_options=False, shuffle_questions=False)
    )


def started(student, bank, purpose):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE, purpose)
    attempt.option_order["1"] = SHUFFLED
    attempt.save()
    return attempt


@pytest.fixture
def ordered(student, bank):
    return started(student, bank, Attempt.Purpose.EXAM)


@pytest.fixture
def save(as_, student, ordered):
    """save(places) sends these places for the steps as they are shown."""
    client, url = as_(student), reverse("quizzes:save", args=[ordered.pk])

    def send(places, fields=(), **options):
        values = {"answer-1": [f"{position}:{place}" for position, place in enumerate(places)], **dict(fields)}
        return client.post(url, form(ordered, values), **options)

    return send


@pytest.fixture
def page(as_, student, ordered):
    return lambda: as_(student).get(reverse("quizzes:attempt", args=[ordered.pk])).content.decode()


def shown(html):
    """The steps of a page, from the top."""
    return re.findall(r"Step 1\.\d", html)


def chosen(html):
    """The places that are chosen, by the position of the step."""
    return dict(re.findall(r'<option value="(\d+):(\d+)" selected>', html))


def test_steps_are_shown_in_the_order_that_was_drawn_and_none_has_a_place(page):
    assert shown(page()) == [f"Step 1.{step}" for step in SHUFFLED]
    assert chosen(page()) == {}
    assert "0 of 2 answered" in page()


@pytest.mark.parametrize("shuffle_options", [True, False])
def test_steps_are_shuffled_even_where_options_are_not(ordered, shuffle_options):
    document = ordered.document().model_copy(update={"shuffle_options": shuffle_options})
    orders = {tuple(option_order(document, random.Random(seed))["1"]) for seed in range(50)}
    assert len(orders) > 10
    assert not orders & {(0, 1, 2, 3), (1, 0, 2, 3)}


def test_places_are_saved_as_the_banks_own_steps_and_shown_in_their_order(save, page, ordered):
    assert save([3, 1, 4, 2]).status_code == 302  # shown are 2, 0, 3, 1
    assert ordered.given() == {"1": [0, 1, 2, 3]}
    assert shown(page()) == ["Step 1.0", "Step 1.1", "Step 1.2", "Step 1.3"]
    assert chosen(page()) == {"0": "3", "1": "1", "2": "4", "3": "2"}
    assert "1 of 2 answered" in page()


def test_an_autosave_saves_an_order(save, ordered):
    response = save([1, 2, 3, 4], headers=SCRIPT)
    assert "1 of 2 answered" in response.content.decode()
    assert ordered.given() == {"1": SHUFFLED}


def test_the_places_of_steps_that_were_moved_on_the_page_may_come_in_any_order(as_, student, ordered):
    sent = {"answer-1": ["1:1", "3:2", "0:3", "2:4"]}
    as_(student).post(reverse("quizzes:save", args=[ordered.pk]), form(ordered, sent))
    assert ordered.given() == {"1": [0, 1, 2, 3]}


def test_a_place_chosen_twice_is_told_and_every_choice_stays(save, ordered):
    response = save([3, 1, 1, 3], {"answer-2": "1"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "got 1, 3 more than once" in html
    assert chosen(html) == {"0": "3", "1": "1", "2": "1", "3": "3"}
    assert html.count('aria-invalid="true"') == 4
    assert ordered.given() == {"2": 1}


def test_a_step_without_a_place_is_told_and_every_choice_stays(save, ordered):
    html = save([3, "", 2, ""]).content.decode()
    assert "Expected a place for each of the 4 steps, got 2." in html
    assert chosen(html) == {"0": "3", "2": "2"}
    assert ordered.given() == {}


def test_a_wrong_change_keeps_the_order_that_was_saved(save, ordered):
    save([3, 1, 4, 2])
    assert "got 1 more than once" in save([1, 1, 4, 2], headers=SCRIPT).content.decode()
    assert ordered.given() == {"1": [0, 1, 2, 3]}


def test_taking_every_place_away_clears_the_answer(save, ordered):
    save([3, 1, 4, 2])
    save(["", "", "", ""])
    assert ordered.given() == {}


@pytest.mark.parametrize(
    "values",
    [
        ["0:1", "1:2", "2:3"],
        ["0:1", "1:2", "2:3", "3:4", "4:5"],
        ["0:1", "1:2", "2:3", "3:5"],
        ["0:1", "1:2", "2:3", "3:0"],
        ["0:1", "1:2", "2:3", "2:4"],
        ["0:1", "1:2", "2:3", "-1:4"],
        ["0", "1", "2", "3"],
        ["0:1", "1:2", "2:3", "³:4"],
        ["x" * 5000] * 4,
        [""],
    ],
)
def test_a_form_of_another_page_is_told_with_what_came(as_, student, ordered, values):
    url = reverse("quizzes:save", args=[ordered.pk])
    response = as_(student).post(url, form(ordered, {"answer-1": values}), headers=SCRIPT)
    text = response.content.decode()
    assert "Expected a place from 1 to 4 for each step" in text
    assert len(text) < 5000
    assert ordered.given() == {}


def review_of(as_, student, attempt, answer):
    if answer:
        attempts.save_answers(attempt, {"1": answer})
    attempts.submit(attempt)
    html = as_(student).get(reverse("quizzes:attempt", args=[attempt.pk])).content.decode()
    return html.split("<article")[1]


def test_the_review_sets_the_order_given_against_the_right_one(as_, student, ordered):
    article = review_of(as_, student, ordered, [3, 1, 0, 2])
    given, right = article.split("Right order")
    assert shown(given) == ["Step 1.3", "Step 1.1", "Step 1.0", "Step 1.2"]
    assert given.count("option--wrong") == given.count("out of place") == 1
    assert given.index("option--wrong") < given.index("Step 1.3") < given.index("option--right")
    # Steps 0 and 1 may change places, so the right order leaves them as they were put.
    assert shown(right) == ["Step 1.1", "Step 1.0", "Step 1.2", "Step 1.3"]
    assert right.count("may stand at 1 to 2") == 2
    assert "partly right" not in given  # 2 of 5 pairs stand right, 3 wrong


def test_the_review_of_an_order_that_is_nearly_right_says_how_much_it_earned(as_, student, ordered):
    article = review_of(as_, student, ordered, [0, 1, 3, 2])
    assert "partly right" in article
    assert "(60 %)" in article  # 4 of 5 pairs right, 1 wrong


def test_the_review_of_a_right_order_shows_it_once(as_, student, ordered):
    article = review_of(as_, student, ordered, [1, 0, 2, 3])
    assert "Right order" not in article
    assert article.count("option--right") == 4
    assert shown(article) == ["Step 1.1", "Step 1.0", "Step 1.2", "Step 1.3"]


def test_the_review_without_an_answer_shows_the_right_order(as_, student, ordered):
    article = review_of(as_, student, ordered, None)
    assert "unanswered" in article
    assert "Given order" not in article
    assert shown(article) == ["Step 1.0", "Step 1.1", "Step 1.2", "Step 1.3"]


@pytest.mark.parametrize("purpose", Attempt.Purpose.values)
def test_no_page_of_an_open_attempt_depends_on_the_right_order(as_, student, purpose):
    seen = []
    for order in ([0, 1, 2, 3], [3, 0, 2, 1]):
        question = steps(1, "Diffusion") | {"order": [f"Step {step}" for step in order]}
        version = make_bank(bank_json(slug="exam", questions=[question], questions_count=1))
        attempt = attempts.start(student, version, Attempt.Mode.PAGE, purpose)
        attempt.option_order["1"] = [order.index(step) for step in SHUFFLED]  # so that both show the same
        attempt.save()
        page, url = reverse("quizzes:attempt", args=[attempt.pk]), reverse("quizzes:save", args=[attempt.pk])
        client = as_(student)
        responses = [
            client.get(page),
            client.post(url, form(attempt, {"answer-1": ["0:1", "1:2", "2:3", "3:4"]}), headers=SCRIPT),
            client.get(page),
            client.post(url, form(attempt, {"answer-1": ["0:1", "1:1", "2:3", "3:4"]})),
        ]
        seen.append([lasting(response) for response in responses])
        attempt.delete()
    assert seen[0] == seen[1]


@pytest.fixture
def check(as_, student, bank):
    """check(order) sends the steps of the bank in this order in a self-check, and presses a button there."""
    attempt = started(student, bank, Attempt.Purpose.SELF_CHECK)
    client, url = as_(student), reverse("quizzes:save", args=[attempt.pk])

    def send(order, button="check"):
        places = [f"{SHUFFLED.index(step)}:{place}" for place, step in enumerate(order, start=1)]
        response = client.post(url, form(attempt, {"answer-1": places, button: "1"}), follow=True)
        return response.content.decode().split('id="q1"')[1].split("</fieldset>")[0]

    return send


def test_a_self_check_says_which_steps_are_out_of_place_and_not_where_they_belong(check):
    told = check([0, 1, 3, 2])
    assert "Partly right." in told
    assert told.count("out of place") == told.count("option--tried-wrong") == 1
    assert shown(told) == ["Step 1.0", "Step 1.1", "Step 1.3", "Step 1.2"]
    assert "Right order" not in told
    assert "may stand" not in told


def test_what_was_said_of_one_order_is_not_said_of_the_next(check):
    check([0, 1, 3, 2])
    assert "out of place" not in check([2, 3, 0, 1], button="nothing")


def test_a_self_check_closes_a_right_order_with_its_explanation(check):
    check([0, 1, 3, 2])
    told = check([1, 0, 2, 3])
    assert "Right at try 2." in told
    assert "The explanation of question 1." in told
    assert "<select" not in told


def test_a_self_check_shows_the_right_order_to_whoever_gives_up(check):
    check([3, 2, 1, 0])
    told = check([3, 2, 1, 0], button="reveal").split("Right order")[1]
    assert shown(told) == ["Step 1.1", "Step 1.0", "Step 1.2", "Step 1.3"]
