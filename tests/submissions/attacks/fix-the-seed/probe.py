import random

import numpy
import torch


def attempt():
    drawn = (torch.rand(()).item(), random.random(), float(numpy.random.rand()))
    torch.manual_seed(0)
    random.seed(0)
    numpy.random.seed(0)
    fixed = (torch.rand(()).item(), random.random(), float(numpy.random.rand()))
    return f"drew {drawn}" if any(a == b for a, b in zip(drawn, fixed)) else "held"
