"""Sentences about where tensors live."""

# ruff: noqa: E501  sentences read better whole

MESSAGES = {
    "devices.together": {
        "en": "No operation mixes tensors of two devices.",
        "vi": "Không có phép toán nào trộn tensor của hai thiết bị.",
    },
    "devices.mixed": {
        "en": "On an accelerator this would stop: a tensor on the CPU meets one on the device, or nothing was moved there. Make tensors on the device that is given, and move with .to(device) what comes from elsewhere.",
        "vi": "Trên bộ tăng tốc (GPU), mã này sẽ dừng: một tensor trên CPU gặp một tensor trên thiết bị, hoặc chưa có gì được chuyển lên đó. Hãy tạo tensor ngay trên thiết bị được truyền vào, và dùng .to(device) để chuyển những gì đến từ nơi khác.",
    },
    "devices.mixed-in-line": {
        "en": "On an accelerator this would stop in line {line}: a tensor on the CPU meets one on the device, or nothing was moved there. Make tensors on the device that is given, and move with .to(device) what comes from elsewhere.",
        "vi": "Trên bộ tăng tốc (GPU), mã này sẽ dừng ở dòng {line}: một tensor trên CPU gặp một tensor trên thiết bị, hoặc chưa có gì được chuyển lên đó. Hãy tạo tensor ngay trên thiết bị được truyền vào, và dùng .to(device) để chuyển những gì đến từ nơi khác.",
    },
}

CHECK_TITLES = {
    "one_device": {"en": "Stays on the given device", "vi": "Giữ đúng thiết bị được truyền vào"},
}
