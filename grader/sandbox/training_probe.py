"""The model that a training loop is given: a formula with few weights, which writes down every call.

Both sides hold it: the sandbox to be trained, the judge to replay the training on the recorded calls.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from grader.sandbox.recorder import ProbeRefused, place

GAIN = 0.02  # keeps the gradient's norm below 1, so that clipping it there, as many loops do, changes nothing


FAR = 6  # no image of the usual batches, with noise or without, goes that far


class TrainingProbe(nn.Module):
    """`model(x, t)`, or `model(x, t, labels)`: 0.02·(pixel·x + size·|x| + bias + step·(t + 1)/T + label[labels]).

    Where |x| > 6, `far` is added too: a weight that most batches say nothing about, so that what an optimiser makes of
    an old gradient shows. The weights start far from their optimum, so that the sign of the first gradient, which is
    all that Adam's first step looks at, is never a close call.
    """

    pixel: nn.Parameter
    size: nn.Parameter
    bias: nn.Parameter
    step: nn.Parameter
    far: nn.Parameter
    label: nn.Parameter  # (num_classes + 1,), only where the model is conditional

    def __init__(self, weights: dict[str, Tensor], T: int, note: Callable[..., None] | None = None) -> None:
        super().__init__()
        self.T, self.note = T, note
        for name, value in weights.items():
            setattr(self, name, nn.Parameter(value.clone()))

    def forward(self, *args: Any, **named: Any) -> Tensor:
        return self._answer(*args, *(named[name] for name in sorted(named, key=place)))

    def _answer(self, x: Tensor, t: Tensor, labels: Tensor | None = None) -> Tensor:
        if labels is not None and "label" not in dict(self.named_parameters()):
            raise ProbeRefused("the model takes (x, t), got labels too")
        answer = self.pixel * x + self.size * x.abs() + self.bias + self.far * (x.abs() > FAR)
        answer = answer + self.step * (_column(t, x) + 1) / self.T
        if labels is not None:
            index = _column(labels, x).long().flatten().clamp(0, len(self.label) - 1)
            shift = self.label.index_select(0, index)  # like an embedding, it wants both on one device
            answer = answer + shift.reshape(-1, 1, 1, 1)  # (B,) → (B, 1, 1, 1)
        answer = GAIN * answer
        if self.note is not None:
            self.note(self, x, t, labels, answer)
        return answer

    def flat(self) -> Tensor:
        """Every weight, in the order of `parameters()`: (P,)."""
        return torch.cat([p.detach().flatten() for p in self.parameters()])


def _column(values: Any, x: Tensor) -> Tensor:
    """(B,), (B, 1), () or a plain number as a column that broadcasts over images: (B or 1, 1, 1, 1).

    A tensor stays on its own device: it is the loop's task to move it.
    """
    column = values if isinstance(values, Tensor) else torch.as_tensor(values, device=x.device)
    return column.detach().to(x.dtype).reshape(-1, 1, 1, 1)
