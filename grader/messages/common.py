"""Sentences that every exercise shares."""

MESSAGES = {
    "common.blocked": {
        "en": "Not judged yet: an earlier check has to pass first.",
        "vi": "Chưa chấm: một mục kiểm tra ở trên phải đạt trước.",
    },
    "common.not-a-tensor": {
        "en": "Expected a torch.Tensor of shape {shape}, got {type}.",
        "vi": "Cần một torch.Tensor có hình dạng {shape}, nhưng nhận được {type}.",
    },
    "common.subclass": {
        "en": "Expected a plain torch.Tensor, got the subclass {type}. Return the tensor itself.",
        "vi": "Cần một torch.Tensor thông thường, nhưng nhận được lớp con {type}. Hãy trả về chính tensor đó.",
    },
    "common.wrong-shape": {
        "en": "Expected shape {expected}, got {got}.",
        "vi": "Cần hình dạng {expected}, nhưng nhận được {got}.",
    },
    "common.wrong-dtype": {
        "en": "Expected dtype {expected}, got {got}.",
        "vi": "Cần dtype {expected}, nhưng nhận được {got}.",
    },
    "common.not-finite": {
        "en": "Expected finite numbers, got NaN or infinity in {count} of {total} values.",
        "vi": "Mọi giá trị phải hữu hạn, nhưng {count} trên {total} giá trị là NaN hoặc vô cùng.",
    },
    "common.input-changed": {
        "en": "{name} was changed in place. Work on a copy: the caller still needs the original.",
        "vi": "{name} đã bị sửa tại chỗ. Hãy làm việc trên một bản sao: nơi gọi hàm vẫn cần dữ liệu gốc.",
    },
    "common.inputs-untouched": {
        "en": "The inputs came back as they went in.",
        "vi": "Dữ liệu đầu vào được giữ nguyên.",
    },
    "common.yours": {"en": "Yours", "vi": "Của bạn"},
    "common.expected": {"en": "Expected", "vi": "Kết quả đúng"},
}

CHECK_TITLES = {
    "inputs_untouched": {"en": "The inputs are left as they were", "vi": "Không sửa dữ liệu đầu vào"},
}
