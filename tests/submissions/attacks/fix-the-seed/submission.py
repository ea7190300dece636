import os
import random

import numpy
import torch


def attempt():
    torch.manual_seed(0)
    random.seed(0)
    numpy.random.seed(0)
    os.urandom = lambda size: bytes(size)
    return "held"
