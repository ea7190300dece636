"""A content admin makes an exercise: a trial that finds a fault, one that passes, and a student who solves it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.e2e import parts
from tests.e2e.test_student import submit

FOLDER = Path(__file__).parents[1] / "exercises" / "log-snr"
SLUG = "log-snr"


def packed(**changes: str) -> bytes:
    """The folder as a .zip, with other programs in the place of some; `wrong__more` is wrong/more.py."""
    files = {str(path.relative_to(FOLDER)): path.read_text() for path in FOLDER.rglob("*.*") if path.suffix != ".pyc"}
    files |= {f"{name.replace('__', '/')}.py": text for name, text in changes.items()}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"exercises/{SLUG}/{name}", text)
    return buffer.getvalue()


def upload(page: Page, archive: bytes, note: str) -> None:
    page.goto("/admin/content/upload/")
    files = page.locator("input[type=file]").first
    files.set_input_files({"name": "exercise.zip", "mimeType": "application/zip", "buffer": archive})
    page.get_by_label("What changed, and why").fill(note)
    page.get_by_role("button", name="Check the files").click()
    expect(parts.heading(page)).to_have_text(note)


def trial(page: Page):
    return page.get_by_role("main").locator("#trials")


def test_an_exercise_is_uploaded_tried_published_and_solved(visit):
    admin, student = visit("admin"), visit("student")
    upload(admin, packed(wrong__same=(FOLDER / "reference.py").read_text()), "With a fault")
    expect(trial(admin)).to_contain_text("Tried, and to be mended")
    expect(trial(admin).get_by_role("row", name="wrong/same.py")).to_contain_text("agrees in all 64 calls")
    expect(admin.get_by_role("main")).to_contain_text("Your inputs do not tell it apart from the reference")
    expect(admin.get_by_role("button", name="Publish now")).to_be_disabled()

    upload(admin, packed(), "Mended")
    expect(trial(admin)).to_contain_text("Tried, and right")
    expect(trial(admin).get_by_role("row", name="wrong/no-logarithm.py")).to_contain_text("differs in 64 of 64 calls")
    assert student.request.get(f"/exercises/{SLUG}/").status == 404
    admin.get_by_role("button", name="Publish now").click()
    expect(parts.messages(admin).first).to_contain_text("Published: 1 text")

    student.goto("/exercises/")
    student.get_by_role("link", name="The log signal-to-noise ratio").click()
    expect(student.locator(".katex").first).to_be_visible()
    submit(student, SLUG, (FOLDER / "wrong" / "no-logarithm.py").read_text())
    expect(parts.verdict(student)).to_contain_text("The logarithm is missing")
    expect(parts.verdict(student)).to_contain_text("exercise version 2")
    student.get_by_role("button", name="Run", exact=True).click()
    expect(parts.verdict(student)).to_contain_text("Not judged")
    submit(student, SLUG, (FOLDER / "reference.py").read_text())
    expect(parts.verdict(student)).to_contain_text("Passed")
    parts.verdict(student).get_by_role("link", name="the reference solution and other styles").click()
    expect(student.get_by_role("main")).to_contain_text("The name that it has elsewhere")

    admin.goto(f"/admin/content/desk/exercisetext/{SLUG}/")  # the others' site is without it
    admin.get_by_role("button", name="Retire").click()
    assert student.request.get(f"/exercises/{SLUG}/").status == 404
