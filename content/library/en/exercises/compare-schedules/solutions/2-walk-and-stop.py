# en: Walk until it is below
#     No tensor at all: multiply step by step and stop at the first that is below. Where the walk ends without
#     stopping, the function falls through to None.
# vi: Đi cho đến khi xuống dưới ngưỡng
#     Không cần tensor nào: nhân dần từng bước và dừng ở bước đầu tiên nhỏ hơn ngưỡng. Nếu đi hết mà không dừng, hàm
#     trả về None.

import math


def linear(t, T):
    return 1e-4 + (0.02 - 1e-4) * t / max(T - 1, 1)


def cosine(t, T, s=0.008):
    now, then = (math.cos((u / T + s) / (1 + s) * math.pi / 2) ** 2 for u in (t, t + 1))
    return min(max(1 - then / now, 1e-5), 0.999)


def first_below(beta, T, floor=0.01):
    left = 1.0
    for t in range(T):
        left *= 1 - beta(t, T)
        if left < floor:
            return t
    return None


def compare_schedules(T=1000):
    return {"linear": first_below(linear, T), "cosine": first_below(cosine, T)}
