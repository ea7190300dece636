"""A small conditional U-Net for 8×8 digits.

Two resolutions: a residual block at 8×8, two at 4×4 with attention between them, where it is cheap, and one at 8×8
again with the first one's output beside it. The time step and the label enter every block as one vector.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

GROUPS = 8  # group norm: at 32 channels each group holds 4, enough to have a variance worth dividing by
MAX_PERIOD = 10_000  # the slowest sinusoid, as in Vaswani et al. 2017


def time_embedding(t: Tensor, dim: int) -> Tensor:
    """Sinusoids of t at dim/2 geometrically spaced frequencies: (B,) → (B, dim). Ho et al. 2020, appendix B."""
    frequencies = torch.exp(-math.log(MAX_PERIOD) * torch.arange(dim // 2, device=t.device) / (dim // 2))  # (dim/2,)
    angles = t[:, None] * frequencies  # (B, dim/2)
    return torch.cat([angles.cos(), angles.sin()], dim=1)


class ResidualBlock(nn.Module):
    """norm → SiLU → conv, twice, with the condition added between: (B, C, H, W), (B, E) → (B, C', H, W)."""

    def __init__(self, channels: int, out_channels: int, embedding: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.GroupNorm(GROUPS, channels), nn.GroupNorm(GROUPS, out_channels)
        self.conv1 = nn.Conv2d(channels, out_channels, 3, padding=1)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.condition = nn.Linear(embedding, out_channels)
        self.skip = nn.Conv2d(channels, out_channels, 1) if channels != out_channels else nn.Identity()
        nn.init.zeros_(self.conv2.weight)  # every block starts as the identity, so a fresh deep net trains at once

    def forward(self, x: Tensor, e: Tensor) -> Tensor:
        h = self.conv1(F.silu(self.norm1(x)))
        h = h + self.condition(e)[:, :, None, None]  # (B, C') → (B, C', 1, 1)
        return self.skip(x) + self.conv2(F.silu(self.norm2(h)))


class Attention(nn.Module):
    """Self-attention over the pixels of one image, added to its input: (B, C, H, W) → (B, C, H, W)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(GROUPS, channels)
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.qkv(self.norm(x)).flatten(2).transpose(1, 2).chunk(3, dim=2)  # (B, H·W, C) each
        h = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(x.shape)  # (B, H·W, C) → (B, C, H, W)
        return x + self.out(h)


class UNet(nn.Module):
    """``model(x, t, labels=None) -> noise``: x (B, in_channels, H, W) with H and W even, t (B,) 0…T−1, labels (B,).

    The label num_classes is the null label, and what labels=None means. Ho et al. 2020, appendix B, made small.
    """

    def __init__(self, in_channels: int = 1, channels: int = 32, num_classes: int = 10) -> None:
        super().__init__()
        wide, embedding = 2 * channels, 4 * channels
        self.channels, self.num_classes = channels, num_classes
        self.embed_time = nn.Sequential(nn.Linear(channels, embedding), nn.SiLU(), nn.Linear(embedding, embedding))
        self.embed_label = nn.Embedding(num_classes + 1, embedding)
        self.enter = nn.Conv2d(in_channels, channels, 3, padding=1)
        self.down = ResidualBlock(channels, channels, embedding)
        self.shrink = nn.Conv2d(channels, channels, 3, stride=2, padding=1)
        self.middle1 = ResidualBlock(channels, wide, embedding)
        self.attention = Attention(wide)
        self.middle2 = ResidualBlock(wide, wide, embedding)
        self.grow = nn.Conv2d(wide, channels, 3, padding=1)
        self.up = ResidualBlock(2 * channels, channels, embedding)
        self.leave = nn.Sequential(
            nn.GroupNorm(GROUPS, channels), nn.SiLU(), nn.Conv2d(channels, in_channels, 3, padding=1)
        )

    def forward(self, x: Tensor, t: Tensor, labels: Tensor | None = None) -> Tensor:
        if labels is None:
            labels = torch.full_like(t, self.num_classes)
        e = self.embed_time(time_embedding(t, self.channels).to(x.dtype)) + self.embed_label(labels)
        e = F.silu(e)  # (B, E)
        fine = self.down(self.enter(x), e)  # (B, C, 8, 8)
        coarse = self.middle1(self.shrink(fine), e)  # (B, 2C, 4, 4)
        coarse = self.middle2(self.attention(coarse), e)
        h = self.grow(F.interpolate(coarse, scale_factor=2.0))  # (B, C, 8, 8)
        return self.leave(self.up(torch.cat([h, fine], dim=1), e))
