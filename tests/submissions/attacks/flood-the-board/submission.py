import threading
import time

from grader.sandbox.progress import progress


def shout(until):
    while time.monotonic() < until:
        progress.expect(10**9)
        progress._next = 0.0
        progress.step(7, lambda: 1.0)


def attempt():
    until = time.monotonic() + 1
    threads = [threading.Thread(target=shout, args=(until,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return "held"
