"""Sentences about a function that is held against an author's reference."""

MESSAGES = {
    "function.returned": {
        "en": "In all {count} calls: the right kind of value, and finite.",
        "vi": "Cả {count} lần gọi đều trả về giá trị đúng loại và hữu hạn.",
    },
    "function.raised": {
        "en": "{call}: expected a result, got {type}: {detail}",
        "vi": "{call}: phải trả về kết quả, nhưng gặp lỗi {type}: {detail}",
    },
    "function.wrong-kind": {
        "en": "{call}: expected {place} to be {expected}, got {got}.",
        "vi": "{call}: {place} phải là {expected}, nhưng nhận được {got}.",
    },
    "function.not-finite": {
        "en": "{call}: expected finite numbers in {place}, got NaN or infinity in {count} of {total} values.",
        "vi": "{call}: {place} phải gồm các số hữu hạn, nhưng {count} trên {total} giá trị là NaN hoặc vô cùng.",
    },
    "function.departs": {
        "en": "{call}: expected {place} = {expected}, got {got}.",
        "vi": "{call}: {place} phải là {expected}, nhưng nhận được {got}.",
    },
    "function.agrees": {
        "en": "Right in all {count} calls.",
        "vi": "Đúng trong cả {count} lần gọi.",
    },
    "function.input-changed": {
        "en": "{call}: an argument was changed in place. Work on a copy: the caller still needs the original.",
        "vi": "{call}: một tham số đã bị sửa tại chỗ. Hãy làm việc trên một bản sao: nơi gọi hàm vẫn cần dữ liệu gốc.",
    },
    "function.curve": {"en": "The result, value by value", "vi": "Kết quả, theo từng giá trị"},
    "function.picture": {"en": "The result, picture by picture", "vi": "Kết quả, theo từng ảnh"},
    "function.index": {"en": "index", "vi": "chỉ số"},
}

CHECK_TITLES = {
    "returns_value": {"en": "Returns the right kind of value", "vi": "Trả về giá trị đúng loại"},
    "function_values": {"en": "Agrees with the reference", "vi": "Khớp với lời giải mẫu"},
}
