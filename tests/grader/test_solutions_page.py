"""The reference and other styles: for whoever has full marks or teaches. To anyone else they are nowhere."""

from pathlib import Path

import pytest
from django.conf import settings

from content.importing import LIBRARY, import_path
from content.models import ExerciseText
from grader.models import Submission
from tests.addresses import content, every_address
from tests.content.factories import exercise_text
from tests.factories import make_class, make_content_admin, make_instructor, make_student, make_submission
from tests.grader.test_runs import make_run
from tests.grader.verdicts import verdict

pytestmark = pytest.mark.django_db
URL = "/exercises/forward-diffusion/solutions/"
CODE = "def forward_diffusion(x_0, t, s):\n    return the_secret_of_the_reference\n"
SECRETS = ("the_secret_of_the_reference", "A title that gives it away", "A sentence that gives it away")
SOLUTIONS = [{"name": "1-reference", "title": SECRETS[1], "text": f"{SECRETS[2]}.", "code": CODE}]
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _quiet_broker(monkeypatch):
    monkeypatch.setattr("grader.submissions.send", lambda submission_id: True)


@pytest.fixture(autouse=True)
def text():
    for language in ("en", "vi"):
        made = exercise_text("forward-diffusion", language=language, solutions=SOLUTIONS)
    return made


def no_submission(user):
    return None


def full_marks_elsewhere(user):
    make_submission(user, "sample-ddpm")


def accepted_with_less(user):
    """Where an optional check failed."""
    make_submission(user, score=90, accepted=True, verdict=verdict(score=90.0).to_row())


def rejected_with_all_points(user):
    make_submission(user, score=100, accepted=False, verdict=verdict(accepted=False).to_row())


def waiting(user):
    make_submission(user, status="queued", outcome="")


def fault_of_ours(user):
    make_submission(user, outcome="sandbox_failed", max_score=0, score=0, accepted=False)


def run_that_claims_all(user):
    make_run(user)


def of_another_student(user):
    make_submission(make_student(), verdict=verdict().to_row())


NOT_YET = [
    no_submission,
    full_marks_elsewhere,
    accepted_with_less,
    rejected_with_all_points,
    waiting,
    fault_of_ours,
    run_that_claims_all,
    of_another_student,
]


class TestWhoReadsThem:
    def test_a_student_with_full_marks(self, client):
        student = make_student()
        make_submission(student)
        client.force_login(student)
        for prefix in ("", "/vi"):
            page = client.get(prefix + URL)
            assert page.status_code == 200
            assert all(secret in page.content.decode() for secret in SECRETS)

    def test_a_later_failure_takes_nothing_away(self, client):
        student = make_student()
        make_submission(student)
        make_submission(student, score=10, accepted=False)
        client.force_login(student)
        assert client.get(URL).status_code == 200

    def test_whoever_teaches(self, client):
        client.force_login(make_instructor())
        assert client.get(URL).status_code == 200

    @pytest.mark.parametrize("have", NOT_YET, ids=lambda have: have.__name__)
    def test_not_a_student_without_full_marks(self, client, have):
        student = make_student()
        have(student)
        client.force_login(student)
        assert client.get(URL).status_code == 404
        assert client.get("/vi" + URL).status_code == 404

    def test_not_a_content_admin_by_that_role_alone(self, client):
        """They write them, and read them where they write."""
        client.force_login(make_content_admin())
        assert client.get(URL).status_code == 404

    def test_a_visitor_signs_in_first(self, client):
        assert client.get(URL).status_code == 302

    def test_an_exercise_without_solutions_has_no_such_page(self, client):
        exercise_text("sample-ddpm")
        client.force_login(make_instructor())
        assert client.get("/exercises/sample-ddpm/solutions/").status_code == 404

    def test_no_cache_on_the_way_keeps_them(self, client):
        client.force_login(make_instructor())
        assert "no-store" in client.get(URL)["Cache-Control"]


class TestWhereTheyAreNot:
    def looked_at(self, student, cohort) -> list[str]:
        own = list(Submission.jobs.filter(user=student).values_list("pk", flat=True))
        items = list(ExerciseText.objects.values_list("pk", flat=True))
        return every_address(
            submission_id=own or [1],
            slug=["forward-diffusion"],
            username=[student.username],
            cohort_id=[cohort.pk],
            object_id=items,
            number=[0],
        )

    def leaks(self, client, addresses, **headers) -> list[str]:
        return [one for one in addresses if any(secret in content(client, one, **headers) for secret in SECRETS)]

    def test_no_address_of_the_site_gives_them_away_before_full_marks_and_one_does_after(self, client):
        student = make_student()
        cohort = make_class(make_instructor(), student)
        for have in NOT_YET:
            have(student)
        client.raise_request_exception = False
        client.force_login(student)
        addresses = self.looked_at(student, cohort)
        assert self.leaks(client, addresses) == []
        assert self.leaks(client, addresses, **HTMX) == []
        make_submission(student)
        assert self.leaks(client, [one for one in addresses if "/exercises/" in one]) == [URL]

    def test_no_address_gives_them_to_a_visitor(self, client):
        student = make_student()
        cohort = make_class(make_instructor(), student)
        make_submission(student, verdict=verdict().to_row())
        client.raise_request_exception = False
        assert self.leaks(client, self.looked_at(student, cohort)) == []

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    @pytest.mark.parametrize("part", ["", "run/", "hint/", "draft/", "reset/", "bring-back/"])
    def test_no_button_of_the_exercise_gives_them_away(self, client, part, headers):
        client.force_login(make_student())
        data = {"source": "x = 1", "hint": 1}
        response = client.post(f"/exercises/forward-diffusion/{part}", data, headers=headers, follow=True)
        assert not any(secret in response.content.decode() for secret in SECRETS)

    def test_the_exercise_page_does_not_even_lead_there(self, client):
        student = make_student()
        make_submission(student, score=90, accepted=True)
        client.force_login(student)
        assert "solutions/" not in client.get("/exercises/forward-diffusion/").content.decode()

    def test_the_exercise_page_leads_there_after_full_marks(self, client):
        student = make_student()
        submission = make_submission(student, verdict=verdict().to_row())
        client.force_login(student)
        for address in ("/exercises/forward-diffusion/", f"/submissions/{submission.pk}/"):
            assert URL in client.get(address).content.decode()

    def test_the_files_they_come_from_are_no_static_files(self, client):
        client.force_login(make_student())
        file = next(LIBRARY.glob("en/exercises/forward-diffusion/solutions/1-reference.py"))
        for path in (file.relative_to(LIBRARY), file.relative_to(LIBRARY.parent), file.relative_to(LIBRARY.parents[1])):
            for root in ("/static/", "/media/", "/"):
                assert client.get(f"{root}{path}").status_code == 404

    def test_the_static_files_hold_no_solution(self):
        import_path(LIBRARY)
        codes = [
            solution["code"].strip()
            for item in ExerciseText.objects.exclude(slug="forward-diffusion")
            for solution in item.version_for("en").solutions
        ]
        assert len(codes) > 20
        for folder in settings.STATICFILES_DIRS:
            for file in Path(folder).rglob("*"):
                if file.suffix in {".js", ".json", ".html", ".py", ".txt", ".css"}:
                    served = file.read_text(encoding="utf-8", errors="replace")
                    assert not [code for code in codes if code in served], file
