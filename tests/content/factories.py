"""Small published rows for tests."""

from content.models import Bank, BankVersion, ExerciseText, ExerciseTextVersion, Lesson, LessonVersion


def _version(items, versions, slug, **fields):
    item, _ = items.objects.get_or_create(slug=slug)
    language = fields.setdefault("language", "en")
    number = versions.objects.filter(item=item, language=language).count() + 1
    return versions.objects.create(item=item, number=fields.pop("number", number), **fields)


def lesson(slug="forward", **fields):
    return _version(Lesson, LessonVersion, slug, **{"title": "Forward diffusion", "body": "Text.", **fields})


def bank(slug="basics", content=None, **fields):
    content = content or bank_json(slug=slug)
    return _version(
        Bank,
        BankVersion,
        slug,
        content=content,
        **{
            "title": content["title"],
            "duration_minutes": content["duration_minutes"],
            "passing_score": content["passing_score"],
            "questions_count": len(content["questions"]),
            **fields,
        },
    )


def exercise_text(slug="forward-diffusion", **fields):
    defaults = {"title": "Add noise", "prompt": "Write it.", "starter": "def forward_diffusion(): ..."}
    return _version(ExerciseText, ExerciseTextVersion, slug, **{**defaults, **fields})


def bank_json(**changes):
    """A small valid bank with two domains and three questions."""
    return {
        "id": "basics",
        "title": "Basics",
        "slug": "basics",
        "duration_minutes": 10,
        "passing_score": 70,
        "questions_count": 3,
        "domains": [{"name": "Forward", "weight": 60, "lessons": []}, {"name": "Reverse", "weight": 40, "lessons": []}],
        "questions": [question_json(1), question_json(2), question_json(3, domain="Reverse")],
        **changes,
    }


def question_json(id_=1, **changes):
    return {
        "id": id_,
        "domain": "Forward",
        "question": f"Question {id_}?",
        "options": ["one", "two", "three", "four"],
        "correct": 1,
        "explanation": "Because.",
        **changes,
    }


def steps_json(count=4, id_=1, **changes):
    """A question whose steps are to be put in order."""
    steps = [f"Step {number}" for number in range(count)]
    return question_json(id_, options=[], correct=None, order=steps) | changes
