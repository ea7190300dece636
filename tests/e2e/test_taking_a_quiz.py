"""A student takes a quiz: as a self-check and as an exam, by mouse, by keyboard, without scripts, in two languages."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import parts, quiz_kit
from tests.e2e.axe import violations

# The words on the buttons, since a reader of either language has to find them.
BUTTONS = {
    "en": {
        "check": "Start a self-check",
        "exam": "Start a practice exam",
        "overview": "Overview and hand in",
        "finish": "Finish the self-check",
        "hand in": "Hand in",
        "end": "Finish",
        "flag": "Flag to come back",
    },
    "vi": {
        "check": "Bắt đầu tự kiểm tra",
        "exam": "Bắt đầu thi thử",
        "overview": "Tổng quan và nộp bài",
        "finish": "Kết thúc tự kiểm tra",
        "hand in": "Nộp bài",
        "end": "Kết thúc",
        "flag": "Đánh dấu để xem lại",
    },
}
ASKED_ONCE_MORE = re.compile("/submit/$")
LANGUAGES = pytest.mark.parametrize("language", BUTTONS)


@pytest.fixture(scope="module", autouse=True)
def imported(site, tmp_path_factory):
    quiz_kit.import_into(site, tmp_path_factory.mktemp("quiz-kit"))


@pytest.fixture(autouse=True)
def nothing_begun(site, imported):
    quiz_kit.backstage(site, "mine.delete(); accommodations.take_away(student)")


def start(page: Page, way: str, *, layout: int = 0, language: str = "en") -> None:
    page.goto(f"{'/vi' if language == 'vi' else ''}/quizzes/{quiz_kit.SLUG}/")
    page.get_by_role("radio").nth(layout).check()
    page.get_by_role("button", name=BUTTONS[language][way]).click()
    expect(parts.question(page, 1)).to_be_visible()


def option(page: Page, number: int, position: int) -> Locator:
    return parts.question(page, number).locator("label.option").nth(position)


def press(page: Page, number: int, name: str) -> None:
    parts.question(page, number).get_by_role("button", name=re.compile(rf"^{name}\b")).click()


def number_field(page: Page, number: int) -> Locator:
    return parts.question(page, number).get_by_role("textbox")


def save_state(page: Page) -> Locator:
    return page.locator("[data-autosave-state]")


def saved(page: Page) -> None:
    expect(save_state(page)).to_have_text(re.compile(r"^(Saved|Đã lưu lúc) \d\d?:\d\d"))


def in_map(page: Page, number: int) -> Locator:
    return page.locator("#question-map .question-map__link").nth(number - 1)


def hand_in(page: Page, language: str = "en") -> None:
    page.get_by_role("button", name=BUTTONS[language]["overview"]).click()
    expect(page).to_have_url(ASKED_ONCE_MORE)
    page.get_by_role("main").get_by_role("button", name=BUTTONS[language]["hand in"]).click()
    expect(page.locator(".score")).to_be_visible()


def finish(page: Page, language: str = "en") -> None:
    page.get_by_role("button", name=BUTTONS[language]["finish"]).click()
    expect(page).to_have_url(ASKED_ONCE_MORE)
    page.get_by_role("main").get_by_role("button", name=BUTTONS[language]["end"], exact=True).click()
    expect(page.locator(".score")).to_be_visible()


@LANGUAGES
def test_a_self_check_tells_hints_and_lets_one_try_again(visit, language):
    page, words = visit("student"), quiz_kit.WORDS[language]
    start(page, "check", language=language)
    question = parts.question(page, 1)
    expect(question).not_to_contain_text(words["note"])
    option(page, 1, 0).click()
    question.locator("[name=check]").click()
    expect(question).to_contain_text(words["note"])
    expect(question).not_to_contain_text("Beta is the second.")
    expect(in_map(page, 1)).to_have_class(re.compile("--wrong"))
    question.locator("[name=hint]").click()
    expect(question).to_contain_text("Sing the alphabet.")
    expect(question).not_to_contain_text("It rhymes with nothing.")
    option(page, 1, 1).click()
    question.locator("[name=check]").click()
    expect(question).to_contain_text("The alphabet says so.")
    expect(in_map(page, 1)).to_have_class(re.compile("--right"))
    number_field(page, 3).fill("0,5")
    number_field(page, 3).press("Enter")  # checks its own question
    expect(parts.question(page, 3)).to_contain_text("One in two parts.")
    finish(page, language)
    laborious = page.locator("section[aria-labelledby=laborious]")
    expect(laborious.get_by_role("link")).to_have_count(1)
    expect(laborious).to_contain_text("Letters")


@LANGUAGES
def test_an_exam_saves_itself_flags_and_tells_nothing_before_its_end(visit, language):
    page, words = visit("student"), quiz_kit.WORDS[language]
    start(page, "exam", language=language)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(20:00|19:\d\d)$"))
    with page.expect_request("**/save/", timeout=2000):
        option(page, 1, 1).click()
    saved(page)
    press(page, 2, BUTTONS[language]["flag"])
    expect(in_map(page, 2)).to_have_class(re.compile("--flagged"))
    page.reload()
    expect(option(page, 1, 1).get_by_role("radio")).to_be_checked()
    expect(in_map(page, 1)).to_have_class(re.compile("--answered"))
    assert words["note"] not in page.content()
    page.get_by_role("button", name=BUTTONS[language]["overview"]).click()
    expect(page.locator("section[aria-labelledby=unanswered]").get_by_role("link")).to_have_count(2)
    flagged = page.locator("section[aria-labelledby=flagged]").get_by_role("link")
    expect(flagged).to_have_count(1)
    flagged.click()  # and come back
    option(page, 2, 0).click()
    option(page, 2, 2).click()
    saved(page)
    hand_in(page, language)
    expect(parts.score(page)).to_contain_text("60 %")
    expect(page.locator(".explanation").first).to_contain_text("The alphabet says so.")


def test_what_is_answered_before_the_script_has_come_is_saved_too(visit):
    page, held_back = visit("student"), []
    page.route("**/quiz.*js", lambda route: held_back.append(route))
    start(page, "exam")
    option(page, 1, 1).click()
    expect(option(page, 1, 1).get_by_role("radio")).to_be_checked()
    for route in held_back:
        route.continue_()
    saved(page)


def test_a_lost_connection_is_told_and_the_answer_saved_once_it_is_back(visit, problems):
    page = visit("student")
    start(page, "exam")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d+:\d\d"))  # the page's script runs
    page.context.set_offline(True)
    option(page, 1, 1).click()
    expect(save_state(page)).to_have_text("Not saved. Trying again.")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(option(page, 1, 1).get_by_role("radio")).to_be_checked()
    assert problems, "expected the browser to complain of the lost connection"
    problems.clear()


def test_what_goes_on_elsewhere_is_told_and_never_overwritten(visit, problems):
    desk, phone = visit("student"), visit("student")
    start(desk, "exam")
    phone.goto(desk.url)
    option(phone, 1, 1).click()
    saved(phone)
    option(desk, 1, 2).click()  # before the desk has asked how things stand
    expect(desk.locator("#moved-on")).to_contain_text("changed in another tab or on another device")
    expect(option(desk, 1, 0).get_by_role("radio")).to_be_disabled()
    assert "409" in problems.pop()
    desk.get_by_role("link", name="Load what is saved").click()
    expect(option(desk, 1, 1).get_by_role("radio")).to_be_checked()

    hand_in(phone)  # now the desk only looks on
    expect(desk.locator("#moved-on")).to_contain_text("was handed in", timeout=15_000)
    desk.get_by_role("link", name="See the result").click()
    expect(parts.score(desk)).to_be_visible()


def test_more_time_reaches_the_page_within_seconds(site, visit):
    page = visit("student")
    start(page, "exam")
    quiz_kit.backstage(site, "accommodations.give(student, 2)")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^3\d:\d\d$"), timeout=15_000)


def test_at_the_end_the_page_hands_itself_in(site, visit, problems):
    page = visit("student")
    start(page, "exam")
    option(page, 1, 1).click()
    saved(page)
    number_field(page, 3).fill("0.5")
    quiz_kit.backstage(site, "attempts.change_deadline(mine.get(), timezone.now() + timedelta(seconds=8))")
    expect(parts.score(page)).to_contain_text("%", timeout=30_000)
    expect(page.get_by_text("Time ran out.")).to_be_visible()
    expect(page.get_by_text("chosen, right")).to_have_count(1)
    expect(parts.score(page)).to_contain_text("70 %")
    problems[:] = [problem for problem in problems if "409" not in problem]  # how the page hears that it is over


def test_while_an_exam_runs_the_self_check_in_another_tab_waits(visit):
    page = visit("student")
    start(page, "check")
    check = page.url
    start(page, "exam")
    page.goto(check)
    expect(parts.heading(page)).to_have_text("This page waits for your exam")
    page.get_by_role("link", name="Go on with the exam").click()
    hand_in(page)
    page.goto(check)
    expect(parts.question(page, 1).get_by_role("button", name=re.compile("^Check"))).to_be_visible()


def test_by_keyboard_alone_an_exam_goes_from_the_start_to_the_result(visit):
    page = visit("student")
    page.goto(f"/quizzes/{quiz_kit.SLUG}/")
    tab_to(page, page.get_by_role("button", name="Start a practice exam")).press("Enter")
    expect(parts.question(page, 1)).to_be_visible()
    tab_to(page, option(page, 1, 0).get_by_role("radio"))
    page.keyboard.press("ArrowDown")
    expect(option(page, 1, 1).get_by_role("radio")).to_be_checked()
    tab_to(page, parts.question(page, 1).locator("[name=flag]")).press("Enter")
    expect(parts.question(page, 1).locator("[name=unflag]")).to_be_focused()
    tab_to(page, option(page, 2, 0).get_by_role("checkbox")).press("Space")
    tab_to(page, number_field(page, 3))
    page.keyboard.type("0.5")
    saved(page)
    tab_to(page, page.get_by_role("button", name="Overview and hand in")).press("Enter")
    expect(page.get_by_text("Every question is answered.")).to_be_visible()
    tab_to(page, page.get_by_role("main").get_by_role("button", name="Hand in")).press("Enter")
    expect(parts.score(page)).to_contain_text("85 %")


def test_by_keyboard_alone_a_self_check_is_read_out_where_one_stands(visit):
    page = visit("student")
    start(page, "check")
    tab_to(page, option(page, 1, 0).get_by_role("radio")).press("Space")
    tab_to(page, parts.question(page, 1).locator("[name=check]")).press("Enter")
    said = parts.question(page, 1).locator(".question__said")
    expect(said).to_be_focused()
    expect(said).to_contain_text("Not right.")
    tab_to(page, parts.question(page, 1).locator("[name=hint]")).press("Enter")
    expect(parts.question(page, 1)).to_contain_text("Sing the alphabet.")
    tab_to(page, parts.question(page, 1).locator("[name=reveal]")).press("Enter")
    expect(said).to_contain_text("This is the answer.")


def tab_to(page: Page, target: Locator) -> Locator:
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return target
        page.keyboard.press("Tab")
    raise AssertionError(f"expected the Tab key to reach {target} within 80 presses")


def test_without_scripts_an_exam_is_taken_question_by_question(visit):
    page = visit("student", java_script_enabled=False)
    start(page, "exam", layout=1)
    option(page, 1, 1).click()
    press(page, 1, "Flag to come back")
    expect(parts.question(page, 1)).to_contain_text("Flagged")
    page.get_by_role("button", name="Next").click()
    option(page, 2, 0).click()
    page.get_by_role("button", name="Previous").click()
    expect(page.locator("#progress")).to_have_text("2 of 3 answered · 1 flagged")
    page.get_by_role("button", name="Overview").click()
    page.locator("section[aria-labelledby=unanswered]").get_by_role("link").click()
    number_field(page, 3).fill("0.5")
    hand_in(page)
    expect(parts.score(page)).to_contain_text("85 %")


def test_without_scripts_a_self_check_does_all_that_it_does_with_them(visit):
    page = visit("student", java_script_enabled=False)
    start(page, "check")
    option(page, 1, 0).click()
    press(page, 1, "Check")
    expect(parts.question(page, 1)).to_contain_text("Omega is the last one.")
    press(page, 1, "A hint")
    expect(parts.question(page, 1)).to_contain_text("Sing the alphabet.")
    option(page, 1, 1).click()
    press(page, 1, "Check again")
    expect(parts.question(page, 1)).to_contain_text("Right at try 2.")
    finish(page)
    expect(page.get_by_role("heading", name="What took more than one try")).to_be_visible()


def test_without_scripts_a_stale_page_is_told(visit):
    page, other = visit("student", java_script_enabled=False), visit("student")
    start(page, "exam")
    other.goto(page.url)
    option(other, 1, 1).click()
    saved(other)
    option(page, 1, 2).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(parts.messages(page).first).to_contain_text("changed in another tab or on another device")
    expect(option(page, 1, 1).get_by_role("radio")).to_be_checked()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_a_quiz_is_in_a_reader_s_way(visit, width, theme):
    page = visit("student", bypass_csp=True, color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    start(page, "check")
    check, found = page.url, []
    option(page, 1, 0).click()
    press(page, 1, "Check")
    expect(parts.question(page, 1)).to_contain_text("Not right.")
    press(page, 1, "A hint")
    expect(parts.question(page, 1)).to_contain_text("Sing the alphabet.")
    found += violations(page)
    press(page, 1, "Show the answer")
    expect(parts.question(page, 1)).to_contain_text("This is the answer.")
    found += violations(page)
    start(page, "exam")
    option(page, 1, 0).click()
    press(page, 2, "Flag to come back")
    expect(in_map(page, 2)).to_have_class(re.compile("--flagged"))
    found += violations(page)
    page.goto(check)
    found += violations(page)  # it waits
    with page.expect_navigation():
        page.get_by_role("link", name="Overview and hand in").click()
    found += violations(page)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Hand in").click()
    found += violations(page)
    page.goto(check)
    finish(page)
    found += violations(page)
    page.goto(f"/quizzes/{quiz_kit.SLUG}/")
    assert found + violations(page) == []
