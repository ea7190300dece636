"""Known script vectors in every part of the content: none runs in real Chromium under the site's own headers.

Sanitising is held to each vector by itself in tests/content/test_hostile_text.py. Here the browser has the last word,
which reads more into a text than any parser of ours.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.content.xss_vectors import VECTORS
from tests.e2e import hostile, parts
from tests.site import RunningSite

TRAPS = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt"]) window[name] = (...said) => window.ran.push(`${name}(${said})`);
document.addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI, sample}) => {
  if (!violatedDirective.startsWith("img-src")) window.ran.push(`${violatedDirective} ${blockedURI} ${sample}`);
});
"""
# What would run once somebody clicks or points at it, by the browser's own reading of an address.
ARMED = """() => {
  const acts = (value) => {
    try { return ["javascript:", "vbscript:", "data:"].includes(new URL(value, document.baseURI).protocol); }
    catch { return false; }
  };
  return [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
    .filter(({name, value}) => /^on/i.test(name)
      || (["href", "src", "action", "formaction", "xlink:href", "data"].includes(name) && acts(value)))
    .map(({name, value}) => `${element.tagName} ${name}=${value}`));
}"""
FILES_AT_A_TIME = 50


@pytest.fixture(scope="module")
def known(site: RunningSite) -> Iterator[dict[str, Any]]:
    yield hostile.at_work(site, "fill")
    hostile.at_work(site, "clear")


@pytest.fixture
def signed_in(browser: Browser, site: RunningSite) -> Iterator[Any]:
    """Without the watch on the console: a picture that is not there is an error to Chromium."""
    contexts = []
    passwords = {**site.accounts(), hostile.READER: hostile.PASSWORD}

    def open_page(account: str) -> Page:
        context = browser.new_context(base_url=site.url)
        contexts.append(context)
        context.add_init_script(TRAPS)
        page = context.new_page()
        page.goto("/accounts/login/")
        parts.sign_in(page, account, passwords[account])
        page.wait_for_url("/")
        return page

    yield open_page
    for context in contexts:
        context.close()


def assert_nothing_runs(page: Page, where: str) -> None:
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    assert page.evaluate("() => window.ran") == [], where
    assert page.evaluate(ARMED) == [], where
    assert page.url.startswith(page.evaluate("() => location.origin")), where


def test_the_traps_catch_what_runs(browser: Browser):
    context = browser.new_context()
    context.add_init_script(TRAPS)
    page = context.new_page()
    page.set_content("<img src=x onerror=alert(1)>")
    page.wait_for_function("() => window.ran.length")
    with pytest.raises(AssertionError):
        assert_nothing_runs(page, "without our headers")
    context.close()


def test_nothing_runs_from_a_lesson_or_its_front_matter(signed_in, known):
    page = signed_in(hostile.READER)
    for path in ["/", "/lessons/", *(f"/lessons/{hostile.SLUG}-{number}/" for number in range(known["lessons"]))]:
        assert page.goto(path).ok
        assert_nothing_runs(page, path)


def test_nothing_runs_from_a_question_an_option_a_hint_or_an_explanation(signed_in, known):
    page = signed_in(hostile.READER)
    quiz = f"/quizzes/{hostile.SLUG}/"
    for path in ["/quizzes/", quiz, f"/attempts/{known['running']}/", f"/attempts/{known['closed']}/", "/results/"]:
        assert page.goto(path).ok
        assert_nothing_runs(page, path)
    page.goto(f"/attempts/{known['running']}/")
    page.locator("#q1").get_by_role("button", name="A hint").click()
    page.locator("#q1 .question__given-hint").wait_for()
    assert_nothing_runs(page, "a hint")


def test_nothing_runs_from_the_name_of_a_file_or_from_what_is_said_of_it(signed_in):
    page = signed_in("admin")
    for start in range(0, len(VECTORS), FILES_AT_A_TIME):
        page.goto("/admin/content/upload/")
        files = [
            {"name": f"{text}.md", "mimeType": "text/markdown", "buffer": f"---\ntitle: {text!r}\n{text}\n".encode()}
            for text in VECTORS[start : start + FILES_AT_A_TIME]
        ]
        page.locator("input[type=file]").first.set_input_files(files)
        assert_nothing_runs(page, "chosen")
        page.get_by_role("button", name="Check the files").click()
        page.get_by_text("nothing was stored").wait_for()
        assert_nothing_runs(page, "checked")
