"""Real Chromium on the real site. Any script error, console error or CSP violation fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import inhabited, parts
from tests.site import RunningSite, running_site

# Without these Chromium asks its maker's servers for updates, which a closed network refuses, loudly.
OFFLINE = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
PATIENCE_MS = 15_000  # a submission is judged in well under a second; a busy machine may take longer
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "expected Chromium on the PATH; apt-get install chromium"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's own sandbox refuses root
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*OFFLINE, *sandbox]}


@pytest.fixture(scope="session")
def site() -> Iterator[RunningSite]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="session")
def known(site: RunningSite) -> dict[str, Any]:
    """The site with people in it: what the addresses of their pages need to know."""
    return inhabited.fill(site)


@pytest.fixture(scope="session")
def base_url(site: RunningSite) -> str:
    return site.url


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """What went wrong in any page of the test; a test that means to go wrong looks at it and clears it."""
    found: list[str] = []
    yield found
    assert found == []


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def sessions() -> dict[str, list[Any]]:
    """Account → the cookie of its one session. Signing out of it would sign out the tests that come after, too."""
    return {}


@pytest.fixture
def visit(browser: Browser, site: RunningSite, problems: list[str], sessions) -> Iterator[Visit]:
    """visit() opens a page as a stranger, visit("student") as that demo account, each in a browser of its own.

    The form is filled in once for each account: later pages share its session, which takes less than half the time.
    """
    contexts: list[BrowserContext] = []

    def open_page(account: str | None = None, **options: object) -> Page:
        context = browser.new_context(base_url=site.url, **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch(page, problems)
        if account:
            sign_in(page, account)
        return page

    def sign_in(page: Page, account: str) -> None:
        page.context.add_cookies(sessions.get(account, []))
        page.goto("/accounts/login/")  # which leads on whoever has a session
        if account not in sessions:
            parts.sign_in(page, account, passwords[account])
        expect(parts.account_menu(page)).to_contain_text(account)
        sessions[account] = [one for one in page.context.cookies() if one["name"] == "sessionid"]

    passwords = site.accounts()
    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    """A stranger's page."""
    return visit()


def watch(page: Page, problems: list[str]) -> None:
    page.on("pageerror", lambda error: problems.append(f"script error on {page.url}: {error}"))
    page.on("console", lambda message: note_console(page, problems, message))


def note_console(page: Page, problems: list[str], message) -> None:
    if message.type in ("error", "warning"):  # a refused script or style is an error here too
        problems.append(f"console {message.type} on {page.url}: {message.text}")
