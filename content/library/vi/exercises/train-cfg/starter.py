import torch
import torch.nn.functional as F


def train_ddpm_cfg(
    model, dataloader, schedule, epochs=100, lr=2e-4, p_uncond=0.1, num_classes=10, device="cuda"
):
    """Huấn luyện model(x_t, t, labels) tại chỗ, giấu mỗi nhãn với xác suất p_uncond.

    Nhãn num_classes nghĩa là "không nhãn".
    """
    raise NotImplementedError("Viết vòng lặp huấn luyện có giấu nhãn.")
