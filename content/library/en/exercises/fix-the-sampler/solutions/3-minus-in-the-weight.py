# en: The minus in the weight
#     addcmul adds a product: the minus moves into the weight, which is computed once for all steps. The same
#     numbers, and the sign is written down in one place.
# vi: Dấu trừ nằm trong trọng số
#     addcmul cộng thêm một tích: dấu trừ chuyển vào trọng số, được tính một lần cho mọi bước. Vẫn những con số ấy,
#     và dấu chỉ được viết ở một chỗ.

import torch


@torch.no_grad()
def buggy_sample(model, shape, schedule, device):
    weight = (-schedule["betas"] / schedule["sqrt_one_minus_alpha_bar"]).to(device)
    sqrt_alpha, sigma = schedule["sqrt_alpha"].to(device), schedule["betas"].sqrt().to(device)

    x = torch.randn(shape, device=device)
    for step in reversed(range(len(sigma))):
        t = torch.full((shape[0],), step, dtype=torch.long, device=device)
        x = torch.addcmul(x, weight[step], model(x, t)) / sqrt_alpha[step]
        if step > 0:
            x = torch.addcmul(x, sigma[step], torch.randn_like(x))
    return x
