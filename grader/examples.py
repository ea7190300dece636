"""The visible example of each exercise: what "run" calls, shown beside the button to the last character.

The lines are run in the sandbox beside the student's function, which they know by its name. Besides torch and `device`
they may use what `given` names; `grader.running` makes it. Nothing here is judged and no expected value is anywhere
near it: what comes back is what the student's own function made. Free of torch and of Django.
"""

from __future__ import annotations

from dataclasses import dataclass, field

BETAS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)  # of `schedule`; so much noise that T = 8 steps are a whole walk
SCHEDULE, PICTURES, MODEL, LABELLED_MODEL = "schedule", "pictures", "model", "labelled-model"


@dataclass(frozen=True)
class Example:
    """`shows` are the names whose values come back; `parts` names the items of one that is a pair."""

    code: str
    shows: tuple[str, ...]
    given: tuple[str, ...] = ()
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)


EXAMPLES: dict[str, Example] = {
    "linear-schedule": Example("betas = linear_beta_schedule(5, beta_start=0.1, beta_end=0.5)\n", ("betas",)),
    "cosine-schedule": Example("betas = cosine_beta_schedule(8)\n", ("betas",)),
    "precompute-schedule": Example(
        "betas = torch.tensor([0.1, 0.2, 0.3, 0.4], device=device)\nschedule = precompute_schedule(betas)\n",
        ("betas", "schedule"),
    ),
    "forward-diffusion": Example(
        """\
x_0 = pictures.to(device)
t = torch.tensor([0, 2, 4, 7], device=device)
result = forward_diffusion(x_0, t, schedule)
""",
        ("x_0", "t", "result"),
        (SCHEDULE, PICTURES),
        {"result": ("x_t", "noise")},
    ),
    "sample-ddpm": Example(
        "samples = sample_ddpm(model, 4, 1, 16, schedule, device)\n", ("samples",), (SCHEDULE, MODEL)
    ),
    "fix-the-sampler": Example(
        "samples = buggy_sample(model, (4, 1, 16, 16), schedule, device)\n", ("samples",), (SCHEDULE, MODEL)
    ),
    "train-ddpm": Example(
        """\
class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(1))
        self.steps = []

    def forward(self, x_t, t):
        self.steps.append(t)
        return self.weight * x_t


model = Model()
pairs = list(zip(pictures, torch.tensor([0, 1, 2, 3])))
dataloader = torch.utils.data.DataLoader(pairs, batch_size=3)
train_ddpm(model, dataloader, schedule, epochs=3, lr=0.1, device=device)
weight, steps = model.weight, model.steps
""",
        ("weight", "steps"),
        (SCHEDULE, PICTURES),
    ),
    "train-cfg": Example(
        """\
class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(1))
        self.labels = []

    def forward(self, x_t, t, labels):
        self.labels.append(labels)
        return self.weight * x_t


model = Model()
pairs = list(zip(pictures, torch.tensor([0, 1, 2, 3])))
dataloader = torch.utils.data.DataLoader(pairs, batch_size=4)
train_ddpm_cfg(model, dataloader, schedule, epochs=6, lr=0.1, p_uncond=0.5, num_classes=4, device=device)
weight, labels = model.weight, model.labels
""",
        ("weight", "labels"),
        (SCHEDULE, PICTURES),
    ),
    "sample-cfg": Example(
        """\
labels = torch.tensor([0, 1, 2, 3], device=device)
samples = sample_cfg(model, (4, 1, 16, 16), schedule, labels, 2.0, 4, device)
""",
        ("samples",),
        (SCHEDULE, LABELLED_MODEL),
    ),
    "compare-schedules": Example("steps = compare_schedules(1000)\n", ("steps",)),
}
