import sys

TELLING = ("expected", "answer", "hidden", "solution", "reference", "verdict", "tolerance")


def attempt():
    frame, found = sys._getframe(), []
    while frame:
        for space in (frame.f_locals, frame.f_globals):
            found += [name for name in space if any(word in name.lower() for word in TELLING)]
        frame = frame.f_back
    ours = {"TELLING", "wave_answer", "probe_answer", "answer"}
    return f"found {sorted(set(found) - ours)}" if set(found) - ours else "held"
