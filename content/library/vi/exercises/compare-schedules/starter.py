import math

import torch


def compare_schedules(T=1000):
    """Chỉ số t đầu tiên (đếm từ 0) có alpha_bar dưới 0.01 của mỗi lịch, hoặc None nếu không có.

    Trả về {"linear": t, "cosine": t}.
    """
    raise NotImplementedError("Tạo cả hai lịch rồi tìm bước ấy.")
