"""The parts of the pages by name, found as a person finds them: by role and words."""

from playwright.sync_api import Locator, Page


def heading(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("heading", level=1)


def account_menu(page: Page) -> Locator:
    """The header's menu under the name of whoever is signed in, on a desk's width."""
    wide = page.get_by_role("banner").locator(".site-tools--wide details.menu")
    return wide.filter(has=page.get_by_text("Signed in as"))


def messages(page: Page) -> Locator:
    return page.get_by_role("status")


def sign_in(page: Page, name: str, password: str) -> None:
    form = page.get_by_role("main")
    form.get_by_label("Username or email").fill(name)
    form.get_by_label("Password", exact=True).fill(password)
    form.get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    account_menu(page).locator("summary").click()
    account_menu(page).get_by_role("button", name="Sign out").click()
