"""The trial's row: asked for with a draft, tried once, waited for, and what publishing hears of it."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation

from content import preparing, publishing
from content.models import ExerciseText, ExerciseTextVersion, State
from grader import trials
from grader.trial_models import ExerciseTrial
from grader.trying import Fault, NoSandbox, Trial
from tests.factories import make_content_admin, make_instructor, make_student
from tests.grader.uploaded import kit

pytestmark = pytest.mark.django_db
RUNNING, QUEUED, PASSED, FAILED = (
    getattr(ExerciseTrial.State, name) for name in ("RUNNING", "QUEUED", "PASSED", "FAILED")
)


@pytest.fixture(autouse=True)
def sent(monkeypatch) -> list[str]:
    messages: list[str] = []
    monkeypatch.setattr("grader.trials.current_app.send_task", lambda name, **options: messages.append(name))
    return messages


def draft(**changes) -> ExerciseTextVersion:
    document = kit.document()
    item, _ = ExerciseText.objects.get_or_create(slug=changes.pop("slug", document.slug))
    fields = {"state": State.DRAFT, "published_at": None, **document.fields, **changes}
    return ExerciseTextVersion.objects.create(item=item, number=item.versions.count() + 1, **fields)


def right(material) -> Trial:
    return Trial(cases=b"cases", example={"code": "", "given": []})


def wrong(material) -> Trial:
    return Trial(
        faults=[
            Fault("wrong/sign.py", "wrong-passes", {"count": 64}),
            Fault("inputs.py", "error", {"said": "E: m"}, 3),
        ]
    )


def broken(material) -> Trial:
    raise NoSandbox("no bubblewrap")


def test_a_draft_is_tried_as_soon_as_it_is_stored(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        version = draft()
    trial = ExerciseTrial.objects.get()
    assert (trial.digest, trial.state) == (version.judged_by, QUEUED)
    assert sent == [trials.TRY_TASK]
    assert trial.material["reference"] == kit.RIGHT


def test_a_text_without_programs_of_its_own_needs_no_trial():
    version = draft(judging={}, judged_by="")
    assert not ExerciseTrial.objects.exists()
    assert list(trials.hurdle(version)) == []


def test_versions_that_are_judged_alike_share_a_trial():
    draft()
    draft(title="Another title")
    assert ExerciseTrial.objects.count() == 1


def test_what_passes_may_be_published():
    version = draft()
    assert publishing.publish([version], by=None) != []
    trials.try_what_waits(right)
    trial = ExerciseTrial.objects.get()
    assert (trial.state, bytes(trial.cases), trial.tries, trial.claim) == (PASSED, b"cases", 1, None)
    assert publishing.publish([version], by=None) == []


def test_what_fails_is_told_in_the_readers_language_and_not_published():
    version = draft()
    trials.try_what_waits(wrong)
    first, second = publishing.publish([version], by=None)
    assert (first.file, first.where) == ("log-snr/wrong/sign.py", "")
    assert "do not tell it apart from the reference" in first.remedy
    assert (second.file, second.where, second.got) == ("log-snr/inputs.py", "line 3", "E: m")
    with translation.override("vi"):
        assert "không phân biệt được" in publishing.publish([version], by=None)[0].remedy
    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_what_failed_is_tried_again_when_it_is_uploaded_again(sent, django_capture_on_commit_callbacks):
    first = draft()
    trials.try_what_waits(wrong)
    assert list(trials.hurdle(first)) != []
    assert ExerciseTrial.objects.get().state == FAILED  # looking at it does not try it again
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        again = draft()
    assert (ExerciseTrial.objects.get().state, sent) == (QUEUED, [trials.TRY_TASK])
    trials.try_what_waits(right)
    assert list(trials.hurdle(again)) == []
    draft()
    assert ExerciseTrial.objects.get().state == PASSED  # and its cases stay


def test_while_it_waits_nothing_is_published():
    version = draft()
    (problem,) = trials.hurdle(version)
    assert (problem.got, problem.file) == ("Waiting to be tried", "")
    ExerciseTrial.objects.update(state=RUNNING)
    (problem,) = trials.hurdle(version)
    assert problem.got == "Being tried"


def test_without_a_sandbox_it_waits_says_why_and_tries_again_later(sent):
    version = draft()
    trials.try_what_waits(broken)
    trial = ExerciseTrial.objects.get()
    assert (trial.state, trial.reason, trial.cases, trial.report) == (QUEUED, "no bubblewrap", None, None)
    assert trial.retry_at > timezone.now()
    (problem,) = trials.hurdle(version)
    assert problem.got == "no bubblewrap"
    assert "doctor" in problem.remedy
    sent.clear()
    trials.ask_again()
    assert sent == []  # not before its time
    ExerciseTrial.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    trials.ask_again()
    assert sent == [trials.TRY_TASK]
    trials.try_what_waits(right)
    assert list(trials.hurdle(version)) == []


def test_a_fault_of_ours_is_no_fault_of_the_authors():
    draft()

    def crash(material):
        raise ZeroDivisionError

    trials.try_what_waits(crash)
    assert (ExerciseTrial.objects.get().state, ExerciseTrial.objects.get().reason) == (QUEUED, "ZeroDivisionError")


def test_two_workers_try_it_once():
    draft()
    seen = []

    def slow(material):
        seen.append(1)
        trials.try_what_waits(right)  # another worker, meanwhile
        return wrong(material)

    trials.try_what_waits(slow)
    assert seen == [1]
    assert ExerciseTrial.objects.get().state == FAILED


def test_what_a_dead_worker_held_is_put_back_and_its_late_answer_is_dropped(sent):
    draft()

    def late(material):
        ExerciseTrial.objects.update(claimed_at=F("claimed_at") - trials.LEASE - timedelta(seconds=1))
        trials.ask_again()
        return right(material)

    trials.try_what_waits(late)
    assert ExerciseTrial.objects.get().state == QUEUED
    assert trials.TRY_TASK in sent


def test_the_next_one_that_waits_gets_a_message_of_its_own(sent):
    draft()
    draft(judged_by="another", slug="another")
    sent.clear()
    trials.try_what_waits(right)
    assert sent == [trials.TRY_TASK]
    assert set(ExerciseTrial.objects.values_list("state", flat=True)) == {PASSED, QUEUED}


def test_a_slug_of_the_sites_own_is_refused():
    version = draft(slug="forward-diffusion")
    (problem,) = trials.hurdle(version)
    assert "forward-diffusion" in problem.got


def test_a_command_line_tries_at_once_and_what_was_tried_is_not_tried_again(monkeypatch):
    import grader.trying

    tried = []
    monkeypatch.setattr(grader.trying, "try_out", lambda material: tried.append(material) or right(material))
    for _ in range(2):
        preparing.prepare([kit.document()])
    assert len(tried) == 1
    assert ExerciseTrial.objects.get().state == PASSED


def test_hostile_texts_of_a_trial_can_be_stored():
    draft()
    trials.try_what_waits(lambda material: Trial(faults=[Fault("inputs.py", "error", {"said": "\x00\ud800"})]))
    assert ExerciseTrial.objects.get().report["faults"][0]["params"]["said"] == "�?"


class TestTheDraftsPage:
    @pytest.fixture
    def page(self, client):
        client.force_login(make_content_admin())
        version = draft()

        def open_page(prefix: str = "") -> str:
            response = client.get(f"{prefix}{reverse('content:version', args=['exercisetext', version.pk])}")
            assert response.status_code == 200
            return response.content.decode()

        return open_page

    def test_while_it_waits_the_page_asks_again_and_keeps_the_button(self, page):
        shown = page()
        assert "Waiting to be tried" in shown
        assert 'hx-trigger="every 1s"' in shown
        assert 'value="publish" disabled' in shown

    def test_it_says_what_each_program_did_and_shows_the_programs(self, page, passed):
        trials.try_what_waits(lambda material: passed)
        shown = page()
        for words in ("Tried, and right", "wrong/no-logarithm.py", "differs in 64 of 64 calls", "128 different ones"):
            assert words in shown
        assert "hx-trigger" not in shown
        assert 'value="publish" disabled' not in shown
        assert "khác trong 64 trên 64 lần gọi" in page("/vi")

    def test_a_trial_that_ends_while_the_page_is_made_is_shown_at_the_next_look(self, page, monkeypatch):
        """Otherwise the button would stay as it was, beside a trial that has passed."""
        ask_for = trials.ask_for

        def asked(version):
            trial = ask_for(version)
            trials.try_what_waits(right)
            return trial

        monkeypatch.setattr(trials, "ask_for", asked)
        shown = page()
        assert 'value="publish" disabled' in shown
        assert 'hx-trigger="every 1s"' in shown

    def test_it_says_what_is_to_be_mended(self, page):
        trials.try_what_waits(wrong)
        shown = page()
        assert "log-snr/wrong/sign.py" in shown
        assert "do not tell it apart from the reference" in shown
        assert 'value="publish" disabled' in shown

    def test_it_says_why_nothing_could_be_tried(self, page):
        trials.try_what_waits(broken)
        assert "no bubblewrap" in page()

    @pytest.mark.parametrize("make", [make_student, make_instructor])
    def test_nobody_else_finds_it(self, client, make):
        client.force_login(make())
        assert client.get(reverse("content:version", args=["exercisetext", draft().pk])).status_code == 404
