import torch


def attempt():
    torch.randn = torch.zeros
    torch.randn_like = torch.zeros_like
    torch.nn.Module.forward = None
    torch.Tensor.__add__ = lambda self, other: self
    torch.set_default_dtype(torch.float64)
    torch.set_grad_enabled(False)
    torch.use_deterministic_algorithms(True)
    return "held"
