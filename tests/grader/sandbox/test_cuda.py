"""On a graphics card: the same promises, and a card that is ready before the job."""

import pytest
import torch

from grader.sandbox.client import Job
from grader.sandbox.limits import Limits

pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device here")]

LIMITS = Limits(wall_s=60, cpu_s=60, memory_mb=1024)


def run(sandbox, body):
    source = "import torch\ndef attempt():\n    " + body.replace("\n", "\n    ")
    return sandbox.run(Job(source, "attempt", "call"), LIMITS, "cuda")


def test_a_job_runs_on_the_card(sandbox):
    outcome = run(sandbox, "x = torch.ones(8, device='cuda')\nreturn x.sum()")
    assert outcome.status == "ok", outcome
    assert outcome.tensors["result"] == 8
    assert outcome.tensors["result"].device.type == "cpu"


def test_a_waiting_child_has_the_card_ready(sandbox):
    run(sandbox, "return 1")
    outcome = run(sandbox, "torch.ones(8, device='cuda').sum().item()\nreturn 1")
    assert outcome.timings["submission_ms"] < 500


def test_a_job_cant_take_the_whole_card(sandbox):
    assert run(sandbox, "return torch.ones(2**30, device='cuda').sum()").status == "memory"


@pytest.mark.parametrize("body", ["import socket\nsocket.socket()", "import os\nos.execv('/bin/sh', ['sh'])"])
def test_a_job_cant_do_there_what_it_cant_do_elsewhere(sandbox, body):
    assert run(sandbox, body).error["type"] == "PermissionError"


def test_a_thread_of_the_cards_is_under_the_same_filter(sandbox):
    outcome = run(
        sandbox,
        "import os\n"
        "statuses = [open(f'/proc/self/task/{thread}/status').read() for thread in os.listdir('/proc/self/task')]\n"
        "return [status.count('Seccomp:\\t2') for status in statuses]",
    )
    assert outcome.status == "ok", outcome
    assert set(outcome.header["value"]) == {1}
