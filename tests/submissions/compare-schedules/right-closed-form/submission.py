import math


def compare_schedules(T=1000):
    result, product = {"linear": None, "cosine": None}, 1.0
    for t in range(T):
        product *= 1 - (1e-4 + (0.02 - 1e-4) * t / max(T - 1, 1))
        if product < 0.01 and result["linear"] is None:
            result["linear"] = t

    def f(u):
        return math.cos((u / T + 0.008) / 1.008 * math.pi / 2) ** 2

    for t in range(T):
        if f(t + 1) / f(0) < 0.01:
            result["cosine"] = t
            break
    return result
