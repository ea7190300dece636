"""The bundled library: complete in both languages, importable as a whole, and true to the exercises' contract."""

import ast
import re

import pytest
import torch

from content.documents import read
from content.gathering import LIBRARY, gather
from content.importing import import_path
from content.models import Bank, ExerciseText, Lesson
from content.rendering import render_document
from ddpm_reference.sampling import sample
from ddpm_reference.schedules import linear_beta_schedule, precompute_schedule
from grader.exercises import EXERCISES

LANGUAGES = ["en", "vi"]
SIGNATURES = {
    "linear-schedule": "linear_beta_schedule(T, beta_start=0.0001, beta_end=0.02)",
    "cosine-schedule": "cosine_beta_schedule(T, s=0.008)",
    "precompute-schedule": "precompute_schedule(betas)",
    "forward-diffusion": "forward_diffusion(x_0, t, noise_schedule)",
    "sample-ddpm": "sample_ddpm(model, n_samples, img_channels, img_size, schedule, device)",
    "fix-the-sampler": "buggy_sample(model, shape, schedule, device)",
    "train-ddpm": "train_ddpm(model, dataloader, schedule, epochs=100, lr=0.0002, device='cuda')",
    "train-cfg": (
        "train_ddpm_cfg(model, dataloader, schedule, epochs=100, lr=0.0002, p_uncond=0.1, num_classes=10, "
        "device='cuda')"
    ),
    "sample-cfg": "sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device)",
    "compare-schedules": "compare_schedules(T=1000)",
}


def documents():
    sources, problems = gather(LIBRARY)
    assert problems == []
    found = []
    for source in sources:
        document, problems = read(source)
        assert problems == []
        found.append(document)
    return found


def exercise(language, slug):
    return next(
        one for one in documents() if (one.item, one.language, one.slug) == (ExerciseText, language, slug)
    ).fields


def only_function(source):
    (function,) = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return function


@pytest.mark.django_db
def test_the_library_is_imported_whole_and_only_once():
    first = import_path(LIBRARY)
    assert first.ok
    assert first.created == len(documents())
    again = import_path(LIBRARY)
    assert (again.created, again.updated, again.unchanged) == (0, 0, first.created)


def test_everything_is_there_in_both_languages():
    slugs = {
        language: {(one.item, one.slug) for one in documents() if one.language == language} for language in LANGUAGES
    }
    assert slugs["en"] == slugs["vi"]
    assert {(Lesson, "forward-diffusion"), (Bank, "forward-diffusion")} <= slugs["en"]
    assert {slug for item, slug in slugs["en"] if item is ExerciseText} == set(EXERCISES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", list(EXERCISES))
def test_a_starter_defines_the_entry_point_with_its_signature(language, slug):
    functions = [
        node for node in ast.parse(exercise(language, slug)["starter"]).body if isinstance(node, ast.FunctionDef)
    ]
    (function,) = functions
    assert f"{function.name}({ast.unparse(function.args)})" == SIGNATURES[slug]
    assert function.name == EXERCISES[slug].entry_point


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", [slug for slug in EXERCISES if slug != "fix-the-sampler"])
def test_a_starter_says_that_it_is_not_written_yet(language, slug):
    last = only_function(exercise(language, slug)["starter"]).body[-1]
    assert isinstance(last, ast.Raise)
    assert last.exc.func.id == "NotImplementedError"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_broken_sampler_is_one_sign_away_from_a_right_one(language):
    starter = exercise(language, "fix-the-sampler")["starter"]
    schedule = precompute_schedule(linear_beta_schedule(20, 0.01, 0.2))

    def model(x, t):
        return torch.tanh(x) + t.reshape(-1, 1, 1, 1) / 20

    def run(source):
        namespace: dict = {}
        exec(source, namespace)
        torch.manual_seed(3)
        return namespace["buggy_sample"](model, (2, 1, 4, 4), schedule, "cpu")

    torch.manual_seed(3)
    right = sample(model, (2, 1, 4, 4), schedule)
    assert not torch.allclose(run(starter), right)
    assert torch.allclose(run(starter.replace("(x + betas", "(x - betas")), right, atol=1e-5)


@pytest.mark.parametrize("slug", list(EXERCISES))
def test_a_prompt_names_its_function_and_says_the_same_in_both_languages(slug):
    english, vietnamese = exercise("en", slug)["prompt"], exercise("vi", slug)["prompt"]
    assert f"`{EXERCISES[slug].entry_point}(" in english
    formulas = [re.findall(r"\$\$.*?\$\$", text, re.DOTALL) for text in (english, vietnamese)]
    assert formulas[0] == formulas[1]
    assert set(re.findall(r"`[^`]+`", english)) == set(re.findall(r"`[^`]+`", vietnamese))


def test_links_inside_the_library_lead_somewhere_in_the_same_language():
    anchors = {
        (one.language, one.slug): {heading.anchor for heading in render_document(one.fields["body"]).contents}
        for one in documents()
        if one.item is Lesson
    }
    for one in documents():
        prefix = "/vi" if one.language == "vi" else ""
        text = one.fields.get("body") or one.fields.get("prompt") or ""
        for address in re.findall(r"\]\((/[^)]*)\)", text):
            match = re.fullmatch(rf"{prefix}/(lessons|exercises)/([\w-]+)/(?:#([\w-]+))?", address)
            assert match, address
            place, slug, anchor = match.groups()
            assert slug in EXERCISES if place == "exercises" else (one.language, slug) in anchors
            assert anchor is None or anchor in anchors[one.language, slug]
