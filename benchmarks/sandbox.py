"""What the sandbox costs, each figure beside its baseline from the same run.

    python -m benchmarks.sandbox [--times 40]

Medians, on one thread. The baseline of a job is the same function called by the same driver in this process, which has
torch imported; that of the whole is a fresh process that only imports torch. Jobs per second come from two processes
with a sandbox each. The memory of a live job is what its process holds for itself: everything else is the zygote's.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import torch

from grader.sandbox import wire
from grader.sandbox.attempt import attempt
from grader.sandbox.client import Job, Sandbox
from grader.sandbox.limits import Limits

ADDED_MS, ADDED_SHARE = 30.0, 1.5
IMPORT_RATIO, JOBS_PER_SECOND, LIVE_MB = 40.0, 15.0, 60.0
FLOOD_S = 5.0
HOLD_S = 1.5

FORWARD = """
import torch

def attempt(x, t, kept, added):
    noise = torch.randn_like(x)
    return kept[t].view(-1, 1, 1, 1) * x + added[t].view(-1, 1, 1, 1) * noise
"""
SAMPLE = """
import torch

@torch.no_grad()
def attempt(betas):
    alphas = 1 - betas
    kept = alphas.cumprod(0)
    x = torch.randn(16, 1, 8, 8)
    for t in reversed(range(len(betas))):
        noise = torch.randn_like(x) if t else torch.zeros_like(x)
        x = (x - betas[t] / (1 - kept[t]).sqrt() * torch.sin(x)) / alphas[t].sqrt() + betas[t].sqrt() * noise
    return x
"""
TRAIN = """
import torch

def attempt(images):
    net = torch.nn.Sequential(
        torch.nn.Conv2d(1, 16, 3, padding=1), torch.nn.SiLU(), torch.nn.Conv2d(16, 1, 3, padding=1)
    )
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for _ in range(50):
        noise = torch.randn_like(images)
        loss = torch.nn.functional.mse_loss(net(images + noise), noise)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.detach()
"""
HOLD = TRAIN.replace("return loss.detach()", f"__import__('time').sleep({HOLD_S}); return loss.detach()")


def jobs() -> dict[str, Job]:
    betas = torch.linspace(1e-4, 0.02, 1000)
    kept = (1 - betas).cumprod(0)
    forward = {"x": torch.randn(4, 1, 8, 8), "t": torch.tensor([0, 9, 500, 999]), "kept": kept.sqrt()}
    images = {"images": torch.randn(16, 1, 8, 8)}
    return {
        "forward diffusion, one call": Job(FORWARD, "attempt", "call", {}, forward | {"added": (1 - kept).sqrt()}),
        "sampling loop, T = 1000": Job(SAMPLE, "attempt", "call", {}, {"betas": betas}),
        "training, 50 Adam steps": Job(TRAIN, "attempt", "call", {}, images),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    torch.set_num_threads(1)
    sandbox = Sandbox()
    sandbox.warm()
    print(f"{'':<40}{'baseline':>12}{'sandbox':>12}{'ratio':>9}  goal")
    in_sandbox = [print_job(name, job, sandbox, times) for name, job in jobs().items()]
    print_import(min(in_sandbox))
    print_memory(sandbox)
    sandbox.close()
    print_throughput()


def print_job(name: str, job: Job, sandbox: Sandbox, times: int) -> float:
    header = {"source": job.source, "entry_point": job.entry_point, "driver": job.driver, "args": job.args}
    bare, boxed = paired(
        lambda: attempt(wire.Message(header, dict(job.tensors))), lambda: sandbox.run(job, Limits()), times
    )
    goal = min(bare + ADDED_MS, ADDED_SHARE * bare + ADDED_MS)
    print_row(name, bare, boxed, boxed / bare, "ms", f"at most {goal:.0f} ms: {met(boxed <= goal)}")
    return boxed


def print_import(job_ms: float) -> None:
    fresh = statistics.median(
        timed(lambda: subprocess.run([sys.executable, "-c", "import torch"], check=True)) for _ in range(5)
    )
    ratio = fresh / job_ms
    print_row(
        "a fresh process that imports torch",
        fresh,
        job_ms,
        ratio,
        "ms",
        f"{IMPORT_RATIO:g} times: {met(ratio >= IMPORT_RATIO)}",
    )


def print_memory(sandbox: Sandbox) -> None:
    """Look at the zygote and its job while the job, its work done, still holds everything."""
    thread = threading.Thread(
        target=sandbox.run, args=(Job(HOLD, "attempt", "call", {}, jobs()["training, 50 Adam steps"].tensors), Limits())
    )
    thread.start()
    time.sleep(HOLD_S * 0.8)
    (zygote,) = children(sandbox.zygote_pid())
    (job,) = children(zygote)
    alone, added = memory_mb(zygote, "Rss"), memory_mb(job, "Private_Clean") + memory_mb(job, "Private_Dirty")
    thread.join()
    print_row(
        "memory: zygote, and each further live job",
        alone,
        added,
        added / alone,
        "MB",
        f"at most {LIVE_MB:g} MB: {met(added <= LIVE_MB)}",
    )


def print_throughput() -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for name, goal in (("forward diffusion, one call", JOBS_PER_SECOND), ("sampling loop, T = 1000", 0)):
            pool.starmap(flood, [(name, 0.1)] * 2, chunksize=1)  # start both
            rate = sum(pool.starmap(flood, [(name, FLOOD_S)] * 2, chunksize=1))
            one = pool.apply(flood, (name, FLOOD_S))
            wanted = f"at least {goal:g} /s: {met(rate >= goal)}" if goal else "none set"
            print_row(f"{name.split(',')[0]}, /s: one process, two", one, rate, rate / one, "/s", wanted)


_sandbox = Sandbox()


def flood(name: str, seconds: float) -> float:
    """Jobs per second in this process, one after the other."""
    job = jobs()[name]
    done, deadline = 0, time.monotonic() + seconds
    while time.monotonic() < deadline or not done:
        if _sandbox.run(job, Limits()).status != "ok":
            raise RuntimeError("expected every job to end well")
        done += 1
    return done / seconds


def paired(bare: Callable[[], object], boxed: Callable[[], object], times: int) -> tuple[float, float]:
    """Medians of both, taken in turn, so that a busy moment of the machine is in both."""
    bare(), boxed()
    pairs = []
    for _ in range(times):
        pairs.append((timed(bare), timed(boxed)))
        time.sleep(0.02)  # a judge works between two jobs; meanwhile the next child is made
    return statistics.median(first for first, _ in pairs), statistics.median(second for _, second in pairs)


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1e3


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory_mb(pid: int, kind: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


def print_row(name: str, baseline: float, figure: float, ratio: float, unit: str, goal: str) -> None:
    print(f"{name:<42}{baseline:>7.1f} {unit:<3}{figure:>8.1f} {unit:<3}{ratio:>7.2f} ×  {goal}", flush=True)


def met(yes: bool) -> str:
    return "met" if yes else "MISSED"


if __name__ == "__main__":
    main()
