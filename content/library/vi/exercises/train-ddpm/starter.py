import torch
import torch.nn.functional as F


def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    """Huấn luyện model(x_t, t) tại chỗ để dự đoán nhiễu: Adam, sai số bình phương trung bình, mỗi lô một bước."""
    raise NotImplementedError("Viết vòng lặp huấn luyện.")
