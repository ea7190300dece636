"""Sentences about the schedule exercises."""

# ruff: noqa: E501  sentences read better whole

MESSAGES = {
    "schedule.returned": {
        "en": "T finite float values in every call.",
        "vi": "Mỗi lần gọi đều trả về T giá trị float hữu hạn.",
    },
    "schedule.raised": {
        "en": "{call}: expected a result, got {type}: {detail}",
        "vi": "{call}: phải trả về kết quả, nhưng gặp lỗi {type}: {detail}",
    },
    "schedule.agrees": {
        "en": "Every value agrees, down to {call}.",
        "vi": "Mọi giá trị đều đúng, kể cả với {call}.",
    },
    "schedule.departs": {
        "en": "{call}: expected β = {expected} at t = {t}, got {got}.",
        "vi": "{call}: tại t = {t}, β phải là {expected}, nhưng nhận được {got}.",
    },
    "schedule.betas": {"en": "β at every step", "vi": "β tại từng bước"},
    "schedule.entry": {"en": 'schedule["{name}"] at every step', "vi": 'schedule["{name}"] tại từng bước'},
    "schedule.step": {"en": "t", "vi": "t"},
    "schedule.six-keys": {
        "en": "A dict with the six tensors, each of shape (T,).",
        "vi": "Một dict gồm sáu tensor, mỗi tensor có hình dạng (T,).",
    },
    "schedule.not-a-dict": {
        "en": "Expected a dict of six tensors, got {type}. Return the dict itself.",
        "vi": "Cần một dict gồm sáu tensor, nhưng nhận được {type}. Hãy trả về chính dict đó.",
    },
    "schedule.missing-keys": {
        "en": "Expected the six keys of the task; missing: {missing}. Got: {got}.",
        "vi": "Cần đủ sáu khóa của đề bài; còn thiếu: {missing}. Nhận được: {got}.",
    },
    "schedule.bad-entry": {
        "en": '"{name}": expected finite floats of shape ({T},), got {got}.',
        "vi": '"{name}": cần các số float hữu hạn với hình dạng ({T},), nhưng nhận được {got}.',
    },
    "schedule.entry-departs": {
        "en": '"{name}" for T = {T}: expected {expected} at t = {t}, got {got}.',
        "vi": '"{name}" với T = {T}: tại t = {t} phải là {expected}, nhưng nhận được {got}.',
    },
    "schedule.entries-agree": {"en": "Right in every call: {names}.", "vi": "Đúng trong mọi lần gọi: {names}."},
    "compare.returned": {
        "en": "A dict with a step, or None, for both schedules.",
        "vi": "Một dict với một bước, hoặc None, cho cả hai lịch nhiễu.",
    },
    "compare.not-a-dict": {
        "en": "Expected a dict with the keys 'linear' and 'cosine', got {type}.",
        "vi": "Cần một dict với hai khóa 'linear' và 'cosine', nhưng nhận được {type}.",
    },
    "compare.missing-keys": {
        "en": "Expected the keys 'linear' and 'cosine'; missing: {missing}. Got: {got}.",
        "vi": "Cần hai khóa 'linear' và 'cosine'; còn thiếu: {missing}. Nhận được: {got}.",
    },
    "compare.not-a-step": {
        "en": "'{name}': expected a whole number or None, got {got} ({type}). Take the index of the step; .item() turns a tensor into a number.",
        "vi": "'{name}': cần một số nguyên hoặc None, nhưng nhận được {got} ({type}). Hãy lấy chỉ số của bước; .item() đổi tensor thành số.",
    },
    "compare.departs": {
        "en": "{call}: expected '{name}' to be {expected}, got {got}.",
        "vi": "{call}: '{name}' phải là {expected}, nhưng nhận được {got}.",
    },
    "compare.agrees": {"en": "Right in all {count} cases.", "vi": "Đúng trong cả {count} trường hợp."},
}

CHECK_TITLES = {
    "returns_betas": {"en": "Returns T betas", "vi": "Trả về T giá trị β"},
    "linear_values": {
        "en": "Evenly spaced from beta_start to beta_end",
        "vi": "Cách đều từ beta_start đến beta_end",
    },
    "cosine_values": {
        "en": "β_t = 1 − ᾱ(t+1)/ᾱ(t), clamped to [1e-5, 0.999]",
        "vi": "β_t = 1 − ᾱ(t+1)/ᾱ(t), chặn trong [1e-5, 0.999]",
    },
    "single_step": {"en": "A chain of one step, T = 1", "vi": "Xích chỉ có một bước, T = 1"},
    "returns_schedule": {"en": "Returns the six tensors in a dict", "vi": "Trả về sáu tensor trong một dict"},
    "one_step_values": {"en": "α_t = 1 − β_t and its root", "vi": "α_t = 1 − β_t và căn của nó"},
    "running_product": {
        "en": "ᾱ_t is the running product, with its root",
        "vi": "ᾱ_t là tích lũy tiến, cùng căn của nó",
    },
    "noise_weight": {"en": "√(1 − ᾱ_t), the weight of the noise", "vi": "√(1 − ᾱ_t), trọng số của nhiễu"},
    "returns_steps": {"en": "Returns a step for both schedules", "vi": "Trả về một bước cho cả hai lịch nhiễu"},
    "linear_step": {"en": "Linear: the first t with ᾱ_t < 0.01", "vi": "Tuyến tính: t đầu tiên có ᾱ_t < 0.01"},
    "cosine_step": {"en": "Cosine: the first t with ᾱ_t < 0.01", "vi": "Cosin: t đầu tiên có ᾱ_t < 0.01"},
    "never_reached": {"en": "None where ᾱ_t stays at 0.01 or above", "vi": "None khi ᾱ_t không xuống dưới 0.01"},
}
