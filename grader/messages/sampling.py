"""Sentences about samplers, unconditional or guided."""

# ruff: noqa: E501  sentences read better whole

MESSAGES = {
    "walk.calls": {
        "en": "Every call showed the model a state of shape {shape}.",
        "vi": "Mọi lần gọi đều đưa cho mô hình một trạng thái có hình dạng {shape}.",
    },
    "walk.never-called": {
        "en": "Expected the model to be called once per step, but it was never called.",
        "vi": "Mô hình phải được gọi một lần ở mỗi bước, nhưng nó chưa từng được gọi.",
    },
    "walk.too-many-calls": {
        "en": "Expected one walk of {expected} steps, got more than {got} model calls.",
        "vi": "Cần một lượt đi gồm {expected} bước, nhưng mô hình bị gọi hơn {got} lần.",
    },
    "walk.call-arguments": {
        "en": "Expected {expected} arguments in every model call, got {got}.",
        "vi": "Mỗi lần gọi mô hình cần {expected} tham số, nhưng nhận được {got}.",
    },
    "walk.returned": {
        "en": "Finite images of shape {shape}.",
        "vi": "Các ảnh hữu hạn có hình dạng {shape}.",
    },
    "walk.float32": {
        "en": "The images are float32, as the model's output is.",
        "vi": "Ảnh có kiểu float32, như kết quả của mô hình.",
    },
    "walk.not-float32": {
        "en": "Expected float32, as the model's output is, got {dtype}. Work in it if you like, but return images.float(): a model with float32 weights refuses anything else.",
        "vi": "Cần float32, như kết quả của mô hình, nhưng nhận được {dtype}. Bạn có thể tính bằng kiểu đó, nhưng hãy trả về images.float(): mô hình có trọng số float32 không nhận kiểu khác.",
    },
    "walk.t-is-a-batch": {
        "en": "In every call t is an integer tensor with one value per image.",
        "vi": "Ở mọi lần gọi, t là tensor số nguyên với một giá trị cho mỗi ảnh.",
    },
    "walk.t-not-a-tensor": {
        "en": "Call {call}: expected t as an integer tensor of shape ({count},), got {type}. torch.full((n,), t, dtype=torch.long) makes one.",
        "vi": "Lần gọi {call}: t phải là tensor số nguyên có hình dạng ({count},), nhưng nhận được {type}. Có thể tạo bằng torch.full((n,), t, dtype=torch.long).",
    },
    "walk.t-wrong-shape": {
        "en": "Call {call}: expected t of shape ({count},), one value per image, got shape {shape}.",
        "vi": "Lần gọi {call}: t phải có hình dạng ({count},), mỗi ảnh một giá trị, nhưng nhận được hình dạng {shape}.",
    },
    "walk.t-not-whole": {
        "en": "Call {call}: expected t with an integer dtype such as torch.long, got {dtype}.",
        "vi": "Lần gọi {call}: t phải có kiểu số nguyên như torch.long, nhưng nhận được {dtype}.",
    },
    "walk.t-differs": {
        "en": "Call {call}: expected the same t for every image of the batch, got values from {low} to {high}.",
        "vi": "Lần gọi {call}: mọi ảnh trong lô phải có cùng t, nhưng nhận được các giá trị từ {low} đến {high}.",
    },
    "walk.t-runs-down": {
        "en": "t runs from {last} down to 0, once each.",
        "vi": "t chạy từ {last} xuống 0, mỗi giá trị đúng một lần.",
    },
    "walk.t-departs": {
        "en": "Step {step} of the walk: expected t = {expected}, got t = {got}. t runs from T − 1 down to 0, once each.",
        "vi": "Bước thứ {step} của lượt đi: cần t = {expected}, nhưng nhận được t = {got}. t phải chạy từ T − 1 xuống 0, mỗi giá trị đúng một lần.",
    },
    "walk.wrong-length": {
        "en": "Expected {expected} steps, t = {last} down to 0, got {got} steps.",
        "vi": "Cần {expected} bước, t từ {last} xuống 0, nhưng có {got} bước.",
    },
    "walk.first-state": {
        "en": "x_T is standard normal: mean {mean}, variance {variance}.",
        "vi": "x_T theo phân phối chuẩn tắc: trung bình {mean}, phương sai {variance}.",
    },
    "walk.first-state-departs": {
        "en": "Expected x_T ~ N(0, I), got mean {mean} and variance {variance}. Start from torch.randn.",
        "vi": "Cần x_T ~ N(0, I), nhưng nhận được trung bình {mean} và phương sai {variance}. Hãy bắt đầu bằng torch.randn.",
    },
    "walk.mean": {
        "en": "Every step moves to (x_t − β_t/√(1 − ᾱ_t)·ε)/√α_t before its noise.",
        "vi": "Trước khi thêm nhiễu, mỗi bước đều chuyển tới (x_t − β_t/√(1 − ᾱ_t)·ε)/√α_t.",
    },
    "walk.mean-departs": {
        "en": "At t = {t}: expected the step to move to {expected} before its noise; yours moves to about {got}.",
        "vi": "Tại t = {t}: trước khi thêm nhiễu, bước này phải chuyển tới {expected}; bước của bạn chuyển tới khoảng {got}.",
    },
    "walk.noise": {
        "en": "Every step above t = 0 adds √β_t·z with z standard normal.",
        "vi": "Mọi bước có t > 0 đều cộng √β_t·z với z theo phân phối chuẩn tắc.",
    },
    "walk.no-noise": {
        "en": "At t = {t}: expected noise of standard deviation √β_t = {expected}, got none.",
        "vi": "Tại t = {t}: cần nhiễu có độ lệch chuẩn √β_t = {expected}, nhưng không có nhiễu nào.",
    },
    "walk.scale-departs": {
        "en": "At t = {t}: expected noise of standard deviation √β_t = {expected}, got {got}.",
        "vi": "Tại t = {t}: cần nhiễu có độ lệch chuẩn √β_t = {expected}, nhưng nhận được {got}.",
    },
    "walk.last-step": {
        "en": "At t = 0 the mean itself is returned, without noise.",
        "vi": "Tại t = 0, hàm trả về chính kỳ vọng, không thêm nhiễu.",
    },
    "walk.last-step-departs": {
        "en": "At t = 0 the mean itself has to be returned: expected {expected}, got {got} where they differ most, and {size} off in root mean square.",
        "vi": "Tại t = 0 phải trả về chính kỳ vọng: ở chỗ lệch nhiều nhất cần {expected}, nhưng nhận được {got}; độ lệch căn quân phương là {size}.",
    },
    "walk.t0-never-reached": {
        "en": "Expected a last step at t = 0, but the walk ends at t = {last}.",
        "vi": "Bước cuối phải ở t = 0, nhưng lượt đi kết thúc tại t = {last}.",
    },
    "walk.no-gradients": {
        "en": "No gradients are tracked.",
        "vi": "Không ghi lại gradient.",
    },
    "walk.gradients": {
        "en": "Gradients are tracked through the walk, so every step's activations are kept in memory. Use torch.no_grad().",
        "vi": "Gradient bị ghi lại suốt lượt đi, nên bộ nhớ phải giữ kết quả trung gian của mọi bước. Hãy dùng torch.no_grad().",
    },
    "walk.picture-figure": {
        "en": "Your sampler with a perfect model of four pictures: from x_T to the result",
        "vi": "Bộ lấy mẫu của bạn với một mô hình hoàn hảo của bốn bức ảnh: từ x_T đến kết quả",
    },
    "walk.sample": {"en": "Sample {number}", "vi": "Mẫu {number}"},
    "walk.noise-figure": {
        "en": "Size of what each step adds beyond its mean",
        "vi": "Độ lớn của phần mà mỗi bước thêm vào ngoài kỳ vọng",
    },
    "walk.residual-figure": {
        "en": "Distance of each step from the right mean",
        "vi": "Khoảng cách từ mỗi bước đến kỳ vọng đúng",
    },
    "walk.axis-t": {"en": "t", "vi": "t"},
    "guidance.labels": {
        "en": "Every state is shown once with its labels and once with the null label {null}.",
        "vi": "Mỗi trạng thái được đưa vào một lần với nhãn của nó và một lần với nhãn rỗng {null}.",
    },
    "guidance.no-labels": {
        "en": "Call {call}: expected model(x, t, labels), got no labels.",
        "vi": "Lần gọi {call}: cần model(x, t, labels), nhưng không có nhãn.",
    },
    "guidance.labels-not-a-tensor": {
        "en": "Call {call}: expected labels as an integer tensor of shape ({count},), got {type}.",
        "vi": "Lần gọi {call}: nhãn phải là tensor số nguyên có hình dạng ({count},), nhưng nhận được {type}.",
    },
    "guidance.labels-wrong-shape": {
        "en": "Call {call}: expected labels of shape ({count},), got {shape}.",
        "vi": "Lần gọi {call}: nhãn phải có hình dạng ({count},), nhưng nhận được {shape}.",
    },
    "guidance.labels-not-whole": {
        "en": "Call {call}: expected labels with an integer dtype, got {dtype}.",
        "vi": "Lần gọi {call}: nhãn phải có kiểu số nguyên, nhưng nhận được {dtype}.",
    },
    "guidance.other-label": {
        "en": "At t = {t}: expected the labels that were passed in, or the null label num_classes = {null}, got label {got}.",
        "vi": "Tại t = {t}: cần các nhãn được truyền vào, hoặc nhãn rỗng num_classes = {null}, nhưng nhận được nhãn {got}.",
    },
    "guidance.two-times": {
        "en": "At t = {t}: expected both answers for the same t, but one was asked for at t = {other}.",
        "vi": "Tại t = {t}: cả hai câu trả lời phải ứng với cùng một t, nhưng có một câu được hỏi tại t = {other}.",
    },
    "guidance.two-states": {
        "en": "At t = {t}: expected both answers for the same state, but the model was shown two different ones.",
        "vi": "Tại t = {t}: cả hai câu trả lời phải ứng với cùng một trạng thái, nhưng mô hình nhận hai trạng thái khác nhau.",
    },
    "guidance.unpaired": {
        "en": "At t = {t}: expected one answer with the labels and one with the null label for the same state, got {labelled} and {null}.",
        "vi": "Tại t = {t}: với cùng một trạng thái, cần một câu trả lời có nhãn và một với nhãn rỗng, nhưng nhận được {labelled} và {null}.",
    },
}

CHECK_TITLES = {
    "sampler_calls": {"en": "The model is shown whole batches", "vi": "Mô hình được đưa cả lô"},
    "returns_images": {"en": "Returns images of the right shape", "vi": "Trả về ảnh đúng hình dạng"},
    "returns_float32": {"en": "Returns float32", "vi": "Trả về float32"},
    "t_is_a_batch": {"en": "t is an integer tensor of shape (n,)", "vi": "t là tensor số nguyên có hình dạng (n,)"},
    "t_runs_down": {"en": "t runs from T − 1 down to 0", "vi": "t chạy từ T − 1 xuống 0"},
    "guidance_labels": {
        "en": "Asks with the labels and with the null label",
        "vi": "Hỏi mô hình với nhãn và với nhãn rỗng",
    },
    "first_state": {"en": "Starts from x_T ~ N(0, I)", "vi": "Bắt đầu từ x_T ~ N(0, I)"},
    "step_mean": {"en": "The mean of each step", "vi": "Kỳ vọng của mỗi bước"},
    "step_noise": {"en": "The noise of each step is √β_t·z", "vi": "Nhiễu của mỗi bước là √β_t·z"},
    "last_step": {"en": "No noise at t = 0", "vi": "Không thêm nhiễu tại t = 0"},
    "no_gradients": {"en": "Samples without gradients", "vi": "Lấy mẫu không ghi lại gradient"},
}
