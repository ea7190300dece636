"""A content admin uploads a lesson and a bank, one of them broken at first."""

import json

from playwright.sync_api import expect

from tests.e2e import parts

LESSON = """---
title: A lesson from the outside
slug: from-the-outside
description: Uploaded in a test.
---

## First words

The signal is $\\sqrt{\\bar\\alpha_t}\\,x_0$.
"""
BANK = {
    "id": "uploaded",
    "title": "An uploaded bank",
    "slug": "uploaded-bank",
    "description": "Two questions.",
    "duration_minutes": 5,
    "passing_score": 50,
    "questions_count": 2,
    "domains": [{"name": "All", "weight": 100, "lessons": []}],
    "questions": [
        {"id": 1, "domain": "All", "question": "1 + 1?", "options": ["2", "3"], "correct": 0, "explanation": "Count."},
        {"id": 2, "domain": "All", "question": "2 + 2?", "options": ["3", "4"], "correct": 1, "explanation": "Count."},
    ],
}


def upload(page, name: str, text: str) -> None:
    page.goto("/admin/content/upload/")
    files = page.locator("input[type=file]").first
    files.set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
    page.get_by_role("button", name="Check the files").click()


def publish(page) -> None:
    page.get_by_role("button", name="Publish now").click()


def test_a_content_admin_uploads_a_lesson_and_a_bank(visit):
    page = visit("admin")
    upload(page, "lesson.md", LESSON)
    publish(page)
    page.goto("/lessons/from-the-outside/")
    expect(parts.heading(page)).to_have_text("A lesson from the outside")
    expect(page.locator(".katex").first).to_be_visible()

    upload(page, "bank.json", json.dumps(BANK))
    publish(page)
    page.goto("/quizzes/uploaded-bank/")
    expect(parts.heading(page)).to_have_text("An uploaded bank")


def test_a_broken_bank_is_refused_with_its_reasons(visit, problems):
    page = visit("admin")
    broken = json.loads(json.dumps(BANK)) | {"slug": "broken-bank", "questions_count": 3}
    broken["questions"][1]["correct"] = 7
    upload(page, "bank.json", json.dumps(broken))
    main = page.get_by_role("main")
    expect(main).to_contain_text("questions_count")
    expect(main).to_contain_text("questions[1].correct")
    expect(page.get_by_role("button", name="Publish now")).to_have_count(0)
    assert page.request.get("/quizzes/broken-bank/").status == 404
    assert "422" in problems.pop()  # Chromium notes the refusal in its console
