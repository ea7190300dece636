"""Every page of the site, in both languages: accessible in both themes, readable on a small phone, light to load."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e import every_page, inhabited, parts
from tests.e2e.axe import AXE
from tests.e2e.conftest import Visit
from tests.e2e.every_page import CAREFUL, NOT_PAGES, PAGES, VISITOR
from tests.e2e.scales import Scales
from tests.e2e.test_everyone_can_use_it import DESK

SMALL = {"width": 320, "height": 640}
# Each page once in each language, theme and width. All four pairs of theme and language passed when this was
# written, in twice the time: what a theme does to a page, it does in every language.
LOOKS = {"en": ("light", DESK), "vi": ("dark", SMALL)}
VIOLATIONS = """axe.run({resultTypes: ["violations"], preload: false}).then(({violations}) =>
  violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target}`)))"""
ON_THE_WAY_IN = "mfa_authenticate"  # seen between the password and the code


def test_no_address_of_the_site_is_left_out():
    named = set(every_page.every_name())
    of_the_admin_site = {name for name in named if name.startswith("admin:")}  # closed unless listed; see below
    assert named - of_the_admin_site - PAGES.keys() - NOT_PAGES.keys() == set(), "say in every_page.py who opens these"
    assert (PAGES.keys() | NOT_PAGES.keys()) - named == set(), "these are gone"
    assert PAGES.keys() & NOT_PAGES.keys() == set()


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("account", dict.fromkeys(account for cases in PAGES.values() for account, _ in cases))
def test_a_page_is_in_nobody_s_way(visit: Visit, known, account, language):
    theme, window = LOOKS[language]
    page = visit(color_scheme=theme)
    page.add_init_script(AXE)  # which the pages' own security policy lets in, unlike a script that is evaluated
    found = enter(page, account, known)
    scales = Scales(page, cold=language == "vi")  # which loads all that English does, and its own letters
    for address in every_page.addresses(known):
        if address.account == account and address.name != ON_THE_WAY_IN:
            page.set_viewport_size(window)
            found += look(page, scales, account, f"/vi{address.path}" if language == "vi" else address.path)
    assert found == []


def look(page: Page, scales: Scales, account: str, path: str) -> list[str]:
    answer = scales.load(path)
    confirm_password(page, account, path)
    found = [f"{path} answers {answer.status}"] * (answer.status != 200)
    found += [f"{path} leads to {page.url}"] * (urlsplit(page.url).path != urlsplit(path).path)
    return found + [f"{path} {said}" for said in scales.too_much()] + look_at_it(page)


def look_at_it(page: Page) -> list[str]:
    found = [f"{page.url}: {one}" for one in page.evaluate(VIOLATIONS)]
    page.set_viewport_size(SMALL)
    width = page.evaluate("document.documentElement.scrollWidth")
    return found + [f"{page.url} scrolls sideways: {width} px of {SMALL['width']}"] * (width > SMALL["width"])


def confirm_password(page: Page, account: str, path: str) -> None:
    """Where a page asks for it once more."""
    again = reverse("account_reauthenticate")
    if again in page.url and again not in path:
        page.get_by_role("main").locator("input[type=password]").fill(inhabited.password(account))
        page.get_by_role("main").locator("form button[type=submit]").first.click()
        page.wait_for_load_state("networkidle")


def enter(page: Page, account: str, known: dict[str, Any]) -> list[str]:
    """Signs in; whoever does so in two steps sees a page on the way."""
    if account == VISITOR:
        return []
    page.goto("/accounts/login/")
    parts.sign_in(page, account, inhabited.password(account))
    if account != CAREFUL:
        expect(parts.account_menu(page)).to_contain_text(account)
        return []
    expect(page).to_have_url("/accounts/2fa/authenticate/")
    found = look_at_it(page)
    page.set_viewport_size(DESK)
    page.locator("input[name=code]").fill(known["recovery_codes"].pop())
    page.get_by_role("main").get_by_role("button").first.click()
    expect(parts.account_menu(page)).to_contain_text(account)
    return found
