"""The gradebook's page and files: what stands in them, and that no name is run as a formula."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from quizzes import assignments, exports
from quizzes.exports import RESEARCH, as_csv, as_xlsx
from tests.content.factories import exercise_text
from tests.factories import make_student, make_submission

FORMULAS = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


@pytest.fixture
def handed_in(cohort, student):
    exercise_text("sample-ddpm", title="Sample with DDPM")
    assignments.assign(cohort, [("exercise", "sample-ddpm")], due_at=timezone.now() - timedelta(days=1))
    return make_submission(student, "sample-ddpm", score=75, created_at=timezone.now() - timedelta(days=2))


def page(client, cohort, **query):
    response = client.get(reverse("quizzes:class_gradebook", args=[cohort.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def file(client, cohort, what, kind):
    response = client.get(reverse("quizzes:class_export", args=[cohort.pk, what, kind]))
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="diffusion-autumn-{what}.{kind}"'
    return response.content


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_cell_opens_the_submission_and_a_missing_one_says_so(as_, instructor, cohort, handed_in):
    shown = page(as_(instructor), cohort)
    assert reverse("grader:submission", args=[handed_in.pk]) in shown
    assert "missing" in shown


def test_headings_say_how_the_table_is_sorted(as_, instructor, cohort, handed_in):
    assert 'aria-sort="ascending"' in page(as_(instructor), cohort)
    assert 'aria-sort="descending"' in page(as_(instructor), cohort, sort="-total")


def test_a_search_that_finds_nobody_offers_everybody(as_, instructor, cohort, handed_in):
    assert "Nobody fits" in page(as_(instructor), cohort, q="nobody of that name")


def test_a_class_without_students_says_what_to_do(as_, instructor, cohort):
    cohort.memberships.all().delete()
    assert "No students yet" in page(as_(instructor), cohort)


def test_students_of_other_classes_are_not_in_it(as_, instructor, cohort, handed_in):
    make_student("stranger", last_name="Stranger")
    assert "Stranger" not in page(as_(instructor), cohort)


def test_queries_do_not_grow_with_the_class(as_, instructor, cohort, handed_in, django_assert_max_num_queries):
    client = as_(instructor)
    for number in range(60):
        user = make_student(f"s{number}")
        cohort.memberships.create(student=user)
        make_submission(user, "sample-ddpm", created_at=timezone.now() - timedelta(days=2))
    with django_assert_max_num_queries(20):
        page(client, cohort)


def test_grades_are_keyed_by_the_items_id(as_, instructor, cohort, student, handed_in):
    head, *rows = rows_of(file(as_(instructor), cohort, "grades", "csv"))
    assert head == ["username", "name", "email", "total", "exercise/sample-ddpm"]
    assert [student.username, "Mai Nguyễn", student.email, "75.0", "75.0"] in rows
    assert ["0.0", "0.0"] in [row[3:] for row in rows], "missing work is 0"


def test_the_workbook_holds_the_same_as_numbers(as_, instructor, cohort, handed_in):
    sheet = load_workbook(io.BytesIO(file(as_(instructor), cohort, "grades", "xlsx"))).active
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[-1] == "exercise/sample-ddpm"
    assert {row[-1] for row in rows} == {75, 0}


def test_research_has_a_row_for_every_submission_and_no_names(as_, instructor, cohort, student, handed_in):
    make_submission(student, "sample-ddpm", accepted=False, score=0, misconception="plus-sign")
    content = file(as_(instructor), cohort, "submissions", "csv")
    head, *rows = rows_of(content)
    assert head == list(RESEARCH)
    assert len(rows) == 2
    assert {row[1] for row in rows} == {"1"}
    for name in (student.username, student.last_name, student.email):
        assert name.encode() not in content


@pytest.mark.parametrize("text", FORMULAS)
def test_a_name_cant_become_a_formula(text):
    ((cell,),) = rows_of(as_csv([[text]]))
    assert cell.startswith("'")
    value = load_workbook(io.BytesIO(as_xlsx([[text]], "grades"))).active["A1"]
    assert value.data_type == "s"
    assert value.value.startswith("'")


def test_what_no_workbook_may_hold_is_replaced():
    sheet = load_workbook(io.BytesIO(as_xlsx([["a\x00b\x1fc"]], "grades"))).active
    assert sheet["A1"].value == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(("what", "kind"), [("grades", "pdf"), ("people", "csv")])
def test_other_files_are_not_found(as_, instructor, cohort, what, kind):
    assert as_(instructor).get(reverse("quizzes:class_export", args=[cohort.pk, what, kind])).status_code == 404


def test_the_submissions_are_asked_for_in_two_queries_and_name_the_checks_that_failed(
    cohort, student, django_assert_num_queries
):
    for number in range(3):
        row = make_submission(student, "sample-ddpm", accepted=False, score=0)
        for position, (name, passed) in enumerate([("last_step", False), ("step_mean", True), ("first_state", False)]):
            row.checks.create(
                position=position, name=name, passed=passed, required=True, points=number, max_points=number
            )
    with django_assert_num_queries(2):
        _head, *rows = exports.submissions(cohort)
    assert [row[-1] for row in rows] == ["last_step first_state"] * 3
