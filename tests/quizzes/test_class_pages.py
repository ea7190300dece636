"""The pages of classes: making one, joining, leaving, members, team, deadlines, extensions, archiving."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from quizzes import assignments, attempts, cohorts, deadlines
from quizzes.models import Assignment, Attempt, Cohort, Extension, Right
from tests.factories import make_class, make_instructor, make_lesson, make_student

NOW = timezone.now().replace(second=0, microsecond=0)
DAY = timedelta(days=1)
PAGES_OF_A_CLASS = ("class", "class_members", "class_deadlines", "class_extensions", "class_team", "class_settings")
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")


def url(name, *arguments):
    return reverse(f"quizzes:{name}", args=arguments)


def typed(moment):
    return moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M")


def text_of(response):
    return response.content.decode()


class TestMaking:
    FORM = {"title": "Autumn", "time_zone": "Asia/Ho_Chi_Minh", "starts_at": "2030-09-01T08:00", "ends_at": ""}

    def test_an_instructor_makes_one_with_dates_in_its_own_time_zone(self, as_, instructor):
        response = as_(instructor).post(url("new_class"), self.FORM)
        cohort = Cohort.objects.get()
        assert response.url == url("class", cohort.pk)
        assert list(cohort.owners.all()) == [instructor]
        assert cohort.starts_at == datetime(2030, 9, 1, 8, tzinfo=SAIGON)
        assert 'value="2030-09-01T08:00"' in text_of(as_(instructor).get(url("class_settings", cohort.pk)))

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"title": ""}, "required"),
            ({"time_zone": "Mars/Base"}, "Select a valid choice"),
            ({"starts_at": "tomorrow"}, "Expected a day and a time"),
            ({"ends_at": "2030-08-31T08:00"}, "Expected an end after the start"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_made(self, as_, instructor, changes, words):
        response = as_(instructor).post(url("new_class"), self.FORM | changes)
        assert response.status_code == 422
        assert words in text_of(response)
        assert not Cohort.objects.exists()

    def test_a_student_makes_none(self, as_, student):
        assert as_(student).get(url("new_class")).status_code == 404
        assert as_(student).post(url("new_class"), self.FORM).status_code == 404

    def test_its_settings_change_it(self, as_, instructor, cohort):
        as_(instructor).post(url("class_settings", cohort.pk), self.FORM)
        cohort.refresh_from_db()
        assert (cohort.title, cohort.time_zone) == ("Autumn", "Asia/Ho_Chi_Minh")

    def test_it_cannot_end_before_what_it_has_set(self, as_, instructor, cohort):
        assignments.assign(cohort, [("quiz", "practice-exam")], due_at=NOW + 9 * DAY)
        form = {"title": "Autumn", "time_zone": "UTC", "ends_at": typed(NOW + DAY)}
        response = as_(instructor).post(url("class_settings", cohort.pk), form)
        assert "Something in this class closes on" in text_of(response)
        assert f'<h1 class="page-header__title">{cohort.title}</h1>' in text_of(response)


class TestJoining:
    def test_by_link(self, as_, cohort):
        newcomer = make_student()
        client = as_(newcomer)
        assert cohort.title in text_of(client.get(url("join_class", cohort.code)))
        assert not Cohort.objects.attended_by(newcomer).exists()
        assert client.post(url("join_class", cohort.code)).url == url("class", cohort.pk)
        assert list(Cohort.objects.attended_by(newcomer)) == [cohort]

    @pytest.mark.parametrize("write", [str, str.lower, lambda code: f" {code[:4]}-{code[4:8]} {code[8:]}"])
    def test_by_a_code_in_whatever_way_it_is_typed(self, as_, cohort, write):
        response = as_(make_student()).post(url("join"), {"code": write(cohort.code)})
        assert response.url == url("join_class", cohort.code)

    def test_a_stranger_signs_in_first_and_comes_back(self, as_, cohort):
        assert as_().get(url("join_class", cohort.code)).url.endswith(f"?next=/join/{cohort.code}/")

    @pytest.mark.parametrize("why", ["unknown", "renewed", "switched off", "ended", "archived"])
    def test_a_code_that_opens_nothing_looks_the_same_whatever_the_reason(self, as_, cohort, why):
        code = cohort.code
        if why == "unknown":
            code = "2" * 12
        elif why == "renewed":
            cohorts.renew_code(cohort)
        elif why == "switched off":
            cohorts.open_joining(cohort, False)
        elif why == "archived":
            cohorts.archive(cohort)
        else:
            Cohort.objects.update(ends_at=NOW - DAY)
        newcomer = make_student()
        for response in (as_(newcomer).get(url("join_class", code)), as_(newcomer).post(url("join_class", code))):
            assert response.status_code == 404
            assert cohort.title not in text_of(response)
        assert not Cohort.objects.attended_by(newcomer).exists()

    @pytest.mark.parametrize("code", ["", "-", "ab/cd"])
    def test_a_code_that_is_none_is_answered_kindly(self, as_, student, code):
        response = as_(student).post(url("join"), {"code": code}, follow=True)
        assert response.status_code in (404, 422)

    def test_who_teaches_or_assists_is_no_student_of_the_class(self, as_, instructor, cohort):
        helper = make_student()
        cohorts.grant(cohort, helper, [Right.RESULTS])
        for user in (instructor, helper):
            response = as_(user).post(url("join_class", cohort.code))
            assert "cannot be its student" in text_of(response)
            assert not Cohort.objects.attended_by(user).exists()

    def test_leaving_asks_once_more_and_the_results_stay_ones_own(self, as_, student, cohort):
        client = as_(student)
        assert client.get(url("leave_class", cohort.pk)).status_code == 200
        assert list(Cohort.objects.attended_by(student)) == [cohort]
        client.post(url("leave_class", cohort.pk))
        assert not Cohort.objects.attended_by(student).exists()
        assert client.get(url("class", cohort.pk)).status_code == 404

    @pytest.mark.parametrize(("action", "is_open"), [("close", False), ("open", True), ("nonsense", True)])
    def test_joining_is_switched_off_and_on(self, as_, instructor, cohort, action, is_open):
        as_(instructor).post(url("class_code", cohort.pk), {"action": action})
        cohort.refresh_from_db()
        assert cohort.joining_open == is_open

    def test_the_instructor_sees_link_and_code_and_a_student_does_not(self, as_, instructor, student, cohort):
        page = text_of(as_(instructor).get(url("class", cohort.pk)))
        assert f"http://testserver/join/{cohort.code}/" in page
        assert cohort.code_in_groups in page
        theirs = text_of(as_(student).get(url("class", cohort.pk)))
        assert cohort.code not in theirs
        assert cohort.code_in_groups not in theirs

    def test_an_assistant_sees_the_code_with_the_right_to_members_only(self, as_, cohort):
        helper = make_student()
        cohorts.grant(cohort, helper, [Right.RESULTS])
        assert cohort.code not in text_of(as_(helper).get(url("class", cohort.pk)))
        cohorts.grant(cohort, helper, [Right.MEMBERS])
        assert cohort.code in text_of(as_(helper).get(url("class", cohort.pk)))


class TestMembers:
    def test_they_are_listed_with_address_and_extra_time(self, as_, instructor, student, cohort):
        as_(instructor).post(url("class_member", cohort.pk, "mai"), {"factor": "1.5"})
        page = text_of(as_(instructor).get(url("class_members", cohort.pk)))
        assert "Mai Nguyễn" in page
        assert "mai@example.org" in page
        assert "× 1.5" in page

    def test_who_left_is_not_listed_and_has_no_page(self, as_, instructor, student, cohort):
        cohorts.remove(cohort, student)
        client = as_(instructor)
        assert "mai@example.org" not in text_of(client.get(url("class_members", cohort.pk)))
        assert client.get(url("class_member", cohort.pk, "mai")).status_code == 404

    def test_one_is_taken_out(self, as_, instructor, student, cohort):
        as_(instructor).post(url("remove_member", cohort.pk, "mai"))
        assert not Cohort.objects.attended_by(student).exists()
        assert cohort.memberships.filter(student=student).exclude(removed_at=None).exists()

    def test_extra_time_reaches_an_exam_that_runs_and_can_be_taken_away(self, as_, instructor, cohort, attempt):
        client = as_(instructor)
        before = attempt.deadline
        client.post(url("class_member", cohort.pk, "mai"), {"factor": "2"})
        attempt.refresh_from_db()
        assert attempt.deadline - before == timedelta(minutes=attempt.bank_version.duration_minutes)
        client.post(url("class_member", cohort.pk, "mai"), {"factor": "1"})
        attempt.refresh_from_db()
        assert attempt.deadline == before

    @pytest.mark.parametrize("factor", ["0.5", "100", "much"])
    def test_a_factor_that_is_none_changes_nothing(self, as_, instructor, cohort, student, factor):
        assert as_(instructor).post(url("class_member", cohort.pk, "mai"), {"factor": factor}).status_code == 422
        assert not hasattr(student, "accommodation")

    def test_nobody_gives_time_to_a_student_of_another_class(self, as_, cohort):
        elsewhere = make_class(teacher := make_instructor())
        assert as_(teacher).post(url("class_member", elsewhere.pk, "mai"), {"factor": "2"}).status_code == 404

    @pytest.mark.parametrize("students", [0, 3, 120])
    def test_a_larger_class_takes_no_more_queries(self, as_, instructor, django_assert_num_queries, students):
        cohort = make_class(instructor, *[make_student() for _ in range(students)])
        client = as_(instructor)
        with django_assert_num_queries(10 if students else 9):
            client.get(url("class_members", cohort.pk))


class TestTeam:
    def test_an_assistant_is_taken_on_with_the_rights_that_were_ticked(self, as_, instructor, cohort):
        helper = make_student("helper")
        as_(instructor).post(url("class_team", cohort.pk), {"username": "helper", "rights": ["results", "members"]})
        assert cohort.assistants.get(user=helper).rights == {"results", "members"}

    def test_rights_are_changed_and_taken_away(self, as_, instructor, cohort):
        helper = make_student("helper")
        cohorts.grant(cohort, helper, [Right.RESULTS])
        client = as_(instructor)
        client.post(url("class_assistant", cohort.pk, "helper"), {"rights": ["override"]})
        assert cohort.assistants.get().rights == {"results", "override"}
        assert client.post(url("class_assistant", cohort.pk, "helper"), {"rights": []}).status_code == 422
        client.post(url("remove_assistant", cohort.pk, "helper"))
        assert not cohort.assistants.exists()

    @pytest.mark.parametrize(
        ("name", "words"), [("nobody", "Nobody has the username"), ("mai", "in this class already")]
    )
    def test_who_cannot_assist_is_named(self, as_, instructor, cohort, name, words):
        response = as_(instructor).post(url("class_team", cohort.pk), {"username": name, "rights": ["results"]})
        assert response.status_code == 422
        assert words in text_of(response)
        assert not cohort.assistants.exists()

    def test_another_instructor_joins_and_leaves_and_the_last_one_stays(self, as_, instructor, cohort):
        second = make_instructor("second")
        client = as_(instructor)
        client.post(url("add_instructor", cohort.pk), {"instructor-username": "second"})
        assert set(cohort.owners.all()) == {instructor, second}
        assert client.post(url("remove_instructor", cohort.pk, "teacher")).url == url("classes")
        as_(second).post(url("remove_instructor", cohort.pk, "second"))
        assert list(cohort.owners.all()) == [second]

    def test_who_is_no_instructor_does_not_become_one_here(self, as_, instructor, cohort, student):
        response = as_(instructor).post(url("add_instructor", cohort.pk), {"instructor-username": "mai"})
        assert "no instructor on this site" in text_of(response)
        assert list(cohort.owners.all()) == [instructor]

    def test_an_assistant_who_becomes_an_instructor_is_no_assistant_any_more(self, as_, instructor, cohort):
        second = make_instructor("second")
        cohorts.grant(cohort, second, [Right.RESULTS])
        as_(instructor).post(url("add_instructor", cohort.pk), {"instructor-username": "second"})
        assert not cohort.assistants.exists()


class TestDeadlines:
    @pytest.fixture
    def row(self, cohort, bank) -> Assignment:
        (row,) = assignments.assign(cohort, [("quiz", "practice-exam")], due_at=NOW + DAY)
        return row

    def test_several_items_are_set_at_once_with_the_same_dates(self, as_, instructor, cohort, bank):
        make_lesson("intro")
        form = {
            "items": ["quiz:practice-exam", "lesson:intro"],
            "due_at": typed(NOW + DAY),
            "late_until": typed(NOW + 3 * DAY),
            "late_percent": "10",
            "weight": "2",
        }
        assert as_(instructor).post(url("set_items", cohort.pk), form).status_code == 302
        assert {one.key for one in cohort.assignments.all()} == {("quiz", "practice-exam"), ("lesson", "intro")}
        terms = deadlines.Schedule(cohort).terms(("quiz", "practice-exam"), 0)
        assert (terms.due_at, terms.late_until, terms.late_percent) == (NOW + DAY, NOW + 3 * DAY, 10)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"items": []}, "Expected at least one item"),
            ({"items": ["quiz:unheard-of"]}, "Select a valid choice"),
            ({"opens_at": typed(NOW + 2 * DAY)}, "Expected a due date after the opening"),
            ({"late_until": typed(NOW)}, "Expected a date after the due date"),
            ({"due_at": "", "late_until": typed(NOW)}, "Expected a due date for work to be late after"),
            ({"late_percent": "10"}, "takes effect on late work alone"),
            ({"late_percent": "101", "late_until": typed(NOW + 2 * DAY)}, "from 0 to 100"),
            ({"weight": "-1"}, "from 0 to 100"),
            ({"weight": "nan"}, "Enter a number"),
            ({"due_at": typed(NOW + 90 * DAY)}, "The class ends on"),
        ],
    )
    def test_dates_that_make_no_sense_are_explained(self, as_, instructor, cohort, bank, changes, words):
        Cohort.objects.update(ends_at=NOW + 60 * DAY)
        form = {"items": ["quiz:practice-exam"], "due_at": typed(NOW + DAY), "late_percent": "0", "weight": "1"}
        response = as_(instructor).post(url("set_items", cohort.pk), form | changes)
        assert response.status_code == 422
        assert words in text_of(response)
        assert not cohort.assignments.exists()

    def test_a_changed_date_reaches_an_exam_that_runs(self, as_, instructor, student, cohort, row, bank):
        running = attempts.start(student, bank, Attempt.Mode.PAGE)
        end = (running.started_at + timedelta(minutes=20)).replace(second=0, microsecond=0)
        form = {"due_at": typed(end), "late_percent": "0", "weight": "1"}
        as_(instructor).post(url("class_deadline", cohort.pk, row.pk), form)
        running.refresh_from_db()
        assert running.deadline == end

    def test_what_is_taken_back_is_gone_with_its_extensions(self, as_, instructor, student, cohort, row):
        assignments.extend(row, [student], NOW + 2 * DAY)
        as_(instructor).post(url("take_back", cohort.pk, row.pk))
        assert not cohort.assignments.exists()
        assert not Extension.objects.exists()

    def test_students_see_what_is_due_in_the_time_zone_of_the_class(self, as_, student, cohort, row):
        Cohort.objects.update(time_zone="Asia/Ho_Chi_Minh")
        Assignment.objects.update(due_at=datetime(2030, 1, 1, 22, tzinfo=ZoneInfo("UTC")))
        page = text_of(as_(student).get(url("class", cohort.pk)))
        assert "Practice exam" in page
        assert "due Jan. 2, 2030, 5 a.m." in page

    def test_an_extension_is_given_to_several_and_withdrawn(self, as_, instructor, student, other, cohort, row):
        form = {"assignment": row.pk, "due_at": typed(NOW + 2 * DAY), "students": [student.pk, other.pk]}
        client = as_(instructor)
        client.post(url("class_extensions", cohort.pk), form | {"reason": "a broken leg"})
        assert {one.student for one in Extension.objects.filter(given_by=instructor)} == {student, other}
        assert "a broken leg" in text_of(client.get(url("class_extensions", cohort.pk)))
        page = text_of(as_(student).get(url("class", cohort.pk)))
        assert "Extended" in page
        assert "a broken leg" not in page
        client.post(url("withdraw_extension", cohort.pk, Extension.objects.get(student=student).pk))
        assert [one.student for one in Extension.objects.all()] == [other]

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"students": []}, "Expected at least one student"),
            ({"due_at": typed(NOW)}, "Expected a date after the one of the whole class"),
            ({"assignment": ""}, "required"),
            ({"due_at": typed(NOW + 90 * DAY)}, "The class ends on"),
        ],
    )
    def test_an_extension_that_makes_no_sense_is_explained(self, as_, instructor, student, cohort, row, changes, words):
        Cohort.objects.update(ends_at=NOW + 60 * DAY)
        form = {"assignment": row.pk, "due_at": typed(NOW + 2 * DAY), "students": [student.pk]} | changes
        response = as_(instructor).post(url("class_extensions", cohort.pk), form)
        assert response.status_code == 422
        assert words in text_of(response)
        assert not Extension.objects.exists()

    def test_nobody_extends_for_students_or_items_of_another_class(self, as_, instructor, student, row):
        elsewhere = make_class(instructor, make_student("theirs"))
        (there,) = assignments.assign(elsewhere, [("quiz", "practice-exam")], due_at=NOW + DAY)
        client = as_(instructor)
        for form in (
            {"assignment": row.pk, "students": [User.objects.get(username="theirs").pk]},
            {"assignment": there.pk, "students": [student.pk]},
        ):
            assert (
                client.post(url("class_extensions", elsewhere.pk), {"due_at": typed(NOW + 2 * DAY), **form}).status_code
                == 422
            )
        assert client.get(url("class_deadline", elsewhere.pk, row.pk)).status_code == 404
        assert client.post(url("take_back", elsewhere.pk, row.pk)).status_code == 404

    def test_an_extension_of_another_class_cannot_be_withdrawn(self, as_, student, row):
        assignments.extend(row, [student], NOW + 2 * DAY)
        elsewhere = make_class(teacher := make_instructor())
        response = as_(teacher).post(url("withdraw_extension", elsewhere.pk, Extension.objects.get().pk))
        assert response.status_code == 404
        assert Extension.objects.exists()

    @pytest.mark.parametrize("students", [1, 60])
    def test_more_extensions_take_no_more_queries(
        self, as_, instructor, cohort, row, django_assert_num_queries, students
    ):
        for _ in range(students):
            assignments.extend(row, [one := make_student()], NOW + 2 * DAY)
            cohorts.enrol(cohort, one)
        client = as_(instructor)
        with django_assert_num_queries(14):
            client.get(url("class_extensions", cohort.pk))


class TestArchived:
    @pytest.fixture(autouse=True)
    def _archived(self, cohort, bank):
        assignments.assign(cohort, [("quiz", "practice-exam")], due_at=NOW + DAY)
        cohorts.archive(cohort)

    @pytest.mark.parametrize(
        "page", ["class", "class_members", "class_deadlines", "class_extensions", "class_team", "class_settings"]
    )
    def test_every_page_stays_readable_for_who_teaches_it(self, as_, instructor, cohort, page):
        assert as_(instructor).get(url(page, cohort.pk)).status_code == 200

    def test_its_students_read_it_too(self, as_, student, cohort):
        client = as_(student)
        assert "Archived" in text_of(client.get(url("classes")))
        assert "Practice exam" in text_of(client.get(url("class", cohort.pk)))

    def test_nothing_in_it_is_changed(self, as_, instructor, student, cohort):
        client = as_(instructor)
        row = cohort.assignments.get()
        for address, form in (
            (url("class_settings", cohort.pk), {"title": "Other", "time_zone": "UTC"}),
            (url("remove_member", cohort.pk, "mai"), {}),
            (url("class_deadline", cohort.pk, row.pk), {"late_percent": "0", "weight": "1"}),
            (url("add_members", cohort.pk), {"text": "an@example.org"}),
            (url("class_code", cohort.pk), {"action": "renew"}),
        ):
            response = client.post(address, form)
            assert response.url == url("class", cohort.pk)
        before = (cohort.title, cohort.code)
        cohort.refresh_from_db()
        assert (cohort.title, cohort.code) == before
        assert list(Cohort.objects.attended_by(student)) == [cohort]
        assert "This class is archived" in text_of(client.get(url("class", cohort.pk)))

    def test_it_is_restored_by_who_teaches_it(self, as_, instructor, cohort):
        as_(instructor).post(url("restore_class", cohort.pk))
        cohort.refresh_from_db()
        assert not cohort.is_archived


@pytest.mark.parametrize("classes", [1, 12])
def test_more_classes_take_no_more_queries(as_, instructor, student, django_assert_num_queries, classes):
    for number in range(classes):
        make_class(instructor, student, title=f"Class {number}")
        make_class(make_instructor(), instructor, title=f"Another {number}")
    client = as_(instructor)
    with django_assert_num_queries(9):
        client.get(url("classes"))


@pytest.mark.parametrize("language", ["", "/vi"])
def test_every_page_is_there_in_both_languages(as_, instructor, cohort, bank, language):
    (row,) = assignments.assign(cohort, [("quiz", "practice-exam")], due_at=NOW + DAY)
    pages = (
        ["classes", "new_class", "join"],
        [
            "class",
            "class_settings",
            "class_members",
            "add_members",
            "class_team",
            "class_deadlines",
            "set_items",
            "class_extensions",
        ],
    )
    addresses = [url(name) for name in pages[0]] + [url(name, cohort.pk) for name in pages[1]]
    addresses += [url("class_member", cohort.pk, "mai"), url("class_deadline", cohort.pk, row.pk)]
    client = as_(instructor)
    for address in addresses:
        assert client.get(language + address).status_code == 200
