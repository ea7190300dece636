# en: In three functions
#     What is drawn, what is compared and how one step is taken are three questions, so they are three functions.
#     Each can be tested without the other two, and the loop at the end is a sentence.
# vi: Chia thành ba hàm
#     Rút cái gì, so sánh cái gì và đi một bước thế nào là ba câu hỏi, nên là ba hàm. Mỗi hàm có thể được kiểm thử
#     mà không cần hai hàm kia, và vòng lặp ở cuối đọc như một câu.

import torch
import torch.nn.functional as F


def noised(x_0, schedule):
    t = torch.randint(len(schedule["betas"]), x_0.shape[:1], device=x_0.device)
    noise = torch.randn_like(x_0)
    signal, spread = (
        schedule[name][t].reshape(-1, 1, 1, 1) for name in ("sqrt_alpha_bar", "sqrt_one_minus_alpha_bar")
    )
    return signal * x_0 + spread * noise, t, noise


def loss_of(model, x_0, schedule):
    x_t, t, noise = noised(x_0, schedule)
    return F.mse_loss(model(x_t, t), noise)


def images_of(batch):
    return batch[0] if isinstance(batch, (tuple, list)) else batch


def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    model.to(device).train()
    schedule = {name: values.to(device) for name, values in schedule.items()}
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        for batch in dataloader:
            optimizer.zero_grad()
            loss_of(model, images_of(batch).to(device), schedule).backward()
            optimizer.step()
