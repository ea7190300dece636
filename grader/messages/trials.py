"""Sentences about the trial of an uploaded exercise, which its author reads."""

# ruff: noqa: E501  sentences read better whole

MESSAGES = {
    # What each program should do, and what it did.
    "trial.draws": {"en": "arguments of {count} calls", "vi": "tham số cho {count} lần gọi"},
    "trial.drew": {"en": "{count} different ones", "vi": "{count} bộ tham số khác nhau"},
    "trial.refers": {
        "en": "the same answer twice, in {count} calls",
        "vi": "cùng câu trả lời cả hai lần, trong {count} lần gọi",
    },
    "trial.referred": {"en": "{count} answers", "vi": "{count} câu trả lời"},
    "trial.agrees": {"en": "agrees with the reference", "vi": "khớp với lời giải mẫu"},
    "trial.differs": {"en": "differs from the reference", "vi": "khác lời giải mẫu"},
    "trial.agreed": {"en": "agrees in all {of} calls", "vi": "khớp trong cả {of} lần gọi"},
    "trial.differed": {"en": "differs in {count} of {of} calls", "vi": "khác trong {count} trên {of} lần gọi"},
    # How a program ended that gave no answer.
    "trial.error-expected": {"en": "a program that returns", "vi": "một chương trình trả về kết quả"},
    "trial.error-got": {"en": "{said}", "vi": "{said}"},
    "trial.error-remedy": {"en": "Correct it.", "vi": "Hãy sửa lại."},
    "trial.wrong-error-expected": {
        "en": "a wrong solution that returns: it is recognised by what it returns",
        "vi": "một lời giải sai có trả về kết quả: nó được nhận ra qua giá trị trả về",
    },
    "trial.wrong-error-got": {"en": "{said}", "vi": "{said}"},
    "trial.wrong-error-remedy": {
        "en": "Correct it, or leave it out: students read of an error as it is.",
        "vi": "Hãy sửa lại hoặc bỏ nó đi: học viên đọc được lỗi đúng như nó xảy ra.",
    },
    "trial.timeout-expected": {
        "en": "an end within the exercise's time",
        "vi": "kết thúc trong giới hạn thời gian của bài",
    },
    "trial.timeout-got": {"en": "out of time: {message}", "vi": "hết thời gian: {message}"},
    "trial.timeout-remedy": {
        "en": "Make it faster, draw smaller inputs, or raise limits.wall_s.",
        "vi": "Hãy làm nó nhanh hơn, dùng đầu vào nhỏ hơn, hoặc tăng limits.wall_s.",
    },
    "trial.memory-expected": {"en": "no more than the exercise's memory", "vi": "không vượt giới hạn bộ nhớ của bài"},
    "trial.memory-got": {"en": "out of memory: {message}", "vi": "hết bộ nhớ: {message}"},
    "trial.memory-remedy": {
        "en": "Use less, draw smaller inputs, or raise limits.memory_mb.",
        "vi": "Hãy dùng ít bộ nhớ hơn, dùng đầu vào nhỏ hơn, hoặc tăng limits.memory_mb.",
    },
    "trial.killed-expected": {"en": "a program that returns", "vi": "một chương trình trả về kết quả"},
    "trial.killed-got": {"en": "stopped: {message}", "vi": "bị dừng: {message}"},
    "trial.killed-remedy": {
        "en": "Return the value; do not exit, and return no more than a few megabytes.",
        "vi": "Hãy trả về giá trị; đừng thoát chương trình, và đừng trả về quá vài megabyte.",
    },
    "trial.too-slow-expected": {
        "en": "all programs within {most} s",
        "vi": "mọi chương trình chạy xong trong {most} giây",
    },
    "trial.too-slow-got": {"en": "more time than that", "vi": "lâu hơn thế"},
    "trial.too-slow-remedy": {
        "en": "Make them faster, draw smaller inputs, or leave some of the wrong solutions out.",
        "vi": "Hãy làm chúng nhanh hơn, dùng đầu vào nhỏ hơn, hoặc bỏ bớt lời giải sai.",
    },
    # The generator.
    "trial.no-arguments-expected": {
        "en": "inputs(seed) to return a tuple of arguments, or a dict of them by name",
        "vi": "inputs(seed) trả về một tuple các tham số, hoặc một dict các tham số theo tên",
    },
    "trial.no-arguments-got": {"en": "{got}", "vi": "{got}"},
    "trial.no-arguments-remedy": {
        "en": "Return (x,) for a single argument.",
        "vi": "Hãy trả về (x,) khi chỉ có một tham số.",
    },
    "trial.foreign-argument-expected": {
        "en": "arguments made of numbers, text, None, lists, tuples, dicts and plain torch tensors",
        "vi": "tham số chỉ gồm số, chuỗi, None, list, tuple, dict và tensor torch thông thường",
    },
    "trial.foreign-argument-got": {"en": "{type} at {place}", "vi": "{type} tại {place}"},
    "trial.foreign-argument-remedy": {
        "en": "Turn it into one of these.",
        "vi": "Hãy đổi nó thành một trong các loại đó.",
    },
    "trial.bad-name-expected": {"en": "names of parameters as keys", "vi": "khóa là tên của các tham số"},
    "trial.bad-name-got": {"en": "{got}", "vi": "{got}"},
    "trial.bad-name-remedy": {
        "en": "Use the names in the function's head.",
        "vi": "Hãy dùng các tên trong phần khai báo hàm.",
    },
    "trial.other-count-expected": {"en": "{expected} sets of arguments", "vi": "{expected} bộ tham số"},
    "trial.other-count-got": {"en": "{got}", "vi": "{got}"},
    "trial.other-count-remedy": {
        "en": "Let inputs(seed) do nothing but return one set of arguments.",
        "vi": "Hãy để inputs(seed) chỉ trả về một bộ tham số.",
    },
    "trial.few-expected": {
        "en": "at least {least} different sets of arguments from {drawn} seeds",
        "vi": "ít nhất {least} bộ tham số khác nhau từ {drawn} seed",
    },
    "trial.few-got": {"en": "{got}", "vi": "{got}"},
    "trial.few-remedy": {
        "en": "Draw them with the seed: torch.Generator().manual_seed(seed), or random.Random(seed).",
        "vi": "Hãy rút chúng theo seed: torch.Generator().manual_seed(seed), hoặc random.Random(seed).",
    },
    "trial.too-large-expected": {
        "en": "cases of at most {most} MB together",
        "vi": "các trường hợp tổng cộng không quá {most} MB",
    },
    "trial.too-large-got": {"en": "{got}", "vi": "{got}"},
    "trial.too-large-remedy": {"en": "Draw smaller tensors.", "vi": "Hãy rút các tensor nhỏ hơn."},
    # The reference.
    "trial.raised-expected": {"en": "a result of {call}", "vi": "kết quả của {call}"},
    "trial.raised-got": {"en": "{type}: {detail}", "vi": "{type}: {detail}"},
    "trial.raised-remedy": {
        "en": "Let the reference handle it, or do not draw such inputs.",
        "vi": "Hãy để lời giải mẫu xử lý trường hợp đó, hoặc đừng rút đầu vào như vậy.",
    },
    "trial.foreign-expected": {
        "en": "{call} to return numbers, text, lists, tuples, dicts or plain torch tensors",
        "vi": "{call} trả về số, chuỗi, list, tuple, dict hoặc tensor torch thông thường",
    },
    "trial.foreign-got": {"en": "{type} at {place}", "vi": "{type} tại {place}"},
    "trial.foreign-remedy": {"en": "Turn it into one of these.", "vi": "Hãy đổi nó thành một trong các loại đó."},
    "trial.nothing-expected": {"en": "{call} to return a value", "vi": "{call} trả về một giá trị"},
    "trial.nothing-got": {"en": "None", "vi": "None"},
    "trial.nothing-remedy": {"en": "Return the result.", "vi": "Hãy trả về kết quả."},
    "trial.not-finite-expected": {"en": "{call} to return finite numbers", "vi": "{call} trả về các số hữu hạn"},
    "trial.not-finite-got": {"en": "NaN or infinity in {place}", "vi": "NaN hoặc vô cùng trong {place}"},
    "trial.not-finite-remedy": {
        "en": "Correct it, or do not draw such inputs.",
        "vi": "Hãy sửa lại, hoặc đừng rút đầu vào như vậy.",
    },
    "trial.unsteady-expected": {
        "en": "{call} to return the same value in every order of the calls and with any random numbers",
        "vi": "{call} trả về cùng một giá trị với mọi thứ tự gọi và mọi số ngẫu nhiên",
    },
    "trial.unsteady-got": {"en": "another value the second time", "vi": "một giá trị khác ở lần thứ hai"},
    "trial.unsteady-remedy": {
        "en": "Take everything from the arguments: draw random numbers in inputs.py and pass them, and keep nothing between calls.",
        "vi": "Hãy lấy mọi thứ từ tham số: rút số ngẫu nhiên trong inputs.py rồi truyền vào, và đừng giữ gì giữa các lần gọi.",
    },
    "trial.touched-expected": {
        "en": "{call} to leave its arguments as they are",
        "vi": "{call} giữ nguyên các tham số",
    },
    "trial.touched-got": {"en": "an argument that was changed in place", "vi": "một tham số bị sửa tại chỗ"},
    "trial.touched-remedy": {
        "en": "Work on a copy, as students have to.",
        "vi": "Hãy làm việc trên một bản sao, như học viên phải làm.",
    },
    # The others.
    "trial.solution-differs-expected": {
        "en": "a solution that agrees with the reference within the tolerance",
        "vi": "một lời giải khớp với lời giải mẫu trong sai số cho phép",
    },
    "trial.solution-differs-got": {
        "en": "{count} of {of} calls that differ, the first is {call}",
        "vi": "{count} trên {of} lần gọi khác nhau, lần đầu là {call}",
    },
    "trial.solution-differs-remedy": {
        "en": "Correct the solution or the reference, or widen the tolerance.",
        "vi": "Hãy sửa lời giải hoặc lời giải mẫu, hoặc nới sai số.",
    },
    "trial.starter-passes-expected": {
        "en": "a starter that has something left to do",
        "vi": "mã khởi đầu còn việc để làm",
    },
    "trial.starter-passes-got": {"en": "one that gets full marks", "vi": "mã đã đạt trọn điểm"},
    "trial.starter-passes-remedy": {
        "en": "Take the answer out of it.",
        "vi": "Hãy bỏ đáp án khỏi mã khởi đầu.",
    },
    "trial.wrong-passes-expected": {
        "en": "a wrong solution that differs from the reference",
        "vi": "một lời giải sai khác với lời giải mẫu",
    },
    "trial.wrong-passes-got": {
        "en": "the same answers in all {count} calls",
        "vi": "câu trả lời giống hệt trong cả {count} lần gọi",
    },
    "trial.wrong-passes-remedy": {
        "en": "Your inputs do not tell it apart from the reference: draw some on which it goes wrong, or tighten the tolerance.",
        "vi": "Đầu vào của bạn không phân biệt được nó với lời giải mẫu: hãy rút những đầu vào khiến nó sai, hoặc siết sai số.",
    },
    "trial.same-mistake-expected": {
        "en": "a wrong solution that differs from {other}",
        "vi": "một lời giải sai khác với {other}",
    },
    "trial.same-mistake-got": {"en": "the same answers in every call", "vi": "câu trả lời giống hệt trong mọi lần gọi"},
    "trial.same-mistake-remedy": {
        "en": "A student would be told the other mistake: make one of the two, or draw inputs that tell them apart.",
        "vi": "Học viên sẽ được báo nhầm lỗi: hãy gộp hai lời giải làm một, hoặc rút đầu vào phân biệt được chúng.",
    },
}
