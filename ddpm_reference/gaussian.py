"""Models that need no training: the exact noise prediction when the data are a known Gaussian or mixture of Gaussians.

If x_0 ~ N(m, S) then x_t ~ N(√ᾱ·m, ᾱ·S + (1 − ᾱ)·I), and the best noise prediction is a conditional expectation that
can be written down: E[ε | x_t] = √(1 − ᾱ)·(ᾱ·S + (1 − ᾱ)·I)⁻¹·(x_t − √ᾱ·m), which is −√(1 − ᾱ) times the score (Song et
al. 2021, score SDE). For a mixture it is the average over components, weighted by how likely each one is to have made
x_t. A sampler run on such a model has a known answer, so it can be held to it.
"""

import torch
from torch import Tensor

from ddpm_reference.guidance import ConditionalModel
from ddpm_reference.sampling import NoiseModel, reverse_variance
from ddpm_reference.schedules import Schedule


def gaussian_predictor(mean: Tensor, covariance: Tensor, schedule: Schedule) -> NoiseModel:
    """Exact ``model(x, t)`` for x_0 ~ N(mean, covariance): (D,), (D, D); x is (B, …) with D values per sample."""
    return mixture_predictor(torch.ones_like(mean[:1]), mean[None], covariance[None], schedule)


def mixture_predictor(weights: Tensor, means: Tensor, covariances: Tensor, schedule: Schedule) -> NoiseModel:
    """Exact ``model(x, t)`` for a mixture: (K,) summing to 1, (K, D), (K, D, D); x is (B, …), D values per sample."""
    conditional = labelled_mixture_predictor(weights, means, covariances, schedule)
    return lambda x, t: conditional(x, t, torch.full_like(t, len(weights)))


def labelled_mixture_predictor(
    weights: Tensor, means: Tensor, covariances: Tensor, schedule: Schedule
) -> ConditionalModel:
    """Exact ``model(x, t, labels)`` where the label is the component, 0…K−1, and the null label K is the whole mixture.

    weights (K,) summing to 1, means (K, D), covariances (K, D, D). Raises ValueError when the shapes disagree.
    """
    K, D = means.shape
    if weights.shape != (K,) or covariances.shape != (K, D, D):
        raise ValueError(
            f"expected weights ({K},) and covariances ({K}, {D}, {D}) for means ({K}, {D}), "
            f"got {tuple(weights.shape)} and {tuple(covariances.shape)}"
        )
    eigenvalues, basis = torch.linalg.eigh(covariances)  # (K, D), (K, D, D)
    log_prior = torch.cat([torch.eye(K).to(weights), weights[None]]).log()  # (K + 1, K), a row per label, null last

    def noise(x: Tensor, t: Tensor, labels: Tensor) -> Tensor:
        alpha_bar = schedule["alpha_bar"][t].to(x)[:, None, None]  # (B, 1, 1)
        noise_scale = schedule["sqrt_one_minus_alpha_bar"][t].to(x)[:, None, None]  # (B, 1, 1)
        centred = x.flatten(1)[:, None] - alpha_bar.sqrt() * means.to(x)  # (B, …) → (B, K, D)
        rotated = torch.einsum("kde,bkd->bke", basis.to(x), centred)
        variance = alpha_bar * eigenvalues.to(x) + noise_scale**2  # (B, K, D)
        log_likelihood = -(rotated**2 / variance + variance.log()).sum(-1) / 2  # (B, K)
        belief = torch.softmax(log_prior.to(x)[labels] + log_likelihood, dim=1)  # (B, K)
        per_component = noise_scale * torch.einsum("kde,bke->bkd", basis.to(x), rotated / variance)
        return (belief[..., None] * per_component).sum(1).reshape(x.shape)  # (B, K, D) → (B, D) → (B, …)

    return noise


def chain_moments(
    mean: Tensor, covariance: Tensor, schedule: Schedule, *, variance: str = "beta"
) -> tuple[Tensor, Tensor]:
    """Mean (D,) and covariance (D, D) of what ancestral sampling returns when its model is ``gaussian_predictor``.

    Each step is affine in x, so a Gaussian x_T = N(0, I) stays Gaussian. The answer differs a little from the data's
    own moments, by the error of T finite steps: a sampler is right when it matches this, not the data.
    """
    sigma_squared = reverse_variance(schedule, variance)
    identity = torch.eye(len(mean)).to(mean)
    m, S = torch.zeros_like(mean), identity
    for t in reversed(range(len(sigma_squared))):
        pull, offset = _affine_step(mean, covariance, schedule, t)
        m, S = pull @ m + offset, pull @ S @ pull.T
        if t > 0:
            S = S + sigma_squared[t].to(mean) * identity
    return m, S


def _affine_step(mean: Tensor, covariance: Tensor, schedule: Schedule, t: int) -> tuple[Tensor, Tensor]:
    """The A (D, D) and b (D,) with reverse mean μ_θ(x) = A·x + b at step t."""
    beta, alpha, alpha_bar = (schedule[key][t].to(mean) for key in ("betas", "alphas", "alpha_bar"))
    identity = torch.eye(len(mean)).to(mean)
    precision = torch.linalg.inv(alpha_bar * covariance + (1 - alpha_bar) * identity)
    pull = (identity - beta * precision) / alpha.sqrt()
    return pull, beta * precision @ mean * (alpha_bar / alpha).sqrt()
