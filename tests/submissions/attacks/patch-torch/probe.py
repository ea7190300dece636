import torch


def attempt():
    fine = (
        torch.randn(100).std() > 0.1
        and torch.get_default_dtype() == torch.float32
        and torch.is_grad_enabled()
        and (torch.ones(1) + torch.ones(1)).item() == 2
        and not torch.are_deterministic_algorithms_enabled()
    )
    return "held" if fine else "torch is not itself"
