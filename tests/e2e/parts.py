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


def editor(page: Page) -> Locator:
    """Where code is typed; the textarea under it is hidden once the script has run."""
    return page.get_by_role("main").locator(".cm-content")


def write_code(page: Page, source: str) -> None:
    """Replace all of the code, as pasting over a selection does."""
    editor(page).click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(source)


def verdict(page: Page) -> Locator:
    return page.locator("section.verdict")


def announced(page: Page) -> Locator:
    """What a screen reader hears of a submission."""
    return page.locator("#verdict-announcement")


def digits(page: Page) -> Locator:
    """The grids that follow a sampler's verdict: the student's, then the reference's."""
    return page.locator("#pictures img")


def question(page: Page, number: int) -> Locator:
    return page.locator(f"fieldset#q{number}")


def score(page: Page) -> Locator:
    return page.locator(".review-summary .score")


def gradebook_row(page: Page, student: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=student))


def newest_submission(page: Page) -> Locator:
    """The first link in a student's list of submissions."""
    return page.get_by_role("region", name="Submissions").get_by_role("link").first
