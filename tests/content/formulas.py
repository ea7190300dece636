"""A formula of a lesson as a value: LaTeX, in the few forms that the formula sheet uses, computed with tensors."""

import math
import re
from typing import Any

import torch

FUNCTIONS = {"sqrt": torch.sqrt, "cos2": lambda x: torch.cos(x) ** 2, "average": torch.mean, "min": torch.clamp_max}
NAMES = {
    **{r"\bar\alpha_{t-1}": "before", r"\bar\alpha_t": "alpha_bar", r"\alpha_t": "alphas"},
    **{r"\beta_{\text{start}}": "start", r"\beta_{\text{end}}": "end", r"\beta_t": "betas", r"\sigma_t": "sigma"},
    **{r"\varepsilon_\varnothing": "without", r"\varepsilon_c": "with_label", r"\varepsilon_\theta": "eps"},
    **{r"\hat x_0": "x_0_hat", r"\varepsilon": "noise", r"\mu_\theta": "mean_theta", r"x_{t-1}": "x_before"},
    **{r"\pi": "pi", r"\cos^2": "cos2", r"\mathbb E": "average", r"\cdot": "*", r"\min": "min"},
}
SPACING = re.compile(r"\\,|\\ |\\left|\\right")
TOKEN = re.compile(r"[A-Za-z_]\w*|\d+(?:\.\d+)?|\*\*|\S")


def value(formula: str, names: dict[str, Any]) -> Any:
    """What the formula gives where `names` says what its symbols are; f may be among them, as a function."""
    return eval(
        python(formula, {name for name, of in names.items() if callable(of)}), {**FUNCTIONS, "pi": math.pi}, names
    )


def python(formula: str, functions: set[str] = frozenset()) -> str:
    text = SPACING.sub(" ", formula)
    for symbol, name in NAMES.items():  # longer symbols come before those they contain
        text = text.replace(symbol, f" {name} ")
    text = _arguments(text).replace("^", "**").replace("[", "(").replace("]", ")")
    assert not re.search(r"[\\{}]", text), f"a form that this reader does not know: {text}"
    return " ".join(_with_products(TOKEN.findall(text), set(FUNCTIONS) | functions))


def _arguments(text: str) -> str:
    r"""\frac{a}{b} and \sqrt{a}, from the inside outwards, as ((a)/(b)) and sqrt(a)."""
    inner = r"\{([^{}]*)\}"
    while True:
        changed = re.sub(rf"\\frac{inner}{inner}", r"((\1)/(\2))", text)
        changed = re.sub(rf"\\sqrt{inner}", r" sqrt(\1)", changed)
        if changed == text:
            return text
        text = changed


def _with_products(tokens: list[str], functions: set[str]) -> list[str]:
    """Factors that stand side by side, with the sign between them."""
    out: list[str] = []
    for token in tokens:
        ends = bool(out) and (out[-1] == ")" or (out[-1][0].isalnum() and out[-1] not in functions))
        if ends and (token == "(" or token[0].isalnum()):
            out.append("*")
        out.append(token)
    return out
