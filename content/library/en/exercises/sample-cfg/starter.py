import torch


def sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device):
    """Draw one image for each label, with classifier-free guidance.

    model(x, t, labels) predicts the noise; the label num_classes stands for "no label".
    shape: (B, C, H, W); class_labels: (B,) int64. Returns a tensor of that shape.
    """
    raise NotImplementedError("Combine the two predictions at every step.")
