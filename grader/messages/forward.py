"""Sentences about the forward process, with those about noise as a draw."""

# ruff: noqa: E501  sentences read better whole

MESSAGES = {
    "forward.returned": {
        "en": "A pair (x_t, noise), both of x_0's shape.",
        "vi": "Một cặp (x_t, noise), cả hai cùng hình dạng với x_0.",
    },
    "forward.not-a-pair": {
        "en": "Expected a pair (x_t, noise), got {type} with {length} items.",
        "vi": "Cần một cặp (x_t, noise), nhưng nhận được {type} gồm {length} phần tử.",
    },
    "forward.agrees": {
        "en": "x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise holds in all {batches} batches, for each sample's own t.",
        "vi": "x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise đúng trong cả {batches} lô, với t riêng của từng mẫu.",
    },
    "forward.departs": {
        "en": "Sample {sample}, at t = {t}: with the noise you returned, √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise is {expected} where your x_t has {got}.",
        "vi": "Mẫu {sample}, tại t = {t}: với noise bạn trả về, √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise bằng {expected}, còn x_t của bạn là {got}.",
    },
    "forward.picture": {
        "en": "A picture under your forward process at t = {steps}",
        "vi": "Một bức ảnh qua quá trình thuận của bạn tại t = {steps}",
    },
    "forward.same-noise": {"en": "Expected, with the same noise", "vi": "Kết quả đúng, với cùng nhiễu"},
    "noise.normal": {
        "en": "Standard normal: mean {mean}, variance {variance} over {count} values.",
        "vi": "Phân phối chuẩn tắc: trung bình {mean}, phương sai {variance} trên {count} giá trị.",
    },
    "noise.not-normal": {
        "en": "Expected standard normal noise (mean 0, variance 1, a normal curve), got mean {mean} and variance {variance} over {count} values. Draw it with torch.randn or torch.randn_like.",
        "vi": "Nhiễu phải theo phân phối chuẩn tắc (trung bình 0, phương sai 1, đường cong chuẩn), nhưng nhận được trung bình {mean} và phương sai {variance} trên {count} giá trị. Hãy rút nhiễu bằng torch.randn hoặc torch.randn_like.",
    },
    "noise.fresh": {
        "en": "No two calls, steps, samples, channels or pixels share their noise.",
        "vi": "Không có hai lần gọi, bước, mẫu, kênh hay điểm ảnh nào dùng chung nhiễu.",
    },
    "noise.repeats-by-call": {
        "en": "Expected fresh noise in every call, got the same or related noise in two calls. Is a seed set inside the function?",
        "vi": "Mỗi lần gọi phải có nhiễu mới, nhưng hai lần gọi cho nhiễu giống nhau hoặc liên quan đến nhau. Có phải bạn đặt seed bên trong hàm?",
    },
    "noise.repeats-by-run": {
        "en": "Expected fresh noise every time the function is called, got the same or related noise in two calls. Is a seed set inside the function?",
        "vi": "Mỗi lần gọi hàm phải có nhiễu mới, nhưng hai lần gọi cho nhiễu giống nhau hoặc liên quan đến nhau. Có phải bạn đặt seed bên trong hàm?",
    },
    "noise.repeats-by-step": {
        "en": "Expected fresh noise at every step, got noise that two steps share. Draw it inside the loop.",
        "vi": "Mỗi bước phải có nhiễu mới, nhưng có hai bước dùng chung nhiễu. Hãy rút nhiễu bên trong vòng lặp.",
    },
    "noise.repeats-by-sample": {
        "en": "Expected independent noise for every sample, got noise that samples of a batch share. Draw it in the batch's full shape.",
        "vi": "Mỗi mẫu phải có nhiễu độc lập, nhưng các mẫu trong lô lại dùng chung nhiễu. Hãy rút nhiễu với đầy đủ hình dạng của lô.",
    },
    "noise.repeats-by-channel": {
        "en": "Expected independent noise in every channel, got noise that channels share. Draw it in the full shape.",
        "vi": "Mỗi kênh phải có nhiễu độc lập, nhưng các kênh lại dùng chung nhiễu. Hãy rút nhiễu với đầy đủ hình dạng.",
    },
    "noise.repeats-by-row": {
        "en": "Expected independent noise in every pixel, got noise that rows of an image share. Draw it in the full shape.",
        "vi": "Mỗi điểm ảnh phải có nhiễu độc lập, nhưng các hàng của ảnh lại dùng chung nhiễu. Hãy rút nhiễu với đầy đủ hình dạng.",
    },
    "noise.repeats-by-column": {
        "en": "Expected independent noise in every pixel, got noise that columns of an image share. Draw it in the full shape.",
        "vi": "Mỗi điểm ảnh phải có nhiễu độc lập, nhưng các cột của ảnh lại dùng chung nhiễu. Hãy rút nhiễu với đầy đủ hình dạng.",
    },
}

CHECK_TITLES = {
    "returns_pair": {"en": "Returns the pair (x_t, noise)", "vi": "Trả về cặp (x_t, noise)"},
    "forward_algebra": {
        "en": "x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise",
        "vi": "x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise",
    },
    "noise_is_normal": {"en": "The noise is standard normal", "vi": "Nhiễu theo phân phối chuẩn tắc"},
    "noise_is_fresh": {"en": "The noise is drawn afresh", "vi": "Nhiễu được rút mới mỗi lần"},
}
