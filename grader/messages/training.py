"""Sentences about the training loops."""

# ruff: noqa: E501  sentences read better whole

MESSAGES = {
    "training.calls": {
        "en": "The model was called {count} times: once per batch, {batches} batches in each of {epochs} epochs.",
        "vi": "Mô hình được gọi {count} lần: mỗi lô một lần, {batches} lô trong mỗi epoch, {epochs} epoch.",
    },
    "training.wrong-count": {
        "en": "Expected {expected} training steps ({epochs} epochs of {batches} batches, the smaller last one too), got {got} calls of the model.",
        "vi": "Cần {expected} bước huấn luyện ({epochs} epoch, mỗi epoch {batches} lô, kể cả lô cuối nhỏ hơn), nhưng mô hình được gọi {got} lần.",
    },
    "training.evaluating": {
        "en": "Expected the model in training mode at every step, got {got} steps in evaluation mode. Call model.train() before the loop, and again after every look at samples.",
        "vi": "Mô hình phải ở chế độ huấn luyện trong mọi bước, nhưng có {got} bước ở chế độ đánh giá. Hãy gọi model.train() trước vòng lặp, và gọi lại sau mỗi lần xem mẫu.",
    },
    "training.defaults-right": {
        "en": "The signature gives no default other than the statement's.",
        "vi": "Khai báo hàm không có giá trị mặc định nào khác đề bài.",
    },
    "training.other-default": {
        "en": "Expected the default {name}={expected}, as in the statement, got {name}={got}. Restore it in the signature.",
        "vi": "Giá trị mặc định phải là {name}={expected} như trong đề bài, nhưng nhận được {name}={got}. Hãy sửa lại trong khai báo hàm.",
    },
    "training.refused": {
        "en": "Expected the model to be called as model(x_t, t), got a third argument. This model has no labels.",
        "vi": "Mô hình phải được gọi là model(x_t, t), nhưng nhận thêm tham số thứ ba. Mô hình này không có nhãn.",
    },
    "training.bad-x": {
        "en": "Expected the model to be called with x_t of shape {expected}, finite floats, got {got}.",
        "vi": "Mô hình phải được gọi với x_t có hình dạng {expected}, các số float hữu hạn, nhưng nhận được {got}.",
    },
    "training.bad-t": {
        "en": "Expected the model to be called with t of shape {expected}, whole numbers, one for each image, got {got}.",
        "vi": "Mô hình phải được gọi với t có hình dạng {expected}, các số nguyên, mỗi ảnh một số, nhưng nhận được {got}.",
    },
    "training.t-out-of-range": {
        "en": "Expected t from 0 to {last}, got values from {low} to {high}.",
        "vi": "t phải từ 0 đến {last}, nhưng nhận được giá trị từ {low} đến {high}.",
    },
    "training.bad-labels": {
        "en": "Expected the model to be called with labels of shape {expected}, whole numbers, got {got} in call {call}.",
        "vi": "Mô hình phải được gọi với nhãn có hình dạng {expected}, các số nguyên, nhưng ở lần gọi {call} nhận được {got}.",
    },
    "training.noise-normal": {
        "en": "The noise in x_t is standard normal: mean {mean}, variance {variance} over {count} values.",
        "vi": "Nhiễu trong x_t theo phân phối chuẩn tắc: trung bình {mean}, phương sai {variance} trên {count} giá trị.",
    },
    "training.noise-not-normal": {
        "en": "Expected x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise with standard normal noise. Solved for the noise, your x_t gives mean {mean} and variance {variance} over {count} values. Check the formula, then how the noise is drawn.",
        "vi": "x_t phải bằng √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise với nhiễu chuẩn tắc. Giải ngược ra nhiễu, x_t của bạn cho trung bình {mean} và phương sai {variance} trên {count} giá trị. Hãy kiểm tra công thức, rồi đến cách rút nhiễu.",
    },
    "training.t-uniform": {
        "en": "Every t from 0 to {last} is drawn equally often, for each image anew.",
        "vi": "Mọi t từ 0 đến {last} được rút với tần suất như nhau, rút mới cho từng ảnh.",
    },
    "training.t-uneven": {
        "en": "Expected every t from 0 to {last} equally often; t = {t} was drawn {got} times where {expected} are expected.",
        "vi": "Mọi t từ 0 đến {last} phải được rút với tần suất như nhau; t = {t} được rút {got} lần trong khi kỳ vọng là {expected}.",
    },
    "training.t-repeats-by-batch": {
        "en": "Expected a t of its own for every image, got images of one batch that share it.",
        "vi": "Mỗi ảnh phải có t riêng, nhưng các ảnh trong một lô lại dùng chung t.",
    },
    "training.t-repeats-by-step": {
        "en": "Expected a fresh t in every batch, got the same t in batch after batch. Draw t inside the loop.",
        "vi": "Mỗi lô phải rút t mới, nhưng t lặp lại từ lô này sang lô khác. Hãy rút t bên trong vòng lặp.",
    },
    "training.t-repeats-by-epoch": {
        "en": "Expected a fresh t in every epoch, got the same t again for the same batch. Is a seed set, or t drawn, outside the loop?",
        "vi": "Mỗi epoch phải rút t mới, nhưng cùng một lô lại nhận đúng t cũ. Có phải bạn đặt seed, hoặc rút t, bên ngoài vòng lặp?",
    },
    "training.labels-right": {
        "en": "The model saw each image's own label or the null label {null}, nothing else.",
        "vi": "Mô hình chỉ thấy nhãn thật của từng ảnh hoặc nhãn rỗng {null}, không gì khác.",
    },
    "training.other-label": {
        "en": "Expected the label {expected} or the null label {null}, got {got}.",
        "vi": "Nhãn phải là {expected} hoặc nhãn rỗng {null}, nhưng nhận được {got}.",
    },
    "training.labels-hidden": {
        "en": "{got} of {total} labels were hidden, independently, where p_uncond = {p} expects {expected}.",
        "vi": "{got} trên {total} nhãn được giấu, độc lập với nhau; với p_uncond = {p}, kỳ vọng là {expected}.",
    },
    "training.wrong-rate": {
        "en": "Expected about {expected} of {total} labels to be hidden at p_uncond = {p}, got {got}.",
        "vi": "Với p_uncond = {p}, khoảng {expected} trên {total} nhãn phải được giấu, nhưng nhận được {got}.",
    },
    "training.hidden-together-by-batch": {
        "en": "Expected each label to be hidden by its own draw, got labels of a batch that are hidden together ({got} of {total} hidden).",
        "vi": "Mỗi nhãn phải được giấu theo một lần rút riêng, nhưng các nhãn trong một lô lại được giấu cùng nhau ({got} trên {total} bị giấu).",
    },
    "training.hidden-together-by-epoch": {
        "en": "Expected a fresh draw in every epoch, got the same images' labels hidden again ({got} of {total} hidden).",
        "vi": "Mỗi epoch phải rút lại từ đầu, nhưng nhãn của đúng những ảnh đó lại bị giấu ({got} trên {total} bị giấu).",
    },
    "training.hidden-together-by-step": {
        "en": "Expected a fresh draw in every batch, got labels at the same places hidden in neighbouring batches ({got} of {total} hidden). Draw the mask inside the loop over batches.",
        "vi": "Mỗi lô phải rút lại từ đầu, nhưng hai lô liền nhau lại giấu nhãn ở cùng những vị trí ({got} trên {total} bị giấu). Hãy rút mặt nạ bên trong vòng lặp qua các lô.",
    },
    "training.hidden-by-class": {
        "en": "Expected every label to be hidden equally often; of {total} images of class {value}, {got} were hidden where {expected} are expected.",
        "vi": "Mọi nhãn phải được giấu với xác suất như nhau; trong {total} ảnh của lớp {value}, {got} nhãn bị giấu trong khi kỳ vọng là {expected}.",
    },
    "training.hidden-by-t": {
        "en": "Expected every label to be hidden equally often, whatever its t; of {total} images with t = {value}, {got} were hidden where {expected} are expected.",
        "vi": "Mọi nhãn phải được giấu với xác suất như nhau, bất kể t; trong {total} ảnh có t = {value}, {got} nhãn bị giấu trong khi kỳ vọng là {expected}.",
    },
    "training.weights-right": {
        "en": "All {count} steps moved the weights as Adam does with lr = {lr}, on the mean squared error against the noise.",
        "vi": "Cả {count} bước đều cập nhật trọng số đúng như Adam với lr = {lr}, theo sai số bình phương trung bình so với nhiễu.",
    },
    "training.weights-depart": {
        "en": "Epoch {epoch}, batch {batch}: Adam on the mean squared error moves a weight by {expected}, yours moved by {got}.",
        "vi": "Epoch {epoch}, lô {batch}: Adam với sai số bình phương trung bình đổi một trọng số đi {expected}, còn mã của bạn đổi {got}.",
    },
    "training.weights-depart-later": {
        "en": "In a second run, whose first batch is much larger in its values than the others: at batch {batch}, Adam on the mean squared error moves a weight by {expected}, yours moved by {got}. Adam slowly forgets a large gradient.",
        "vi": "Trong lượt chạy thứ hai, với lô đầu có giá trị lớn hơn hẳn các lô sau: tại lô {batch}, Adam với sai số bình phương trung bình đổi một trọng số đi {expected}, còn mã của bạn đổi {got}. Adam quên dần một gradient lớn.",
    },
    "training.weights-replaced": {
        "en": "Expected training to start from the weights that the model came with, got other ones. Train the model as it is given.",
        "vi": "Việc huấn luyện phải bắt đầu từ trọng số sẵn có của mô hình, nhưng trọng số đã bị thay. Hãy huấn luyện mô hình như được đưa.",
    },
    "training.loss": {"en": "Loss", "vi": "Hàm mất mát"},
    "training.loss-yours": {"en": "Your steps", "vi": "Các bước của bạn"},
    "training.loss-reference": {"en": "Right steps on the same draws", "vi": "Các bước đúng với cùng các lần rút"},
    "training.loss-curve": {
        "en": "The loss of your training steps",
        "vi": "Hàm mất mát qua các bước huấn luyện của bạn",
    },
    "training.step": {"en": "Step", "vi": "Bước"},
}

CHECK_TITLES = {
    "model_calls": {
        "en": "The model is called once per batch, for every epoch",
        "vi": "Mô hình được gọi một lần cho mỗi lô, trong mọi epoch",
    },
    "defaults": {
        "en": "Defaults in the signature are the statement's",
        "vi": "Giá trị mặc định trong khai báo hàm đúng như đề bài",
    },
    "t_is_uniform": {"en": "Each image gets its own uniform t", "vi": "Mỗi ảnh có t riêng, rút đều"},
    "null_label": {
        "en": "A label is shown or replaced by the null label",
        "vi": "Nhãn được giữ hoặc thay bằng nhãn rỗng",
    },
    "labels_hidden": {
        "en": "Labels are hidden one by one at the rate p_uncond",
        "vi": "Từng nhãn được giấu với xác suất p_uncond",
    },
    "weights_follow_adam": {
        "en": "The weights follow Adam on the mean squared error",
        "vi": "Trọng số đi theo Adam với sai số bình phương trung bình",
    },
}
