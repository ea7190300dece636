import torch


def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    """Tạo n_samples ảnh bằng cách đi ngược xích.

    model(x, t) dự đoán nhiễu trong x; t là tensor int64 có hình dạng (n_samples,), từ T-1 xuống 0.
    Trả về (n_samples, img_channels, img_size, img_size).
    """
    raise NotImplementedError("Bắt đầu từ nhiễu, rồi đi từ T-1 xuống 0.")
