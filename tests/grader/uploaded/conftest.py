"""One warm sandbox, and the exercise as it stands once it is published."""

import pytest

from content.models import ExerciseText, ExerciseTextVersion
from grader import trials
from grader.trial_models import ExerciseTrial
from tests.grader.checks.conftest import sandbox  # noqa: F401  a fixture
from tests.grader.uploaded import kit


@pytest.fixture(scope="session")
def passed(sandbox):  # noqa: F811
    """The trial of the exercise, which takes a moment: once for all tests."""
    trial = kit.tried(sandbox)
    assert trial.passed, trial.faults
    return trial


@pytest.fixture
def published(db, passed) -> ExerciseTextVersion:
    return publish(passed)


def publish(passed, **changes) -> ExerciseTextVersion:
    """A version with its trial behind it, as publishing would have left them."""
    document = kit.document()
    item, _ = ExerciseText.objects.get_or_create(slug=changes.pop("slug", document.slug))
    number = item.versions.count() + 1
    version = ExerciseTextVersion.objects.create(item=item, number=number, **document.fields | changes)
    row = trials.ask_for(version)
    ExerciseTrial.objects.filter(pk=row.pk).update(
        state=ExerciseTrial.State.PASSED, report=passed.as_row(), cases=passed.cases
    )
    return version
