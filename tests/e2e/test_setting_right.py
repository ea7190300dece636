"""An instructor sets a score, comments on a line and judges anew; the student sees all of it."""

import os
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.e2e import parts
from tests.e2e.test_student import submit
from tests.grader.checks.corpus import sample
from tests.site import ROOT, RunningSite

EXERCISE, TITLE = "forward-diffusion", "Add noise in one jump"

# What older checks might have said of the newest submission: that it is wrong.
AS_OLDER_CHECKS = """
from grader.models import Submission
row = Submission.objects.filter(exercise="forward-diffusion").latest("pk")
row.verdict |= {"accepted": False, "score": 0.0}
row.accepted, row.score = False, 0.0
row.save()
"""


def in_the_site(site: RunningSite, code: str) -> None:
    environment = os.environ | {"DENOISE_DATA_DIR": str(site.data_dir)} | site.environment
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], cwd=ROOT, env=environment, check=True)


def open_students_submission(page: Page) -> None:
    page.goto("/gradebook/student/")
    parts.newest_submission(page).click()
    expect(page.get_by_role("main")).to_contain_text("def forward_diffusion")


def test_an_instructor_sets_right_and_the_student_sees_it(visit, site):
    student, instructor = visit("student"), visit("instructor")
    submit(student, EXERCISE, sample(EXERCISE, "right-textbook").source)
    expect(parts.verdict(student)).to_contain_text("Passed")

    open_students_submission(instructor)
    form = instructor.get_by_role("region", name="Comments", exact=True)
    form.get_by_label("Line").fill("2")
    form.get_by_label("Comment").fill("Say <b>why</b> here.")
    form.get_by_role("button", name="Comment").click()
    expect(parts.messages(instructor).first).to_contain_text("The student sees your comment.")
    expect(instructor.get_by_role("note")).to_contain_text("Say <b>why</b> here.")

    instructor.get_by_role("link", name="Set the score").click()
    instructor.get_by_label("Score in percent").fill("55")
    instructor.get_by_label("Reason").first.fill("Handed in by agreement.")
    instructor.get_by_role("button", name="Set the score").click()
    expect(parts.messages(instructor).first).to_contain_text("The score is set.")

    student.goto("/")
    student.get_by_text("New comments on your code:").get_by_role("link").first.click()
    expect(student.get_by_role("note")).to_contain_text("Say <b>why</b> here.")
    student.goto("/results/")
    expect(student.get_by_role("main")).not_to_contain_text("New comments on your code")
    expect(student.get_by_role("region", name="Best scores")).to_contain_text("Handed in by agreement.")
    expect(student.get_by_role("region", name="Comments and changes")).to_contain_text("55 %")


def test_a_regrade_is_looked_at_before_it_is_accepted(visit, site):
    student, instructor = visit("student"), visit("instructor")
    submit(student, EXERCISE, sample(EXERCISE, "right-textbook").source)
    expect(parts.verdict(student)).to_contain_text("Passed")
    in_the_site(site, AS_OLDER_CHECKS)

    open_students_submission(instructor)
    expect(parts.verdict(instructor)).to_contain_text("Not right yet")
    instructor.get_by_role("link", name="Judge anew").click()
    instructor.get_by_label("Reason").fill("The tolerance was too small.")
    instructor.get_by_role("button", name="Begin").click()
    expect(instructor.get_by_role("region", name="Verdicts that change")).to_contain_text("gains")
    instructor.get_by_role("button", name="Accept the new verdicts").click()
    expect(parts.messages(instructor).first).to_contain_text("Accepted")

    open_students_submission(instructor)
    expect(parts.verdict(instructor)).to_contain_text("Passed")
    student.goto("/results/")
    parts.newest_submission(student).click()
    student.get_by_role("region", name="Verdicts before this one").get_by_role("link").click()
    expect(student.get_by_role("main")).to_contain_text("This verdict held until")
    expect(parts.verdict(student)).to_contain_text("Not right yet")
