"""Known mistakes that more than one exercise sees."""

# ruff: noqa: E501  sentences read better whole

from grader.misconceptions.entry import bank, known

# The exercises in which a student draws noise.
DRAWING = ("forward-diffusion", "sample-ddpm", "fix-the-sampler", "sample-cfg")
NOISING = (*DRAWING, "train-ddpm", "train-cfg")
RETURNING = (*DRAWING, "linear-schedule", "cosine-schedule", "precompute-schedule", "compare-schedules")

MISCONCEPTIONS = bank(
    known(
        "nothing-returned",
        RETURNING,
        "putting-it-together#the-pieces",
        en=(
            "Nothing is returned",
            "The function ends without a return statement, so it gives None.",
            "The caller works with what is returned; names inside the function are gone when it ends.",
        ),
        vi=(
            "Hàm không trả về gì",
            "Hàm kết thúc mà không có lệnh return nên trả về None.",
            "Nơi gọi hàm chỉ dùng được giá trị trả về; các biến trong hàm biến mất khi hàm kết thúc.",
        ),
    ),
    known(
        "missing-reshape",
        NOISING,
        "forward-diffusion#one-t-per-sample",
        en=(
            "A (n,) tensor meets a (n, C, H, W) tensor",
            "schedule[...][t] has shape (n,); it has to become (n, 1, 1, 1) before it multiplies images.",
            "Broadcasting lines shapes up from the right, so (n,) would be matched with the width, not the batch.",
        ),
        vi=(
            "Tensor (n,) gặp tensor (n, C, H, W)",
            "schedule[...][t] có hình dạng (n,); phải đổi thành (n, 1, 1, 1) trước khi nhân với ảnh.",
            "Broadcasting so khớp hình dạng từ bên phải, nên (n,) sẽ khớp với chiều rộng chứ không phải với lô.",
        ),
    ),
    known(
        "hard-coded-device",
        NOISING,
        "putting-it-together#devices",
        en=(
            "The device is written into the code",
            "The code moves tensors to CUDA by itself; use the device that is passed in, or that of the inputs.",
            "Code that names a device runs only on machines that have it.",
        ),
        vi=(
            "Ghi cứng thiết bị trong mã",
            "Mã tự chuyển tensor sang CUDA; hãy dùng thiết bị được truyền vào, hoặc thiết bị của dữ liệu đầu vào.",
            "Mã ghi cứng tên thiết bị chỉ chạy được trên máy có thiết bị đó.",
        ),
    ),
    known(
        "left-on-the-cpu",
        NOISING,
        "putting-it-together#devices",
        en=(
            "A tensor is left on the CPU",
            "A tensor made without device=…, or one that came from elsewhere and was not moved, stays on the CPU while the rest is on the device.",
            "On a graphics card an operation on tensors of two devices stops with an error, and a loop that moves nothing trains on the CPU.",
        ),
        vi=(
            "Có tensor bị để lại trên CPU",
            "Một tensor được tạo mà không có device=…, hoặc đến từ nơi khác mà chưa được chuyển, vẫn nằm trên CPU trong khi phần còn lại ở trên thiết bị.",
            "Trên GPU, phép toán giữa tensor của hai thiết bị sẽ dừng với lỗi, còn vòng lặp không chuyển gì thì vẫn huấn luyện trên CPU.",
        ),
    ),
    known(
        "input-changed-in-place",
        (*NOISING, "precompute-schedule"),
        "putting-it-together#inputs-are-not-yours",
        en=(
            "An input is changed in place",
            "An operation such as x.mul_(), x += or x[...] = wrote into a tensor that belongs to the caller.",
            "The next call starts from changed data: a schedule or an image that is silently wrong.",
        ),
        vi=(
            "Sửa dữ liệu đầu vào tại chỗ",
            "Một phép toán như x.mul_(), x += hoặc x[...] = đã ghi vào tensor thuộc về nơi gọi hàm.",
            "Lần gọi sau sẽ bắt đầu từ dữ liệu đã bị sửa: lịch nhiễu hoặc ảnh bị sai mà không ai hay.",
        ),
    ),
    known(
        "alpha-for-alpha-bar",
        NOISING,
        "noise-schedules#alpha-and-alpha-bar",
        en=(
            "α_t where ᾱ_t belongs",
            "α_t = 1 − β_t describes one step; this place needs ᾱ_t, the product of all α up to t.",
            "The noise in x_t comes from every step so far, not only from the latest one.",
        ),
        vi=(
            "Dùng α_t thay cho ᾱ_t",
            "α_t = 1 − β_t chỉ mô tả một bước; chỗ này cần ᾱ_t, tích của mọi α cho tới t.",
            "Nhiễu trong x_t đến từ mọi bước đã qua, không chỉ từ bước gần nhất.",
        ),
    ),
    known(
        "t-one-too-low",
        NOISING,
        "noise-schedules#counting-from-zero",
        en=(
            "Schedule read at t − 1",
            "The schedule is indexed with t − 1; here t already runs from 0 to T − 1.",
            "Papers count from 1, arrays from 0: at t = 0 the index −1 even wraps round to the last step.",
        ),
        vi=(
            "Đọc lịch nhiễu tại t − 1",
            "Lịch nhiễu được đọc tại chỉ số t − 1; ở đây t đã chạy từ 0 đến T − 1.",
            "Bài báo đếm từ 1, mảng đếm từ 0: tại t = 0, chỉ số −1 còn quay vòng về bước cuối cùng.",
        ),
    ),
    known(
        "t-one-too-high",
        NOISING,
        "noise-schedules#counting-from-zero",
        en=(
            "Schedule read at t + 1",
            "The schedule is indexed with t + 1; entry t already belongs to step t.",
            "Every step uses its neighbour's noise level, and the last one runs off the end of the table.",
        ),
        vi=(
            "Đọc lịch nhiễu tại t + 1",
            "Lịch nhiễu được đọc tại chỉ số t + 1; phần tử t đã thuộc về bước t.",
            "Mỗi bước dùng mức nhiễu của bước bên cạnh, và bước cuối cùng vượt ra ngoài bảng.",
        ),
    ),
    known(
        "clamped",
        DRAWING,
        "putting-it-together#showing-samples",
        en=(
            "Values are clamped",
            "The result is clamped to [−1, 1]; the formula has no clamp.",
            "Noise lies outside [−1, 1] a third of the time; cutting it off changes the distribution. Clamp only to draw.",
        ),
        vi=(
            "Giá trị bị cắt ngưỡng",
            "Kết quả bị cắt về [−1, 1]; công thức không có phép cắt này.",
            "Khoảng một phần ba giá trị nhiễu nằm ngoài [−1, 1]; cắt bỏ chúng là làm sai phân phối. Chỉ cắt ngưỡng khi vẽ ảnh.",
        ),
    ),
    known(
        "uniform-noise",
        NOISING,
        "forward-diffusion#gaussian-noise",
        en=(
            "Uniform noise",
            "The noise is spread evenly over an interval, as torch.rand gives it; torch.randn is needed.",
            "Only Gaussian steps add up to a Gaussian, which is what the closed form and the sampler rely on.",
        ),
        vi=(
            "Nhiễu phân phối đều",
            "Nhiễu trải đều trên một khoảng, như torch.rand sinh ra; cần dùng torch.randn.",
            "Chỉ các bước Gauss mới cộng lại thành Gauss, điều mà dạng đóng và bộ lấy mẫu đều dựa vào.",
        ),
    ),
    known(
        "fixed-seed",
        DRAWING,
        "forward-diffusion#gaussian-noise",
        en=(
            "A seed is set inside the function",
            "Two calls give the same noise, as happens after torch.manual_seed(...) in the function.",
            "Every call would repeat one draw: training sees one noise, sampling gives one set of images.",
        ),
        vi=(
            "Đặt seed bên trong hàm",
            "Hai lần gọi cho cùng một mẫu nhiễu, như khi có torch.manual_seed(...) trong hàm.",
            "Mọi lần gọi đều lặp lại một lần rút: huấn luyện chỉ thấy một mẫu nhiễu, lấy mẫu chỉ cho một bộ ảnh.",
        ),
    ),
    known(
        "one-noise-for-the-batch",
        NOISING,
        "forward-diffusion#gaussian-noise",
        en=(
            "One noise for the whole batch",
            "All samples share one draw; the noise needs the batch's full shape (n, C, H, W).",
            "Samples that share their noise are not independent: the batch teaches, or shows, one thing n times.",
        ),
        vi=(
            "Một mẫu nhiễu cho cả lô",
            "Mọi mẫu dùng chung một lần rút; nhiễu cần đầy đủ hình dạng (n, C, H, W) của lô.",
            "Các mẫu dùng chung nhiễu thì không độc lập: cả lô chỉ dạy, hoặc chỉ cho thấy, một điều lặp lại n lần.",
        ),
    ),
    known(
        "one-number-per-image",
        NOISING,
        "forward-diffusion#gaussian-noise",
        en=(
            "Pixels share their noise",
            "Rows, columns or whole images get one number; every pixel needs its own draw.",
            "A number added to a whole image changes its brightness and hides no detail.",
        ),
        vi=(
            "Các điểm ảnh dùng chung nhiễu",
            "Cả hàng, cả cột hoặc cả ảnh nhận chung một số; mỗi điểm ảnh cần một lần rút riêng.",
            "Cộng một số vào cả ảnh chỉ đổi độ sáng chứ không che được chi tiết nào.",
        ),
    ),
    known(
        "noise-shared-by-channels",
        NOISING,
        "forward-diffusion#gaussian-noise",
        en=(
            "Channels share their noise",
            "One draw is repeated in every channel; the noise needs all C channels.",
            "Grey noise leaves the colours of an image readable at every step.",
        ),
        vi=(
            "Các kênh dùng chung nhiễu",
            "Một lần rút được lặp lại ở mọi kênh; nhiễu cần đủ C kênh.",
            "Nhiễu xám khiến màu sắc của ảnh vẫn đọc được ở mọi bước.",
        ),
    ),
    known(
        "no-noise-at-all",
        NOISING,
        "forward-diffusion#gaussian-noise",
        en=(
            "No noise at all",
            "The noise is zero everywhere.",
            "The process is random by definition; without noise it is another, deterministic one.",
        ),
        vi=(
            "Hoàn toàn không có nhiễu",
            "Nhiễu bằng 0 ở mọi nơi.",
            "Theo định nghĩa, đây là quá trình ngẫu nhiên; không có nhiễu thì nó là một quá trình khác, tất định.",
        ),
    ),
)
