"""How long a large package takes to import, and how much memory: 200 lessons and 5,000 questions in one .zip.

    python -m benchmarks.packages [--lessons 200] [--banks 50] [--questions 100]

The package is written into a folder of its own and forgotten afterwards: lessons with formulas, code, tables, links,
pictures and questions inside, banks with formulas and explanations. A fresh process imports it into an empty SQLite
database, all checks included. The baseline, in a process of its own too, reads the same files with the parsers of YAML
and JSON alone. Memory is the largest resident size of the importing process over the one that it had before the import.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from PIL import Image

GOAL_S, GOAL_MB = 30, 300
WORDS = """
noise step mean variance sample schedule model picture signal forward reverse guidance training loss batch pixel latent
score density Gaussian chain posterior weight linear cosine
"""
FORMULAS = (
    r"\sqrt{\bar\alpha_t}\,x_0 + \sqrt{1 - \bar\alpha_t}\,\varepsilon",
    r"q(x_t \mid x_{t-1}) = \mathcal N(\sqrt{1 - \beta_t}\,x_{t-1}, \beta_t I)",
    r"\frac{1}{\sqrt{\alpha_t}}\left(x_t - \frac{\beta_t}{\sqrt{1 - \bar\alpha_t}}\varepsilon_\theta(x_t, t)\right)",
)
CODE = """def step(x, t, schedule, model):
    noise = torch.randn_like(x) if t > 0 else torch.zeros_like(x)
    mean = (x - schedule["betas"][t] * model(x, t)) / schedule["sqrt_alpha"][t]
    return mean + schedule["betas"][t].sqrt() * noise
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lessons", type=int, default=200)
    parser.add_argument("--banks", type=int, default=50)
    parser.add_argument("--questions", type=int, default=100, help="in each bank")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="denoise-package-") as folder:
        package = Path(folder) / "package.zip"
        size = write_package(package, options.lessons, options.banks, options.questions)
        print(
            f"{options.lessons} lessons, {options.banks * options.questions} questions, {size / 1e6:.1f} MB unpacked; "
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
        )
        parsed = in_process(folder, f"packages.parse({str(package)!r})")
        imported = in_process(folder, f"packages.bring_in({str(package)!r})")
    assert imported["made"] == options.lessons + options.banks, f"expected all to be imported, got {imported}"
    verdict = "met" if imported["seconds"] <= GOAL_S and imported["megabytes"] <= GOAL_MB else "MISSED"
    ratio = imported["worked"] / parsed["worked"]
    print(f"{'parsing YAML and JSON alone (baseline)':<42}{parsed['seconds']:8.2f} s")
    print(
        f"{'importing, every check included':<42}{imported['seconds']:8.2f} s{imported['megabytes']:8.0f} MB, "
        f"{imported['worked']:.1f} s of them at work; "
        f"goal ≤ {GOAL_S} s, ≤ {GOAL_MB} MB: {verdict}; {ratio:.1f} times the baseline"
    )


def in_process(folder: str, call: str) -> dict:
    """What the call prints in a fresh process, whose site is an empty one in that folder."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {"DENOISE_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    program = f"import django; django.setup(); from benchmarks import packages; {call}"
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(ran.stdout)


def parse(package: str) -> None:
    from frontmatter import loads

    started, worked = time.perf_counter(), time.process_time()
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".json"):
                json.loads(data)
            elif name.endswith(".md"):
                loads(data.decode())
    print(json.dumps({"seconds": time.perf_counter() - started, "worked": time.process_time() - worked}))


def bring_in(package: str) -> None:
    from django.core.management import call_command

    from content.importing import import_path

    call_command("migrate", verbosity=0)
    before, started, worked = getrusage(RUSAGE_SELF).ru_maxrss, time.perf_counter(), time.process_time()
    result = import_path(package)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    for problem in [*result.problems, *result.warnings][:5]:
        print(problem, file=sys.stderr)
    megabytes = (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"seconds": seconds, "worked": worked, "megabytes": megabytes, "made": result.created}))


def write_package(path: Path, lessons: int, banks: int, questions: int) -> int:
    """Says how large it is, unpacked."""
    size = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files(lessons, banks, questions):
            archive.writestr(name, data)
            size += len(data)
    return size


def files(lessons: int, banks: int, questions: int) -> Iterator[tuple[str, bytes]]:
    draw = random.Random(1)
    for number in range(banks):
        yield f"en/quizzes/bank-{number}.json", json.dumps(bank(draw, number, questions), ensure_ascii=False).encode()
    for number in range(lessons):
        yield f"en/lessons/lesson-{number}.md", lesson(draw, number, lessons, banks, questions).encode()
        if number % 10 == 0:
            yield f"en/lessons/pictures/{number}.png", picture(draw)


def lesson(draw: random.Random, number: int, lessons: int, banks: int, questions: int) -> str:
    parts = [
        f"---\ntitle: Lesson {number}\nslug: lesson-{number}\nsort_order: {number}\n"
        f"quizzes: [bank-{number % banks}]\ncourse:\n  title: Package\n  slug: package\n---\n"
    ]
    if number % 10 == 0:
        parts.append(f"![A picture of noise](pictures/{number}.png)")
    for section in range(8):
        parts += [
            f"## Section {section} {{#s{section}}}",
            f"{text(draw, 60)} ${draw.choice(FORMULAS)}$ {text(draw, 60)}",
            f"$$\n{draw.choice(FORMULAS)}\n$$",
            f"```python\n{CODE}```",
            "| t | β |\n|---|---|\n" + "\n".join(f"| {t} | {draw.random():.4f} |" for t in range(5)),
            f"[Next](/lessons/lesson-{(number + 1) % lessons}/#s{section})",
        ]
    parts.append(f"!check bank-{number % banks}/{draw.randrange(questions)}")
    return "\n\n".join(parts) + "\n"


def bank(draw: random.Random, number: int, questions: int) -> dict:
    return {
        "id": f"bank-{number}",
        "title": f"Bank {number}",
        "slug": f"bank-{number}",
        "duration_minutes": 60,
        "passing_score": 70,
        "questions_count": questions,
        "domains": [{"name": "One", "weight": 50}, {"name": "Two", "weight": 50}],
        "questions": [question(draw, one) for one in range(questions)],
    }


def question(draw: random.Random, number: int) -> dict:
    return {
        "id": number,
        "domain": ("One", "Two")[number % 2],
        "question": f"{text(draw, 20)} ${draw.choice(FORMULAS)}$ {text(draw, 5)} {number}?",
        "options": [f"{text(draw, 8)} {letter} $x_{{{place}}}$" for place, letter in enumerate("abcd")],
        "correct": draw.randrange(4),
        "explanation": f"{text(draw, 30)} ${draw.choice(FORMULAS)}$\n\n- {text(draw, 9)}\n- {text(draw, 9)}\n- no",
        "hints": [text(draw, 12)],
    }


def text(draw: random.Random, count: int) -> str:
    return " ".join(draw.choices(WORDS.split(), k=count)).capitalize()


def picture(draw: random.Random) -> bytes:
    stream = BytesIO()
    Image.frombytes("L", (160, 120), draw.randbytes(160 * 120)).save(stream, "PNG")
    return stream.getvalue()


if __name__ == "__main__":
    main()
