"""On a host without a card: what would run on one is left in peace, what would stop there is found, whatever the style.

Each arrangement is a right program with a few parts written in another way.
"""

# ruff: noqa: E501  programs read better whole

from typing import Any

import pytest

from grader.sandbox.attempt import load
from grader.sandbox.drivers import DRIVERS
from grader.sandbox.training_rehearsal import rehearse_training
from tests.grader.checks.in_process import check_module

TRAINING = """
import torch
import torch.nn.functional as F
{top}

def extract(table, t, x):
    return {extract}

def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    {start}
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    T = len(schedule["betas"])
    for epoch in range(epochs):
        for x_0, labels in {loader}:
            {move}
            t = {t}
            noise = {noise}
            x_t = extract(schedule["sqrt_alpha_bar"], t, x_0) * x_0
            x_t = x_t + extract(schedule["sqrt_one_minus_alpha_bar"], t, x_0) * noise
            loss = {loss}
            optimizer.zero_grad()
            loss.backward()
            {step}
"""
PARTS = {
    "top": "",
    "extract": "table[t].view(-1, 1, 1, 1)",
    "start": "model.to(device)",
    "loader": "dataloader",
    "move": "x_0 = x_0.to(device)",
    "t": "torch.randint(0, T, (len(x_0),), device=device)",
    "noise": "torch.randn_like(x_0)",
    "loss": "F.mse_loss(model(x_t, t), noise)",
    "step": "optimizer.step()",
}
CHOICE = 'DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")'
RIGHT: dict[str, dict[str, str]] = {
    "plain": {},
    "model reassigned": {"start": "model = model.to(device)"},
    "model.cuda()": {"start": "model.cuda()", "move": "x_0 = x_0.cuda()"},
    "model moved in every epoch": {"start": "pass", "loader": "[model.to(device) and b for b in dataloader]"},
    "a device object": {"start": "device = torch.device(device); model.to(device)"},
    "a device object with an index": {"start": "device = torch.device(device, 0); model.to(device)"},
    "a device named with its index": {"start": 'device = f"{device}:0"; model.to(device=device)'},
    "a device as a number": {"start": "model.to(0)", "move": "x_0 = x_0.to(0)"},
    "non-blocking": {"move": "x_0 = x_0.to(device, non_blocking=True)"},
    "non-blocking by position": {"move": "x_0 = x_0.to(device, torch.float32, True)"},
    "pinned": {"move": "x_0 = x_0.pin_memory().to(device, non_blocking=True)"},
    "moved before the loop": {
        "start": "model.to(device); moved = [(x.to(device), y) for x, y in dataloader]",
        "loader": "moved",
        "move": "pass",
    },
    "moved as the model is": {"move": "x_0 = x_0.to(next(model.parameters()).device)"},
    "moved with the first weight": {"move": "x_0 = x_0.to(next(model.parameters()))"},
    "moved as the type of a weight": {"move": "x_0 = x_0.type_as(next(model.parameters()))"},
    "the device of x_0": {
        "t": "torch.randint(0, T, (len(x_0),), device=x_0.device)",
        "noise": "torch.randn(x_0.shape, device=x_0.device)",
    },
    "drawn on the CPU and moved": {
        "t": "torch.randint(T, (len(x_0),)).to(device)",
        "noise": "torch.randn(x_0.shape).to(x_0)",
    },
    "drawn in place": {
        "t": "torch.empty(len(x_0), dtype=torch.long, device=device).random_(0, T)",
        "noise": "torch.empty_like(x_0).normal_()",
    },
    "drawn by the tensor itself": {
        "t": "x_0.new_empty(len(x_0)).uniform_(0, T).long()",
        "noise": "x_0.new_empty(x_0.shape).normal_()",
    },
    "drawn by NumPy": {
        "top": "import numpy as np",
        "t": "torch.from_numpy(np.random.randint(0, T, len(x_0))).to(device)",
    },
    "mixed on the CPU and moved": {
        "move": "pass",
        "t": "torch.randint(0, T, (len(x_0),))",
        "loss": "F.mse_loss(model(x_t.to(device), t.to(device)), noise.to(device))",
    },
    "the schedule moved": {"start": "model.to(device); schedule = {k: v.to(device) for k, v in schedule.items()}"},
    "the schedule moved at every look": {"extract": "table.to(x.device)[t].view(-1, 1, 1, 1)"},
    "the schedule looked up on the CPU": {"extract": "table[t.cpu()].to(x.device).view(-1, 1, 1, 1)"},
    "the schedule gathered on the CPU": {
        "extract": "table.cpu().gather(-1, t.cpu()).to(x.device).reshape(-1, 1, 1, 1)"
    },
    "the schedule gathered where it is": {"extract": "table.gather(-1, t).reshape(len(t), *((1,) * (x.ndim - 1)))"},
    "the schedule as numbers": {
        "extract": "torch.tensor([table[int(k)].item() for k in t], device=x.device).view(-1, 1, 1, 1)"
    },
    "the schedule looked up one by one": {
        "extract": "torch.stack([table[k] for k in t]).to(x.device).view(-1, 1, 1, 1)"
    },
    "the schedule from NumPy": {
        "extract": "torch.from_numpy(table.cpu().numpy())[t.cpu()].to(x.device).view(-1, 1, 1, 1)"
    },
    "a card asked for in the function": {
        "start": 'device = device if torch.cuda.is_available() else "cpu"; model.to(device)'
    },
    "a card asked for at the top": {"top": CHOICE, "start": "device = DEVICE; model.to(device)"},
    "a card asked for at the top by a function": {
        "top": "def pick():\n    return torch.device('cuda' if torch.cuda.is_available() else 'cpu')\n\nDEVICE = pick()",
        "start": "device = DEVICE; model.to(device)",
    },
    "moved only where there is a card": {
        "top": "USE_CUDA = torch.cuda.is_available()",
        "start": "if USE_CUDA: model.cuda()",
        "move": "x_0 = x_0.cuda() if USE_CUDA else x_0",
        "t": "torch.randint(0, T, (len(x_0),), device=x_0.device)",
    },
    "moved only where there is a card, by a name of its own": {
        "top": "from torch.cuda import is_available",
        "start": "if is_available(): model.cuda()",
        "move": "x_0 = x_0.cuda() if is_available() else x_0",
        "t": "torch.randint(0, T, (len(x_0),), device=x_0.device)",
    },
    "cards counted": {
        "start": 'device = "cuda" if torch.cuda.device_count() > 0 else "cpu"; model.to(device)',
    },
    "a fallback when the device is missing": {
        "start": 'device = "cpu" if device == "cuda" and not torch.cuda.is_available() else device; model.to(device)'
    },
    "always on the CPU, as it says": {
        "start": 'device = torch.device("cpu"); model.to(device); schedule = {k: v.to(device) for k, v in schedule.items()}'
    },
    "a copy with averaged weights": {
        "top": "import copy",
        "start": "model.to(device); average = copy.deepcopy(model)",
        "step": "optimizer.step(); [a.data.mul_(0.9).add_(p.data, alpha=0.1) for a, p in zip(average.parameters(), model.parameters())]",
    },
    "gradients clipped": {"step": "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step()"},
    "an optimiser made first": {
        "start": "optimizer = torch.optim.Adam(model.parameters(), lr=lr); model.to(device)",
        "loss": "F.mse_loss(model(x_t, t), noise)",
    },
    "one learning rate less each step": {
        "start": "model.to(device); scale = torch.tensor(1.0)",
        "step": "optimizer.step(); scale = scale * 0.9; total = scale * loss",
    },
    "losses kept on the CPU": {
        "start": "model.to(device); losses = torch.zeros(9); k = 0",
        "step": "optimizer.step(); losses[k] = loss.detach(); losses[k] += loss.item(); k += 1; mean = losses[:k].mean()",
    },
    "a mean kept on the CPU": {
        "start": "model.to(device); losses = []",
        "step": "optimizer.step(); losses.append(loss.detach().cpu()); mean = torch.stack(losses).mean() + torch.zeros(1)",
    },
    "a progress line": {"step": 'optimizer.step(); print("loss", loss.item(), loss, x_0.device, flush=True)'},
    "mixed precision": {"loss": "F.mse_loss(model(x_t.float(), t).float(), noise.to(torch.float32))"},
    "a loss of its own": {"loss": "(noise - model(x_t, t)).pow(2).mean() * torch.tensor(1.0)"},
    "a look before training": {
        "start": "with torch.no_grad(): model(next(iter(dataloader))[0], torch.zeros(1))\n    model.to(device)",
    },
    "data parallel": {"start": "model.to(device); model = torch.nn.DataParallel(model)"},
}
WRONG: dict[str, dict[str, str]] = {
    "the batch not moved": {"move": "pass"},
    "the batch moved and lost": {"move": "x_0.to(device)"},
    "the model not moved": {"start": "model.train()"},
    "t not moved": {"t": "torch.randint(0, T, (len(x_0),))"},
    "t from NumPy not moved": {
        "top": "import numpy as np",
        "t": "torch.as_tensor(np.random.randint(0, T, len(x_0)))",
    },
    "t from a list not moved": {"top": "import random", "t": "torch.tensor([random.randrange(T) for _ in x_0])"},
    "the noise not moved": {"noise": "torch.randn(x_0.shape)"},
    "the noise from NumPy not moved": {
        "top": "import numpy as np",
        "noise": "torch.from_numpy(np.random.randn(*x_0.shape)).float()",
    },
    "the target not moved": {"loss": "F.mse_loss(model(x_t, t), noise.cpu())"},
    "nothing moved": {"start": "pass", "move": "pass", "t": "torch.randint(0, T, (len(x_0),))"},
    "only the model moved": {"move": "pass", "t": "torch.randint(0, T, (len(x_0),))"},
    "the schedule on the CPU, t on the device": {"extract": "table.cpu()[t].view(-1, 1, 1, 1)"},
    "a table of one's own": {
        "extract": "table[t].view(-1, 1, 1, 1) * torch.ones(12)[t].view(-1, 1, 1, 1)",
    },
    "gathered with t on the CPU": {"extract": "table.to(x.device).gather(-1, t.cpu()).view(-1, 1, 1, 1)"},
    "a card asked for, and the batch not moved": {
        "top": CHOICE,
        "start": "device = DEVICE; model.to(device)",
        "move": "pass",
    },
    "a card asked for in the function, and t not moved": {
        "start": 'device = "cuda" if torch.cuda.is_available() else "cpu"; model.to(device)',
        "t": "torch.randint(0, T, (len(x_0),))",
    },
    "drawn on the device of the loader's batch": {
        "move": "start = x_0; x_0 = x_0.to(device)",
        "noise": "torch.randn_like(start)",
    },
}


def rehearsed_training(parts: dict[str, str]) -> dict[str, Any]:
    function = load(TRAINING.format(**{**PARTS, **parts}), "train_ddpm")
    case = check_module("train-ddpm").make_case(3, "cpu")
    return rehearse_training(function, case.args, case.tensors, "pair")


@pytest.mark.parametrize("parts", RIGHT.values(), ids=RIGHT)
def test_a_loop_that_moves_what_it_needs_is_left_in_peace(parts: dict[str, str]) -> None:
    assert rehearsed_training(parts)["mixed"] is False


@pytest.mark.parametrize("parts", WRONG.values(), ids=WRONG)
def test_a_loop_that_leaves_something_on_the_cpu_is_found(parts: dict[str, str]) -> None:
    found = rehearsed_training(parts)
    assert found["mixed"] is True
    assert found["line"] > 1


def test_most_right_loops_come_to_their_end() -> None:
    ended = [name for name, parts in RIGHT.items() if rehearsed_training(parts)["finished"]]
    assert len(ended) >= 0.8 * len(RIGHT), set(RIGHT) - set(ended)


CONDITIONAL = """
import torch
import torch.nn.functional as F

def train_ddpm_cfg(model, dataloader, schedule, epochs=100, lr=2e-4, p_uncond=0.1, num_classes=10, device="cuda"):
    model.to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    T = len(schedule["betas"])
    for epoch in range(epochs):
        for x_0, labels in dataloader:
            {move}
            t = torch.randint(0, T, (len(x_0),), device=device)
            noise = torch.randn_like(x_0)
            x_t = schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1) * x_0
            x_t = x_t + schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1) * noise
            {hide}
            loss = F.mse_loss(model(x_t, t, labels), noise)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
"""
MOVE = "x_0, labels = x_0.to(device), labels.to(device)"
HIDE = "hide = torch.rand(len(labels), device=device) < p_uncond"
RIGHT_LABELS = (
    {"hide": f"{HIDE}; labels = torch.where(hide, num_classes, labels)"},
    {"hide": f"{HIDE}; labels = torch.where(hide, torch.full_like(labels, num_classes), labels)"},
    {"hide": f"{HIDE}; labels = labels.masked_fill(hide, num_classes)"},
    {"hide": "hide = torch.rand(len(labels)) < p_uncond; labels = labels.clone(); labels[hide] = num_classes"},
    {"hide": "hide = torch.rand(len(labels)) < p_uncond; labels = torch.where(hide.to(device), num_classes, labels)"},
    {
        "hide": "hide = torch.bernoulli(torch.full(labels.shape, p_uncond, device=device)).bool(); labels = torch.where(hide, torch.tensor(num_classes, device=device), labels)"
    },
    {
        "hide": "labels = torch.tensor([num_classes if torch.rand(()) < p_uncond else int(y) for y in labels], device=device)"
    },
    {"hide": "labels = torch.where(torch.rand_like(labels.float()) < p_uncond, torch.tensor(num_classes), labels)"},
    {
        "move": "x_0 = x_0.to(device)",
        "hide": "hide = torch.rand(len(labels)) < p_uncond; labels = torch.where(hide, num_classes, labels).to(device)",
    },
)
WRONG_LABELS = (
    {
        "move": "x_0 = x_0.to(device)",
        "hide": "hide = torch.rand(len(labels)) < p_uncond; labels = torch.where(hide, num_classes, labels)",
    },
    {"move": "x_0 = x_0.to(device)", "hide": f"{HIDE}; labels = torch.where(hide, num_classes, labels)"},
    {"hide": "hide = torch.rand(len(labels)) < p_uncond; labels = torch.where(hide, num_classes, labels)"},
    {"hide": "hide = torch.rand(len(labels)) < p_uncond; labels = labels.masked_fill(hide, num_classes)"},
    {"hide": f"{HIDE}; labels = torch.where(hide, torch.full((len(labels),), num_classes), labels)"},
)


def rehearsed_labels(parts: dict[str, str]) -> dict[str, Any]:
    function = load(CONDITIONAL.format(**{"move": MOVE, **parts}), "train_ddpm_cfg")
    case = check_module("train-cfg").make_case(3, "cpu")
    return rehearse_training(function, case.args, case.tensors, "pair")


@pytest.mark.parametrize("parts", RIGHT_LABELS)
def test_labels_that_are_moved_are_left_in_peace(parts: dict[str, str]) -> None:
    assert rehearsed_labels(parts) == {"finished": True, "mixed": False}


@pytest.mark.parametrize("parts", WRONG_LABELS)
def test_labels_or_their_mask_left_on_the_cpu_are_found(parts: dict[str, str]) -> None:
    assert rehearsed_labels(parts)["mixed"] is True


SAMPLING = """
import torch
{top}

@torch.no_grad()
def buggy_sample(model, shape, schedule, device):
    {start}
    for t in reversed(range(len(schedule["betas"]))):
        {t}
        eps = model(x, t_batch)
        beta, alpha, alpha_bar = {row}
        x = (x - beta / (1 - alpha_bar).sqrt() * eps) / alpha.sqrt()
        if t > 0:
            x = x + beta.sqrt() * {z}
    return {answer}
"""
SAMPLER_PARTS = {
    "top": "",
    "start": "x = torch.randn(shape, device=device)",
    "t": "t_batch = torch.full((shape[0],), t, device=device, dtype=torch.long)",
    "row": '(schedule[k][t] for k in ("betas", "alphas", "alpha_bar"))',
    "z": "torch.randn_like(x)",
    "answer": "x",
}
RIGHT_SAMPLERS = (
    {},
    {"start": "x = torch.randn(shape).to(device)", "z": "torch.randn(shape).to(device)"},
    {"start": "device = next(model.parameters()).device; x = torch.randn(shape, device=device)"},
    {
        "start": "device = torch.device(device); x = torch.randn(*shape, device=device)",
        "z": "torch.randn(shape, device=x.device)",
    },
    {"top": CHOICE, "start": "device = DEVICE; x = torch.randn(shape, device=device)"},
    {"start": 'device = device if torch.cuda.is_available() else "cpu"; x = torch.randn(shape, device=device)'},
    {
        "top": "ON_CARD = torch.cuda.is_available()",
        "start": "x = torch.randn(shape); x = x.cuda() if ON_CARD else x",
        "t": "t_batch = torch.full((shape[0],), t); t_batch = t_batch.cuda() if ON_CARD else t_batch",
    },
    {"t": "t_batch = x.new_full((shape[0],), t, dtype=torch.long)"},
    {"t": "t_batch = torch.tensor([t] * shape[0]).to(x.device)"},
    {"t": "t_batch = torch.ones(shape[0], device=device).long() * t"},
    {"t": "t_batch = torch.tensor(t, device=device).expand(shape[0])"},
    {"row": '(schedule[k].to(device)[t] for k in ("betas", "alphas", "alpha_bar"))'},
    {"row": '(schedule[k].cpu()[t] for k in ("betas", "alphas", "alpha_bar"))'},
    {"row": '(torch.tensor(float(schedule[k][t])) for k in ("betas", "alphas", "alpha_bar"))'},
    {
        "start": 'x = torch.randn(shape, device=device); schedule = {**schedule, "alpha_bar": torch.cat([torch.ones(1), schedule["alpha_bar"]])[1:]}'
    },
    {"row": '(schedule[k].gather(0, t_batch).view(-1, 1, 1, 1) for k in ("betas", "alphas", "alpha_bar"))'},
    {"z": "torch.empty_like(x).normal_()", "answer": "x.cpu()"},
    {
        "start": "states = []; x = torch.randn(shape, device=device)",
        "z": "torch.randn_like(x); states.append(x.cpu().numpy())",
    },
)
WRONG_SAMPLERS = (
    {"start": "x = torch.randn(shape)"},
    {"start": "x = torch.randn(shape); x.to(device)"},
    {"t": "t_batch = torch.full((shape[0],), t, dtype=torch.long)"},
    {"t": "t_batch = torch.tensor([t] * shape[0])"},
    {"z": "torch.randn(shape)"},
    {"start": "x = torch.randn(shape)", "t": "t_batch = torch.full((shape[0],), t)", "z": "torch.randn(shape)"},
    {"top": CHOICE, "z": "torch.randn(shape)"},
    {"row": '(torch.tensor([float(schedule[k][t])]) for k in ("betas", "alphas", "alpha_bar"))'},
)


def rehearsed_sampler(parts: dict[str, str]) -> dict[str, Any]:
    function = load(SAMPLING.format(**{**SAMPLER_PARTS, **parts}), "buggy_sample")
    case = check_module("fix-the-sampler").make_case(3, "cpu")
    return DRIVERS[case.driver](function, case.args, case.tensors)[0]["devices"]


@pytest.mark.parametrize("parts", RIGHT_SAMPLERS)
def test_a_sampler_that_stays_on_its_device_is_left_in_peace(parts: dict[str, str]) -> None:
    assert rehearsed_sampler(parts) == {"finished": True, "mixed": False}


@pytest.mark.parametrize("parts", WRONG_SAMPLERS)
def test_a_sampler_that_leaves_something_on_the_cpu_is_found(parts: dict[str, str]) -> None:
    assert rehearsed_sampler(parts)["mixed"] is True


FORWARD = """
import torch
import numpy as np

def forward_diffusion(x_0, t, noise_schedule):
    noise = {noise}
    a, b = ({row} for k in ("sqrt_alpha_bar", "sqrt_one_minus_alpha_bar"))
    return a * x_0 + b * noise, noise
"""
LOOKED_UP = "noise_schedule[k][t].view(-1, 1, 1, 1)"


def rehearsed_forward(noise: str, row: str) -> dict[str, Any]:
    function = load(FORWARD.format(noise=noise, row=row), "forward_diffusion")
    case = check_module("forward-diffusion").make_case(3, "cpu")
    return DRIVERS[case.driver](function, case.args, case.tensors)[0]["devices"]


@pytest.mark.parametrize(
    ("noise", "row"),
    [
        ("torch.randn_like(x_0)", LOOKED_UP),
        ("torch.randn(x_0.shape, device=x_0.device)", LOOKED_UP),
        ("torch.randn(x_0.shape).to(x_0)", LOOKED_UP),
        ("torch.from_numpy(np.random.randn(*x_0.shape)).to(x_0)", LOOKED_UP),
        ("torch.randn_like(x_0)", "noise_schedule[k].to(x_0.device)[t].view(-1, 1, 1, 1)"),
        ("torch.randn_like(x_0)", "noise_schedule[k].cpu().gather(0, t.cpu()).to(x_0.device).view(-1, 1, 1, 1)"),
        ("torch.randn_like(x_0)", "noise_schedule[k].index_select(0, t).reshape(len(t), 1, 1, 1)"),
        ("torch.distributions.Normal(torch.zeros_like(x_0), 1.0).sample()", LOOKED_UP),
    ],
)
def test_noise_on_the_device_of_the_images_is_left_in_peace(noise: str, row: str) -> None:
    assert rehearsed_forward(noise, row) == {"finished": True, "mixed": False}


@pytest.mark.parametrize(
    ("noise", "row"),
    [
        ("torch.randn(x_0.shape)", LOOKED_UP),
        ("torch.from_numpy(np.random.randn(*x_0.shape)).float()", LOOKED_UP),
        ("torch.distributions.Normal(0.0, 1.0).sample(x_0.shape)", LOOKED_UP),
        ("torch.randn_like(x_0)", "noise_schedule[k].gather(0, t.cpu()).view(-1, 1, 1, 1)"),
    ],
)
def test_noise_or_weights_left_on_the_cpu_are_found(noise: str, row: str) -> None:
    assert rehearsed_forward(noise, row)["mixed"] is True
