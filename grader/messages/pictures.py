"""Sentences about what is drawn after a verdict."""

# ruff: noqa: E501  sentences read better whole

MESSAGES = {
    "digits.title": {
        "en": "Digits of 8 × 8 pixels from our trained network: by your sampler, and by the reference from the same noise",
        "vi": "Chữ số 8 × 8 điểm ảnh từ mạng đã huấn luyện của chúng tôi: qua bộ lấy mẫu của bạn, và qua bộ lấy mẫu đúng từ cùng nhiễu",
    },
    "digits.guided": {
        "en": "Digits of 8 × 8 pixels from our trained network, one of each class at guidance scale {scale}: by your sampler, and by the reference from the same noise",
        "vi": "Chữ số 8 × 8 điểm ảnh từ mạng đã huấn luyện của chúng tôi, mỗi lớp một chữ số với hệ số dẫn hướng {scale}: qua bộ lấy mẫu của bạn, và qua bộ lấy mẫu đúng từ cùng nhiễu",
    },
    "digits.yours": {"en": "Your sampler", "vi": "Bộ lấy mẫu của bạn"},
    "digits.reference": {"en": "The reference", "vi": "Bộ lấy mẫu đúng"},
    "digits.raised": {
        "en": "With our trained network, on images of 8 × 8 pixels and 100 steps, your code stopped with {type}: {message}",
        "vi": "Với mạng đã huấn luyện của chúng tôi, trên ảnh 8 × 8 điểm ảnh và 100 bước, mã của bạn dừng với {type}: {message}",
    },
    "digits.timeout": {
        "en": "With our trained network your code did not end in time.",
        "vi": "Với mạng đã huấn luyện của chúng tôi, mã của bạn không kết thúc kịp.",
    },
    "digits.memory": {
        "en": "With our trained network your code ran out of memory.",
        "vi": "Với mạng đã huấn luyện của chúng tôi, mã của bạn hết bộ nhớ.",
    },
    "digits.killed": {
        "en": "With our trained network your code ended before it returned.",
        "vi": "Với mạng đã huấn luyện của chúng tôi, mã của bạn kết thúc trước khi trả về.",
    },
    "digits.late": {
        "en": "They are not drawn yet, since verdicts go first. Look again later.",
        "vi": "Chúng chưa được vẽ, vì việc chấm được ưu tiên. Hãy xem lại sau.",
    },
    "digits.not-drawn": {
        "en": "They could not be drawn this time. The verdict does not depend on them.",
        "vi": "Lần này không vẽ được. Kết quả chấm không phụ thuộc vào chúng.",
    },
}
