"""Every page of the site: who opens it, and what its address is filled in with.

PAGES and NOT_PAGES together name every address of the site, which a test holds against the site's own list: whoever
adds an address says here who opens it, and it is then looked at in both languages and both themes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

VISITOR = "visitor"
STUDENT, NEWCOMER, GRADUATE, CAREFUL = "learner", "newcomer", "graduate", "careful"  # as inhabited.py has them
INSTRUCTOR, AUTHOR = "teacher", "author"

LESSONS = (
    *("why-diffusion", "forward-diffusion", "noise-schedules", "reverse-diffusion", "training"),
    *("classifier-free-guidance", "putting-it-together", "formula-sheet"),
)
SLUG = "forward-diffusion"  # of a quiz and of an exercise
WRONG_KEY = {"uidb36": "1", "key": "set-password"}

# By the name of the address: who opens it with what. Words in braces are what inhabited.fill() knows; "?" is a query.
Arguments = dict[str, str]
PAGES: dict[str, list[tuple[str, Arguments]]] = {
    "account_login": [(VISITOR, {})],
    "account_signup": [(VISITOR, {})],
    "account_inactive": [(VISITOR, {})],
    "account_reset_password": [(VISITOR, {})],
    "account_reset_password_done": [(VISITOR, {})],
    "account_reset_password_from_key": [(VISITOR, WRONG_KEY)],
    "account_reset_password_from_key_done": [(VISITOR, {})],
    "account_confirm_email": [(VISITOR, {"key": "wrong"})],
    "account_email_verification_sent": [(VISITOR, {})],
    "account_logout": [(STUDENT, {})],
    "account_reauthenticate": [(STUDENT, {})],
    "account_email": [(STUDENT, {})],
    "account_change_password": [(STUDENT, {})],
    "mfa_index": [(STUDENT, {}), (CAREFUL, {})],
    "mfa_activate_totp": [(STUDENT, {})],
    "mfa_deactivate_totp": [(CAREFUL, {})],
    "mfa_view_recovery_codes": [(CAREFUL, {})],
    "mfa_generate_recovery_codes": [(CAREFUL, {})],
    "mfa_reauthenticate": [(CAREFUL, {})],
    "mfa_authenticate": [(CAREFUL, {})],  # on the way in, between the password and the code
    "quizzes:home": [(VISITOR, {}), (STUDENT, {}), (NEWCOMER, {}), (GRADUATE, {}), (INSTRUCTOR, {})],
    "content:lessons": [(VISITOR, {}), (STUDENT, {})],
    "content:lesson": [*((VISITOR, {"slug": slug}) for slug in LESSONS), (STUDENT, {"slug": SLUG})],
    "grader:exercises": [(STUDENT, {})],
    "grader:exercise": [(STUDENT, {"slug": SLUG}), (NEWCOMER, {"slug": "sample-ddpm"})],
    "grader:compare": [(STUDENT, {"slug": SLUG, "?": "old={wrong}&new={right}"})],
    "grader:solutions": [(STUDENT, {"slug": SLUG})],
    "grader:submission": [
        *((STUDENT, {"submission_id": name}) for name in ("{wrong}", "{right}", "{sampler}", "{failed}")),
        (INSTRUCTOR, {"submission_id": "{wrong}"}),
    ],
    "quizzes:quizzes": [(VISITOR, {}), (STUDENT, {})],
    "quizzes:quiz": [(VISITOR, {"slug": SLUG}), (STUDENT, {"slug": SLUG}), (NEWCOMER, {"slug": SLUG})],
    "quizzes:attempt": [
        *((STUDENT, {"attempt_id": name}) for name in ("{exam}", "{single}", "{check}", "{review}", "{checked}")),
        (INSTRUCTOR, {"attempt_id": "{review}"}),
    ],
    "quizzes:submit": [(STUDENT, {"attempt_id": "{exam}"})],
    "quizzes:results": [(STUDENT, {}), (NEWCOMER, {})],
    "quizzes:certificates": [(STUDENT, {}), (GRADUATE, {})],
    "quizzes:certificate": [(VISITOR, {"code": "{code}"})],
    "quizzes:gradebook": [(INSTRUCTOR, {})],
    "quizzes:student": [(INSTRUCTOR, {"username": STUDENT})],
    "quizzes:classes": [(STUDENT, {}), (NEWCOMER, {}), (INSTRUCTOR, {})],
    "quizzes:new_class": [(INSTRUCTOR, {})],
    "quizzes:class": [(STUDENT, {"cohort_id": "{class}"}), (INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:leave_class": [(STUDENT, {"cohort_id": "{class}"})],
    "quizzes:class_settings": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:class_members": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:add_members": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:class_member": [(INSTRUCTOR, {"cohort_id": "{class}", "username": STUDENT})],
    "quizzes:class_team": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:class_assistant": [(INSTRUCTOR, {"cohort_id": "{class}", "username": AUTHOR})],
    "quizzes:class_deadlines": [(INSTRUCTOR, {"cohort_id": "{class}"}), (AUTHOR, {"cohort_id": "{class}"})],
    "quizzes:set_items": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:class_deadline": [(INSTRUCTOR, {"cohort_id": "{class}", "assignment_id": "{assignment}"})],
    "quizzes:class_extensions": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:similarity": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:similar_pairs": [(INSTRUCTOR, {"cohort_id": "{class}", "slug": SLUG})],
    "quizzes:similar_pair": [
        (INSTRUCTOR, {"cohort_id": "{class}", "slug": SLUG, "one": "{one}", "other": "{other}"}),
    ],
    "grader:past_verdict": [(STUDENT, {"submission_id": "{failed}", "verdict_id": "{past}"})],
    "quizzes:comment": [(INSTRUCTOR, {"submission_id": "{wrong}"})],
    "quizzes:change_comment": [(INSTRUCTOR, {"comment_id": "{comment}"})],
    "quizzes:corrections": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:class_scores": [(INSTRUCTOR, {"cohort_id": "{class}", "username": STUDENT})],
    "quizzes:override": [
        (INSTRUCTOR, {"cohort_id": "{class}", "username": STUDENT, "kind": "exercise", "slug": SLUG}),
    ],
    "quizzes:class_changes": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:regrades": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:regrade": [(INSTRUCTOR, {"cohort_id": "{class}", "regrade_id": "{regrade}"})],
    "quizzes:shadow": [(INSTRUCTOR, {"cohort_id": "{class}", "regrade_id": "{regrade}", "shadow_id": "{shadow}"})],
    "quizzes:class_banks": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:class_questions": [(INSTRUCTOR, {"cohort_id": "{class}", "version_id": "{version}"})],
    "quizzes:class_question": [(INSTRUCTOR, {"cohort_id": "{class}", "version_id": "{version}", "key": "{key}"})],
    "quizzes:banks": [(AUTHOR, {})],
    "quizzes:questions": [(AUTHOR, {"version_id": "{version}"})],
    "quizzes:question": [(AUTHOR, {"version_id": "{version}", "key": "{key}"})],
    "quizzes:class_gradebook": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:class_live": [
        (INSTRUCTOR, {"cohort_id": "{class}"}),
        (INSTRUCTOR, {"cohort_id": "{class}", "?": "item=exercise/forward-diffusion"}),
    ],
    "quizzes:class_statistics": [(INSTRUCTOR, {"cohort_id": "{class}"})],
    "quizzes:quiz_statistics": [(INSTRUCTOR, {"cohort_id": "{class}", "slug": "noise-schedules"})],
    "quizzes:exercise_statistics": [(INSTRUCTOR, {"cohort_id": "{class}", "slug": SLUG})],
    "quizzes:class_misconception": [(INSTRUCTOR, {"cohort_id": "{class}", "slug": "{misconception}"})],
    "quizzes:join": [(STUDENT, {})],
    "quizzes:join_class": [(NEWCOMER, {"code": "{join_code}"})],
    "content:upload": [(AUTHOR, {})],
    "content:desk": [(AUTHOR, {}), (AUTHOR, {"?": "words=nothing-like-that"})],
    "content:item": [(AUTHOR, {"kind": "lesson", "slug": SLUG}), (AUTHOR, {"kind": "exercisetext", "slug": SLUG})],
    "content:uploaded": [(AUTHOR, {"upload_id": "{upload}"}), (AUTHOR, {"upload_id": "{upload}", "?": "show=changes"})],
    "content:version": [
        (AUTHOR, {"kind": "bank", "version_id": "{version}"}),
        (AUTHOR, {"kind": "lesson", "version_id": "{draft}", "?": "show=changes"}),
    ],
    "admin:index": [(AUTHOR, {}), (INSTRUCTOR, {})],
    "admin:app_list": [(AUTHOR, {"app_label": "content"})],
    "admin:password_change": [(AUTHOR, {})],
    "admin:password_change_done": [(AUTHOR, {})],
    "admin:quizzes_accommodation_add": [(INSTRUCTOR, {})],
    "admin:quizzes_accommodation_delete": [(INSTRUCTOR, {"object_id": "{quizzes_accommodation}"})],
}
for model in (
    *("content_lesson", "content_bank", "content_exercisetext", "content_course"),
    *("content_lessonversion", "content_bankversion", "content_exercisetextversion"),
    *("grader_submission", "quizzes_attempt", "quizzes_accommodation"),
):
    role = AUTHOR if model.startswith("content") else INSTRUCTOR
    PAGES[f"admin:{model}_changelist"] = [(role, {})]
    PAGES[f"admin:{model}_change"] = PAGES[f"admin:{model}_history"] = [(role, {"object_id": f"{{{model}}}"})]

POSTED, FRAGMENT, FILE, MACHINE, ELSEWHERE = (
    "takes what a form sends",
    "a part of a page, which a script puts there",
    "not a page of HTML",
    "for machines",
    "leads to another page",
)
NOT_PAGES: dict[str, str] = {
    "healthz": MACHINE,
    "picture": FILE,
    **dict.fromkeys(["quizzes:start", "quizzes:save", "quizzes:read", "quizzes:place"], POSTED),
    **dict.fromkeys(["grader:draft", "grader:run", "grader:hint", "grader:reset"], POSTED),
    **dict.fromkeys(["grader:bring_back", "grader:restore"], POSTED),
    **dict.fromkeys(["quizzes:class_code", "quizzes:archive_class", "quizzes:restore_class"], POSTED),
    **dict.fromkeys(["quizzes:remove_member", "quizzes:withdraw_invitation", "quizzes:add_instructor"], POSTED),
    **dict.fromkeys(["quizzes:remove_instructor", "quizzes:remove_assistant", "quizzes:take_back"], POSTED),
    **dict.fromkeys(["quizzes:withdraw_extension", "quizzes:accept_invitation"], POSTED),
    **dict.fromkeys(["quizzes:decline_invitation"], POSTED),
    **dict.fromkeys(
        ["grader:submission_status", "grader:pictures", "quizzes:clock", "quizzes:class_live_now"], FRAGMENT
    ),
    **dict.fromkeys(["grader:past_figure", "quizzes:shadow_figure", "quizzes:class_export"], FILE),
    "quizzes:decide_regrade": POSTED,
    **dict.fromkeys(["grader:figure", "content:export", "content:export-one", "mfa_download_recovery_codes"], FILE),
    **dict.fromkeys(["account_confirm_login_code", "account_set_password"], ELSEWHERE),
    **dict.fromkeys(["admin:login", "admin:view_on_site"], ELSEWHERE),
    **dict.fromkeys(["admin:logout"], POSTED),
    **dict.fromkeys(["admin:jsi18n", "admin:autocomplete"], FILE),
}


@dataclass(frozen=True)
class Address:
    name: str
    account: str
    path: str  # without the language


def addresses(known: dict[str, Any]) -> list[Address]:
    return [
        Address(name, account, _path(name, {key: value.format_map(known) for key, value in arguments.items()}))
        for name, cases in PAGES.items()
        for account, arguments in cases
    ]


def _path(name: str, arguments: Arguments) -> str:
    query = arguments.pop("?", "")
    return reverse(name, kwargs=arguments) + (f"?{query}" if query else "")


def every_name() -> Iterator[str]:
    """The names of all addresses, as the site itself has them."""
    yield from _names(get_resolver(), "")


def _names(resolver: Any, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern):
            assert pattern.name or prefix, f"expected a name for {pattern.pattern}, since cases go by it"
            if pattern.name:  # the admin's last pattern, which catches what is not there, has none
                yield prefix + pattern.name
