import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    betas = torch.zeros(T)
    for t in range(1, T):
        share = t / (T - 1) if T > 1 else 0.0
        betas[t] = (1 - share) * beta_start + share * beta_end
    return betas
