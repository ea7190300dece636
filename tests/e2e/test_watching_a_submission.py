"""A student watches a slow training go on, and the digits of a sampler come after its verdict."""

from playwright.sync_api import Page, expect

from tests.e2e import parts
from tests.grader import sources
from tests.grader.checks.corpus import sample


def submit(page: Page, exercise: str, source: str) -> None:
    page.goto(f"/exercises/{exercise}/")
    parts.write_code(page, source)
    page.get_by_role("button", name="Submit").click()


def test_a_slow_training_shows_its_steps_and_its_loss_as_they_come(visit):
    page = visit("student")
    submit(page, "train-ddpm", sources.SLOW_TRAINING)
    bar, live = page.get_by_role("progressbar"), page.locator(".live")
    expect(bar).to_have_attribute("max", "48")
    expect(live.locator("svg.curve polyline")).to_be_visible()
    before = int(bar.get_attribute("value") or 0)

    table = live.locator("details")
    table.locator("summary").click()
    said = parts.announced(page).inner_text()
    page.wait_for_function("before => document.querySelector('.live progress')?.value > before", arg=before)
    expect(table).to_have_attribute("open", "")  # fetched again meanwhile, and still as the reader left it
    expect(table.locator("summary")).to_be_focused()
    assert parts.announced(page).inner_text() == said == "Running your code…"

    expect(parts.verdict(page)).to_contain_text("Passed")
    expect(parts.announced(page)).to_contain_text("Passed")
    expect(parts.verdict(page).locator("svg.curve polyline")).to_have_count(2)
    expect(live).to_have_count(0)


def test_the_digits_of_a_sampler_come_after_its_verdict(visit):
    page = visit("student")
    submit(page, "sample-cfg", sample("sample-cfg", "wrong-labels-unused").source)
    expect(parts.verdict(page).locator(".misconception")).to_contain_text("labels have no effect")
    expect(parts.digits(page)).to_have_count(2)
    for grid in parts.digits(page).all():
        assert grid.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    expect(parts.digits(page).first).to_have_attribute("alt", "Your sampler: 10 pictures, 5 in a line")

    page.goto(page.get_by_role("link", name="submission ", exact=False).last.get_attribute("href"))
    expect(parts.digits(page)).to_have_count(2)


def test_without_scripts_the_digits_are_there_on_the_next_look(visit):
    page = visit("student", java_script_enabled=False)
    page.goto("/exercises/sample-ddpm/")
    page.locator("textarea[name=source]").fill(sample("sample-ddpm", "right-textbook").source)
    page.get_by_role("button", name="Submit").click()
    expect(parts.verdict(page)).to_contain_text("Passed")
    for _ in range(60):
        if parts.digits(page).count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(parts.digits(page)).to_have_count(2)
