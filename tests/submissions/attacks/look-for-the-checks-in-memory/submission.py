import gc
import sys

OURS = ("grader.checks", "ddpm_reference", "grader.grading", "django", "config", "quizzes", "content")


def attempt():
    gc.unfreeze()
    modules = [name for name in sys.modules if name.startswith(OURS)]
    functions = [f for f in gc.get_objects() if str(getattr(f, "__module__", "")).startswith(OURS)]
    return f"found {modules} {functions[:5]}" if modules or functions else "held"
