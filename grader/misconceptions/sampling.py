"""Known mistakes in ancestral sampling."""

# ruff: noqa: E501  sentences read better whole

from grader.misconceptions.entry import bank, known

SAMPLERS = ("sample-ddpm", "fix-the-sampler", "sample-cfg")

MEAN = "reverse-diffusion#the-mean"
NOISE = "reverse-diffusion#the-noise"
LOOP = "reverse-diffusion#the-loop"
START = "reverse-diffusion#where-it-starts"
CALLING = "reverse-diffusion#asking-the-model"
SHOWING = "putting-it-together#showing-samples"

MISCONCEPTIONS = bank(
    known(
        "sign-error",
        SAMPLERS,
        MEAN,
        en=(
            "The predicted noise is added",
            "The mean is (x_t + β_t/√(1 − ᾱ_t)·ε)/√α_t; the predicted noise has to be subtracted.",
            "Each step then makes the image noisier instead of cleaner.",
        ),
        vi=(
            "Cộng nhiễu dự đoán thay vì trừ",
            "Kỳ vọng đang là (x_t + β_t/√(1 − ᾱ_t)·ε)/√α_t; phải trừ đi nhiễu dự đoán.",
            "Khi đó mỗi bước làm ảnh nhiễu hơn thay vì sạch hơn.",
        ),
    ),
    known(
        "missing-rescale",
        SAMPLERS,
        MEAN,
        en=(
            "The division by √α_t is missing",
            "The step is x_t − β_t/√(1 − ᾱ_t)·ε; all of it has to be divided by √α_t.",
            "The forward step shrank the image by √α_t; without the division it stays too faint.",
        ),
        vi=(
            "Thiếu phép chia cho √α_t",
            "Bước này là x_t − β_t/√(1 − ᾱ_t)·ε; toàn bộ biểu thức phải được chia cho √α_t.",
            "Bước thuận đã co ảnh theo hệ số √α_t; không chia lại thì ảnh mãi quá nhạt.",
        ),
    ),
    known(
        "rescale-by-alpha",
        SAMPLERS,
        MEAN,
        en=(
            "Divided by α_t instead of √α_t",
            "The bracket is divided by α_t; the square root is missing.",
            "Over many steps the image is blown up: the product of 1/α is the square of what is needed.",
        ),
        vi=(
            "Chia cho α_t thay vì √α_t",
            "Biểu thức trong ngoặc được chia cho α_t; thiếu căn bậc hai.",
            "Qua nhiều bước, giá trị của ảnh bị phóng đại: tích của các 1/α bằng bình phương của giá trị cần có.",
        ),
    ),
    known(
        "rescale-inverted",
        SAMPLERS,
        MEAN,
        en=(
            "Multiplied by √α_t instead of divided",
            "The bracket is multiplied by √α_t; going backwards, it has to be divided.",
            "The forward step multiplies by √α_t; doing it again shrinks the image twice.",
        ),
        vi=(
            "Nhân với √α_t thay vì chia",
            "Biểu thức trong ngoặc được nhân với √α_t; khi đi ngược thì phải chia.",
            "Bước thuận đã nhân với √α_t; nhân thêm lần nữa thì ảnh bị co lại lần thứ hai.",
        ),
    ),
    known(
        "rescale-by-alpha-bar",
        SAMPLERS,
        MEAN,
        en=(
            "Divided by √ᾱ_t instead of √α_t",
            "The bracket is divided by √ᾱ_t, which undoes all steps at once; one step needs √α_t.",
            "The values explode, since every step rescales for the whole chain.",
        ),
        vi=(
            "Chia cho √ᾱ_t thay vì √α_t",
            "Biểu thức trong ngoặc được chia cho √ᾱ_t, tức là hoàn tác mọi bước cùng lúc; một bước chỉ cần √α_t.",
            "Giá trị sẽ bùng nổ, vì mỗi bước đều chia lại cho cả xích.",
        ),
    ),
    known(
        "rescale-outside-the-bracket",
        SAMPLERS,
        MEAN,
        en=(
            "Only x_t is divided by √α_t",
            "The step is x_t/√α_t − β_t/√(1 − ᾱ_t)·ε; the division covers the noise term too.",
            "A pair of brackets is missing, and each step removes a little too little noise.",
        ),
        vi=(
            "Chỉ chia x_t cho √α_t",
            "Bước này là x_t/√α_t − β_t/√(1 − ᾱ_t)·ε; phép chia phải áp dụng cho cả số hạng nhiễu.",
            "Thiếu một cặp ngoặc, nên mỗi bước khử thiếu một chút nhiễu.",
        ),
    ),
    known(
        "missing-root-under-beta",
        SAMPLERS,
        MEAN,
        en=(
            "β_t/(1 − ᾱ_t) instead of β_t/√(1 − ᾱ_t)",
            "The noise is scaled by β_t/(1 − ᾱ_t); the root in the denominator is missing.",
            "Early steps, where 1 − ᾱ_t is small, subtract far too much.",
        ),
        vi=(
            "β_t/(1 − ᾱ_t) thay vì β_t/√(1 − ᾱ_t)",
            "Nhiễu được nhân với β_t/(1 − ᾱ_t); thiếu căn ở mẫu số.",
            "Ở các bước có t nhỏ, 1 − ᾱ_t rất nhỏ nên bị trừ quá nhiều.",
        ),
    ),
    known(
        "root-alpha-bar-under-beta",
        SAMPLERS,
        MEAN,
        en=(
            "β_t/√ᾱ_t instead of β_t/√(1 − ᾱ_t)",
            "The noise is scaled by β_t/√ᾱ_t; the denominator is √(1 − ᾱ_t).",
            "√ᾱ_t is the size of the signal in x_t; what is removed has to be measured by the noise in it.",
        ),
        vi=(
            "β_t/√ᾱ_t thay vì β_t/√(1 − ᾱ_t)",
            "Nhiễu được nhân với β_t/√ᾱ_t; mẫu số phải là √(1 − ᾱ_t).",
            "√ᾱ_t là độ lớn của tín hiệu trong x_t; phần bị khử phải đo theo lượng nhiễu trong đó.",
        ),
    ),
    known(
        "root-of-beta-in-the-mean",
        SAMPLERS,
        MEAN,
        en=(
            "√β_t in the mean",
            "The noise is scaled by √β_t/√(1 − ᾱ_t); the mean has β_t itself, the root belongs to the added noise.",
            "Every step removes several steps' worth of noise.",
        ),
        vi=(
            "Dùng √β_t trong kỳ vọng",
            "Nhiễu được nhân với √β_t/√(1 − ᾱ_t); kỳ vọng cần chính β_t, còn căn là của nhiễu thêm vào.",
            "Mỗi bước sẽ khử lượng nhiễu của nhiều bước gộp lại.",
        ),
    ),
    known(
        "alpha-for-beta",
        SAMPLERS,
        MEAN,
        en=(
            "α_t where β_t belongs",
            "The noise is scaled by α_t/√(1 − ᾱ_t); the numerator is β_t = 1 − α_t.",
            "α_t is close to 1, so each step subtracts many times what it should.",
        ),
        vi=(
            "Dùng α_t thay cho β_t",
            "Nhiễu được nhân với α_t/√(1 − ᾱ_t); tử số phải là β_t = 1 − α_t.",
            "α_t gần bằng 1, nên mỗi bước trừ đi gấp nhiều lần mức cần thiết.",
        ),
    ),
    known(
        "beta-alone",
        SAMPLERS,
        MEAN,
        en=(
            "The noise is scaled by β_t alone",
            "The division by √(1 − ᾱ_t) is missing.",
            "ε is the noise at unit size; in x_t it has size √(1 − ᾱ_t), and the weight has to account for it.",
        ),
        vi=(
            "Chỉ nhân nhiễu với β_t",
            "Thiếu phép chia cho √(1 − ᾱ_t).",
            "ε là nhiễu có độ lớn bằng 1; trong x_t nó có độ lớn √(1 − ᾱ_t), và hệ số phải tính đến điều đó.",
        ),
    ),
    known(
        "all-noise-removed",
        SAMPLERS,
        MEAN,
        en=(
            "All noise removed in one step",
            "√(1 − ᾱ_t)·ε is subtracted, all of the noise; one step removes only β_t/√(1 − ᾱ_t)·ε.",
            "A single prediction is blurry; walking in small steps lets the network correct itself.",
        ),
        vi=(
            "Khử toàn bộ nhiễu trong một bước",
            "Đã trừ √(1 − ᾱ_t)·ε, tức toàn bộ nhiễu; một bước chỉ khử β_t/√(1 − ᾱ_t)·ε.",
            "Một dự đoán đơn lẻ thường mờ nhòe; đi từng bước nhỏ giúp mạng tự điều chỉnh.",
        ),
    ),
    known(
        "epsilon-not-scaled",
        SAMPLERS,
        MEAN,
        en=(
            "The prediction is subtracted as it is",
            "The step is x_t − ε, without any weight from the schedule.",
            "ε has unit size at every t; how much of it one step removes is what the schedule says.",
        ),
        vi=(
            "Trừ thẳng nhiễu dự đoán",
            "Bước này là x_t − ε, không dùng hệ số nào từ lịch nhiễu.",
            "ε luôn có độ lớn bằng 1; mỗi bước khử bao nhiêu là do lịch nhiễu quy định.",
        ),
    ),
    known(
        "epsilon-unused",
        SAMPLERS,
        MEAN,
        en=(
            "The model's answer is not used",
            "The step is x_t/√α_t; the predicted noise does not enter it.",
            "Without the prediction nothing about the data comes in: noise stays noise.",
        ),
        vi=(
            "Không dùng câu trả lời của mô hình",
            "Bước này là x_t/√α_t; nhiễu dự đoán không hề xuất hiện.",
            "Không có dự đoán thì không có thông tin gì về dữ liệu: nhiễu vẫn là nhiễu.",
        ),
    ),
    known(
        "clean-image-as-next-state",
        SAMPLERS,
        MEAN,
        en=(
            "The estimate of x_0 becomes the next state",
            "The step jumps to (x_t − √(1 − ᾱ_t)·ε)/√ᾱ_t, an estimate of x_0, instead of to x_{t−1}.",
            "The next call shows the network an image that is much cleaner than its t says.",
        ),
        vi=(
            "Lấy ước lượng x_0 làm trạng thái kế tiếp",
            "Bước này nhảy tới (x_t − √(1 − ᾱ_t)·ε)/√ᾱ_t, một ước lượng của x_0, thay vì x_{t−1}.",
            "Lần gọi sau, mạng nhận một ảnh sạch hơn nhiều so với giá trị t đi kèm.",
        ),
    ),
    known(
        "clean-image-clamped",
        SAMPLERS,
        MEAN,
        en=(
            "The estimate of x_0 is clamped on the way",
            "x_0 is estimated, clamped to [−1, 1] and put into the posterior mean; the exercise asks for the plain mean.",
            "Clamping can help a weak network, but it is another algorithm: with an exact model it adds a bias.",
        ),
        vi=(
            "Cắt ngưỡng ước lượng x_0 giữa chừng",
            "x_0 được ước lượng, cắt về [−1, 1] rồi đưa vào kỳ vọng hậu nghiệm; đề bài yêu cầu kỳ vọng không cắt ngưỡng.",
            "Cắt ngưỡng có thể giúp một mạng yếu, nhưng đó là thuật toán khác: với mô hình chính xác, nó gây chệch.",
        ),
    ),
    known(
        "epsilon-taken-for-the-image",
        SAMPLERS,
        MEAN,
        en=(
            "The prediction is taken for x_0",
            "The model's answer enters the posterior mean in the place of x_0; the model predicts the noise ε.",
            "What a network predicts is a convention; this one was trained on noise.",
        ),
        vi=(
            "Coi dự đoán là x_0",
            "Câu trả lời của mô hình được đưa vào kỳ vọng hậu nghiệm ở vị trí của x_0; mô hình dự đoán nhiễu ε.",
            "Mạng dự đoán gì là do quy ước; mạng này được huấn luyện để dự đoán nhiễu.",
        ),
    ),
    known(
        "model-output-as-next-state",
        SAMPLERS,
        MEAN,
        en=(
            "The model's answer becomes the next state",
            "x is replaced by the model's answer, which is the noise in it.",
            "The walk has to subtract a share of that noise, not keep it.",
        ),
        vi=(
            "Lấy câu trả lời của mô hình làm trạng thái kế tiếp",
            "x bị thay bằng câu trả lời của mô hình, tức là nhiễu nằm trong nó.",
            "Lượt đi phải trừ đi một phần nhiễu đó, chứ không phải giữ nó lại.",
        ),
    ),
    known(
        "ddim-step",
        SAMPLERS,
        MEAN,
        en=(
            "A DDIM step",
            "The step is √ᾱ_{t−1}·x̂_0 + √(1 − ᾱ_{t−1})·ε, the deterministic DDIM update; ancestral sampling is asked for.",
            "DDIM is a fine sampler, but its steps have another mean and no fresh noise.",
        ),
        vi=(
            "Dùng bước DDIM",
            "Bước này là √ᾱ_{t−1}·x̂_0 + √(1 − ᾱ_{t−1})·ε, tức cập nhật tất định của DDIM; đề bài yêu cầu lấy mẫu tổ tiên (ancestral sampling), như DDPM.",
            "DDIM là bộ lấy mẫu tốt, nhưng các bước của nó có kỳ vọng khác và không thêm nhiễu mới.",
        ),
    ),
    known(
        "renoised-clean-image",
        SAMPLERS,
        MEAN,
        en=(
            "x_0 is estimated and noised again",
            "The step is √ᾱ_{t−1}·x̂_0 with fresh noise; it throws away where x_t was.",
            "Every step then starts anew from one guess, and the walk does not settle.",
        ),
        vi=(
            "Ước lượng x_0 rồi thêm nhiễu lại",
            "Bước này là √ᾱ_{t−1}·x̂_0 cộng nhiễu mới; nó bỏ mất vị trí của x_t.",
            "Mỗi bước lại bắt đầu từ một phỏng đoán, nên lượt đi không ổn định lại được.",
        ),
    ),
    known(
        "schedule-read-backwards",
        SAMPLERS,
        LOOP,
        en=(
            "The schedule is read backwards",
            "At step t the weights of step T − 1 − t are used.",
            "The first steps, which are almost all noise, are treated as if they were almost clean.",
        ),
        vi=(
            "Đọc lịch nhiễu theo chiều ngược",
            "Tại bước t, các hệ số của bước T − 1 − t được dùng.",
            "Những bước đầu gần như toàn nhiễu lại được xử lý như thể gần sạch.",
        ),
    ),
    known(
        "beta-for-root-beta",
        SAMPLERS,
        NOISE,
        en=(
            "β_t·z instead of √β_t·z",
            "The added noise has standard deviation β_t; β_t is its variance.",
            "Too little noise is put back, and samples lose variety.",
        ),
        vi=(
            "β_t·z thay vì √β_t·z",
            "Nhiễu thêm vào có độ lệch chuẩn β_t; β_t là phương sai của nó.",
            "Lượng nhiễu thêm lại quá ít, nên các mẫu kém đa dạng.",
        ),
    ),
    known(
        "posterior-variance",
        SAMPLERS,
        NOISE,
        en=(
            "β̃_t where β_t is asked for",
            "The noise has the posterior variance β̃_t = (1 − ᾱ_{t−1})/(1 − ᾱ_t)·β_t; this exercise uses σ_t = √β_t.",
            "Both appear in the paper: β̃ suits data that are one point, β suits data that are N(0, I).",
        ),
        vi=(
            "Dùng β̃_t trong khi đề bài yêu cầu β_t",
            "Nhiễu có phương sai hậu nghiệm β̃_t = (1 − ᾱ_{t−1})/(1 − ᾱ_t)·β_t; bài này dùng σ_t = √β_t.",
            "Bài báo nêu cả hai: β̃ hợp với dữ liệu chỉ là một điểm, β hợp với dữ liệu N(0, I).",
        ),
    ),
    known(
        "unit-noise",
        SAMPLERS,
        NOISE,
        en=(
            "Noise added at full strength",
            "z is added without the factor √β_t.",
            "Each step adds far more noise than it removed.",
        ),
        vi=(
            "Thêm nhiễu với toàn bộ cường độ",
            "z được cộng vào mà không có hệ số √β_t.",
            "Mỗi bước thêm nhiều nhiễu hơn hẳn lượng nó vừa khử.",
        ),
    ),
    known(
        "root-alpha-as-noise-scale",
        SAMPLERS,
        NOISE,
        en=(
            "√α_t·z instead of √β_t·z",
            "The added noise is scaled by √α_t; its variance is β_t = 1 − α_t.",
            "α_t is close to 1, so each step adds almost unit noise.",
        ),
        vi=(
            "√α_t·z thay vì √β_t·z",
            "Nhiễu thêm vào được nhân với √α_t; phương sai của nó phải là β_t = 1 − α_t.",
            "α_t gần bằng 1, nên mỗi bước thêm nhiễu có độ lớn gần bằng 1.",
        ),
    ),
    known(
        "whole-noise-at-every-step",
        SAMPLERS,
        NOISE,
        en=(
            "√(1 − ᾱ_t)·z instead of √β_t·z",
            "The added noise has the size of all the noise in x_t; one step puts back only its own β_t.",
            "The image is drowned again at every step.",
        ),
        vi=(
            "√(1 − ᾱ_t)·z thay vì √β_t·z",
            "Nhiễu thêm vào lớn bằng toàn bộ nhiễu trong x_t; một bước chỉ thêm lại phần β_t của nó.",
            "Ảnh lại bị nhấn chìm ở mỗi bước.",
        ),
    ),
    known(
        "noise-of-the-next-state",
        SAMPLERS,
        NOISE,
        en=(
            "√(1 − ᾱ_{t−1})·z instead of √β_t·z",
            "The added noise has the size of all the noise in x_{t−1}; most of it is there already.",
            "That scale belongs to noising a clean image again, not to a step from x_t.",
        ),
        vi=(
            "√(1 − ᾱ_{t−1})·z thay vì √β_t·z",
            "Nhiễu thêm vào lớn bằng toàn bộ nhiễu trong x_{t−1}; phần lớn lượng nhiễu đó đã có sẵn.",
            "Hệ số này dùng khi thêm nhiễu lại cho một ảnh sạch, không phải cho một bước từ x_t.",
        ),
    ),
    known(
        "noise-inside-the-bracket",
        SAMPLERS,
        NOISE,
        en=(
            "The added noise is divided by √α_t",
            "σ_t·z was added inside the bracket, so it is divided by √α_t with the rest.",
            "The noise comes out a little too large at every step.",
        ),
        vi=(
            "Nhiễu thêm vào cũng bị chia cho √α_t",
            "σ_t·z được cộng bên trong ngoặc, nên bị chia cho √α_t cùng với phần còn lại.",
            "Ở mỗi bước nhiễu đều hơi lớn hơn mức cần thiết.",
        ),
    ),
    known(
        "noise-one-step-off",
        SAMPLERS,
        NOISE,
        en=(
            "The noise uses a neighbour's β",
            "The added noise has the size of step t − 1 or t + 1; step t adds √β_t·z.",
            "The mean and the noise of a step have to come from the same row of the schedule.",
        ),
        vi=(
            "Nhiễu dùng β của bước bên cạnh",
            "Nhiễu thêm vào có độ lớn của bước t − 1 hoặc t + 1; bước t phải thêm √β_t·z.",
            "Kỳ vọng và nhiễu của một bước phải lấy từ cùng một hàng của lịch nhiễu.",
        ),
    ),
    known(
        "noise-at-the-last-step",
        SAMPLERS,
        NOISE,
        en=(
            "Noise is added at t = 0",
            "The last step returns its mean plus noise; at t = 0 it has to return the mean alone.",
            "No step is left to remove that noise, so every sample comes out grainy.",
        ),
        vi=(
            "Thêm nhiễu tại t = 0",
            "Bước cuối trả về kỳ vọng cộng nhiễu; tại t = 0 chỉ được trả về kỳ vọng.",
            "Không còn bước nào để khử lượng nhiễu đó, nên mọi mẫu đều bị lấm tấm hạt.",
        ),
    ),
    known(
        "noise-dropped-too-early",
        SAMPLERS,
        NOISE,
        en=(
            "Noise stops before t = 0",
            "Steps just above t = 0 add no noise, as with `if t > 1`; only t = 0 itself is without.",
            "Papers count to t = 1; with indices from 0 the last step is t = 0.",
        ),
        vi=(
            "Ngừng thêm nhiễu trước t = 0",
            "Những bước ngay trên t = 0 không thêm nhiễu, như khi viết `if t > 1`; chỉ riêng t = 0 mới không có nhiễu.",
            "Bài báo đếm tới t = 1; với chỉ số bắt đầu từ 0, bước cuối là t = 0.",
        ),
    ),
    known(
        "noise-dropped-at-the-wrong-end",
        SAMPLERS,
        NOISE,
        en=(
            "Noise is left out at the first step, not at the last",
            "The step at t = T − 1 adds no noise while t = 0 does; it has to be the other way round.",
            "The loop runs downwards: the last iteration is t = 0.",
        ),
        vi=(
            "Bỏ nhiễu ở bước đầu thay vì bước cuối",
            "Bước t = T − 1 không thêm nhiễu còn t = 0 lại thêm; phải làm ngược lại.",
            "Vòng lặp chạy giảm dần: lần lặp cuối cùng là t = 0.",
        ),
    ),
    known(
        "same-noise-at-every-step",
        SAMPLERS,
        NOISE,
        en=(
            "The same noise at every step",
            "z is drawn once, outside the loop, or the seed is set again at every step.",
            "Repeated noise does not average out: it adds up to a pattern that is seen in the sample.",
        ),
        vi=(
            "Mọi bước dùng cùng một mẫu nhiễu",
            "z chỉ được rút một lần ngoài vòng lặp, hoặc seed bị đặt lại ở mỗi bước.",
            "Nhiễu lặp lại không triệt tiêu nhau: nó cộng dồn thành họa tiết lộ rõ trong mẫu.",
        ),
    ),
    known(
        "first-state-as-noise",
        SAMPLERS,
        NOISE,
        en=(
            "x_T is used again as the noise",
            "Every step adds √β_t·x_T; it needs a fresh draw.",
            "The start leaves its imprint on every later step.",
        ),
        vi=(
            "Dùng lại x_T làm nhiễu",
            "Mỗi bước cộng √β_t·x_T; cần một lần rút mới.",
            "Trạng thái ban đầu để lại dấu vết ở mọi bước sau.",
        ),
    ),
    known(
        "start-at-zero",
        SAMPLERS,
        START,
        en=(
            "The walk starts from zeros",
            "x_T is all zeros; it has to be a draw from N(0, I).",
            "The network has only ever seen noise at t = T − 1; a blank image is nothing it knows.",
        ),
        vi=(
            "Bắt đầu từ toàn số 0",
            "x_T toàn số 0; nó phải được rút từ N(0, I).",
            "Ở t = T − 1, mạng chỉ từng thấy nhiễu; một ảnh trống là thứ nó chưa từng gặp.",
        ),
    ),
    known(
        "ascending-loop",
        SAMPLERS,
        LOOP,
        en=(
            "The loop runs upwards",
            "t runs from 0 to T − 1; sampling starts from noise, at T − 1, and ends at 0.",
            "The network is told that pure noise is an almost clean image.",
        ),
        vi=(
            "Vòng lặp chạy tăng dần",
            "t chạy từ 0 đến T − 1; lấy mẫu phải bắt đầu từ nhiễu, tại T − 1, và kết thúc tại 0.",
            "Mạng được cho biết rằng nhiễu thuần túy là một ảnh gần như sạch.",
        ),
    ),
    known(
        "last-step-skipped",
        SAMPLERS,
        LOOP,
        en=(
            "The step at t = 0 is skipped",
            "The loop stops at t = 1, as range(T − 1, 0, −1) does; t = 0 is the last step.",
            "A last layer of noise stays in every sample.",
        ),
        vi=(
            "Bỏ sót bước t = 0",
            "Vòng lặp dừng ở t = 1, như range(T − 1, 0, −1); t = 0 mới là bước cuối.",
            "Một lớp nhiễu cuối cùng còn lại trong mọi mẫu.",
        ),
    ),
    known(
        "first-step-skipped",
        SAMPLERS,
        LOOP,
        en=(
            "The step at t = T − 1 is skipped",
            "The loop starts at t = T − 2; there are T steps, and T − 1 is the first.",
            "x_T is treated as if one step of noise had already been removed.",
        ),
        vi=(
            "Bỏ sót bước t = T − 1",
            "Vòng lặp bắt đầu ở t = T − 2; có T bước, và T − 1 là bước đầu tiên.",
            "x_T bị coi như đã được khử nhiễu một bước.",
        ),
    ),
    known(
        "steps-skipped",
        SAMPLERS,
        LOOP,
        en=(
            "Steps are skipped",
            "The loop jumps over some t; ancestral sampling visits every one.",
            "The formula for a step is only right between neighbours; jumping needs another one, such as DDIM's.",
        ),
        vi=(
            "Bỏ sót một số bước",
            "Vòng lặp nhảy qua vài giá trị t; lấy mẫu tổ tiên (ancestral sampling) phải đi qua mọi giá trị.",
            "Công thức của một bước chỉ đúng giữa hai bước liền kề; muốn nhảy cần công thức khác, chẳng hạn DDIM.",
        ),
    ),
    known(
        "two-calls-per-step",
        SAMPLERS,
        LOOP,
        en=(
            "The model is called twice per step",
            "Every state is shown to the model twice; one call per step is enough.",
            "Nearly all the time of sampling is spent in the model, so this doubles it.",
        ),
        vi=(
            "Gọi mô hình hai lần mỗi bước",
            "Mỗi trạng thái được đưa vào mô hình hai lần; mỗi bước chỉ cần một lần gọi.",
            "Hầu hết thời gian lấy mẫu nằm ở mô hình, nên việc này làm chậm gấp đôi.",
        ),
    ),
    known(
        "one-t-all-along",
        SAMPLERS,
        CALLING,
        en=(
            "The model is told the same t at every step",
            "t does not change from call to call.",
            "The network uses t to know how much noise to expect; a wrong t gives a wrong prediction.",
        ),
        vi=(
            "Mọi bước đều đưa cùng một t cho mô hình",
            "t không thay đổi giữa các lần gọi.",
            "Mạng dựa vào t để biết có bao nhiêu nhiễu; t sai thì dự đoán sai.",
        ),
    ),
    known(
        "model-told-t-plus-one",
        SAMPLERS,
        CALLING,
        en=(
            "The model is told t + 1",
            "The model is shown t = T … 1; it was trained with t = T − 1 … 0.",
            "The network expects a little more noise than there is, and T is a step it has never seen.",
        ),
        vi=(
            "Đưa t + 1 cho mô hình",
            "Mô hình nhận t = T … 1; nó được huấn luyện với t = T − 1 … 0.",
            "Mạng tưởng có nhiều nhiễu hơn thực tế một chút, và T là bước nó chưa từng thấy.",
        ),
    ),
    known(
        "model-told-t-minus-one",
        SAMPLERS,
        CALLING,
        en=(
            "The model is told t − 1",
            "The model is shown t = T − 2 … −1; it was trained with t = T − 1 … 0.",
            "The network expects a little less noise than there is, and −1 is no step at all.",
        ),
        vi=(
            "Đưa t − 1 cho mô hình",
            "Mô hình nhận t = T − 2 … −1; nó được huấn luyện với t = T − 1 … 0.",
            "Mạng tưởng có ít nhiễu hơn thực tế một chút, và −1 không phải là bước nào cả.",
        ),
    ),
    known(
        "t-normalised",
        SAMPLERS,
        CALLING,
        en=(
            "t is scaled to 0…1",
            "The model is shown t/T; it takes the step number itself, an integer from 0 to T − 1.",
            "A number between 0 and 1 reads as the first step, whatever it stands for.",
        ),
        vi=(
            "t bị đưa về khoảng 0…1",
            "Mô hình nhận t/T; nó cần chính số thứ tự của bước, một số nguyên từ 0 đến T − 1.",
            "Một số nằm giữa 0 và 1 sẽ bị hiểu là bước đầu tiên, bất kể nó biểu thị điều gì.",
        ),
    ),
    known(
        "t-not-whole",
        SAMPLERS,
        CALLING,
        en=(
            "t is a floating-point tensor",
            "The values of t are right but their dtype is not an integer one; use dtype=torch.long.",
            "A network looks t up in a table or an embedding, which takes only integers.",
        ),
        vi=(
            "t là tensor số thực",
            "Giá trị của t đúng nhưng kiểu dữ liệu không phải số nguyên; hãy dùng dtype=torch.long.",
            "Mạng tra t trong một bảng hoặc một tầng embedding, vốn chỉ nhận số nguyên.",
        ),
    ),
    known(
        "t-not-a-batch",
        SAMPLERS,
        CALLING,
        en=(
            "t is not a tensor of shape (n,)",
            "The model is shown one number, or a tensor of another shape; it takes one t per image.",
            "The network embeds t per image: with (n,) it works for any batch, otherwise only by luck.",
        ),
        vi=(
            "t không phải tensor có hình dạng (n,)",
            "Mô hình nhận một con số, hoặc một tensor có hình dạng khác; nó cần một t cho mỗi ảnh.",
            "Mạng nhúng t theo từng ảnh: với (n,) thì chạy đúng cho mọi lô, nếu không thì chỉ đúng do may mắn.",
        ),
    ),
    known(
        "last-update-dropped",
        SAMPLERS,
        LOOP,
        en=(
            "The last update is not returned",
            "What is returned is the state before the step at t = 0, not the one after it.",
            "The last step removes the last of the noise.",
        ),
        vi=(
            "Không trả về lần cập nhật cuối",
            "Hàm trả về trạng thái trước bước t = 0 chứ không phải sau đó.",
            "Bước cuối khử phần nhiễu cuối cùng.",
        ),
    ),
    known(
        "rescaled-output",
        SAMPLERS,
        SHOWING,
        en=(
            "The result is rescaled to [0, 1]",
            "(x + 1)/2 is returned; the last state itself is asked for.",
            "Rescaling belongs where pictures are drawn; whoever calls the sampler expects the data's own range.",
        ),
        vi=(
            "Kết quả bị đổi thang về [0, 1]",
            "Hàm trả về (x + 1)/2; đề bài yêu cầu chính trạng thái cuối.",
            "Đổi thang là việc của nơi vẽ ảnh; nơi gọi bộ lấy mẫu cần đúng khoảng giá trị của dữ liệu.",
        ),
    ),
    known(
        "all-states-returned",
        SAMPLERS,
        SHOWING,
        en=(
            "Several states are returned",
            "A list or tuple is returned; one tensor, the last state, is asked for.",
            "Keeping every state also keeps every image of the walk in memory.",
        ),
        vi=(
            "Trả về nhiều trạng thái",
            "Hàm trả về một list hoặc tuple; đề bài yêu cầu một tensor duy nhất, là trạng thái cuối.",
            "Giữ mọi trạng thái cũng có nghĩa là giữ mọi ảnh trung gian trong bộ nhớ.",
        ),
    ),
    known(
        "gradients-tracked",
        SAMPLERS,
        "reverse-diffusion#without-gradients",
        en=(
            "Gradients are tracked",
            "The loop runs with gradients on; wrap it in torch.no_grad() or torch.inference_mode().",
            "Every step's activations stay in memory until the end: with a real network, a thousand steps do not fit.",
        ),
        vi=(
            "Ghi lại gradient khi lấy mẫu",
            "Vòng lặp chạy khi gradient đang bật; hãy đặt nó trong torch.no_grad() hoặc torch.inference_mode().",
            "Kết quả trung gian của mọi bước bị giữ trong bộ nhớ đến cuối: với mạng thật, một nghìn bước sẽ không vừa.",
        ),
    ),
)
