import torch


def precompute_schedule(betas):
    alphas = 1 - betas
    product, running = 1.0, []
    for alpha in alphas:
        product = product * alpha
        running.append(product)
    alpha_bar = torch.stack(running)
    schedule = {}
    schedule['betas'] = betas.clone()
    schedule['alphas'] = alphas
    schedule['alpha_bar'] = alpha_bar
    schedule['sqrt_alpha'] = alphas.sqrt()
    schedule['sqrt_alpha_bar'] = alpha_bar.sqrt()
    schedule['sqrt_one_minus_alpha_bar'] = (1 - alpha_bar).sqrt()
    return schedule
