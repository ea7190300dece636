"""Every way in which a submission can end has a name, and says what happened in the student's own lines."""

import os

import pytest
import torch

from grader.sandbox.client import Job, judge_ending
from grader.sandbox.limits import MAX_STDOUT_BYTES, Limits


def test_a_right_job_gives_its_tensors_and_its_output(run):
    x = torch.randn(3, 4)
    outcome = run("print('hello'); return x * 2", {"x": x})
    assert outcome.status == "ok"
    assert torch.equal(outcome.tensors["result"], x * 2)
    assert outcome.stdout == "hello\n"
    assert not outcome.stdout_truncated
    assert outcome.error is None
    assert 0 < outcome.timings["submission_ms"] < outcome.timings["sandbox_ms"]


def test_tensors_outlive_their_sandbox_run(run):
    first = run("return torch.full((1000,), 1.0)").tensors["result"]
    run("return torch.full((1000,), 2.0)")
    assert first.sum() == 1000


def test_a_syntax_error_has_its_line(sandbox):
    outcome = sandbox.run(Job("x = 1\ndef attempt(:\n", "attempt", "call"), Limits())
    assert (outcome.status, outcome.error["kind"], outcome.error["line"]) == ("error", "syntax", 2)
    assert "def attempt(:" in outcome.error["traceback"]


def test_what_nobody_waits_for_stands_back(sandbox):
    source = "import os, torch\ndef attempt(): return torch.tensor(os.getpriority(os.PRIO_PROCESS, 0))"
    usual, patient = (
        int(sandbox.run(Job(source, "attempt", "call"), limits).tensors["result"])
        for limits in (Limits(), Limits(niceness=7))
    )
    assert patient == min(usual + 7, 19)


@pytest.mark.parametrize(
    "source", ["x = '\ud800'", "x = 1\0", "\ufeffdef attempt(): return 1", "é = (", "if 1:\n\tx\n  y"]
)
def test_odd_text_ends_in_an_answer(sandbox, source):
    outcome = sandbox.run(Job(source, "attempt", "call"), Limits())
    assert outcome.status in ("ok", "error")


def test_an_exception_shows_the_students_lines_and_nobody_elses(run):
    outcome = run(
        """
        def inner(n):
            return torch.zeros(2, 3) @ torch.zeros(2, 3) if n == 0 else inner(n - 1)
        return inner(1)
        """
    )
    error = outcome.error
    assert (outcome.status, error["kind"], error["type"]) == ("error", "exception", "RuntimeError")
    assert "mat1 and mat2" in error["message"]
    assert error["line"] == 6
    assert error["traceback"].count('File "submission.py"') == 3
    assert "return inner(1)" in error["traceback"]
    assert "grader" not in error["traceback"]
    assert "attempt.py" not in error["traceback"]


def test_an_exception_on_import_has_its_line_too(sandbox):
    outcome = sandbox.run(Job("import torch\n\nimport nothing_of_the_kind\n", "attempt", "call"), Limits())
    assert (outcome.error["type"], outcome.error["line"]) == ("ModuleNotFoundError", 3)


def test_an_exception_that_cannot_be_read_is_still_an_exception(run):
    outcome = run(
        """
        class Mute(Exception):
            def __str__(self): raise ValueError
        raise Mute
        """
    )
    assert (outcome.status, outcome.error["type"]) == ("error", "Mute")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("def other(): pass", "missing_entry_point"),
        ("", "missing_entry_point"),
        ("attempt = 3", "bad_entry_point"),
        ("def attempt(a, b): pass", "bad_signature"),
        ("def attempt(): return object()", "bad_result"),
        ("import torch\ndef attempt(): return {'x': torch.eye(2).to_sparse()}", "bad_result"),
        ("import torch\ndef attempt(): return torch.zeros(30 * 2**20)", "bad_result"),
    ],
)
def test_a_submission_that_is_not_what_was_asked_for_is_told_so(sandbox, source, kind):
    outcome = sandbox.run(Job(source, "attempt", "call"), Limits())
    assert (outcome.status, outcome.error["kind"]) == ("error", kind)
    assert outcome.error["message"]


def test_the_missing_name_and_the_found_ones_are_named(sandbox):
    outcome = sandbox.run(Job("def atempt(): pass", "attempt", "call"), Limits())
    assert "attempt" in outcome.error["message"]
    assert "atempt" in outcome.error["message"]


@pytest.mark.parametrize("body", ["while True: pass", "import time; time.sleep(60)", "import signal; signal.pause()"])
def test_running_too_long_is_a_timeout(run, body):
    outcome = run(f"print('before')\n{body}", wall_s=0.5)
    assert outcome.status == "timeout"
    assert outcome.stdout == "before\n"
    assert outcome.timings["sandbox_ms"] < 3_000


def test_using_too_much_processor_time_is_a_timeout(run):
    outcome = run("while True: pass", wall_s=20, cpu_s=1)
    assert outcome.status == "timeout"
    assert "processor" in outcome.error["message"]


@pytest.mark.parametrize(
    "body",
    [
        "return torch.zeros(10**10)",
        "x = [0] * 10**10",
        "x = []\nwhile True: x.append(bytearray(10**7))",
        "x = []\nwhile True: x.append(torch.ones(10**6))",
        "x = []\nwhile True: x.append(object())",
        "x = {}\nwhile True: x[len(x)] = str(len(x))",
        "return {'x' * 10**10: 1}",
    ],
)
def test_taking_too_much_memory_is_memory(run, body):
    assert run(body, memory_mb=300).status == "memory"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("import os; os._exit(3)", "exit code 3"),
        ("import os; os._exit(0)", "no answer"),
        ("import sys; sys.exit(4)", "sys.exit(4)"),
        ("raise SystemExit('done')", "done"),
        ("exit(1)", "exit"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
    ],
)
def test_ending_the_process_is_killed_and_says_how(run, body, said):
    outcome = run(body)
    assert outcome.status in ("killed", "error") if body == "exit(1)" else outcome.status == "killed"
    assert said in outcome.error["message"]


def test_printing_too_much_is_cut_and_graded(run):
    outcome = run("print('x' * 100_000); return torch.ones(1)", stdout_bytes=1_000)
    assert outcome.status == "ok"
    assert outcome.stdout == "x" * 1_000
    assert outcome.stdout_truncated


def test_output_of_every_kind_is_kept(run):
    body = "import os, sys\nprint('a')\nprint('b', file=sys.stderr)\nos.write(1, b'c\\xff\\0')\nsys.stdout.write('d')"
    assert run(body).stdout == "a\nb\nc\ufffd\ufffdd"


def test_two_runs_draw_different_noise_and_a_seeded_one_repeats(sandbox):
    source = "import torch, random\nimport numpy as np\n"
    source += "def attempt(): return torch.tensor([torch.rand(()), random.random(), np.random.rand()])"
    free = [sandbox.run(Job(source, "attempt", "call"), Limits()).tensors["result"] for _ in range(2)]
    assert (free[0] != free[1]).all()
    seeded = [sandbox.run(Job(source, "attempt", "call", {"seed": 5}), Limits()).tensors["result"] for _ in range(2)]
    assert torch.equal(*seeded)


def test_a_submission_may_change_its_inputs_without_changing_ours(run):
    x = torch.zeros(3)
    assert run("x += 1; return x", {"x": x}).tensors["result"].sum() == 3
    assert x.sum() == 0


def test_threads_that_never_end_do_not_hold_up_an_answer(run):
    body = """
        import threading
        def spin():
            while True: pass
        threading.Thread(target=spin).start()
        return torch.ones(1)
    """
    outcome = run(body, wall_s=20)
    assert outcome.status == "ok"
    assert outcome.timings["sandbox_ms"] < 5_000


@pytest.mark.parametrize("text", [r"'a\0b'", r"'\ud800'", r"['x', {'k\udfff': 1}]", r"{'a': {'b\0': 1}}"])
def test_text_that_no_database_stores_is_refused(run, text):
    assert run(f"return {text}").status == "killed"


@pytest.mark.parametrize("text", ["😀", "\\u0000", "ⁿ\n\t"])
def test_text_that_can_be_stored_is_kept(run, text):
    assert run(f"return {text!r}").header == {"value": text}


def test_an_error_about_odd_text_can_be_stored(run):
    outcome = run(r"raise ValueError('\0 and \ud800 and ' + 'x' * 10_000)")
    assert outcome.status == "error"
    assert len(outcome.error["message"]) < 3_000
    outcome.error["message"].encode()
    assert "\0" not in outcome.error["message"]


def test_a_header_that_nests_to_the_limit_ends_in_an_answer(run):
    outcome = run("x = []\nfor _ in range(900): x = [x]\nreturn x")
    assert outcome.status in ("ok", "error", "killed")


@pytest.mark.parametrize(
    ("number", "status", "said"), [(9, "memory", "memory"), (11, "killed", "SIGSEGV"), (40, "killed", "signal 40")]
)
def test_every_signal_has_a_name(number, status, said):
    report = {
        "ended": "by itself",
        "signal": number,
        "code": None,
        "cpu_s": 0,
        "truncated": False,
        "out_of_memory": False,
    }
    with os.fdopen(os.memfd_create("empty"), "wb") as file:
        file.truncate(100)
        outcome = judge_ending(report, b"", file.fileno(), Limits())
    assert outcome.status == status
    assert said in outcome.error["message"]


def test_more_output_than_fits_into_a_packet_cant_be_asked_for():
    assert Limits(stdout_bytes=MAX_STDOUT_BYTES)
    with pytest.raises(ValueError, match="stdout_bytes"):
        Limits(stdout_bytes=MAX_STDOUT_BYTES + 1)


def test_the_most_output_of_the_worst_kind_fits(run):
    outcome = run("import os; os.write(1, bytes(300_000)); return torch.ones(1)", stdout_bytes=MAX_STDOUT_BYTES)
    assert outcome.status == "ok"
    assert len(outcome.stdout) == MAX_STDOUT_BYTES
