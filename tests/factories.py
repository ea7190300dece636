"""Small makers of the rows that tests start from; every argument has a default that is valid."""

from itertools import count
from typing import Any

from django.contrib.auth.models import User

from content.models import Bank, BankVersion, Course, Lesson, LessonVersion
from grader.models import Submission
from quizzes import cohorts, roles
from quizzes.models import Cohort

_numbers = count(1)


def make_user(username: str = "", *, role: str = "", password: str | None = None, **fields: Any) -> User:
    name = username or f"user-{next(_numbers)}"
    user = User.objects.create_user(name, f"{name}@example.org", password, **fields)
    if role:
        roles.grant(user, role)
    return user


def make_student(username: str = "", **fields: Any) -> User:
    return make_user(username or f"student-{next(_numbers)}", role=roles.STUDENT, **fields)


def make_instructor(username: str = "", **fields: Any) -> User:
    return make_user(username or f"instructor-{next(_numbers)}", role=roles.INSTRUCTOR, **fields)


def make_content_admin(username: str = "", **fields: Any) -> User:
    return make_user(username or f"author-{next(_numbers)}", role=roles.CONTENT_ADMIN, **fields)


def make_class(owner: User, *students: User, title: str = "Diffusion, autumn", **fields: Any) -> Cohort:
    """A class of this instructor with these students in it."""
    cohort = cohorts.create(owner, title, **fields)
    for student in students:
        cohorts.enrol(cohort, student)
    return cohort


def single(number: int, domain: str, correct: int = 1, **changes: Any) -> dict[str, Any]:
    question = {
        "id": number,
        "domain": domain,
        "question": f"Which one is right in question {number}?",
        "options": [f"Option {number}.{option}" for option in range(4)],
        "correct": correct,
        "explanation": f"The explanation of question {number}.",
    }
    return question | changes


def several(number: int, domain: str, correct: tuple[int, ...] = (0, 2), **changes: Any) -> dict[str, Any]:
    return single(number, domain) | {"correct": list(correct)} | changes


def numeric(number: int, domain: str, value: float = 0.5, tolerance: float = 0.01, **changes: Any) -> dict[str, Any]:
    question = single(number, domain) | {"numeric": {"value": value, "tolerance": tolerance}}
    return {key: part for key, part in question.items() if key not in ("options", "correct")} | changes


def steps(number: int, domain: str, count: int = 4, **changes: Any) -> dict[str, Any]:
    question = single(number, domain) | {"order": [f"Step {number}.{step}" for step in range(count)]}
    return {key: part for key, part in question.items() if key not in ("options", "correct")} | changes


def bank_json(**changes: Any) -> dict[str, Any]:
    """A bank in the published format: four weighted domains, six questions, one right option in each."""
    domains = [("Foundations", 15), ("Diffusion", 30), ("Retrieval", 30), ("Agents", 25)]
    bank = {
        "id": "practice-exam",
        "title": "Practice exam",
        "slug": "practice-exam",
        "description": "Four domains, six questions.",
        "icon": "gpu",
        "provider": "Example",
        "level": "Intermediate",
        "duration_minutes": 40,
        "passing_score": 70,
        "questions_count": 6,
        "tags": ["Diffusion"],
        "series_slug": "practice",
        "domains": [
            {"name": name, "weight": weight, "lessons": [{"title": f"{name} lesson", "slug": f"{name.lower()}-lesson"}]}
            for name, weight in domains
        ],
        "questions": [
            single(1, "Foundations", correct=1),
            single(2, "Diffusion", correct=0),
            single(3, "Diffusion", correct=3),
            single(4, "Retrieval", correct=2),
            single(5, "Agents", correct=1),
            single(6, "Agents", correct=0),
        ],
    }
    return bank | changes


def make_bank(data: dict[str, Any] | None = None, *, language: str = "en", **changes: Any) -> BankVersion:
    """The newest version of a bank, published; call it again with the same slug for the next version."""
    content = (data or bank_json()) | changes
    bank, _ = Bank.objects.get_or_create(slug=content["slug"])
    number = bank.versions.filter(language=language).count() + 1
    return BankVersion.objects.create(
        item=bank,
        language=language,
        number=number,
        content_hash=f"{bank.slug} {language} {number}",
        title=content["title"],
        description=content["description"],
        level=content["level"],
        duration_minutes=content["duration_minutes"],
        passing_score=content["passing_score"],
        questions_count=len(content["questions"]),
        content=content,
    )


def make_lesson(slug: str = "forward-diffusion", *, language: str = "en", **fields: Any) -> LessonVersion:
    """The newest version of a lesson, published, in the course "denoise"."""
    lesson, _ = Lesson.objects.get_or_create(slug=slug)
    course, _ = Course.objects.get_or_create(slug="denoise", defaults={"titles": {"en": "Denoise", "vi": "Khử nhiễu"}})
    number = lesson.versions.filter(language=language).count() + 1
    defaults = {
        "title": slug.replace("-", " ").capitalize(),
        "body": f"# {slug}\n\nNoise is added step by step.",
        "course": course,
        "content_hash": f"{slug} {language} {number}",
    }
    return LessonVersion.objects.create(item=lesson, language=language, number=number, **defaults | fields)


def make_submission(user: User, exercise: str = "forward-diffusion", **fields: Any) -> Submission:
    """A judged submission, accepted with full marks unless told otherwise."""
    defaults = {
        "source": "def f():\n    pass\n",
        "status": Submission.Status.JUDGED,
        "outcome": Submission.Outcome.JUDGED,
        "accepted": True,
        "score": 100.0,
        "max_score": 100.0,
        "seed": 1,
    }
    return Submission.objects.create(user=user, exercise=exercise, **defaults | fields)
