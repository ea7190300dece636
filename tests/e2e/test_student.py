"""A student reads, answers, codes, and finds everything again."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import parts
from tests.grader.checks.corpus import sample

BANK = json.loads(Path("content/library/en/quizzes/forward-diffusion.json").read_text())


def submit(page: Page, exercise: str, source: str) -> None:
    page.goto(f"/exercises/{exercise}/")
    parts.write_code(page, source)
    page.get_by_role("button", name="Submit").click()


def test_a_student_goes_from_the_lesson_to_the_results(visit):
    page = visit("student")
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Forward diffusion").first.click()
    expect(parts.heading(page)).to_have_text("Forward diffusion")
    expect(page.locator(".katex").first).to_be_visible()

    page.goto("/quizzes/forward-diffusion/")
    page.get_by_role("button", name="Start a practice exam").click()
    for number in range(1, len(BANK["questions"]) + 1):
        question = parts.question(page, number)
        if question.locator("input[type=text]").count():
            question.locator("input[type=text]").fill("1")
        elif question.locator("[data-ordering]").count():
            question.get_by_role("button", name="Move down").first.click()
        else:
            question.locator(".option").first.click()
    page.get_by_role("button", name="Overview and hand in").click()
    expect(page.get_by_text("Every question is answered.")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(parts.score(page)).to_contain_text("The pass mark is")
    expect(page.get_by_role("heading", name="By domain, weakest first")).to_be_visible()

    submit(page, "forward-diffusion", sample("forward-diffusion", "wrong-no-square-roots").source)
    expect(parts.verdict(page)).to_contain_text("both weights lack their square root")
    submit(page, "forward-diffusion", sample("forward-diffusion", "right-textbook").source)
    expect(parts.verdict(page)).to_contain_text("Passed")

    page.goto("/results/")
    expect(parts.heading(page)).to_have_text("Your results")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Add noise in one jump")
    expect(main).to_contain_text(BANK["title"])
    parts.newest_submission(page).click()
    expect(page.get_by_role("main")).to_contain_text("def forward_diffusion")


@pytest.mark.parametrize(
    ("exercise", "right", "wrong", "says"),
    [
        ("sample-ddpm", "right-textbook", "wrong-noise-at-t0", "last step"),
        ("sample-cfg", "right-one-doubled-call", "wrong-reversed-difference", "swapped places"),
    ],
)
def test_samplers_get_a_true_verdict_in_the_page(visit, exercise, right, wrong, says):
    page = visit("student")
    submit(page, exercise, sample(exercise, wrong).source)
    expect(parts.verdict(page).locator(".misconception")).to_contain_text(says)
    submit(page, exercise, sample(exercise, right).source)
    expect(parts.verdict(page)).to_contain_text("Passed")


def test_a_syntax_error_is_shown_at_its_line(visit):
    page = visit("student")
    submit(page, "forward-diffusion", "def forward_diffusion(x_0, t, noise_schedule)\n    return x_0\n")
    expect(parts.verdict(page)).to_contain_text("Python cannot read this code")
    expect(parts.verdict(page)).to_contain_text("line 1")


def test_a_draft_waits_for_its_student(visit):
    page = visit("student")
    page.goto("/exercises/sample-ddpm/")
    parts.write_code(page, "# my own beginning\n")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.reload()
    expect(parts.editor(page)).to_contain_text("# my own beginning")


def test_a_student_without_scripts_gets_a_verdict(visit):
    page = visit("student", java_script_enabled=False)
    page.goto("/exercises/forward-diffusion/")
    page.locator("textarea[name=source]").fill(sample("forward-diffusion", "right-textbook").source)
    page.get_by_role("button", name="Submit").click()
    expect(parts.verdict(page)).to_contain_text("Passed")
