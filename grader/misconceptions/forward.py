"""Known mistakes in the forward process."""

# ruff: noqa: E501  sentences read better whole

from grader.misconceptions.entry import bank, known

FORWARD = ("forward-diffusion",)
MIXING = (*FORWARD, "train-ddpm", "train-cfg")

MISCONCEPTIONS = bank(
    known(
        "signal-and-noise-swapped",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "Signal and noise weights swapped",
            "x_0 is weighted by √(1 − ᾱ_t) and the noise by √ᾱ_t; it is the other way round.",
            "At t = 0 the image would be almost pure noise, and at the last step almost clean: time runs backwards.",
        ),
        vi=(
            "Đổi chỗ trọng số của tín hiệu và nhiễu",
            "x_0 được nhân với √(1 − ᾱ_t) còn nhiễu được nhân với √ᾱ_t; đúng ra phải ngược lại.",
            "Khi đó ở t = 0 ảnh gần như chỉ toàn nhiễu, còn ở bước cuối lại gần như sạch: thời gian bị chạy ngược.",
        ),
    ),
    known(
        "missing-square-roots",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "Variances used as scales",
            "x_t = ᾱ_t·x_0 + (1 − ᾱ_t)·noise: both weights lack their square root.",
            "Variances add, standard deviations do not; only with the roots does x_t keep variance 1.",
        ),
        vi=(
            "Dùng phương sai làm hệ số nhân",
            "x_t = ᾱ_t·x_0 + (1 − ᾱ_t)·noise: cả hai trọng số đều thiếu căn bậc hai.",
            "Phương sai thì cộng được, độ lệch chuẩn thì không; chỉ khi lấy căn thì x_t mới giữ được phương sai bằng 1.",
        ),
    ),
    known(
        "missing-square-root-on-signal",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "ᾱ_t instead of √ᾱ_t on x_0",
            "x_0 is multiplied by ᾱ_t; the weight of the signal is its square root, √ᾱ_t.",
            "The signal fades too fast, so the network would learn at noise levels that the sampler never visits.",
        ),
        vi=(
            "Dùng ᾱ_t thay vì √ᾱ_t cho x_0",
            "x_0 được nhân với ᾱ_t; trọng số của tín hiệu phải là căn bậc hai √ᾱ_t.",
            "Tín hiệu mờ đi quá nhanh, nên mạng sẽ học ở những mức nhiễu mà bộ lấy mẫu không bao giờ đi qua.",
        ),
    ),
    known(
        "missing-square-root-on-noise",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "1 − ᾱ_t instead of √(1 − ᾱ_t) on the noise",
            "The noise is multiplied by its variance 1 − ᾱ_t; a draw is scaled by the standard deviation √(1 − ᾱ_t).",
            "Early steps get far too little noise, and the closed form no longer agrees with the chain it sums up.",
        ),
        vi=(
            "Dùng 1 − ᾱ_t thay vì √(1 − ᾱ_t) cho nhiễu",
            "Nhiễu được nhân với phương sai 1 − ᾱ_t; một lần rút phải được nhân với độ lệch chuẩn √(1 − ᾱ_t).",
            "Các bước đầu nhận quá ít nhiễu, và dạng đóng không còn khớp với xích mà nó gộp lại.",
        ),
    ),
    known(
        "one-minus-root",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "1 − √ᾱ_t instead of √(1 − ᾱ_t)",
            "The noise is multiplied by 1 − √ᾱ_t; the subtraction belongs under the root.",
            "The two weights then add up to 1, but it is their squares that have to.",
        ),
        vi=(
            "Dùng 1 − √ᾱ_t thay vì √(1 − ᾱ_t)",
            "Nhiễu được nhân với 1 − √ᾱ_t; phép trừ phải nằm trong dấu căn.",
            "Khi đó tổng hai trọng số bằng 1, trong khi tổng bình phương của chúng mới phải bằng 1.",
        ),
    ),
    known(
        "beta-as-noise-scale",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "β_t as the weight of the noise",
            "The noise is multiplied by β_t, the variance that one step adds, instead of √(1 − ᾱ_t).",
            "x_t has gone through t + 1 steps of noise; one step's share of it is not enough.",
        ),
        vi=(
            "Lấy β_t làm trọng số của nhiễu",
            "Nhiễu được nhân với β_t, tức phương sai mà một bước thêm vào, thay vì √(1 − ᾱ_t).",
            "x_t đã đi qua t + 1 bước thêm nhiễu; phần nhiễu của một bước là không đủ.",
        ),
    ),
    known(
        "noise-not-scaled",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "Noise added at full strength",
            "x_t = √ᾱ_t·x_0 + noise: the factor √(1 − ᾱ_t) is missing.",
            "Every step is equally noisy, so t no longer tells the network how much noise to remove.",
        ),
        vi=(
            "Cộng nhiễu với toàn bộ cường độ",
            "x_t = √ᾱ_t·x_0 + noise: thiếu hệ số √(1 − ᾱ_t).",
            "Mọi bước đều nhiễu như nhau, nên t không còn cho mạng biết cần khử bao nhiêu nhiễu.",
        ),
    ),
    known(
        "signal-not-scaled",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "x_0 kept at full strength",
            "x_t = x_0 + √(1 − ᾱ_t)·noise: the factor √ᾱ_t on x_0 is missing.",
            "The image never fades, so x_T is not the N(0, I) that sampling starts from.",
        ),
        vi=(
            "Giữ nguyên cường độ của x_0",
            "x_t = x_0 + √(1 − ᾱ_t)·noise: thiếu hệ số √ᾱ_t của x_0.",
            "Ảnh không bao giờ mờ đi, nên x_T không phải là nhiễu N(0, I) mà quá trình lấy mẫu bắt đầu từ đó.",
        ),
    ),
    known(
        "noise-only",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "The image is left out",
            "x_t = √(1 − ᾱ_t)·noise: the term √ᾱ_t·x_0 is missing.",
            "Without x_0 in x_t the network has nothing to learn about the data.",
        ),
        vi=(
            "Bỏ quên ảnh gốc",
            "x_t = √(1 − ᾱ_t)·noise: thiếu số hạng √ᾱ_t·x_0.",
            "Không có x_0 trong x_t thì mạng chẳng học được gì về dữ liệu.",
        ),
    ),
    known(
        "noise-subtracted",
        FORWARD,
        "forward-diffusion#closed-form",
        en=(
            "The noise is subtracted",
            "x_t = √ᾱ_t·x_0 − √(1 − ᾱ_t)·noise, for the noise that is returned.",
            "The network would learn −ε, and a sampler that subtracts its prediction would add noise instead.",
        ),
        vi=(
            "Trừ nhiễu thay vì cộng",
            "x_t = √ᾱ_t·x_0 − √(1 − ᾱ_t)·noise, với noise được trả về.",
            "Mạng sẽ học −ε, và bộ lấy mẫu khi trừ đi dự đoán đó thực ra lại cộng thêm nhiễu.",
        ),
    ),
    known(
        "noise-not-added",
        MIXING,
        "forward-diffusion#closed-form",
        en=(
            "The noise is drawn but not added",
            "x_t = √ᾱ_t·x_0: the image is only dimmed.",
            "A dimmed image still shows everything; the noise is what diffusion learns to remove.",
        ),
        vi=(
            "Rút nhiễu nhưng không cộng vào",
            "x_t = √ᾱ_t·x_0: ảnh chỉ bị nhạt đi.",
            "Ảnh nhạt đi vẫn lộ rõ mọi chi tiết; nhiễu mới là thứ mà mô hình khuếch tán học cách khử.",
        ),
    ),
    known(
        "one-t-for-the-batch",
        MIXING,
        "forward-diffusion#one-t-per-sample",
        en=(
            "One t for the whole batch",
            "Every sample is noised to the same step; each has its own t[i].",
            "Training draws a different t for every image; the label t and the noise in x_t would not match.",
        ),
        vi=(
            "Dùng một t cho cả lô",
            "Mọi mẫu đều được thêm nhiễu tới cùng một bước; mỗi mẫu có t[i] riêng.",
            "Khi huấn luyện, mỗi ảnh có một t khác nhau; t đi kèm và lượng nhiễu trong x_t sẽ không khớp.",
        ),
    ),
    known(
        "t-ignored",
        MIXING,
        "forward-diffusion#one-t-per-sample",
        en=(
            "t is ignored",
            "Every sample is noised to the last step, whatever t says.",
            "The network would only ever see pure noise and never learn the steps in between.",
        ),
        vi=(
            "Bỏ qua t",
            "Mọi mẫu đều được thêm nhiễu tới bước cuối, bất kể t là bao nhiêu.",
            "Mạng sẽ chỉ thấy toàn nhiễu và không bao giờ học được các bước ở giữa.",
        ),
    ),
    known(
        "pair-swapped",
        FORWARD,
        "forward-diffusion#returning-the-noise",
        en=(
            "The pair is returned the wrong way round",
            "(noise, x_t) is returned; the order is (x_t, noise).",
            "The training loop would feed the noise to the network and ask it to predict the image.",
        ),
        vi=(
            "Trả về cặp kết quả sai thứ tự",
            "Hàm trả về (noise, x_t); thứ tự đúng là (x_t, noise).",
            "Vòng lặp huấn luyện sẽ đưa nhiễu vào mạng và yêu cầu mạng dự đoán ảnh.",
        ),
    ),
    known(
        "noise-drawn-twice",
        FORWARD,
        "forward-diffusion#returning-the-noise",
        en=(
            "The returned noise is another draw",
            "x_t contains proper noise, but not the noise that is returned: it was drawn a second time.",
            "The noise is the training target; an unrelated target cannot be predicted, so the loss stays at 1.",
        ),
        vi=(
            "Nhiễu trả về là một lần rút khác",
            "x_t chứa nhiễu hợp lệ, nhưng không phải nhiễu được trả về: nhiễu đã bị rút thêm một lần nữa.",
            "Nhiễu là đích của việc học; một đích không liên quan thì không thể dự đoán, nên hàm mất mát đứng mãi ở 1.",
        ),
    ),
    known(
        "scaled-noise-returned",
        FORWARD,
        "forward-diffusion#returning-the-noise",
        en=(
            "The returned noise is already scaled",
            "√(1 − ᾱ_t)·noise is returned; the target is the standard normal noise itself.",
            "The sampler divides by √(1 − ᾱ_t) once more, so a network trained on this would remove too little noise.",
        ),
        vi=(
            "Nhiễu trả về đã bị nhân hệ số",
            "Hàm trả về √(1 − ᾱ_t)·noise; đích phải là chính nhiễu chuẩn tắc.",
            "Bộ lấy mẫu còn chia cho √(1 − ᾱ_t), nên mạng học theo đích này sẽ khử quá ít nhiễu.",
        ),
    ),
    known(
        "noise-not-returned",
        FORWARD,
        "forward-diffusion#returning-the-noise",
        en=(
            "The noise is not returned",
            "Only x_t is returned; the pair (x_t, noise) is asked for.",
            "The noise is what the network is trained to predict, and it cannot be drawn again later.",
        ),
        vi=(
            "Không trả về nhiễu",
            "Hàm chỉ trả về x_t; đề bài yêu cầu cặp (x_t, noise).",
            "Nhiễu là thứ mạng được huấn luyện để dự đoán, và sau này không thể rút lại đúng nhiễu đó.",
        ),
    ),
    known(
        "other-dtype",
        FORWARD,
        "putting-it-together#the-pieces",
        en=(
            "The result has another dtype than x_0",
            "x_0 is float32 and what came back is not; convert it with .to(x_0.dtype), or make the noise with randn_like(x_0).",
            "NumPy draws float64, and one float64 tensor turns all that it meets into float64, which a network's float32 weights refuse.",
        ),
        vi=(
            "Kết quả có dtype khác x_0",
            "x_0 là float32 còn kết quả thì không; hãy đổi bằng .to(x_0.dtype), hoặc tạo nhiễu bằng randn_like(x_0).",
            "NumPy rút số float64, và một tensor float64 biến mọi thứ nó gặp thành float64, thứ mà trọng số float32 của mạng không nhận.",
        ),
    ),
    known(
        "batch-axis-lost",
        FORWARD,
        "forward-diffusion#one-t-per-sample",
        en=(
            "A batch of one image loses its axis",
            "squeeze() without an argument takes away every axis of length 1, the batch's too; name the axis, or reshape to (n, 1, 1, 1).",
            "The last batch of a data set, or a single sample, may well hold one image only.",
        ),
        vi=(
            "Lô chỉ có một ảnh bị mất trục",
            "squeeze() không có tham số bỏ mọi trục có độ dài 1, kể cả trục của lô; hãy nêu rõ trục, hoặc đổi hình dạng thành (n, 1, 1, 1).",
            "Lô cuối của tập dữ liệu, hoặc một mẫu lẻ, hoàn toàn có thể chỉ có một ảnh.",
        ),
    ),
)
