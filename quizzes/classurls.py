"""Addresses of classes, joined to those of urls.py."""

from django.urls import path

from quizzes.views import classbook, classes, deadlines, joining, live, members, similarity, statistics, team

A_CLASS = "classes/<int:cohort_id>/"

urlpatterns = [
    path("classes/", classes.classes, name="classes"),
    path("classes/new/", classes.new_class, name="new_class"),
    path(A_CLASS, classes.show, name="class"),
    path(A_CLASS + "settings/", classes.settings, name="class_settings"),
    path(A_CLASS + "code/", classes.code, name="class_code"),
    path(A_CLASS + "archive/", classes.archive, name="archive_class"),
    path(A_CLASS + "restore/", classes.restore, name="restore_class"),
    path(A_CLASS + "leave/", joining.leave, name="leave_class"),
    path(A_CLASS + "members/", members.member_list, name="class_members"),
    path(A_CLASS + "members/add/", members.add_members, name="add_members"),
    path(A_CLASS + "members/<str:username>/", members.member, name="class_member"),
    path(A_CLASS + "members/<str:username>/remove/", members.remove_member, name="remove_member"),
    path(A_CLASS + "invitations/<int:invitation_id>/", members.withdraw_invitation, name="withdraw_invitation"),
    path(A_CLASS + "team/", team.team, name="class_team"),
    path(A_CLASS + "team/instructors/", team.add_instructor, name="add_instructor"),
    path(A_CLASS + "team/instructors/<str:username>/", team.remove_instructor, name="remove_instructor"),
    path(A_CLASS + "team/assistants/<str:username>/", team.assistant, name="class_assistant"),
    path(A_CLASS + "team/assistants/<str:username>/remove/", team.remove_assistant, name="remove_assistant"),
    path(A_CLASS + "deadlines/", deadlines.deadline_list, name="class_deadlines"),
    path(A_CLASS + "deadlines/add/", deadlines.set_items, name="set_items"),
    path(A_CLASS + "deadlines/<int:assignment_id>/", deadlines.deadline, name="class_deadline"),
    path(A_CLASS + "deadlines/<int:assignment_id>/remove/", deadlines.take_back, name="take_back"),
    path(A_CLASS + "extensions/", deadlines.extensions, name="class_extensions"),
    path(A_CLASS + "extensions/<int:extension_id>/withdraw/", deadlines.withdraw_extension, name="withdraw_extension"),
    path(A_CLASS + "gradebook/", classbook.book, name="class_gradebook"),
    path(A_CLASS + "gradebook/<slug:what>.<slug:kind>", classbook.export, name="class_export"),
    path(A_CLASS + "live/", live.live, name="class_live"),
    path(A_CLASS + "live/now/", live.live_now, name="class_live_now"),
    path(A_CLASS + "statistics/", statistics.overview, name="class_statistics"),
    path(A_CLASS + "statistics/quizzes/<slug:slug>/", statistics.quiz, name="quiz_statistics"),
    path(A_CLASS + "statistics/exercises/<slug:slug>/", statistics.exercise, name="exercise_statistics"),
    path(A_CLASS + "statistics/misconceptions/<slug:slug>/", statistics.misconception, name="class_misconception"),
    path(A_CLASS + "similarity/", similarity.exercises, name="similarity"),
    path(A_CLASS + "similarity/<slug:slug>/", similarity.pairs, name="similar_pairs"),
    path(A_CLASS + "similarity/<slug:slug>/<int:one>/<int:other>/", similarity.pair, name="similar_pair"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join_class, name="join_class"),
    path("invitations/<int:invitation_id>/accept/", joining.accept, name="accept_invitation"),
    path("invitations/<int:invitation_id>/decline/", joining.decline, name="decline_invitation"),
]
