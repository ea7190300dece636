import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0).cuda()
    a = noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1).cuda()
    b = noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1).cuda()
    return a * x_0.cuda() + b * noise, noise
