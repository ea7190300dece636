"""Steps put in order: with the keyboard, by dragging, without scripts, and in a lesson."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import kit
from tests.e2e.axe import violations

SMALL = {"width": 320, "height": 640}


@pytest.fixture(scope="module", autouse=True)
def _kit(site, tmp_path_factory):
    kit.import_into(site, tmp_path_factory.mktemp("kit"))


def start(page: Page, way: str = "Start a practice exam") -> Locator:
    """A new run through the kit's bank; an open one is handed in before. Returns the question with the steps."""
    page.goto(f"/quizzes/{kit.SLUG}/")
    if page.get_by_role("link", name="Go on with").count():
        page.get_by_role("link", name="Go on with").click()
        hand_in(page)
        page.goto(f"/quizzes/{kit.SLUG}/")
    page.get_by_role("button", name=way).click()
    return page.locator("fieldset.question", has_text="In which order?")


def hand_in(page: Page) -> None:
    page.locator(".paper__actions").get_by_role("button", name=re.compile("hand in|Finish")).click()
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=re.compile("^(Hand in|Finish)$")).click()


def steps(question: Locator) -> list[str]:
    return question.locator("[data-ordering] .option__text").all_inner_texts()


def move(question: Locator, step: str, way: str) -> Locator:
    return question.get_by_role("button", name=f"{way}: {step}", exact=True)


def place_of(question: Locator, step: str) -> Locator:
    return question.get_by_role("combobox", name=f"Place of {step}")


def put_in_order(question: Locator, wanted: list[str]) -> None:
    """With the keyboard alone: each step up to its place. The order shown at first counts once something has moved."""
    move(question, steps(question)[0], "Move down").press("Enter")
    for place, step in enumerate(wanted):
        while steps(question).index(step) > place:
            move(question, step, "Move up").press("Enter")


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-state]")).to_contain_text("Saved")


def test_with_the_keyboard_a_step_moves_keeps_the_focus_and_is_told(visit):
    page = visit("student")
    question = start(page)
    expect(page.locator("#progress")).to_contain_text("0 of 4")
    before = steps(question)
    down = move(question, before[0], "Move down")
    down.press("Enter")
    assert steps(question) == [before[1], before[0], *before[2:]]
    expect(down).to_be_focused()
    expect(question.locator("[aria-live=polite]")).to_have_text("Now at place 2 of 4.")
    down.press("Space")
    down.press("Enter")
    expect(question.locator("[aria-live=polite]")).to_have_text("Now at place 4 of 4.")
    expect(down).to_have_attribute("aria-disabled", "true")
    down.press("Enter")
    expect(down).to_be_focused()
    assert steps(question) == [*before[1:], before[0]]


def test_an_order_saves_itself_survives_a_reload_and_is_marked(visit):
    page = visit("student")
    question = start(page)
    put_in_order(question, ["second", "first", "third", "fourth"])
    expect(page.locator("#progress")).to_contain_text("1 of 4")
    saved(page)
    page.reload()
    assert steps(question) == ["second", "first", "third", "fourth"]
    hand_in(page)
    review = page.get_by_role("article").filter(has_text="In which order?")
    expect(review.locator(".chip")).to_have_text("right")
    expect(review.get_by_role("heading", name="Right order")).to_have_count(0)


def test_a_step_is_dragged_by_its_number(visit):
    page = visit("student")
    question = start(page)
    before = steps(question)
    handle = question.locator(".ordering__place").first
    handle.scroll_into_view_if_needed()
    first, last = handle.bounding_box(), question.locator("[data-ordering] > li").last.bounding_box()
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(first["x"] + 20, last["y"] + last["height"] - 2, steps=12)
    page.mouse.up()
    assert steps(question) == [*before[1:], before[0]]
    expect(page.locator("#progress")).to_contain_text("1 of 4")
    saved(page)


def test_without_scripts_places_are_chosen_and_a_doubled_one_loses_nothing(visit, problems):
    page = visit("student", java_script_enabled=False)
    question = start(page)
    places = {"first": "1", "second": "1", "third": "3", "fourth": "4"}
    for step, place in places.items():
        place_of(question, step).select_option(place)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(question).to_contain_text("Expected each place once, got 1 more than once.")
    for step, place in places.items():
        expect(place_of(question, step).locator("option:checked")).to_have_text(place)
    assert [problem for problem in problems if "422" in problem] == problems  # the browser tells of the refusal too
    problems.clear()
    place_of(question, "second").select_option("2")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#progress")).to_contain_text("1 of 4")
    assert steps(question) == ["first", "second", "third", "fourth"]


def test_a_self_check_says_what_is_out_of_place_until_it_is_moved(visit):
    page = visit("student")
    question = start(page, "Start a self-check")
    put_in_order(question, ["first", "second", "fourth", "third"])
    question.get_by_role("button", name="Check").click()
    expect(question.get_by_text("Partly right.")).to_be_visible()
    expect(question.get_by_text("out of place")).to_have_count(1)
    move(question, "fourth", "Move down").press("Enter")
    expect(question.get_by_text("out of place")).to_have_count(0)
    question.get_by_role("button", name="Check again").click()
    expect(question.get_by_text("Right at try 2.")).to_be_visible()
    expect(question.get_by_text("As they are called.")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_a_small_screen_and_is_in_no_reader_s_way(visit, theme):
    page = visit("student", bypass_csp=True, viewport=SMALL, color_scheme=theme)
    question = start(page)
    found = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    move(question, steps(question)[0], "Move down").press("Enter")
    saved(page)
    hand_in(page)
    assert found + violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def test_steps_in_a_lesson_are_checked_at_once_and_may_be_mended(page):
    page.goto(kit.address())
    box = page.locator(f"#check-{kit.SLUG}-4")
    put_in_order(box, ["first", "second", "fourth", "third"])
    box.get_by_role("button", name="Check").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Not right.")
    expect(box.locator("[data-ordering]").get_by_text("out of place")).to_have_count(1)
    expect(box.get_by_text("may stand at 1 to 2")).to_have_count(2)
    box.get_by_role("button", name="Try again").press("Enter")
    put_in_order(box, ["second", "first", "third", "fourth"])
    box.get_by_role("button", name="Check").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Right.")
    expect(box.get_by_text("As they are called.")).to_be_visible()
