"""Sentences about the visible example that "run" calls."""

MESSAGES = {
    "example.schedule": {
        "en": "the six tensors that precompute_schedule makes of the betas {betas}, so T = {T}.",
        "vi": "sáu tensor mà precompute_schedule tạo ra từ các beta {betas}, nên T = {T}.",
    },
    "example.pictures": {
        "en": "a disc, a ring, a square and a cross, float32 of shape (4, 1, 16, 16), from −1 to 1.",
        "vi": "đĩa, vòng, hình vuông và chữ thập, float32 hình dạng (4, 1, 16, 16), từ −1 đến 1.",
    },
    "example.model": {
        "en": "called as model(x, t); the noise predictor that a perfect training on a disc, a ring, a square "
        "and a cross of 16 × 16 pixels would give.",
        "vi": "được gọi là model(x, t); mạng dự đoán nhiễu mà một lần huấn luyện hoàn hảo trên bốn hình 16 × 16 "
        "điểm ảnh (đĩa, vòng, hình vuông, chữ thập) sẽ cho ra.",
    },
    "example.labelled-model": {
        "en": "called as model(x, t, labels); the noise predictor that a perfect training on a disc (0), a ring "
        "(1), a square (2) and a cross (3) of 16 × 16 pixels would give, with 4 as the null label.",
        "vi": "được gọi là model(x, t, labels); mạng dự đoán nhiễu mà một lần huấn luyện hoàn hảo trên bốn hình "
        "16 × 16 điểm ảnh, đĩa (0), vòng (1), hình vuông (2) và chữ thập (3), sẽ cho ra, với 4 là nhãn rỗng.",
    },
    "example.name": {"en": "{name}", "vi": "{name}"},
    "example.pictures-title": {
        "en": "As pictures, from black at −1 to white at 1.",
        "vi": "Xem như ảnh, từ đen ở −1 đến trắng ở 1.",
    },
}
