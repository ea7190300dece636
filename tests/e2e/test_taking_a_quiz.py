"""A student takes a quiz: answers save themselves, the page survives a reload, and it works without scripts."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import parts


def start(page: Page, mode: str) -> None:
    """Starts the first quiz of the list anew; what an earlier test left open is handed in."""
    page.goto("/quizzes/")
    page.get_by_role("main").get_by_role("heading", level=2).first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Domains")).to_be_visible()
    cover = page.url
    if page.get_by_role("link", name="Go on").count():
        page.get_by_role("link", name="Go on").click()
        hand_in(page)
        page.goto(cover)
    page.get_by_role("radio", name=mode).check()
    page.get_by_role("button", name="Start").click()


def question(page: Page, number: int):
    return page.locator(f"#q{number}")


def answer(page: Page, number: int, *, number_to_type: str = "1") -> None:
    """Any answer, whatever the kind of question."""
    options = question(page, number).locator("label.option")
    if options.count():
        options.first.click()
    else:
        question(page, number).get_by_role("textbox").fill(number_to_type)


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Check and hand in").click()
    expect(parts.heading(page)).to_have_text("Hand in your answers?")
    page.get_by_role("button", name="Hand in").click()


def test_answers_save_themselves_and_survive_a_reload(visit):
    page = visit("student")
    start(page, "All on one page")
    answer(page, 1)
    expect(question(page, 1).get_by_role("status")).to_contain_text("Saved")
    expect(page.locator("#progress")).to_contain_text("1 of")
    page.reload()
    expect(page.locator("#progress")).to_contain_text("1 of")
    hand_in(page)
    expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
    expect(page.locator(".explanation").first).to_be_visible()


def test_a_lost_connection_is_told_and_the_answer_saved_once_it_is_back(visit, problems):
    page = visit("student")
    start(page, "All on one page")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d+:\d\d"))  # the page's script runs
    page.context.set_offline(True)
    answer(page, 2)
    expect(question(page, 2).get_by_role("status")).to_contain_text("Not saved")
    page.context.set_offline(False)
    expect(question(page, 2).get_by_role("status")).to_have_text("Saved")
    hand_in(page)
    assert problems, "expected the browser to complain of the lost connection"
    problems.clear()


def test_without_scripts_a_quiz_is_taken_question_by_question(visit):
    page = visit("student", java_script_enabled=False)
    start(page, "Question by question")
    answer(page, 1)
    page.get_by_role("button", name="Next").click()
    expect(question(page, 2)).to_be_visible()
    answer(page, 2)
    page.get_by_role("button", name="Previous").click()
    expect(page.locator("#progress")).to_contain_text("2 of")
    hand_in(page)
    expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
