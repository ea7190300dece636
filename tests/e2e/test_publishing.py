"""A content admin's way with one lesson: an error, a draft looked at, published, back again; at a time; moved."""

import os
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.e2e import parts
from tests.site import ROOT, RunningSite

SLUG = "way-of-a-lesson"
TEXT = """---
title: {title}
slug: {slug}
---

## First words

The signal shrinks by $\\sqrt{{\\bar\\alpha_t}}$ at {pace}.

A paragraph that stays as it is.
"""


def lesson(slug: str = SLUG, *, title: str = "The way of a lesson", pace: str = "every step") -> str:
    return TEXT.format(slug=slug, title=title, pace=pace)


def upload(page: Page, text: str, note: str = "") -> None:
    page.goto("/admin/content/upload/")
    files = page.locator("input[type=file]").first
    files.set_input_files({"name": "lesson.md", "mimeType": "text/markdown", "buffer": text.encode()})
    page.get_by_label("What changed, and why").fill(note)
    page.get_by_role("button", name="Check the files").click()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish now").click()
    expect(parts.messages(page)).to_contain_text("Published: 1 text")


def schedule(page: Page, at: str) -> None:
    later = page.locator("details", has_text="Publish at a time")
    if later.get_attribute("open") is None:
        later.locator("summary").click()
    later.get_by_label("Publish at", exact=True).fill(at)
    later.get_by_role("button", name="Schedule").click()


def let_come(site: RunningSite, slug: str) -> None:
    """As if the time had come."""
    code = (
        "from django.utils import timezone; from content.models import LessonVersion;"
        f"LessonVersion.objects.filter(item__slug={slug!r}).update(published_at=timezone.now())"
    )
    environment = os.environ | {"DENOISE_DATA_DIR": str(site.data_dir)} | site.environment
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], cwd=ROOT, env=environment, check=True)


def reads(page: Page, slug: str, words: str) -> None:
    page.goto(f"/lessons/{slug}/")
    expect(page.get_by_role("article")).to_contain_text(words)


def test_a_lesson_goes_from_an_error_to_readers_and_back(visit, problems):
    page, reader = visit("admin"), visit()
    upload(page, lesson().replace("title:", "titel:"))
    expect(page.get_by_role("main")).to_contain_text("1 problem; nothing was stored")
    assert "422" in problems.pop()  # Chromium notes the refusal in its console

    upload(page, lesson(), "First edition")
    expect(parts.heading(page)).to_have_text("First edition")
    expect(page.locator(".side .katex").first).to_be_visible()
    assert reader.request.get(f"/lessons/{SLUG}/").status == 404
    publish(page)
    reads(reader, SLUG, "every step")

    upload(page, lesson(pace="every third step"), "Third steps only")
    page.get_by_role("link", name="What changes").click()
    changed = page.locator(".redline--changed")
    expect(changed.locator("ins")).to_have_text(" third")
    expect(changed.locator(".katex").first).to_be_visible()
    reads(reader, SLUG, "every step")
    publish(page)
    reads(reader, SLUG, "every third step")

    page.goto(f"/admin/content/desk/lesson/{SLUG}/")
    page.get_by_role("button", name="Publish again: version 1").click()
    expect(parts.messages(page)).to_contain_text("version 1 again, as version 3")
    reads(reader, SLUG, "every step")


def test_a_draft_is_set_for_a_time_taken_back_and_seen_once_its_time_has_come(visit, site, problems):
    page, reader, slug = visit("admin"), visit(), "lesson-for-friday"
    upload(page, lesson(slug), "For Friday")
    schedule(page, "2001-01-01T10:00")
    expect(page.locator(".field__error")).to_contain_text("Expected a time to come")
    assert "422" in problems.pop()
    schedule(page, "2999-01-01T10:00")
    expect(parts.messages(page)).to_contain_text("Until then you can take it back")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("button", name="Publish now")).to_be_visible()
    schedule(page, "2999-01-01T10:00")
    expect(page.get_by_role("button", name="Take back")).to_be_visible()
    assert reader.request.get(f"/lessons/{slug}/").status == 404
    let_come(site, slug)
    reads(reader, slug, "every step")


def test_a_lesson_that_moves_is_found_at_its_old_address(visit):
    page, reader = visit("admin"), visit()
    upload(page, lesson("before-it-moved"))
    publish(page)
    page.goto("/admin/content/desk/?words=before-it-moved")
    page.get_by_role("link", name="The way of a lesson").click()
    page.get_by_label("Last part of the address").fill("after-it-moved")
    page.get_by_role("button", name="Change the address").click()
    expect(parts.messages(page)).to_contain_text("new address")
    for prefix in ("", "/vi"):
        reader.goto(f"{prefix}/lessons/before-it-moved/#first-words")
        expect(reader).to_have_url(f"{prefix}/lessons/after-it-moved/#first-words")
        expect(parts.heading(reader)).to_have_text("The way of a lesson")
