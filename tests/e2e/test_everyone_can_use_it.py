"""Accessibility of whole pages in both themes and widths, and the header's switches."""

import pytest
from playwright.sync_api import expect

from tests.e2e import parts
from tests.e2e.axe import violations

PAGES = {
    None: [
        "/",
        "/vi/",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/lessons/",
        "/lessons/forward-diffusion/",
        "/exercises/",
        "/exercises/forward-diffusion/",
        "/quizzes/",
    ],
    "student": [
        "/",
        "/results/",
        "/quizzes/forward-diffusion/",
        "/exercises/forward-diffusion/",
        "/accounts/email/",
        "/accounts/2fa/",
        "/vi/results/",
        "/classes/",
        "/classes/1/",
        "/classes/1/leave/",
        "/join/",
    ],
    # The demo class is the first.
    "instructor": [
        "/gradebook/",
        "/gradebook/student/",
        "/classes/",
        "/classes/new/",
        "/classes/1/",
        "/classes/1/members/",
        "/classes/1/members/add/",
        "/classes/1/members/student/",
        "/classes/1/team/",
        "/classes/1/deadlines/",
        "/classes/1/deadlines/add/",
        "/classes/1/extensions/",
        "/classes/1/settings/",
        "/vi/classes/1/",
    ],
    "admin": ["/admin/content/upload/"],
}
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("account", PAGES)
def test_no_page_is_in_a_reader_s_way(visit, account, viewport, theme):
    # axe is evaluated in the page, which the security policy refuses to a script that the page did not ask for.
    page = visit(account, bypass_csp=True, color_scheme=theme, viewport=DESK)
    page.set_viewport_size(viewport)
    found = []
    for address in PAGES[account]:
        page.goto(address)
        found += violations(page)
    assert found == []


def test_the_chosen_colours_stay_from_page_to_page(page):
    page.goto("/")
    page.get_by_role("banner").get_by_label("Colours").click()
    page.get_by_role("button", name="Dark").click()
    page.goto("/lessons/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_language_switch_keeps_the_page(page):
    page.goto("/accounts/signup/?next=/results/")
    page.get_by_role("banner").get_by_label("Language").click()
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page).to_have_url("/vi/accounts/signup/?next=/results/")
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_escape_closes_a_menu_and_gives_the_keyboard_back(page):
    page.goto("/")
    language = page.get_by_role("banner").get_by_label("Language")
    language.press("Enter")
    expect(page.get_by_role("link", name="Tiếng Việt")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Tiếng Việt")).to_be_hidden()
    expect(language).to_be_focused()


def test_tab_indents_in_the_editor_and_escape_lets_it_leave(visit):
    page = visit("student")
    page.goto("/exercises/forward-diffusion/")
    parts.write_code(page, "x = 1")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(parts.editor(page)).to_contain_text("    x = 1")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(parts.editor(page)).not_to_be_focused()
