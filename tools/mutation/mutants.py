"""Every mutant of the right programs: one small change each, no two alike."""

import ast
import difflib
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from grader.exercises import EXERCISES
from tests.grader.checks.corpus import sample
from tools.mutation.operators import OPERATORS

# The plainest right programs of the corpus; a second one where the first is a single line.
ORIGINALS = {
    "linear-schedule": ("right-linspace", "right-arange", "right-loop"),
    "cosine-schedule": ("right-float64",),
    "precompute-schedule": ("right-plain",),
    "forward-diffusion": ("right-textbook", "right-from-alpha-bar"),
    "sample-ddpm": ("right-textbook",),
    "fix-the-sampler": ("right-sign-mended",),
    "train-ddpm": ("right-plain",),
    "train-cfg": ("right-plain",),
    "sample-cfg": ("right-two-calls",),
    "compare-schedules": ("right-loop",),
}
# Whose arguments only fill in shapes: a number off by one there is a crash, and teaches nothing about the judge.
SHAPES = ("view", "reshape")


@dataclass(frozen=True)
class Mutant:
    exercise: str
    original: str
    operator: str
    change: str
    source: str

    @property
    def label(self) -> str:
        return f"{self.exercise}/{self.original}: {self.change}"


def all_mutants() -> list[Mutant]:
    return [mutant for exercise in EXERCISES for mutant in mutants(exercise)]


def mutants(exercise: str) -> list[Mutant]:
    found: dict[str, Mutant] = {}
    for name in ORIGINALS[exercise]:
        original = ast.unparse(ast.parse(sample(exercise, name).source))
        found |= {original: Mutant(exercise, name, "", "", original)}
        for operator, source in mutated(original):
            if source not in found:
                found[source] = Mutant(exercise, name, operator, changed(original, source), source)
    return [mutant for mutant in found.values() if mutant.operator]


def mutated(source: str) -> Iterator[tuple[str, str]]:
    """(operator, program) for everything that the operators make of this program."""
    names = frozenset(_names(ast.parse(source)))
    for index, node in enumerate(_places(ast.parse(source))):
        for operator in OPERATORS:
            for text in operator(node, names):
                yield operator.__name__, _replaced(source, index, text)


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _places(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that may be replaced, in a fixed order."""
    if not isinstance(node, ast.Module):
        yield node
    for name, value in ast.iter_fields(node):
        if name == "decorator_list" or (name == "args" and _is_shape(node)):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.expr | ast.stmt | ast.arguments):
                yield from _places(child)


def _is_shape(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SHAPES


def _replaced(source: str, index: int, text: str) -> str:
    tree = ast.parse(source)
    target = list(_places(tree))[index]
    new = ast.parse(text).body if isinstance(target, ast.stmt) else ast.parse(text, mode="eval").body
    _Replacing(target, new).visit(tree)  # never the module itself, so in place
    return ast.unparse(ast.fix_missing_locations(tree))


class _Replacing(ast.NodeTransformer):
    def __init__(self, target: ast.AST, new: ast.AST | list[ast.stmt]) -> None:
        self.target, self.new = target, new

    def visit(self, node: ast.AST) -> ast.AST | list[ast.stmt]:
        return self.new if node is self.target else self.generic_visit(node)


def changed(before: str, after: str) -> str:
    """The line where it begins, then the lines taken away and put there: "7: - x = y ⏎ + x = z"."""
    hunks = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    first = hunks[0].split()[1].strip("-").split(",")[0]  # "@@ -7 +7 @@"
    edited = [line for line in hunks if not line.startswith("@@")]
    code = textwrap.dedent("\n".join(line[1:] for line in edited)).split("\n")
    return f"{first}: " + " ⏎ ".join(f"{line[0]} {text}" for line, text in zip(edited, code, strict=True))
