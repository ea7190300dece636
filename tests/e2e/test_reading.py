"""A lesson as its readers use it: questions in the text, the mark, and the place where they stopped."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import kit


@pytest.fixture(scope="module", autouse=True)
def _kit(site, tmp_path_factory):
    kit.import_into(site, tmp_path_factory.mktemp("kit"))


def check(page: Page, number: int) -> Locator:
    return page.locator(f"#check-{kit.SLUG}-{number}")


def test_a_wrong_answer_is_told_and_may_be_mended(page):
    page.goto(kit.address())
    box = check(page, 1)
    box.get_by_role("button", name="that").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Not right.")
    expect(box.get_by_text("This it is.")).to_be_visible()
    expect(box.locator(".option--wrong")).to_contain_text("your answer")
    expect(box.locator(".option--right")).to_contain_text("right")
    again = box.get_by_role("button", name="Try again")
    expect(again).to_be_focused()
    again.press("Enter")
    expect(box.get_by_text("This it is.")).to_be_hidden()
    expect(box.get_by_role("button", name="this")).to_be_focused()
    box.get_by_role("button", name="this").press("Space")
    expect(box.get_by_role("status")).to_have_text("Right.")


def test_several_right_options_are_ticked_and_checked(page):
    page.goto(kit.address())
    box = check(page, 2)
    box.get_by_role("button", name="Check").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Tick at least one.")
    box.get_by_label("a", exact=True).press("Space")
    box.get_by_label("c", exact=True).press("Space")
    box.get_by_role("button", name="Check").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Right.")
    box.get_by_role("button", name="Try again").press("Enter")
    box.get_by_label("b", exact=True).press("Space")
    box.get_by_role("button", name="Check").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Not right.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("0.26", "Right."), ("0,24", "Right."), ("0.27", "Not right."), ("much", "Type a number, such as 0.25.")],
)
def test_a_number_is_right_within_its_tolerance(page, typed, said):
    page.goto(kit.address())
    box = check(page, 3)
    box.get_by_label("Your answer, a number").fill(typed)
    page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_have_text(said)


def test_without_scripts_the_answer_folds_out(visit):
    page = visit(java_script_enabled=False)
    page.goto(kit.address())
    box = check(page, 1)
    expect(box.get_by_text("This it is.")).to_be_hidden()
    box.get_by_text("Answer").click()
    expect(box.get_by_text("This it is.")).to_be_visible()
    assert box.get_by_role("button").count() == 0


def test_a_student_marks_a_lesson_and_finds_the_place_again(visit):
    page = visit("student")
    page.goto(kit.address())
    page.get_by_role("heading", name="guidance").scroll_into_view_if_needed()
    page.get_by_role("heading", name="guidance").evaluate("heading => heading.scrollIntoView()")
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents.locator("[aria-current]")).to_have_text("guidance")
    with page.expect_response(lambda response: "/place/" in response.url and response.status == 204):
        page.wait_for_timeout(2500)
    page.goto("/")
    place = page.get_by_role("main").locator(".home__stopped").get_by_role("link", name="Kit of parts")
    expect(place).to_have_attribute("href", f"{kit.address()}#guidance")
    place.click()
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="Mark as unread")).to_be_visible()
    page.goto("/lessons/")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Kit of parts"))
    expect(row.get_by_text("Read", exact=True)).to_be_visible()
