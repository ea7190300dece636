"""Known mistakes in the schedule exercises."""

# ruff: noqa: E501  sentences read better whole

from grader.misconceptions.entry import bank, known

LINEAR = ("linear-schedule",)
COSINE = ("cosine-schedule",)
BETAS = LINEAR + COSINE
PRECOMPUTE = ("precompute-schedule",)
COMPARE = ("compare-schedules",)
TABLES = PRECOMPUTE + COMPARE
EVERY_T = BETAS + COMPARE
LINES = LINEAR + COMPARE  # a comparison holds both schedules, with all that can be wrong about either
CURVES = COSINE + COMPARE

MISCONCEPTIONS = bank(
    known(
        "end-left-out",
        LINES,
        "noise-schedules#linear",
        en=(
            "The last value stops short of beta_end",
            "The values are beta_start + (beta_end − beta_start)·t/T; dividing by T − 1 reaches beta_end.",
            "T values have T − 1 gaps between them. Both ends belong to the schedule.",
        ),
        vi=(
            "Giá trị cuối không chạm beta_end",
            "Các giá trị là beta_start + (beta_end − beta_start)·t/T; phải chia cho T − 1 mới tới beta_end.",
            "T giá trị chỉ có T − 1 khoảng cách ở giữa. Cả hai đầu mút đều thuộc lịch nhiễu.",
        ),
    ),
    known(
        "start-left-out",
        LINES,
        "noise-schedules#linear",
        en=(
            "The first value is already past beta_start",
            "The grid starts one gap too late; the value at t = 0 is beta_start itself.",
            "Steps count from 0: the first step adds the least noise.",
        ),
        vi=(
            "Giá trị đầu đã vượt qua beta_start",
            "Lưới chia bắt đầu muộn một khoảng; giá trị tại t = 0 phải đúng bằng beta_start.",
            "Các bước đếm từ 0: bước đầu tiên thêm ít nhiễu nhất.",
        ),
    ),
    known(
        "steps-off-by-one",
        BETAS,
        "noise-schedules#counting-from-zero",
        en=(
            "One value too many or too few",
            "The function returns T + 1 or T − 1 values; there is one β for each of the T steps.",
            "Grid points and steps are different things: T steps lie between T + 1 points.",
        ),
        vi=(
            "Thừa hoặc thiếu một giá trị",
            "Hàm trả về T + 1 hoặc T − 1 giá trị; mỗi bước trong T bước có đúng một β.",
            "Điểm lưới và bước là hai thứ khác nhau: T bước nằm giữa T + 1 điểm.",
        ),
    ),
    known(
        "hard-coded-steps",
        EVERY_T,
        "noise-schedules#linear",
        en=(
            "The number of steps is written into the code",
            "The result is that of T = 1000 whatever T is; use the argument.",
            "Small chains are used for tests and fast samplers, so T has to be free.",
        ),
        vi=(
            "Ghi cứng số bước trong mã",
            "Kết quả luôn là của T = 1000 dù T bằng bao nhiêu; hãy dùng tham số.",
            "Xích ngắn được dùng để kiểm thử và cho bộ lấy mẫu nhanh, nên T phải thay đổi được.",
        ),
    ),
    known(
        "ends-swapped",
        LINES,
        "noise-schedules#linear",
        en=(
            "beta_start and beta_end are exchanged",
            "The values fall from beta_end to beta_start; they should rise.",
            "Early steps must be gentle: fine detail is lost first and has to be learnt in small steps.",
        ),
        vi=(
            "Hoán đổi beta_start và beta_end",
            "Các giá trị giảm từ beta_end xuống beta_start; đúng ra phải tăng dần.",
            "Những bước đầu phải nhẹ: chi tiết nhỏ mất trước và cần được học qua các bước nhỏ.",
        ),
    ),
    known(
        "root-interpolation",
        LINES,
        "noise-schedules#linear",
        en=(
            "√β is spaced evenly, not β",
            "The values are the squares of an even grid from √beta_start to √beta_end.",
            "That is another schedule, which latent diffusion calls scaled linear; it adds less noise in the middle.",
        ),
        vi=(
            "Chia đều √β chứ không phải β",
            "Các giá trị là bình phương của lưới đều từ √beta_start đến √beta_end.",
            "Đây là lịch tuyến tính theo căn (scaled linear) của latent diffusion; ở giữa xích nó thêm ít nhiễu hơn.",
        ),
    ),
    known(
        "geometric-interpolation",
        LINES,
        "noise-schedules#linear",
        en=(
            "The values grow by a constant factor",
            "The logarithm of β is spaced evenly; here β itself should be.",
            "A geometric schedule stays near beta_start for most of the chain and hardly adds noise there.",
        ),
        vi=(
            "Các giá trị tăng theo hệ số không đổi",
            "Logarit của β được chia đều; ở đây chính β mới phải cách đều.",
            "Lịch nhiễu cấp số nhân quanh quẩn gần beta_start suốt phần lớn xích và hầu như không thêm nhiễu ở đó.",
        ),
    ),
    known(
        "arguments-ignored",
        LINEAR,
        "noise-schedules#linear",
        en=(
            "beta_start and beta_end are ignored",
            "The values run from 1e-4 to 0.02 whatever is passed; use the arguments.",
            "A default is for callers who leave the argument out.",
        ),
        vi=(
            "Bỏ qua beta_start và beta_end",
            "Các giá trị luôn chạy từ 1e-4 đến 0.02 dù truyền gì; hãy dùng các tham số.",
            "Giá trị mặc định chỉ dành cho nơi gọi không truyền tham số.",
        ),
    ),
    known(
        "start-not-added",
        LINES,
        "noise-schedules#linear",
        en=(
            "The line starts at 0",
            "The values are scaled but beta_start is not added, so the first β is 0.",
            "A step with β = 0 changes nothing, and formulas that divide by √(1 − ᾱ_0) break.",
        ),
        vi=(
            "Đường thẳng bắt đầu từ 0",
            "Các giá trị được nhân tỉ lệ nhưng chưa cộng beta_start, nên β đầu tiên bằng 0.",
            "Bước có β = 0 không làm gì cả, và các công thức chia cho √(1 − ᾱ_0) sẽ hỏng.",
        ),
    ),
    known(
        "rescaled-ends",
        LINES,
        "noise-schedules#linear",
        en=(
            "The ends are rescaled by 1000/T",
            "The values are multiplied by 1000/T; the ends should be used as they are given.",
            "The rescaling keeps the total noise when T changes, and is a choice for the caller to make.",
        ),
        vi=(
            "Hai đầu mút bị nhân với 1000/T",
            "Các giá trị bị nhân với 1000/T; phải dùng hai đầu mút đúng như được đưa.",
            "Phép nhân này giữ tổng lượng nhiễu khi T thay đổi, và là lựa chọn của nơi gọi hàm.",
        ),
    ),
    known(
        "alphas-for-betas",
        EVERY_T,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "α is returned instead of β",
            "The values are 1 − β; the schedule asks for β itself.",
            "β is the share of the variance that a step replaces, α is the share that it keeps.",
        ),
        vi=(
            "Trả về α thay vì β",
            "Các giá trị là 1 − β; đề bài cần chính β.",
            "β là phần phương sai mà một bước thay thế, α là phần nó giữ lại.",
        ),
    ),
    known(
        "alpha-bar-for-betas",
        EVERY_T,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "ᾱ is returned instead of β",
            "The values are what is left of the signal; β_t is 1 − ᾱ_t/ᾱ_{t−1}.",
            "ᾱ describes the whole way up to t, β a single step of it.",
        ),
        vi=(
            "Trả về ᾱ thay vì β",
            "Các giá trị là phần tín hiệu còn lại; β_t là 1 − ᾱ_t/ᾱ_{t−1}.",
            "ᾱ mô tả cả chặng đường tới t, còn β chỉ mô tả một bước trong đó.",
        ),
    ),
    known(
        "no-upper-clamp",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The upper clamp is missing",
            "The last β comes out as 1; clamp the values to at most 0.999.",
            "β = 1 makes α = 0, and the sampler divides by √α.",
        ),
        vi=(
            "Thiếu ngưỡng chặn trên",
            "β cuối cùng bằng 1; hãy chặn trên các giá trị ở 0.999.",
            "β = 1 làm α = 0, mà bộ lấy mẫu phải chia cho √α.",
        ),
    ),
    known(
        "no-lower-clamp",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The lower clamp is missing",
            "Early values fall below 1e-5; clamp the values from both sides.",
            "A β of nearly 0 makes √(1 − ᾱ_0) nearly 0, and the sampler divides by it.",
        ),
        vi=(
            "Thiếu ngưỡng chặn dưới",
            "Những giá trị đầu nhỏ hơn 1e-5; hãy chặn các giá trị từ cả hai phía.",
            "β gần 0 làm √(1 − ᾱ_0) gần 0, mà bộ lấy mẫu phải chia cho nó.",
        ),
    ),
    known(
        "no-clamp",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The values are not clamped",
            "β is used as the ratio gives it, up to 1; clamp it to the range from 1e-5 to 0.999.",
            "At the last step ᾱ is 0 and β is 1: the step would forget x_t completely, and α = 0 cannot be divided by.",
        ),
        vi=(
            "Các giá trị không được chặn",
            "β được dùng đúng như tỉ số cho ra, tới tận 1; hãy chặn trong khoảng từ 1e-5 đến 0.999.",
            "Ở bước cuối ᾱ bằng 0 và β bằng 1: bước đó quên hẳn x_t, và không thể chia cho α = 0.",
        ),
    ),
    known(
        "other-clamp",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "Clamped to another range",
            "The values are clamped, but not to the range from 1e-5 to 0.999.",
            "The last β differs, and with it every ᾱ near the end of the chain.",
        ),
        vi=(
            "Chặn trong khoảng khác",
            "Các giá trị có được chặn, nhưng không phải trong khoảng từ 1e-5 đến 0.999.",
            "β cuối cùng bị khác, kéo theo mọi ᾱ ở gần cuối xích.",
        ),
    ),
    known(
        "cosine-not-squared",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The cosine is not squared",
            "f(u) is a cosine; the schedule uses its square.",
            "ᾱ is a share of variance; the cosine itself is the share of amplitude, √ᾱ.",
        ),
        vi=(
            "Cosin chưa được bình phương",
            "f(u) chỉ là cosin; lịch nhiễu dùng bình phương của nó.",
            "ᾱ là phần của phương sai; bản thân cosin là phần của biên độ, tức √ᾱ.",
        ),
    ),
    known(
        "s-ignored",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The offset s is ignored",
            "The values are those of another s than the one passed, 0 or the default.",
            "s keeps the first steps from being too small; it is an argument so that it can be tuned.",
        ),
        vi=(
            "Bỏ qua độ dời s",
            "Các giá trị ứng với một s khác với s được truyền, là 0 hoặc giá trị mặc định.",
            "s giữ cho các bước đầu không quá nhỏ; nó là tham số để có thể điều chỉnh.",
        ),
    ),
    known(
        "s-not-divided-out",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The division by 1 + s is missing",
            "The angle is (u/T + s)·π/2, which goes past π/2 at the end; divide by 1 + s.",
            "Past π/2 the squared cosine rises again, so ᾱ would grow at the last steps.",
        ),
        vi=(
            "Thiếu phép chia cho 1 + s",
            "Góc là (u/T + s)·π/2, vượt quá π/2 ở cuối; hãy chia cho 1 + s.",
            "Sau π/2, bình phương cosin lại tăng, nên ᾱ sẽ lớn lên ở những bước cuối.",
        ),
    ),
    known(
        "half-pi-missing",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The angle does not end at π/2",
            "The factor π/2 is missing, or is π; the angle has to run up to π/2.",
            "cos² falls from 1 to 0 exactly between 0 and π/2.",
        ),
        vi=(
            "Góc không kết thúc tại π/2",
            "Thiếu hệ số π/2, hoặc dùng π; góc phải chạy tới π/2.",
            "cos² giảm từ 1 về 0 đúng trong khoảng từ 0 đến π/2.",
        ),
    ),
    known(
        "cosine-one-step-late",
        CURVES,
        "noise-schedules#counting-from-zero",
        en=(
            "The ratios are one step late",
            "β_t compares ᾱ(t) with ᾱ(t−1); step t leads from ᾱ(t) to ᾱ(t+1).",
            "The first step would add no noise and the last one would be lost.",
        ),
        vi=(
            "Các tỉ số trễ một bước",
            "β_t so sánh ᾱ(t) với ᾱ(t−1); bước t đi từ ᾱ(t) đến ᾱ(t+1).",
            "Bước đầu sẽ không thêm nhiễu và bước cuối bị mất.",
        ),
    ),
    known(
        "f0-missing",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The first ratio leaves out f(0)",
            "β_0 is computed as 1 − f(1), as though f(0) were 1; divide by f(0).",
            "With s above 0, f(0) is below 1, and the first step would carry that difference as extra noise.",
        ),
        vi=(
            "Tỉ số đầu tiên thiếu f(0)",
            "β_0 được tính là 1 − f(1), như thể f(0) bằng 1; hãy chia cho f(0).",
            "Khi s lớn hơn 0 thì f(0) nhỏ hơn 1, và bước đầu sẽ mang phần chênh lệch đó thành nhiễu thừa.",
        ),
    ),
    known(
        "cosine-grid-off-by-one",
        CURVES,
        "noise-schedules#counting-from-zero",
        en=(
            "The grid has another spacing",
            "u is divided by T − 1 or T + 1; it runs from 0 to T and is divided by T.",
            "T steps lie between T + 1 points, so the spacing is 1/T.",
        ),
        vi=(
            "Khoảng cách lưới bị sai",
            "u bị chia cho T − 1 hoặc T + 1; u chạy từ 0 đến T và phải chia cho T.",
            "T bước nằm giữa T + 1 điểm, nên khoảng cách là 1/T.",
        ),
    ),
    known(
        "difference-for-ratio",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "β is a difference, not a ratio",
            "The values are ᾱ(t) − ᾱ(t+1); divide by ᾱ(t).",
            "A step removes a share of what is left, not of what there was at the start.",
        ),
        vi=(
            "β là hiệu, không phải tỉ số",
            "Các giá trị là ᾱ(t) − ᾱ(t+1); hãy chia cho ᾱ(t).",
            "Một bước lấy đi một phần của những gì còn lại, chứ không phải của lúc ban đầu.",
        ),
    ),
    known(
        "ratio-upside-down",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "The ratio is upside down",
            "The values are 1 − ᾱ(t)/ᾱ(t+1), which is below 0 and clamped to 1e-5 everywhere.",
            "ᾱ falls, so what comes later belongs in the numerator.",
        ),
        vi=(
            "Tỉ số bị lộn ngược",
            "Các giá trị là 1 − ᾱ(t)/ᾱ(t+1), nhỏ hơn 0 và bị chặn ở 1e-5 tại mọi bước.",
            "ᾱ giảm dần, nên giá trị đến sau phải nằm ở tử số.",
        ),
    ),
    known(
        "linear-for-cosine",
        CURVES,
        "noise-schedules#cosine",
        en=(
            "This is the linear schedule",
            "The values rise evenly from 1e-4 to 0.02; the cosine schedule is asked for.",
            "The two differ most in the middle, where the cosine keeps much more of the signal.",
        ),
        vi=(
            "Đây là lịch nhiễu tuyến tính",
            "Các giá trị tăng đều từ 1e-4 đến 0.02; đề bài cần lịch nhiễu cosin.",
            "Hai lịch khác nhau nhiều nhất ở giữa xích, nơi cosin giữ lại nhiều tín hiệu hơn hẳn.",
        ),
    ),
    known(
        "other-default",
        (*EVERY_T, "train-ddpm", "train-cfg"),
        "putting-it-together#the-pieces",
        en=(
            "A default in the signature is another one",
            "Calls that pass every argument come out right; a default differs from the statement's.",
            "Whoever leaves the argument out relies on the value that the task names.",
        ),
        vi=(
            "Giá trị mặc định trong khai báo hàm bị khác",
            "Những lần gọi truyền đủ tham số đều đúng; nhưng một giá trị mặc định khác với đề bài.",
            "Nơi gọi bỏ trống tham số thì dựa vào đúng giá trị mà đề bài nêu.",
        ),
    ),
    known(
        "one-step-divides-by-zero",
        LINES,
        "noise-schedules#linear",
        en=(
            "T = 1 divides by 0",
            "(beta_end − beta_start)/(T − 1) has no value at T = 1; the one β is beta_start.",
            "One value has no gaps between values, so there is nothing to divide among them. torch.linspace knows that.",
        ),
        vi=(
            "T = 1 gây ra phép chia cho 0",
            "(beta_end − beta_start)/(T − 1) không có giá trị khi T = 1; β duy nhất là beta_start.",
            "Chỉ một giá trị thì không có khoảng cách nào để chia. torch.linspace đã tính đến điều đó.",
        ),
    ),
    known(
        "steps-not-divided",
        LINES,
        "noise-schedules#linear",
        en=(
            "The distance is added whole at every step",
            "The values are beta_start + (beta_end − beta_start)·t; divide t by T − 1, so that it runs from 0 to 1.",
            "β leaves the range from 0 to 1 at once, and 1 − β becomes negative.",
        ),
        vi=(
            "Mỗi bước cộng cả khoảng cách",
            "Các giá trị là beta_start + (beta_end − beta_start)·t; hãy chia t cho T − 1 để nó chạy từ 0 đến 1.",
            "β ra khỏi khoảng từ 0 đến 1 ngay lập tức, và 1 − β thành số âm.",
        ),
    ),
    known(
        "start-not-subtracted",
        LINES,
        "noise-schedules#linear",
        en=(
            "The line goes past beta_end by beta_start",
            "The values are beta_start + beta_end·t/(T − 1); the distance to go is beta_end − beta_start.",
            "The line begins at beta_start, so only what is left to beta_end may be added.",
        ),
        vi=(
            "Đường thẳng vượt beta_end một đoạn beta_start",
            "Các giá trị là beta_start + beta_end·t/(T − 1); quãng cần đi là beta_end − beta_start.",
            "Đường thẳng bắt đầu từ beta_start, nên chỉ được cộng phần còn lại để tới beta_end.",
        ),
    ),
    known(
        "line-falls",
        LINES,
        "noise-schedules#linear",
        en=(
            "The line falls from beta_start",
            "The distance is subtracted: beta_start − (beta_end − beta_start)·t/(T − 1); it has to be added.",
            "β becomes negative after a few steps, and a negative share of noise means nothing.",
        ),
        vi=(
            "Đường thẳng đi xuống từ beta_start",
            "Quãng đường bị trừ đi: beta_start − (beta_end − beta_start)·t/(T − 1); đúng ra phải cộng.",
            "Sau vài bước β thành số âm, mà phần nhiễu âm thì vô nghĩa.",
        ),
    ),
    known(
        "end-overshot",
        LINES,
        "noise-schedules#counting-from-zero",
        en=(
            "The last value goes past beta_end",
            "t is divided by T − 2, or t + 1 by T − 1; T values have T − 1 gaps, and t begins at 0.",
            "With the wrong number of gaps the line reaches beta_end one step too early.",
        ),
        vi=(
            "Giá trị cuối vượt quá beta_end",
            "t bị chia cho T − 2, hoặc t + 1 bị chia cho T − 1; T giá trị có T − 1 khoảng cách, và t bắt đầu từ 0.",
            "Đếm sai các khoảng cách thì đường thẳng tới beta_end sớm một bước.",
        ),
    ),
    known(
        "beta-never-changes",
        LINES,
        "noise-schedules#linear",
        en=(
            "All values are the same",
            "Every β is beta_start or beta_end; the values have to rise from the one to the other.",
            "Early steps need little noise and late ones can take much; one number serves neither.",
        ),
        vi=(
            "Mọi giá trị giống nhau",
            "Mọi β đều bằng beta_start hoặc beta_end; các giá trị phải tăng từ đầu này đến đầu kia.",
            "Những bước đầu cần ít nhiễu còn những bước sau chịu được nhiều; một con số không hợp cho cả hai.",
        ),
    ),
    known(
        "value-never-set",
        LINEAR,
        "noise-schedules#counting-from-zero",
        en=(
            "The loop leaves a value out",
            "The first or the last value was never written and is what the tensor held before; loop over range(T).",
            "range(1, T) begins at the second value and range(T − 1) ends before the last.",
        ),
        vi=(
            "Vòng lặp bỏ sót một giá trị",
            "Giá trị đầu hoặc cuối chưa được ghi nên vẫn là thứ tensor chứa từ trước; hãy lặp qua range(T).",
            "range(1, T) bắt đầu từ giá trị thứ hai còn range(T − 1) dừng trước giá trị cuối.",
        ),
    ),
    known(
        "answer-keys-missing",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "A key is missing or spelled differently",
            "The dict needs the keys 'linear' and 'cosine', in lower case, both in every call.",
            "The caller looks the two steps up by these names.",
        ),
        vi=(
            "Thiếu khóa hoặc viết sai tên khóa",
            "dict cần có hai khóa 'linear' và 'cosine', viết thường, đủ cả hai trong mọi lần gọi.",
            "Nơi gọi tra hai bước theo đúng những tên này.",
        ),
    ),
    known(
        "step-never-found",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "No step is ever found",
            "Every answer is None: the loop gives up at its first step, compares with ==, adds α up, or never returns what it finds.",
            "ᾱ_t is a product that jumps over 0.01 and hardly ever equals it, and never is only known once every step was looked at.",
        ),
        vi=(
            "Không bao giờ tìm thấy bước nào",
            "Mọi câu trả lời đều là None: vòng lặp bỏ cuộc ngay bước đầu, so sánh bằng ==, cộng dồn α, hoặc không trả về bước tìm được.",
            "ᾱ_t là một tích, nhảy qua 0.01 và hầu như không bao giờ bằng đúng nó; còn “không bao giờ” thì chỉ biết khi đã xét mọi bước.",
        ),
    ),
    known(
        "betas-for-alphas",
        PRECOMPUTE,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "β where α belongs",
            "The values are β; α_t = 1 − β_t.",
            "α is the share of the variance that a step keeps, so it is close to 1 at first.",
        ),
        vi=(
            "Dùng β thay cho α",
            "Các giá trị là β; α_t = 1 − β_t.",
            "α là phần phương sai mà một bước giữ lại, nên lúc đầu nó gần bằng 1.",
        ),
    ),
    known(
        "alpha-bar-for-alpha",
        PRECOMPUTE,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "ᾱ_t where α_t belongs",
            "The values are multiplied up; α_t belongs to step t alone.",
            "The sampler divides by √α_t to undo one step; √ᾱ_t would undo all of them at once.",
        ),
        vi=(
            "Dùng ᾱ_t thay cho α_t",
            "Các giá trị đã bị nhân dồn; α_t chỉ thuộc về riêng bước t.",
            "Bộ lấy mẫu chia cho √α_t để hoàn tác một bước; √ᾱ_t sẽ hoàn tác tất cả cùng lúc.",
        ),
    ),
    known(
        "alpha-not-multiplied-up",
        TABLES,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "α_t is not multiplied up",
            "The value at t holds one step only; ᾱ_t is the product of all α up to t.",
            "The closed form jumps over all steps at once, so it needs what all of them together leave.",
        ),
        vi=(
            "α_t chưa được nhân dồn",
            "Giá trị tại t chỉ chứa một bước; ᾱ_t là tích của mọi α cho tới t.",
            "Dạng đóng nhảy qua mọi bước cùng lúc, nên cần phần mà tất cả các bước để lại.",
        ),
    ),
    known(
        "sum-for-product",
        TABLES,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "A running sum instead of a running product",
            "ᾱ is computed with cumsum; it takes cumprod.",
            "Each step keeps a share of what the step before left, and shares of shares multiply.",
        ),
        vi=(
            "Tổng lũy tiến thay vì tích lũy tiến",
            "ᾱ được tính bằng cumsum; phải dùng cumprod.",
            "Mỗi bước giữ lại một phần của phần mà bước trước để lại, và phần của phần thì nhân với nhau.",
        ),
    ),
    known(
        "product-of-betas",
        TABLES,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "The product runs over β",
            "β is multiplied up; ᾱ_t is the product of α = 1 − β.",
            "A product of small numbers is 0 after a few steps, as though no signal were left.",
        ),
        vi=(
            "Tích lấy trên β",
            "β bị nhân dồn; ᾱ_t là tích của α = 1 − β.",
            "Tích của các số nhỏ về 0 chỉ sau vài bước, như thể không còn tín hiệu.",
        ),
    ),
    known(
        "product-one-late",
        PRECOMPUTE,
        "noise-schedules#counting-from-zero",
        en=(
            "The product leaves out step t",
            "The value at t is ᾱ_{t−1}, starting with 1; ᾱ_t includes α_t itself.",
            "x_t has already gone through step t, so at t = 0 one step of noise is in it.",
        ),
        vi=(
            "Tích bỏ sót bước t",
            "Giá trị tại t là ᾱ_{t−1}, bắt đầu từ 1; ᾱ_t phải gồm cả α_t.",
            "x_t đã đi qua bước t, nên tại t = 0 đã có nhiễu của một bước.",
        ),
    ),
    known(
        "exponential-for-product",
        TABLES,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "An exponential instead of the product",
            "The values are exp(−Σβ), which is close to ∏(1 − β) but not equal to it.",
            "The two agree only while every β is tiny; near the end of the chain they part.",
        ),
        vi=(
            "Dùng hàm mũ thay cho tích",
            "Các giá trị là exp(−Σβ), gần với ∏(1 − β) nhưng không bằng.",
            "Hai biểu thức chỉ trùng nhau khi mọi β rất nhỏ; gần cuối xích chúng tách ra.",
        ),
    ),
    known(
        "noise-share-for-signal",
        PRECOMPUTE,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "1 − ᾱ where ᾱ belongs",
            "The values grow towards 1; ᾱ is what is left of the signal and falls.",
            "Signal and noise would change places: x_0 would count as noise.",
        ),
        vi=(
            "Dùng 1 − ᾱ thay cho ᾱ",
            "Các giá trị tăng dần về 1; ᾱ là phần tín hiệu còn lại và phải giảm.",
            "Tín hiệu và nhiễu sẽ đổi chỗ cho nhau: x_0 bị coi là nhiễu.",
        ),
    ),
    known(
        "square-root-missing",
        PRECOMPUTE,
        "forward-diffusion#signal-and-noise",
        en=(
            "The square root is missing",
            "The values are right before the root is taken.",
            "Shares of variance are turned into factors on x by the root; without it the noise has the wrong size.",
        ),
        vi=(
            "Thiếu căn bậc hai",
            "Các giá trị đúng trước khi lấy căn.",
            "Căn bậc hai biến phần phương sai thành hệ số nhân với x; thiếu căn thì nhiễu sai độ lớn.",
        ),
    ),
    known(
        "root-before-subtraction",
        PRECOMPUTE,
        "forward-diffusion#signal-and-noise",
        en=(
            "1 − √ᾱ_t instead of √(1 − ᾱ_t)",
            "The root is taken before the subtraction; subtract first.",
            "The squares of the two factors have to add up to 1, not the factors themselves.",
        ),
        vi=(
            "Dùng 1 − √ᾱ_t thay vì √(1 − ᾱ_t)",
            "Căn được lấy trước phép trừ; phải trừ trước.",
            "Tổng bình phương của hai hệ số phải bằng 1, chứ không phải tổng của chính chúng.",
        ),
    ),
    known(
        "signal-and-noise-exchanged",
        PRECOMPUTE,
        "forward-diffusion#signal-and-noise",
        en=(
            "The two weights are exchanged",
            "sqrt_alpha_bar and sqrt_one_minus_alpha_bar hold each other's values.",
            "The picture would start as noise and become clear, the chain run backwards.",
        ),
        vi=(
            "Hoán đổi hai trọng số",
            "sqrt_alpha_bar và sqrt_one_minus_alpha_bar chứa giá trị của nhau.",
            "Ảnh sẽ bắt đầu bằng nhiễu rồi rõ dần, tức là xích chạy ngược.",
        ),
    ),
    known(
        "schedule-keys-missing",
        PRECOMPUTE,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "A key is missing or spelled differently",
            "The dict lacks some of the six names; they have to be spelled as in the task.",
            "Training and sampling look the tensors up by these names.",
        ),
        vi=(
            "Thiếu khóa hoặc viết sai tên khóa",
            "dict thiếu một số trong sáu tên; phải viết đúng như đề bài.",
            "Huấn luyện và lấy mẫu tra các tensor theo đúng những tên này.",
        ),
    ),
    known(
        "never-as-a-number",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "A number where the answer is never",
            "Where ᾱ_t stays above 0.01 a step is returned all the same; return None.",
            "argmax of nothing but False is 0, and T or −1 are not steps: a caller cannot tell them from real ones.",
        ),
        vi=(
            "Trả về số trong khi câu trả lời là “không bao giờ”",
            "Khi ᾱ_t luôn lớn hơn 0.01, hàm vẫn trả về một bước; phải trả về None.",
            "argmax của toàn False là 0, còn T hay −1 không phải là bước: nơi gọi không phân biệt được với bước thật.",
        ),
    ),
    known(
        "never-not-handled",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "The case of never raises an error",
            "Where ᾱ_t stays above 0.01 there is no first index to take; return None then.",
            "With few steps the linear schedule keeps most of the signal, so the case is an ordinary one.",
        ),
        vi=(
            "Trường hợp “không bao giờ” làm hàm báo lỗi",
            "Khi ᾱ_t luôn lớn hơn 0.01 thì không có chỉ số đầu tiên nào; khi đó hãy trả về None.",
            "Với ít bước, lịch nhiễu tuyến tính giữ lại phần lớn tín hiệu, nên đây là trường hợp bình thường.",
        ),
    ),
    known(
        "counts-from-one",
        COMPARE,
        "noise-schedules#counting-from-zero",
        en=(
            "The steps are counted from 1",
            "Every answer is one too high; t runs from 0 to T − 1.",
            "The answer is an index into the schedule, and arrays start at 0.",
        ),
        vi=(
            "Đếm bước từ 1",
            "Mọi câu trả lời đều dư một đơn vị; t chạy từ 0 đến T − 1.",
            "Câu trả lời là chỉ số trong lịch nhiễu, mà mảng bắt đầu từ 0.",
        ),
    ),
    known(
        "last-step-above",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "The last step above instead of the first below",
            "Every answer is one too low: it is the last t with ᾱ_t ≥ 0.01.",
            "The question is when the picture is gone, not when it could last be seen.",
        ),
        vi=(
            "Bước cuối còn trên ngưỡng thay vì bước đầu dưới ngưỡng",
            "Mọi câu trả lời đều thiếu một đơn vị: đó là t cuối cùng có ᾱ_t ≥ 0.01.",
            "Câu hỏi là khi nào ảnh mất hẳn, không phải khi nào còn thấy lần cuối.",
        ),
    ),
    known(
        "root-of-alpha-bar-compared",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "√ᾱ_t is compared",
            "√ᾱ_t is held against 0.01; the question is about ᾱ_t.",
            "√ᾱ_t is the amplitude of the signal; it falls below 0.01 only when ᾱ_t is at 0.0001.",
        ),
        vi=(
            "So sánh √ᾱ_t",
            "√ᾱ_t được so với 0.01; câu hỏi là về ᾱ_t.",
            "√ᾱ_t là biên độ của tín hiệu; nó chỉ xuống dưới 0.01 khi ᾱ_t còn 0.0001.",
        ),
    ),
    known(
        "noise-share-compared",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "1 − ᾱ_t is compared",
            "The share of noise is held against 0.01; the question is about the share of signal, ᾱ_t.",
            "A hundredth of noise is there almost at once; a hundredth of signal is left only late.",
        ),
        vi=(
            "So sánh 1 − ᾱ_t",
            "Phần nhiễu được so với 0.01; câu hỏi là về phần tín hiệu, ᾱ_t.",
            "Một phần trăm nhiễu thì gần như có ngay lập tức; còn tín hiệu thì rất muộn mới chỉ còn một phần trăm.",
        ),
    ),
    known(
        "other-threshold",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "Another threshold",
            "The steps are those for a threshold other than 0.01.",
            "The two schedules compare differently at every threshold, so the answer needs the one asked for.",
        ),
        vi=(
            "Ngưỡng khác",
            "Các bước ứng với một ngưỡng khác 0.01.",
            "Ở mỗi ngưỡng hai lịch so với nhau một kiểu, nên câu trả lời cần đúng ngưỡng của đề.",
        ),
    ),
    known(
        "first-step-above",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "The comparison points the wrong way",
            "The answer is the first t with ᾱ_t above 0.01, which is 0; it should be below.",
            "ᾱ_t starts near 1 and falls.",
        ),
        vi=(
            "Dấu so sánh bị ngược",
            "Câu trả lời là t đầu tiên có ᾱ_t lớn hơn 0.01, tức là 0; phải là nhỏ hơn.",
            "ᾱ_t bắt đầu gần 1 rồi giảm dần.",
        ),
    ),
    known(
        "names-swapped",
        COMPARE,
        "noise-schedules#comparing",
        en=(
            "The two names are exchanged",
            "'linear' holds the answer for cosine and the other way round.",
            "The cosine schedule keeps its signal longer, so its step is the later one.",
        ),
        vi=(
            "Hoán đổi hai tên",
            "'linear' chứa câu trả lời của cosin và ngược lại.",
            "Lịch nhiễu cosin giữ tín hiệu lâu hơn, nên bước của nó đến muộn hơn.",
        ),
    ),
)
