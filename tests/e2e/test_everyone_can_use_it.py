"""The header's switches, its menus by the keyboard, and the way out of the editor."""

from playwright.sync_api import expect

from tests.e2e import parts

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


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
