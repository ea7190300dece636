import pytest
from playwright.sync_api import expect

from tests.e2e import parts


def test_a_stranger_reads_the_home_page_in_both_languages(page):
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(parts.heading(page)).to_be_visible()
    page.goto("/vi/")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(parts.heading(page)).to_be_visible()


def test_a_student_signs_in_and_out(page, site):
    page.goto("/accounts/login/")
    parts.sign_in(page, "student", site.accounts()["student"])
    expect(parts.account_menu(page)).to_contain_text("student")
    parts.sign_out(page)
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in").first).to_be_visible()


def test_a_wrong_password_is_said_in_the_form(page):
    page.goto("/accounts/login/")
    parts.sign_in(page, "student", "not the password")
    expect(page.get_by_role("main")).to_contain_text("not correct")


@pytest.mark.parametrize("account", ["student", "instructor", "admin"])
def test_every_demo_account_signs_in(page, site, account):
    page.goto("/accounts/login/")
    parts.sign_in(page, account, site.accounts()[account])
    expect(parts.account_menu(page)).to_be_visible()
    page.goto("/")
    expect(parts.account_menu(page)).to_contain_text(account)
