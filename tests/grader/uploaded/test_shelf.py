"""Where uploaded exercises are found: published, tried, under a slug of their own, the newest in force."""

import pytest

from content.models import State
from grader import exercises, shelf
from grader.exercises import EXERCISES, UnknownExercise
from grader.grading import grade
from grader.running import run
from grader.trial_models import ExerciseTrial
from tests.grader.uploaded import kit
from tests.grader.uploaded.conftest import publish

pytestmark = pytest.mark.django_db


def test_a_published_exercise_is_found_beside_the_sites_own(published, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = exercises.get("log-snr")
    assert (found.entry_point, found.limits.wall_s, found.limits.memory_mb) == ("log_snr", 5, 256)
    assert (found.uploaded.version, found.uploaded.count) == (published.pk, 12)
    assert found.uploaded.named == ("no-logarithm", "upside-down")
    with django_assert_num_queries(0):
        assert exercises.get("linear-schedule") is EXERCISES["linear-schedule"]


def test_lists_have_the_sites_own_first_and_ask_only_for_what_they_do_not_know(
    published, passed, django_assert_num_queries
):
    publish(passed, slug="earlier", judging={**published.judging, "order": 1})
    wanted = ["log-snr", "unknown", "earlier", "sample-cfg", "linear-schedule"]
    with django_assert_num_queries(1):
        assert exercises.in_order(wanted) == ["linear-schedule", "sample-cfg", "earlier", "log-snr"]
    with django_assert_num_queries(0):
        assert exercises.in_order(["sample-cfg"]) == ["sample-cfg"]


@pytest.mark.parametrize("changes", [{"state": State.DRAFT}, {"state": State.RETIRED}])
def test_what_is_not_published_is_no_exercise(published, changes):
    type(published).objects.update(**changes)
    with pytest.raises(UnknownExercise):
        exercises.get("log-snr")
    assert exercises.in_order(["log-snr"]) == []


@pytest.mark.parametrize("state", ["queued", "running", "failed"])
def test_what_has_not_passed_its_trial_is_no_exercise_however_it_came_to_be_published(published, state):
    ExerciseTrial.objects.update(state=state)
    assert exercises.find("log-snr") is None


def test_an_uploaded_exercise_never_takes_the_place_of_one_of_the_sites(passed):
    publish(passed, slug="sample-cfg")
    assert exercises.get("sample-cfg").uploaded is None
    assert shelf.find("sample-cfg") is None


def test_a_later_text_without_programs_changes_the_words_alone(published):
    document = kit.document()
    text = {name: document.fields[name] for name in ("prompt", "starter")}
    published.item.versions.create(number=2, title="Later", **text)
    published.item.versions.create(number=1, language="vi", title="Bản dịch", **text)
    assert exercises.get("log-snr").uploaded.version == published.pk
    assert published.item.version_for("en").title == "Later"


def test_a_newer_version_is_in_force_and_the_verdict_says_which(published, passed, sandbox):
    newer = publish(passed, title="Newer")
    verdict = grade("log-snr", kit.RIGHT, seed=1, sandbox=sandbox)
    assert (verdict.accepted, verdict.version) == (True, newer.pk)
    assert shelf.version_number(verdict.version) == 2


def test_a_run_shows_what_the_function_makes_of_the_visible_example(published, sandbox):
    verdict = run("log-snr", kit.RIGHT, seed=1, sandbox=sandbox)
    (line,) = verdict.returned
    assert (verdict.outcome, verdict.checks, verdict.version) == ("ran", (), published.pk)
    assert line["name"] == "result"
    assert line["kind"].startswith("float32 (")
    assert shelf.example(exercises.get("log-snr"))["code"].endswith("result = log_snr(alpha_bar)\n")


def test_the_mistakes_of_authors_are_found_by_name_in_one_query(published, django_assert_num_queries):
    wanted = ["log-snr__no-logarithm", "log-snr__signal-alone", "gone__x", "missing-reshape", ""]
    with django_assert_num_queries(1):
        found = shelf.mistakes(wanted)
    assert set(found) == {"log-snr__no-logarithm", "missing-reshape"}
    entry = found["log-snr__no-logarithm"]
    assert (entry.title["en"], entry.title["vi"]) == ("The logarithm is missing", "Thiếu logarit")
    assert entry.exercises == ("log-snr",)
    with django_assert_num_queries(0):
        shelf.mistakes(["missing-reshape"])
