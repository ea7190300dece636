import torch
from torch import Tensor
from typing import Callable, Dict


def sample_ddpm(
    model: Callable[[Tensor, Tensor], Tensor],
    n_samples: int,
    img_channels: int,
    img_size: int,
    schedule: Dict[str, Tensor],
    device: str = "cpu",
    verbose: bool = False,
) -> Tensor:
    s = {k: v.double() for k, v in schedule.items()}
    with torch.inference_mode():
        x = torch.randn(n_samples, img_channels, img_size, img_size, device=device).double()
        for i, beta in reversed(list(enumerate(s["betas"]))):
            t = torch.ones(n_samples, dtype=torch.int64, device=device).mul_(i)
            eps = model(x=x.float(), t=t).double()
            x = x.sub(eps, alpha=(beta / (1 - s["alpha_bar"][i]).sqrt()).item()).div_((1 - beta).sqrt())
            if i:
                x.add_(torch.randn_like(x).mul(beta**0.5))
        return x.float()
