import os


def attempt():
    for change in (
        lambda: os.nice(-5),
        lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10)),
        lambda: os.setpriority(os.PRIO_PROCESS, 0, -10),
    ):
        try:
            change()
        except PermissionError:
            continue
        return "changed its priority"
    return "held"
