"""A class from its making to an extension that reaches a running exam, and a list of people to invite."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import parts

PASSWORD = "three green kettles"


def typed(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def seconds_left(page: Page) -> int:
    timer = page.get_by_role("timer")
    expect(timer).to_have_text(re.compile(r"^[\d:]+$"))  # once the script counts; before that it says "5 minutes"
    *hours, minutes, seconds = map(int, timer.inner_text().split(":"))
    return (hours[0] if hours else 0) * 3600 + minutes * 60 + seconds


def make_class(page: Page, title: str) -> str:
    """Returns the link of the new class."""
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Classes").first.click()
    page.get_by_role("link", name="New class").click()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Make the class").click()
    expect(parts.heading(page)).to_have_text(title)
    return page.get_by_label("Link", exact=True).input_value()


def join_by_link(page: Page, link: str, name: str) -> None:
    """As somebody who is new on the site: the link survives the sign-up."""
    page.goto(link)
    page.get_by_role("main").get_by_role("link", name="Create an account").click()
    form = page.get_by_role("main")
    form.get_by_label("Email").fill(f"{name}@example.org")
    form.get_by_label("Username").fill(name)
    for field in form.locator("input[type=password]").all():
        field.fill(PASSWORD)
    form.get_by_role("button", name="Create the account").click()
    page.get_by_role("main").get_by_role("button", name="Join").click()
    expect(parts.messages(page).first).to_contain_text("Welcome to")


def test_a_class_from_its_making_to_an_extension_that_reaches_a_running_exam(visit, page):
    instructor = visit("instructor")
    link = make_class(instructor, "Autumn")
    address = instructor.url
    join_by_link(page, link, "lan")

    soon, later = datetime.now(UTC) + timedelta(minutes=6), datetime.now(UTC) + timedelta(days=2)
    instructor.goto(f"{address}deadlines/add/")
    instructor.get_by_label("Quiz: Forward diffusion").check()
    instructor.get_by_label("Due (optional)").fill(typed(soon))
    instructor.get_by_role("button", name="Set", exact=True).click()
    expect(instructor.get_by_role("rowheader", name="Forward diffusion")).to_be_visible()

    page.goto("/")
    expect(page.get_by_role("region", name="Due next")).to_contain_text("Autumn")
    page.goto("/quizzes/forward-diffusion/")
    page.get_by_role("button", name="Start a practice exam").click()
    expect(page.get_by_role("timer")).to_be_visible()
    assert seconds_left(page) <= 6 * 60

    instructor.goto(f"{address}extensions/")
    instructor.get_by_label("For").select_option(index=1)
    instructor.get_by_label("New due date").fill(typed(later))
    instructor.get_by_label("lan", exact=True).check()
    instructor.get_by_role("button", name="Give the extension").click()
    expect(instructor.get_by_role("rowheader", name="lan")).to_be_visible()

    expect(page.get_by_role("timer")).to_have_text(re.compile("^2[0-9]:"), timeout=15_000)  # the bank's own 30 minutes


def test_an_instructor_invites_from_a_list_and_sees_every_mistake_first(visit, problems):
    page = visit("instructor")
    make_class(page, "Spring")
    page.get_by_role("link", name="Invite from a list").click()
    page.get_by_label("Or pasted here").fill("email,name\nan@example.org,An\nbinh\n")
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_role("alert")).to_contain_text("Line 3")
    assert [problem for problem in problems if "422" not in problem] == []
    problems.clear()  # the list was refused, as it should be
    page.get_by_role("button", name="Invite 1 person").click()
    expect(page.get_by_role("heading", name="an@example.org")).to_be_visible()


def test_who_is_invited_joins_with_one_press(visit):
    instructor = visit("instructor")
    make_class(instructor, "Winter")
    instructor.get_by_role("link", name="Invite from a list").click()
    instructor.get_by_label("Or pasted here").fill("student@example.org")
    instructor.get_by_role("button", name="Look at the list").click()
    instructor.get_by_role("button", name="Invite 1 person").click()
    page = visit("student")
    page.goto("/")
    page.get_by_role("region", name="Winter").get_by_role("button", name="Join").click()
    expect(parts.heading(page)).to_have_text("Winter")
    page.get_by_role("link", name="Leave this class").click()
    page.get_by_role("main").get_by_role("button", name="Leave").click()
    expect(page.get_by_role("main").get_by_role("link", name="Winter")).to_have_count(0)


@pytest.mark.parametrize("java_script", [True, False], ids=["with scripts", "without"])
def test_the_link_can_be_copied_where_scripts_run(visit, java_script):
    page = visit("instructor", java_script_enabled=java_script, permissions=["clipboard-read", "clipboard-write"])
    link = make_class(page, f"Copied {java_script}")
    button = page.get_by_role("button", name="Copy").first
    if not java_script:
        expect(button).to_be_hidden()
        return
    button.click()
    expect(page.get_by_role("button", name=re.compile("Copied")).first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
