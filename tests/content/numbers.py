"""The library's lessons and banks as they are read, and the numbers written in them."""

import contextlib
import importlib
import io
import json
import re
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import torch

from content.checking import check_bank
from content.documents import read
from content.importing import LIBRARY
from content.questions import BankDocument
from content.sources import Source
from ddpm_reference.schedules import cosine_beta_schedule, linear_beta_schedule, precompute_schedule

torch.set_num_threads(1)  # the tensors are small: more threads would wait for each other
LANGUAGES = ("en", "vi")
LESSONS = sorted(path.stem for path in (LIBRARY / "en" / "lessons").glob("*.md"))
BANKS = sorted(path.stem for path in (LIBRARY / "en" / "quizzes").glob("*.json"))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+")
LINEAR = precompute_schedule(linear_beta_schedule(1000, dtype=torch.float64))
COSINE = precompute_schedule(cosine_beta_schedule(1000, dtype=torch.float64))


def fields(language: str, slug: str) -> dict[str, Any]:
    path = LIBRARY / language / "lessons" / f"{slug}.md"
    document, problems = read(Source(path.name, path.read_bytes(), language))
    assert problems == []
    return document.fields


def body(language: str, slug: str) -> str:
    return fields(language, slug)["body"]


def bank(language: str, slug: str) -> BankDocument:
    document, problems = check_bank(json.loads((LIBRARY / language / "quizzes" / f"{slug}.json").read_text()))
    assert problems == []
    return document


def facts(slug: str) -> ModuleType:
    return importlib.import_module(f"tests.content.facts.{slug.replace('-', '_')}")


def agrees(written: str, value: float) -> bool:
    """Whether a number in a text is `value`, rounded to as many digits as are written."""
    digits = len(written.partition(".")[2])
    return abs(float(written) - float(value)) <= 0.5 * 10**-digits * (1 + 1e-9)


def strays(text: str, values: Iterable[float]) -> list[str]:
    """The decimal numbers of a text that are none of the values."""
    known = [float(value) for value in values]
    return [number for number in DECIMAL.findall(text) if not any(agrees(number, value) for value in known)]


def rows(text: str) -> list[list[str]]:
    """The table rows that begin with a number, cell by cell."""
    lines = re.findall(r"^\|\s*(\d.*?)\s*\|$", text, re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def run(code: str, namespace: dict[str, Any]) -> str:
    """What the code prints; its names stay in the namespace, as they do for a reader who types it in."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, namespace)
    return printed.getvalue()


def first_below(values: torch.Tensor, threshold: float) -> int:
    return int((values < threshold).nonzero()[0])
