# en: With a history of the loss
#     The same loop, which also keeps the mean loss of every epoch and returns it, so that a curve can be drawn.
#     item() takes the number out of the graph: keeping the tensor would keep the graph alive.
# vi: Kèm lịch sử hàm mất mát
#     Vẫn vòng lặp ấy, nhưng giữ thêm giá trị mất mát trung bình của mỗi epoch và trả về, để vẽ được đường cong.
#     item() lấy con số ra khỏi đồ thị tính toán: giữ tensor thì đồ thị cũng bị giữ lại.

import torch


def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    model.to(device)
    model.train()
    adam = torch.optim.Adam(model.parameters(), lr)
    alpha_bar = schedule["alpha_bar"].to(device)
    history = []

    for _ in range(epochs):
        losses = []
        for batch in dataloader:
            images = batch if torch.is_tensor(batch) else batch[0]
            images = images.to(device)
            t = torch.randint(high=len(alpha_bar), size=(images.shape[0],), device=device)
            left = alpha_bar[t][:, None, None, None]
            noise = torch.randn_like(images)
            predicted = model(left.sqrt() * images + (1 - left).sqrt() * noise, t)

            loss = (predicted - noise).square().mean()
            loss.backward()
            adam.step()
            adam.zero_grad()
            losses.append(loss.item())
        history.append(sum(losses) / len(losses))
    return history
