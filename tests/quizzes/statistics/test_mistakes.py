"""Who holds a misconception, since when, and who overcame it."""

from datetime import UTC, datetime, timedelta

from grader.misconceptions import MISCONCEPTIONS
from quizzes.statistics.mistakes import Seen, holdings, spread
from tests.factories import make_student, make_submission

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def seen(*told: tuple[str, bool], student: int = 1, exercise: str = "sample-ddpm") -> list[Seen]:
    return [
        Seen(student, exercise, slug, accepted, START + timedelta(hours=hour), hour)
        for hour, (slug, accepted) in enumerate(told)
    ]


def test_a_mistake_is_held_from_the_first_submission_that_shows_it():
    ((slug, one),) = holdings(seen(("", False), ("plus", False), ("plus", False)))
    assert (slug, one.since, one.times, one.overcome_at) == ("plus", START + timedelta(hours=1), 2, None)
    assert one.submission == 2, "the last that shows it"


def test_it_is_overcome_when_the_exercise_is_accepted_afterwards():
    ((_, one),) = holdings(seen(("plus", False), ("plus", False), ("", True)))
    assert one.overcome_at == START + timedelta(hours=2)


def test_another_mistake_in_its_place_says_nothing():
    found = dict(holdings(seen(("plus", False), ("beta", False), ("", False))))
    assert found["plus"].overcome_at is None
    assert found["beta"].overcome_at is None


def test_who_falls_back_after_a_right_submission_holds_it_again():
    ((_, one),) = holdings(seen(("plus", False), ("", True), ("plus", False)))
    assert one.overcome_at is None


def test_exercises_and_students_are_kept_apart():
    rows = [*seen(("plus", False)), *seen(("", True), exercise="sample-cfg"), *seen(("", True), student=2)]
    ((_, one),) = holdings(rows)
    assert (one.student, one.overcome_at) == (1, None)


def test_the_map_of_a_class_counts_its_own_students(cohort, student, other, django_assert_num_queries):
    slug = next(iter(MISCONCEPTIONS))
    for user in (student, other, make_student("stranger")):
        make_submission(user, "sample-ddpm", accepted=False, score=0, misconception=slug)
    make_submission(other, "sample-ddpm")
    with django_assert_num_queries(1):
        (one,) = spread(cohort)
    assert [holding.student for holding in one.holding] == [student.pk]
    assert [holding.student for holding in one.overcame] == [other.pk]
    assert one.everybody == 2


def test_a_misconception_that_is_no_longer_known_is_left_out(cohort, student):
    make_submission(student, "sample-ddpm", accepted=False, misconception="renamed-since")
    assert spread(cohort) == []
