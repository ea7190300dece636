"""The process that runs one submission, from fork to its last breath.

Theory of operation
-------------------
The zygote forks a *porter*, which unshares every namespace and forks the *prisoner*: process 1 of its own PID
namespace, so that its death is the death of everything it started. The porter says the prisoner's number and leaves.
The prisoner prepares what is the same for every job, then waits on a socket for one letter: the limits, and two memory
files, one with the request and one to write the answer into. Prisoners are made one ahead, so that a job seldom waits
for this.

With the letter in hand it closes the socket, puts up the rest of the jail, and only then reads the source. The answer
goes into a shared mapping of the second memory file, whose size the judge has sealed. The judge reads it after the
whole namespace is dead, so nothing can change under its eyes, and treats it as a stranger's word. The last page of
that file is a `board`, on which the job may say meanwhile how far it is.

Two kinds of failure are kept apart: a wall that cannot be put up is ours and is said over the socket; anything later is
the submission's.
"""

from __future__ import annotations

import contextlib
import gc
import json
import mmap
import os
import socket
import sys
from typing import Any, NoReturn

import torch

from grader.sandbox import board, jail, wire
from grader.sandbox.attempt import attempt, describe
from grader.sandbox.progress import progress

MAX_INPUTS = 100_000  # ours: no reason to be tight


def porter(channel: socket.socket, output: int, device: str) -> NoReturn:
    """Make the namespaces, leave the prisoner in them, say its number."""
    try:
        jail.setup_namespaces()
        prisoner_pid = os.fork()
        if prisoner_pid == 0:
            prisoner(channel, output, device)
        channel.send(json.dumps({"pid": prisoner_pid}).encode())
    except BaseException as error:
        _confess(channel, error)
    os._exit(0)


def prisoner(channel: socket.socket, output: int, device: str) -> NoReturn:
    """Wait in a finished jail for one job, run it, end."""
    try:
        held = jail.address_space()
        jail.setup_sacrifice()
        jail.setup_files(device)
        jail.setup_output(output)
        jail.setup_signals()
        jail.setup_privileges()
        if device != "cpu":
            torch.cuda.init()  # takes seconds, cannot be inherited, and starts threads: here, and ahead of the job
        channel.send(json.dumps({"ready": True}).encode())
        letter, request, result = receive_letter(channel)
        order = wire.decode(request, max_bytes=len(request), max_tensors=MAX_INPUTS)
        jail.setup_descriptors(channel.fileno())
        jail.setup_limits(letter["limits"], held + len(request) + len(result), device)
        if device != "cpu":
            limit_cuda_memory(letter["limits"]["memory_mb"])
        jail.setup_system_calls(device)
        channel.close()
    except BaseException as error:
        _confess(channel, error)
        os._exit(1)
    try:
        serve_sentence(order, result)
    finally:
        os._exit(0)  # without a word: the submission may have left an interpreter that cannot even say what is wrong


def receive_letter(channel: socket.socket) -> tuple[dict[str, Any], mmap.mmap, mmap.mmap]:
    """The limits, the request (a private copy) and the place for the answer."""
    text, files, _, _ = socket.recv_fds(channel, 65_536, 2)
    if len(files) != 2:
        raise OSError("expected a letter with two files, got none: the zygote is gone")
    request = mmap.mmap(files[0], 0, flags=mmap.MAP_PRIVATE)
    result = mmap.mmap(files[1], 0, flags=mmap.MAP_SHARED)
    return json.loads(text), request, result


def limit_cuda_memory(memory_mb: int) -> None:
    """Threat: taking the card from the other students. The card knows no limit; torch's allocator does."""
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(min(1.0, memory_mb * 2**20 / total))


def serve_sentence(order: wire.Message, result: mmap.mmap) -> None:
    """Run the submission and write down what it gave."""
    gc.enable()
    room, page = memoryview(result)[: -board.SIZE], memoryview(result)[-board.SIZE :]
    progress.show_on(page)
    answer = attempt(order)
    try:
        jail.lift_memory_limit()
        wire.write_into(room, answer)
    except BaseException as error:
        wire.write_into(room, wire.Message(describe(error, order.header["entry_point"])))
    for stream in (sys.stdout, sys.stderr):
        _flush(stream)


def _flush(stream: Any) -> None:
    with contextlib.suppress(BaseException):  # closed or replaced: what the submission printed is its own loss
        stream.flush()


def _confess(channel: socket.socket, error: BaseException) -> None:
    channel.send(json.dumps({"setup_failed": f"{type(error).__name__}: {error}"[:1_000]}).encode())
