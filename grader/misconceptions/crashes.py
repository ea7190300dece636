"""Known mistakes that show as an exception, whatever the exercise."""

from grader.misconceptions.common import NOISING
from grader.misconceptions.entry import bank, known
from grader.misconceptions.schedules import BETAS, COMPARE, COSINE, EVERY_T, TABLES

MISCONCEPTIONS = bank(
    known(
        "linspace-arguments",
        EVERY_T,
        "noise-schedules#in-code",
        en=(
            "torch.linspace got other arguments than it takes",
            "torch.linspace takes the first value, the last value and how many there are, in this order.",
            "Swapped or left out, they either raise an error or give a grid of another kind.",
        ),
        vi=(
            "Truyền sai tham số cho torch.linspace",
            "torch.linspace nhận giá trị đầu, giá trị cuối rồi số lượng giá trị, theo đúng thứ tự đó.",
            "Đổi chỗ hoặc bỏ sót tham số thì hàm báo lỗi, hoặc cho một lưới khác hẳn.",
        ),
    ),
    known(
        "loop-past-the-end",
        EVERY_T,
        "noise-schedules#counting-from-zero",
        en=(
            "The loop runs past the end",
            "An index equal to the length is used; T values have the indices 0 to T − 1, which is range(T).",
            "Arrays count from 0, so the last of T values is number T − 1.",
        ),
        vi=(
            "Vòng lặp chạy quá cuối",
            "Chỉ số bằng đúng độ dài bị dùng tới; T giá trị có chỉ số từ 0 đến T − 1, tức range(T).",
            "Mảng đếm từ 0, nên giá trị cuối cùng trong T giá trị mang số T − 1.",
        ),
    ),
    known(
        "grid-lengths-differ",
        (*COSINE, *COMPARE),
        "noise-schedules#cosine",
        en=(
            "T + 1 grid points meet T values",
            "One side of an operation has an entry more than the other; the ratio of neighbours is f[1:] / f[:-1].",
            "T steps lie between T + 1 points, so both slices have to leave one point out, at opposite ends.",
        ),
        vi=(
            "T + 1 điểm lưới gặp T giá trị",
            "Một bên của phép toán thừa một phần tử so với bên kia; tỉ số của hai điểm kề nhau là f[1:] / f[:-1].",
            "T bước nằm giữa T + 1 điểm, nên mỗi lát cắt phải bỏ một điểm, ở hai đầu ngược nhau.",
        ),
    ),
    known(
        "tensor-as-a-condition",
        (*COMPARE, *NOISING),
        "noise-schedules#comparing",
        en=(
            "A whole tensor stands in a condition",
            "if and while need one True or False; compare one entry, or use torch.where for all of them.",
            "A comparison of a tensor gives one answer per entry, and Python cannot tell which of them is meant.",
        ),
        vi=(
            "Cả một tensor đứng trong điều kiện",
            "if và while cần đúng một True hoặc False; hãy so sánh một phần tử, hoặc dùng torch.where cho tất cả.",
            "So sánh một tensor cho mỗi phần tử một câu trả lời, và Python không biết bạn muốn nói đến cái nào.",
        ),
    ),
    known(
        "cumprod-without-dim",
        TABLES,
        "noise-schedules#in-code",
        en=(
            "cumprod is not told along which dimension",
            "torch.cumprod needs dim, also for a tensor that has only one: torch.cumprod(alphas, dim=0).",
            "A running product has a direction, and torch does not guess it.",
        ),
        vi=(
            "cumprod thiếu chiều để nhân dồn",
            "torch.cumprod cần dim, kể cả khi tensor chỉ có một chiều: torch.cumprod(alphas, dim=0).",
            "Tích lũy tiến cần có hướng, và torch không tự đoán.",
        ),
    ),
    known(
        "torch-function-on-a-number",
        (*BETAS, *TABLES, *NOISING),
        "noise-schedules#in-code",
        en=(
            "A torch function got a plain number",
            "torch.cos, torch.sqrt and their like take tensors; use the math module for numbers.",
            "A number that is taken out of a tensor, or computed from Python numbers alone, is no tensor any more.",
        ),
        vi=(
            "Hàm của torch nhận một số thường",
            "torch.cos, torch.sqrt và các hàm tương tự nhận tensor; với số thường hãy dùng mô-đun math.",
            "Số lấy ra khỏi tensor, hoặc tính chỉ từ các số Python, không còn là tensor nữa.",
        ),
    ),
)
