"""An instructor looks at a class: the gradebook, its figures, who is stuck right now, and who shares a program."""

import csv
import re
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e import crowded, parts
from tests.e2e.crowded import EXERCISE, RIGHT, STUDENTS, TITLE, WRONG
from tests.e2e.test_student import submit
from tests.grader.checks.corpus import sample

ITEM, QUIZ = "Add noise in one jump", "Noise schedules"
MISTAKE = "Variances used as scales"  # of WRONG


@pytest.fixture(scope="module")
def crowd(site, known) -> dict[str, Any]:
    """A class of `known`'s teacher with a latecomer and many others in it."""
    return crowded.fill(site)


@pytest.fixture
def teacher(visit, crowd) -> Page:
    return visit("teacher")


def open_tab(page: Page, name: str) -> None:
    page.goto("/classes/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("navigation", name="Class", exact=True).get_by_role("link", name=name, exact=True).click()


def table(page: Page):
    return page.get_by_role("table")


def rows(page: Page):
    return table(page).locator("tbody tr")


def totals(page: Page) -> list[float]:
    return [float(text) for text in rows(page).locator("td:nth-child(2)").all_inner_texts()]


def test_the_gradebook_is_sorted_filtered_and_searched(teacher):
    open_tab(teacher, "Gradebook")
    expect(table(teacher)).to_contain_text(f"{STUDENTS + 1} students")
    teacher.get_by_role("columnheader", name="Total").get_by_role("link").click()
    expect(teacher.get_by_role("columnheader", name="Total")).to_have_attribute("aria-sort", "ascending")
    assert totals(teacher) == sorted(totals(teacher))
    teacher.get_by_role("columnheader", name="Total").get_by_role("link").click()
    expect(teacher.get_by_role("columnheader", name="Total")).to_have_attribute("aria-sort", "descending")
    assert totals(teacher) == sorted(totals(teacher), reverse=True)

    teacher.get_by_label("Show").select_option("with missing work")
    teacher.get_by_role("button", name="Show").click()
    expect(table(teacher)).to_contain_text(f"{STUDENTS // 3 + 1} students")
    expect(rows(teacher).first).to_contain_text("missing")

    teacher.get_by_label("Show").select_option("everybody")
    teacher.get_by_label("Name").fill("nguyen")
    teacher.get_by_role("button", name="Show").click()
    expect(rows(teacher)).to_have_count(1)
    expect(rows(teacher)).to_contain_text("Hương Nguyễn")


def test_arrow_keys_walk_the_table_and_a_cell_opens_the_program_with_everything_about_it(teacher):
    open_tab(teacher, "Gradebook")
    teacher.get_by_label("Name").fill("nguyen")
    teacher.get_by_role("button", name="Show").click()
    name = rows(teacher).first.get_by_role("rowheader").get_by_role("link")
    name.focus()
    teacher.keyboard.press("ArrowRight")
    teacher.keyboard.press("ArrowRight")
    cell = rows(teacher).first.locator("td:nth-child(4) a")
    expect(cell).to_be_focused()
    teacher.keyboard.press("ArrowLeft")
    teacher.keyboard.press("ArrowLeft")
    expect(name).to_be_focused()
    teacher.keyboard.press("ArrowUp")
    expect(teacher.get_by_role("columnheader", name="Student").get_by_role("link")).to_be_focused()

    cell.press("Enter")
    expect(parts.heading(teacher)).to_have_text(ITEM)
    expect(teacher.get_by_role("main")).to_contain_text("def forward_diffusion")
    expect(parts.verdict(teacher)).to_contain_text("Passed")
    expect(parts.verdict(teacher).locator(".figure-strip img").first).to_be_visible()

    history = teacher.get_by_role("region", name="Submissions of Hương Nguyễn")
    expect(history.get_by_role("listitem")).to_have_count(2)
    expect(history).to_contain_text(MISTAKE)
    history.get_by_role("button", name="Compare the chosen two").click()
    expect(parts.heading(teacher)).to_have_text("Two submissions compared")
    expect(teacher.get_by_role("main")).to_contain_text("crowd01")
    expect(teacher.locator(".difference__table del").first).to_be_visible()


def test_an_attempt_opens_from_the_gradebook_with_its_answers_and_its_log(teacher):
    open_tab(teacher, "Gradebook")
    teacher.get_by_label("Name").fill("nguyen")
    teacher.get_by_role("button", name="Show").click()
    rows(teacher).first.locator("td:nth-child(3) a").click()
    expect(parts.heading(teacher)).to_have_text(QUIZ)
    expect(teacher.get_by_role("region", name="Question by question")).to_contain_text("chosen, right")
    expect(teacher.get_by_role("region", name="Log")).to_contain_text("Handed in")


def download(page: Page, name: str, path) -> Any:
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    download.value.save_as(path)
    return path


def test_grades_are_exported_for_a_spreadsheet(teacher, tmp_path):
    open_tab(teacher, "Gradebook")
    teacher.get_by_text("Files").click()
    with open(download(teacher, "Grades, CSV", tmp_path / "grades.csv"), encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == ["username", "name", "email", "total", "quiz/noise-schedules", "exercise/forward-diffusion"]
    assert len(lines) == STUDENTS + 1
    (formula,) = [line for line in lines if line[0] == "crowd00"]
    assert formula[1] == "'=1+1 Formula"

    sheet = load_workbook(download(teacher, "Grades, XLSX", tmp_path / "grades.xlsx")).active
    people = [[cell or "" for cell in line[:2]] for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert people == [line[:2] for line in lines]


def test_a_wrong_key_is_flagged_and_the_map_leads_to_who_holds_a_misconception(teacher, crowd):
    open_tab(teacher, "Statistics")
    misconceptions = teacher.get_by_role("region", name="Misconceptions of the class")
    row = misconceptions.get_by_role("row").filter(has_text=MISTAKE)
    hold, overcame = row.locator("td.is-numeric").all_inner_texts()
    assert (int(hold), int(overcame)) == (5, 19)
    expect(row.locator("svg rect").first).to_be_attached()
    row.get_by_role("link").first.click()
    expect(teacher.get_by_role("region", name="Who holds it").locator("tbody tr")).to_have_count(5)
    expect(teacher.get_by_role("region", name="Who overcame it").locator("tbody tr")).to_have_count(19)

    open_tab(teacher, "Statistics")
    teacher.get_by_role("region", name="Quizzes").get_by_role("link", name=QUIZ, exact=True).click()
    figures = teacher.get_by_role("region", name="Questions", exact=True).locator("tbody tr")
    flagged = figures.filter(has_text="check the key")
    expect(flagged).to_have_count(1)
    expect(flagged.get_by_role("rowheader")).to_have_text(str(crowd["question"]))
    assert float(flagged.locator("td").nth(2).inner_text().replace("−", "-")) < 0
    flagged.get_by_role("link").click()
    expect(teacher.get_by_role("heading", name=f"Question {crowd['question']}", exact=True)).to_be_in_viewport()


def test_who_is_stuck_shows_up_without_a_reload(visit, teacher):
    open_tab(teacher, "Live")
    teacher.evaluate("window.stayed = true")
    latecomer = visit("latecomer")
    for _ in range(2):
        submit(latecomer, EXERCISE, sample(EXERCISE, WRONG).source)
        expect(parts.verdict(latecomer)).to_contain_text("both weights lack their square root")
    stuck = teacher.get_by_role("region", name="Stuck").get_by_role("listitem")
    expect(stuck).to_have_count(1)
    expect(stuck).to_contain_text("latecomer")
    expect(stuck).to_contain_text(MISTAKE)
    expect(teacher.locator("[data-watch-said]")).to_have_text("1 student is stuck")

    teacher.get_by_role("button", name="Pause").click()
    submit(latecomer, EXERCISE, sample(EXERCISE, RIGHT).source)
    expect(parts.verdict(latecomer)).to_contain_text("Passed")
    expect(teacher.get_by_text(re.compile("Paused at"))).to_be_visible()
    expect(stuck).to_have_count(1)
    stuck.get_by_role("link").focus()
    teacher.get_by_role("button", name="Go on").click()
    done = teacher.get_by_role("region", name="Done").get_by_role("link", name="latecomer")
    expect(done).to_be_visible()
    expect(stuck).to_have_count(0)
    assert teacher.evaluate("window.stayed"), "the page was loaded anew"

    done.click()
    expect(teacher.get_by_role("main")).to_contain_text("def forward_diffusion")
    expect(teacher.get_by_role("region", name="Comments", exact=True)).to_be_visible()


def test_nothing_is_asked_for_while_the_tab_is_hidden(teacher):
    open_tab(teacher, "Live")
    asked = []
    teacher.on("request", lambda request: asked.append(request.url) if "/live/now/" in request.url else None)
    hide(teacher, True)
    teacher.wait_for_timeout(6000)
    assert asked == []
    with teacher.expect_request(re.compile("/live/now/")):
        hide(teacher, False)


def hide(page: Page, hidden: bool) -> None:
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def test_without_scripts_a_link_loads_the_live_page_again(visit, crowd):
    page = visit("teacher", java_script_enabled=False)
    open_tab(page, "Live")
    expect(page.get_by_role("button", name="Pause")).to_be_hidden()
    with page.expect_navigation():
        page.get_by_role("link", name="Reload").click()
    expect(page.get_by_role("main")).to_contain_text("Stuck is who")


def test_two_who_share_an_unusual_program_are_found(teacher):
    open_tab(teacher, "Similarity")
    teacher.get_by_role("rowheader", name=ITEM).get_by_role("link").click()
    first = rows(teacher).first
    expect(first).to_contain_text("Hương Nguyễn")
    expect(first).to_contain_text("Student Number 02")
    expect(first).to_contain_text("100 %")
    first.get_by_role("link").click()
    beside = teacher.get_by_role("region", name="The two side by side")
    expect(beside.get_by_role("columnheader", name="Hương Nguyễn")).to_be_visible()
    expect(beside.locator("mark").first).to_be_visible()
