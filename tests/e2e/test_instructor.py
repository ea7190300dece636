"""An instructor looks at what a student did."""

from playwright.sync_api import expect

from tests.e2e import parts
from tests.e2e.test_student import submit
from tests.grader.checks.corpus import sample


def test_an_instructor_finds_a_students_score_and_code(visit):
    student = visit("student")
    submit(student, "forward-diffusion", sample("forward-diffusion", "right-textbook").source)
    expect(parts.verdict(student)).to_contain_text("Passed")

    page = visit("instructor")
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Gradebook").first.click()
    row = parts.gradebook_row(page, "student")
    expect(row).to_contain_text("100")
    row.get_by_role("rowheader").get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text("Add noise in one jump")
    parts.newest_submission(page).click()
    expect(page.get_by_role("main")).to_contain_text("def forward_diffusion")


def test_a_student_finds_no_gradebook(visit):
    page = visit("student")
    assert page.request.get("/gradebook/").status == 404
    page.goto("/")
    expect(page.get_by_role("banner").get_by_role("link", name="Gradebook")).to_have_count(0)
