"""Comments on submissions and their lines: who writes, who reads, and that nothing written is lost."""

import pytest
from django.urls import reverse

from quizzes import cohorts, comments
from quizzes.models import Change, Comment, CommentVersion, NeverOverwritten, Right
from tests.content.factories import exercise_text
from tests.factories import make_class, make_instructor, make_student, make_submission
from tests.grader.verdicts import judge, verdict

SOURCE = 'def f():\n    """One,\n    two."""\n    return 1\n'


@pytest.fixture
def submission(student):
    exercise_text("forward-diffusion")
    queued = make_submission(student, source=SOURCE, status="queued", outcome="", accepted=False, score=0)
    return judge(queued, verdict())


def page(submission):
    return reverse("grader:submission", args=[submission.pk])


def write(client, submission, **sent):
    return client.post(reverse("quizzes:comment", args=[submission.pk]), sent)


def html_of(client, address):
    return client.get(address).content.decode()


def test_the_student_finds_a_comment_under_its_line(as_, instructor, cohort, student, submission):
    assert write(as_(instructor), submission, line="3", text="Say <what> it does.\nAnd why.").status_code == 302
    html = html_of(as_(student), page(submission))
    assert "Say &lt;what&gt; it does.<br>And why." in html
    assert html.index('name="line-3"') < html.index("Say &lt;what") < html.index('name="line-4"')


def test_a_comment_without_a_line_stands_below_the_code(as_, instructor, cohort, student, submission):
    write(as_(instructor), submission, text="Well done.")
    html = html_of(as_(student), page(submission))
    assert html.index('name="line-4"') < html.index("Well done.")


def test_the_code_is_whole_however_it_is_cut(as_, instructor, cohort, student, submission):
    for line in (1, 2, 4):
        write(as_(instructor), submission, line=str(line), text=f"On {line}.")
    html = html_of(as_(student), page(submission))
    assert [f'name="line-{number}"' in html for number in range(1, 6)] == [True] * 4 + [False]
    assert html.count('class="sd"') >= 2  # the docstring is still one, on both sides of the cut


def test_a_new_comment_is_marked_until_the_student_has_seen_it(as_, instructor, cohort, student, submission):
    comment = comments.write(submission, cohort, instructor, "Look.")
    mine = as_(student)
    for name in ("quizzes:home", "quizzes:results"):
        assert "New comments on your code" in html_of(mine, reverse(name))
    as_(instructor).get(page(submission))
    assert comments.unread(student)  # somebody else has seen it
    mine.get(page(submission))
    assert "New comments" not in html_of(mine, reverse("quizzes:home"))
    comments.change(comment, instructor, "Look again.")
    assert "New comments" in html_of(mine, reverse("quizzes:home"))


def test_a_change_keeps_what_was_said_before(as_, instructor, cohort, student, submission):
    comment = comments.write(submission, cohort, instructor, "First.", line=1)
    address = reverse("quizzes:change_comment", args=[comment.pk])
    as_(instructor).post(address, {"text": "Second."})
    html = html_of(as_(student), page(submission))
    assert "Second." in html
    assert "First." not in html
    assert list(CommentVersion.objects.values_list("text", flat=True)) == ["First.", "Second."]
    assert Change.objects.first().before == {"line": 1, "text": "First."}
    assert "line 1, First." in html_of(as_(instructor), reverse("quizzes:class_changes", args=[cohort.pk]))


def test_a_withdrawn_comment_leaves_the_page_and_stays_in_the_log(as_, instructor, cohort, student, submission):
    comment = comments.write(submission, cohort, instructor, "Wrong of me.")
    address = reverse("quizzes:change_comment", args=[comment.pk])
    for _ in range(2):
        as_(instructor).post(address, {"action": "withdraw"})
    assert "Wrong of me." not in html_of(as_(student), page(submission))
    assert "Wrong of me." not in html_of(as_(student), reverse("quizzes:results"))
    assert comments.unread(student) == {}
    assert "Wrong of me." in html_of(as_(instructor), reverse("quizzes:class_changes", args=[cohort.pk]))
    assert CommentVersion.objects.count() == 2
    assert not comments.change(comment, instructor, "Back again.")


def test_nothing_written_is_changed_in_place(instructor, cohort, submission):
    comment = comments.write(submission, cohort, instructor, "Look.")
    for row in (comment, comment.versions.get()):
        with pytest.raises(NeverOverwritten):
            row.save()
        with pytest.raises(NeverOverwritten):
            row.delete()


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "x", "line": "5"}, {"text": "x", "line": "0"}])
def test_an_empty_comment_or_a_line_that_is_not_there_is_refused(as_, instructor, cohort, submission, sent):
    response = write(as_(instructor), submission, **sent)
    assert response.status_code == 422
    assert "Expected" in response.content.decode() or "greater than" in response.content.decode()
    assert not Comment.objects.exists()


def test_an_assistant_needs_the_right_to_comment(as_, instructor, cohort, submission):
    helper, scorer = make_student("helper"), make_student("scorer")
    cohorts.grant(cohort, helper, [Right.COMMENT])
    cohorts.grant(cohort, scorer, [Right.OVERRIDE])
    assert write(as_(helper), submission, text="Hello").status_code == 302
    assert write(as_(scorer), submission, text="Hello").status_code == 404
    assert "Hello" in html_of(as_(scorer), page(submission))


def test_others_can_neither_write_nor_change(as_, instructor, cohort, student, submission):
    comment = comments.write(submission, cohort, instructor, "Look.")
    for user in (make_instructor("colleague"), student, make_student("stranger")):
        assert write(as_(user), submission, text="x").status_code == 404
        assert as_(user).post(reverse("quizzes:change_comment", args=[comment.pk]), {"text": "x"}).status_code == 404
    assert write(as_(), submission, text="x").status_code == 302
    assert CommentVersion.objects.count() == 1


def test_an_owner_withdraws_an_assistants_words_and_does_not_change_them(as_, instructor, cohort, submission):
    helper = make_student("helper")
    cohorts.grant(cohort, helper, [Right.COMMENT])
    comment = comments.write(submission, cohort, helper, "Bad.")
    address = reverse("quizzes:change_comment", args=[comment.pk])
    assert as_(instructor).post(address, {"text": "Good."}).status_code == 404
    assert as_(instructor).post(address, {"action": "withdraw"}).status_code == 302


def test_teachers_of_another_class_do_not_see_what_this_one_wrote(as_, instructor, cohort, student, submission):
    colleague = make_instructor("colleague")
    make_class(colleague, student)
    comments.write(submission, cohort, instructor, "Between us.")
    assert "Between us." not in html_of(as_(colleague), page(submission))
    assert "Between us." in html_of(as_(student), page(submission))


def test_in_an_archived_class_nobody_comments(as_, instructor, cohort, submission):
    cohorts.archive(cohort)
    assert write(as_(instructor), submission, text="x").status_code == 404
