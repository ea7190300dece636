"""Known mistakes in classifier-free guidance at sampling time."""

# ruff: noqa: E501  sentences read better whole

from grader.misconceptions.entry import bank, known

GUIDED = ("sample-cfg",)

FORMULA = "classifier-free-guidance#the-guided-estimate"
NULL = "classifier-free-guidance#the-null-label"

MISCONCEPTIONS = bank(
    known(
        "guidance-counted-from-the-condition",
        GUIDED,
        FORMULA,
        en=(
            "The scale is counted from the conditional answer",
            "ε̂ = (1 + s)·ε_c − s·ε_∅; here the scale counts from the unconditional one, ε̂ = ε_∅ + s·(ε_c − ε_∅).",
            "Both conventions are in use and differ by one: the paper's w is s − 1, so s = 1 has to mean no extra guidance.",
        ),
        vi=(
            "Hệ số được tính từ câu trả lời có điều kiện",
            "ε̂ = (1 + s)·ε_c − s·ε_∅; ở đây hệ số tính từ câu trả lời không điều kiện, ε̂ = ε_∅ + s·(ε_c − ε_∅).",
            "Cả hai quy ước đều được dùng và lệch nhau 1: w của bài báo là s − 1, nên s = 1 phải có nghĩa là không dẫn hướng thêm.",
        ),
    ),
    known(
        "guidance-reversed",
        GUIDED,
        FORMULA,
        en=(
            "Guidance points the wrong way",
            "The conditional and the unconditional answer have swapped places in ε̂ = ε_∅ + s·(ε_c − ε_∅).",
            "Samples are pushed away from the class they should show.",
        ),
        vi=(
            "Dẫn hướng ngược chiều",
            "Câu trả lời có điều kiện và không điều kiện bị đổi chỗ trong ε̂ = ε_∅ + s·(ε_c − ε_∅).",
            "Mẫu bị đẩy ra xa lớp mà nó phải thể hiện.",
        ),
    ),
    known(
        "guidance-unused",
        GUIDED,
        FORMULA,
        en=(
            "The guidance scale is not used",
            "The walk follows the conditional answer ε_c alone.",
            "That is scale 1: the label is respected but not emphasised.",
        ),
        vi=(
            "Không dùng hệ số dẫn hướng",
            "Lượt đi chỉ theo câu trả lời có điều kiện ε_c.",
            "Như vậy là hệ số 1: nhãn có tác dụng nhưng không được nhấn mạnh.",
        ),
    ),
    known(
        "condition-unused",
        GUIDED,
        FORMULA,
        en=(
            "The labels have no effect",
            "The walk follows the unconditional answer ε_∅ alone.",
            "That is scale 0: samples of any class come out, whatever was asked for.",
        ),
        vi=(
            "Nhãn không có tác dụng",
            "Lượt đi chỉ theo câu trả lời không điều kiện ε_∅.",
            "Như vậy là hệ số 0: mẫu thuộc lớp nào cũng có thể xuất hiện, bất kể yêu cầu.",
        ),
    ),
    known(
        "unconditional-part-dropped",
        GUIDED,
        FORMULA,
        en=(
            "The conditional answer is only multiplied",
            "ε̂ = s·ε_c; the unconditional answer has to be part of it.",
            "Scaling the prediction removes too much noise; guidance scales the difference that the label makes.",
        ),
        vi=(
            "Chỉ nhân câu trả lời có điều kiện",
            "ε̂ = s·ε_c; phải có cả câu trả lời không điều kiện.",
            "Nhân cả dự đoán sẽ khử quá nhiều nhiễu; dẫn hướng chỉ nhân phần khác biệt do nhãn tạo ra.",
        ),
    ),
    known(
        "difference-only",
        GUIDED,
        FORMULA,
        en=(
            "Only the difference is used",
            "ε̂ = s·(ε_c − ε_∅); the unconditional answer it starts from is missing.",
            "The difference says where the label points, not how much noise there is.",
        ),
        vi=(
            "Chỉ dùng hiệu",
            "ε̂ = s·(ε_c − ε_∅); thiếu câu trả lời không điều kiện làm gốc.",
            "Hiệu cho biết hướng của nhãn, không cho biết có bao nhiêu nhiễu.",
        ),
    ),
    known(
        "answers-added",
        GUIDED,
        FORMULA,
        en=(
            "The answers are added up",
            "ε̂ = ε_∅ + s·ε_c; the scale multiplies the difference ε_c − ε_∅.",
            "The weights have to add up to 1, or the estimate has the wrong size.",
        ),
        vi=(
            "Cộng hai câu trả lời",
            "ε̂ = ε_∅ + s·ε_c; hệ số phải nhân với hiệu ε_c − ε_∅.",
            "Tổng các trọng số phải bằng 1, nếu không ước lượng sẽ sai độ lớn.",
        ),
    ),
    known(
        "answers-averaged",
        GUIDED,
        FORMULA,
        en=(
            "The answers are averaged",
            "ε̂ = (ε_c + ε_∅)/2, whatever the scale.",
            "Guidance goes beyond the conditional answer; an average stops halfway to it.",
        ),
        vi=(
            "Lấy trung bình hai câu trả lời",
            "ε̂ = (ε_c + ε_∅)/2, bất kể hệ số.",
            "Dẫn hướng đi xa hơn câu trả lời có điều kiện; lấy trung bình thì dừng lại giữa đường.",
        ),
    ),
    known(
        "scale-off-by-one",
        GUIDED,
        FORMULA,
        en=(
            "The scale is one too small",
            "ε̂ = ε_∅ + (s − 1)·(ε_c − ε_∅); the scale itself multiplies the difference.",
            "At s = 1 the labels would have no effect at all.",
        ),
        vi=(
            "Hệ số bị thiếu một đơn vị",
            "ε̂ = ε_∅ + (s − 1)·(ε_c − ε_∅); phải nhân hiệu với chính hệ số.",
            "Khi s = 1, nhãn sẽ hoàn toàn không có tác dụng.",
        ),
    ),
    known(
        "another-null-label",
        GUIDED,
        NULL,
        en=(
            "Another null label",
            "The unconditional answer is asked for with a label that is not num_classes.",
            'The network learned "no condition" under the label num_classes; 0 is a class of its own, and −1 is unknown to it.',
        ),
        vi=(
            "Sai nhãn rỗng",
            "Câu trả lời không điều kiện được hỏi bằng một nhãn khác num_classes.",
            'Mạng học "không điều kiện" dưới nhãn num_classes; 0 là một lớp thật, còn −1 thì nó không biết.',
        ),
    ),
    known(
        "no-null-label",
        GUIDED,
        NULL,
        en=(
            "The model is asked without labels",
            'A call has no labels, or None; "no condition" is the label num_classes, one per image.',
            "The network has no other way to be asked unconditionally than by that label.",
        ),
        vi=(
            "Gọi mô hình mà không có nhãn",
            'Có lần gọi không truyền nhãn, hoặc truyền None; "không điều kiện" là nhãn num_classes, mỗi ảnh một nhãn.',
            "Nhãn đó là cách duy nhất để hỏi mạng khi không có điều kiện.",
        ),
    ),
    known(
        "never-asked-without-a-label",
        GUIDED,
        NULL,
        en=(
            "The model is never asked without a condition",
            "Every call carries the class labels; guidance also needs the answer for the null label.",
            "Guidance strengthens what the label changes, and that is seen only beside the unconditional answer.",
        ),
        vi=(
            "Không bao giờ hỏi mô hình khi không có điều kiện",
            "Mọi lần gọi đều mang nhãn lớp; dẫn hướng còn cần câu trả lời với nhãn rỗng.",
            "Dẫn hướng khuếch đại phần thay đổi do nhãn, và chỉ thấy được nó khi đặt cạnh câu trả lời không điều kiện.",
        ),
    ),
    known(
        "never-asked-with-the-label",
        GUIDED,
        NULL,
        en=(
            "The model is never asked with the labels",
            "Every call carries the null label; the class labels are not used.",
            "Without the labels, nothing decides which class a sample shows.",
        ),
        vi=(
            "Không bao giờ hỏi mô hình với nhãn",
            "Mọi lần gọi đều mang nhãn rỗng; nhãn lớp không được dùng.",
            "Không có nhãn thì không có gì quyết định mẫu thuộc lớp nào.",
        ),
    ),
)
