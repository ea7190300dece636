"""Known mistakes in the training loops."""

# ruff: noqa: E501  sentences read better whole

from grader.misconceptions.entry import bank, known

TRAINING = ("train-ddpm", "train-cfg")
GUIDED = ("train-cfg",)

MISCONCEPTIONS = bank(
    known(
        "model-never-called",
        TRAINING,
        "training#the-loop",
        en=(
            "The given model is never trained",
            "The model that was passed in is not called once, as when a copy or another model is trained instead.",
            "Training is in place: the caller goes on with the very object that it passed.",
        ),
        vi=(
            "Mô hình được đưa không hề được huấn luyện",
            "Mô hình truyền vào không được gọi lần nào, như khi huấn luyện một bản sao hoặc một mô hình khác.",
            "Việc huấn luyện diễn ra tại chỗ: nơi gọi dùng tiếp chính đối tượng đã truyền vào.",
        ),
    ),
    known(
        "weights-replaced",
        TRAINING,
        "training#the-loop",
        en=(
            "The weights are set anew",
            "Training starts from other weights than the model came with.",
            "A caller may pass a model that is half trained, to go on with it.",
        ),
        vi=(
            "Trọng số bị khởi tạo lại",
            "Việc huấn luyện bắt đầu từ trọng số khác với trọng số sẵn có của mô hình.",
            "Nơi gọi có thể truyền một mô hình đã huấn luyện dở để huấn luyện tiếp.",
        ),
    ),
    known(
        "one-epoch-only",
        TRAINING,
        "training#the-loop",
        en=(
            "Only one epoch",
            "The loop goes through the loader once, whatever epochs says.",
            "A diffusion model sees each image with many t and noises, which takes many passes.",
        ),
        vi=(
            "Chỉ một epoch",
            "Vòng lặp chỉ đi qua dataloader một lần, bất kể epochs là bao nhiêu.",
            "Mô hình khuếch tán cần thấy mỗi ảnh với nhiều t và nhiều nhiễu, nên phải qua dữ liệu nhiều lượt.",
        ),
    ),
    known(
        "epochs-ignored",
        TRAINING,
        "training#the-loop",
        en=(
            "The number of epochs is written into the code",
            "The loop runs for a fixed number of epochs; use the argument.",
            "The caller decides how long to train.",
        ),
        vi=(
            "Ghi cứng số epoch trong mã",
            "Vòng lặp chạy một số epoch cố định; hãy dùng tham số.",
            "Nơi gọi mới quyết định huấn luyện bao lâu.",
        ),
    ),
    known(
        "one-batch-per-epoch",
        TRAINING,
        "training#the-loop",
        en=(
            "Only the first batch of each epoch",
            "The loop over batches ends after the first one, as with a break, a return or next(iter(...)).",
            "The rest of the data is never seen.",
        ),
        vi=(
            "Mỗi epoch chỉ dùng lô đầu tiên",
            "Vòng lặp qua các lô dừng sau lô đầu, như khi có break, return hoặc next(iter(...)).",
            "Phần còn lại của dữ liệu không bao giờ được thấy.",
        ),
    ),
    known(
        "last-batch-skipped",
        TRAINING,
        "training#the-loop",
        en=(
            "The smaller last batch is skipped",
            "Batches that are not full are left out; make noise and t in the size of the batch at hand.",
            "Those images would never be trained on unless the loader shuffles.",
        ),
        vi=(
            "Bỏ qua lô cuối nhỏ hơn",
            "Các lô không đầy bị bỏ qua; hãy tạo nhiễu và t theo kích thước của lô hiện tại.",
            "Những ảnh đó sẽ không bao giờ được học, trừ khi dataloader xáo trộn.",
        ),
    ),
    known(
        "model-called-twice",
        TRAINING,
        "training#the-loop",
        en=(
            "Two model calls for every batch",
            "Each batch goes through the model twice; one call gives the prediction and the loss.",
            "For guidance too, training needs one call: hiding labels now and then is what teaches both cases.",
        ),
        vi=(
            "Gọi mô hình hai lần cho mỗi lô",
            "Mỗi lô đi qua mô hình hai lần; một lần gọi là đủ để có dự đoán và hàm mất mát.",
            "Kể cả khi học dẫn hướng, chỉ cần một lần gọi: chính việc thỉnh thoảng giấu nhãn dạy cả hai trường hợp.",
        ),
    ),
    known(
        "left-in-evaluation-mode",
        TRAINING,
        "training#the-loop",
        en=(
            "The model is trained in evaluation mode",
            "model.eval() was called and model.train() was not called again before the training steps.",
            "Dropout and batch normalisation work differently in the two modes, and training needs theirs switched on.",
        ),
        vi=(
            "Huấn luyện mô hình ở chế độ đánh giá",
            "model.eval() đã được gọi mà model.train() không được gọi lại trước các bước huấn luyện.",
            "Dropout và chuẩn hóa theo lô hoạt động khác nhau ở hai chế độ, và khi huấn luyện chúng phải được bật.",
        ),
    ),
    known(
        "clean-image-shown",
        TRAINING,
        "training#the-target",
        en=(
            "The model sees the clean image",
            "model(x_0, t) is called; it has to be shown x_t.",
            "There is no noise in x_0 to be found, so nothing can be learnt about removing it.",
        ),
        vi=(
            "Mô hình nhìn thấy ảnh sạch",
            "Hàm gọi model(x_0, t); phải đưa x_t cho mô hình.",
            "Trong x_0 không có nhiễu để tìm, nên không học được gì về cách khử nhiễu.",
        ),
    ),
    known(
        "noise-drawn-once",
        TRAINING,
        "training#drawing-t",
        en=(
            "One noise for all steps",
            "Every batch is mixed with the same noise; draw it inside the loop.",
            "The network would learn this one noise by heart and nothing about others.",
        ),
        vi=(
            "Một mẫu nhiễu cho mọi bước",
            "Mọi lô đều trộn với cùng một mẫu nhiễu; hãy rút nhiễu bên trong vòng lặp.",
            "Mạng sẽ học thuộc lòng đúng mẫu nhiễu này và không biết gì về những mẫu nhiễu khác.",
        ),
    ),
    known(
        "one-t-per-batch",
        TRAINING,
        "training#drawing-t",
        en=(
            "One t for the whole batch",
            "A batch shares one t; draw batch-size many, one for each image.",
            "The gradient of a batch would speak of one noise level only and jump about from batch to batch.",
        ),
        vi=(
            "Một t cho cả lô",
            "Cả lô dùng chung một t; hãy rút số lượng t bằng kích thước lô, mỗi ảnh một t.",
            "Gradient của một lô sẽ chỉ nói về một mức nhiễu và nhảy loạn giữa các lô.",
        ),
    ),
    known(
        "t-never-drawn",
        TRAINING,
        "training#drawing-t",
        en=(
            "t is always the same",
            "Every image is noised to one fixed step; t has to be drawn.",
            "Sampling walks through all the steps, and the network would know only one.",
        ),
        vi=(
            "t luôn giữ nguyên",
            "Mọi ảnh đều được thêm nhiễu tới một bước cố định; t phải được rút ngẫu nhiên.",
            "Khi lấy mẫu phải đi qua mọi bước, mà mạng chỉ biết một bước.",
        ),
    ),
    known(
        "draws-repeat-every-epoch",
        TRAINING,
        "training#drawing-t",
        en=(
            "The same t again in every round",
            "t repeats from epoch to epoch or from batch to batch, as when a seed is set in the loop or t is drawn before it.",
            "Each image would be seen at one noise level only, however long the training.",
        ),
        vi=(
            "Vòng nào cũng nhận lại đúng t cũ",
            "t lặp lại qua các epoch hoặc các lô, như khi đặt seed trong vòng lặp hoặc rút t trước vòng lặp.",
            "Mỗi ảnh sẽ chỉ được thấy ở một mức nhiễu, dù huấn luyện bao lâu.",
        ),
    ),
    known(
        "last-step-never-drawn",
        TRAINING,
        "training#drawing-t",
        en=(
            "The last step is never drawn",
            "t stays below T − 1, as with randint(0, T − 1); the upper end of randint is left out already.",
            "Sampling starts at T − 1, the one step that the network would not know.",
        ),
        vi=(
            "Bước cuối không bao giờ được rút",
            "t luôn nhỏ hơn T − 1, như với randint(0, T − 1); randint vốn đã không tính cận trên.",
            "Lấy mẫu bắt đầu từ T − 1, đúng bước mà mạng không biết.",
        ),
    ),
    known(
        "first-step-never-drawn",
        TRAINING,
        "training#drawing-t",
        en=(
            "The first step is never drawn",
            "t starts at 1, as with randint(1, T); here t runs from 0.",
            "The last touch of a sample is made at t = 0, with a network that never saw that step.",
        ),
        vi=(
            "Bước đầu không bao giờ được rút",
            "t bắt đầu từ 1, như với randint(1, T); ở đây t chạy từ 0.",
            "Nét cuối cùng của mẫu được làm tại t = 0, với mạng chưa từng thấy bước đó.",
        ),
    ),
    known(
        "t-rounded",
        TRAINING,
        "training#drawing-t",
        en=(
            "The first and the last step come up half as often",
            "t is a uniform number times T − 1, rounded; use torch.randint(0, T, …), or multiply by T and cut off the fraction.",
            "Every step in the middle is rounded to from both sides, 0 and T − 1 from one side only.",
        ),
        vi=(
            "Bước đầu và bước cuối chỉ xuất hiện bằng một nửa",
            "t là số phân phối đều nhân với T − 1 rồi làm tròn; hãy dùng torch.randint(0, T, …), hoặc nhân với T rồi bỏ phần lẻ.",
            "Mỗi bước ở giữa được làm tròn tới từ cả hai phía, còn 0 và T − 1 chỉ từ một phía.",
        ),
    ),
    known(
        "t-counted-from-one",
        TRAINING,
        "training#drawing-t",
        en=(
            "The model is told t + 1",
            "The model sees t from 1 to T; it expects 0 to T − 1.",
            "The sampler will call it with t from 0, and each step would be mistaken for its neighbour.",
        ),
        vi=(
            "Mô hình nhận t + 1",
            "Mô hình thấy t từ 1 đến T; nó cần từ 0 đến T − 1.",
            "Bộ lấy mẫu sẽ gọi nó với t từ 0, và mỗi bước sẽ bị nhầm với bước bên cạnh.",
        ),
    ),
    known(
        "t-hard-coded",
        (*TRAINING, "forward-diffusion", "sample-ddpm", "fix-the-sampler", "sample-cfg"),
        "training#drawing-t",
        en=(
            "The number of steps is written into the code",
            "t goes beyond the end of the schedule; T is the length of its tensors.",
            "Schedules come in every length, and the last index is T − 1.",
        ),
        vi=(
            "Ghi cứng số bước trong mã",
            "t vượt quá cuối lịch nhiễu; T là độ dài các tensor của nó.",
            "Lịch nhiễu có thể dài ngắn khác nhau, và chỉ số cuối cùng là T − 1.",
        ),
    ),
    known(
        "prediction-detached",
        TRAINING,
        "training#adam",
        en=(
            "The prediction is cut off from the model",
            "The loss has no gradient: the model is called under no_grad, or its answer is detached or turned into a number.",
            "backward() follows the operations that led from the weights to the loss; cut off, there is no way back.",
        ),
        vi=(
            "Dự đoán bị tách khỏi mô hình",
            "Hàm mất mát không có gradient: mô hình được gọi trong no_grad, hoặc câu trả lời bị detach hay bị đổi thành số.",
            "backward() đi ngược các phép toán từ trọng số đến hàm mất mát; bị cắt thì không còn đường về.",
        ),
    ),
    known(
        "t-as-a-share",
        TRAINING,
        "training#drawing-t",
        en=(
            "The model is told t/T",
            "t is divided before the model sees it; the model takes whole numbers from 0 to T − 1.",
            "How t is embedded is the model's own affair, and the sampler will pass whole numbers.",
        ),
        vi=(
            "Mô hình nhận t/T",
            "t bị chia trước khi đưa vào mô hình; mô hình cần số nguyên từ 0 đến T − 1.",
            "Nhúng t thế nào là việc của mô hình, và bộ lấy mẫu sẽ truyền số nguyên.",
        ),
    ),
    known(
        "target-is-the-image",
        TRAINING,
        "training#the-target",
        en=(
            "The loss compares with the clean image",
            "The prediction is held against x_0; this model predicts the noise.",
            "The sampler subtracts the prediction as noise; a network that returns images would subtract the image.",
        ),
        vi=(
            "Hàm mất mát so với ảnh sạch",
            "Dự đoán được so với x_0; mô hình này dự đoán nhiễu.",
            "Bộ lấy mẫu trừ đi dự đoán như trừ nhiễu; mạng trả về ảnh thì ảnh sẽ bị trừ mất.",
        ),
    ),
    known(
        "target-is-x-t",
        TRAINING,
        "training#the-target",
        en=(
            "The loss compares with the noisy image",
            "The prediction is held against x_t, which the model was given; the target is the noise.",
            "Copying its input would be a perfect answer, and the network would learn just that.",
        ),
        vi=(
            "Hàm mất mát so với ảnh nhiễu",
            "Dự đoán được so với x_t, chính đầu vào của mô hình; đích là nhiễu.",
            "Chép lại đầu vào sẽ là câu trả lời hoàn hảo, và mạng chỉ học đúng điều đó.",
        ),
    ),
    known(
        "target-is-minus-noise",
        TRAINING,
        "training#the-target",
        en=(
            "The sign of the noise differs",
            "x_t contains the noise with one sign and the loss compares with the other.",
            "The sampler would add what it should take away.",
        ),
        vi=(
            "Nhiễu bị trái dấu",
            "x_t chứa nhiễu với một dấu còn hàm mất mát lại so với dấu kia.",
            "Bộ lấy mẫu sẽ cộng thêm thứ mà nó phải trừ đi.",
        ),
    ),
    known(
        "target-is-scaled-noise",
        TRAINING,
        "training#the-target",
        en=(
            "The loss compares with the scaled noise",
            "The target is √(1 − ᾱ_t)·noise; it should be the standard normal noise itself.",
            "Early steps would hardly count, and the sampler divides by the factor once more.",
        ),
        vi=(
            "Hàm mất mát so với nhiễu đã nhân hệ số",
            "Đích là √(1 − ᾱ_t)·noise; đúng ra phải là chính nhiễu chuẩn tắc.",
            "Những bước đầu gần như không được tính, và bộ lấy mẫu lại chia cho hệ số này lần nữa.",
        ),
    ),
    known(
        "target-is-velocity",
        TRAINING,
        "training#the-target",
        en=(
            "The loss compares with the velocity",
            "The target is √ᾱ_t·noise − √(1 − ᾱ_t)·x_0; this model predicts the noise.",
            "That is a sound parametrisation, but it needs another sampler.",
        ),
        vi=(
            "Hàm mất mát so với vận tốc",
            "Đích là √ᾱ_t·noise − √(1 − ᾱ_t)·x_0; mô hình này dự đoán nhiễu.",
            "Đó là một cách tham số hóa hợp lý, nhưng cần bộ lấy mẫu khác.",
        ),
    ),
    known(
        "target-is-another-draw",
        TRAINING,
        "training#the-target",
        en=(
            "The target is not the noise in x_t",
            "The loss compares with a second draw of noise; keep the one that went into x_t.",
            "An unrelated draw cannot be predicted, so the loss stays at 1 and nothing is learnt.",
        ),
        vi=(
            "Đích không phải nhiễu trong x_t",
            "Hàm mất mát so với lần rút nhiễu thứ hai; hãy giữ nhiễu đã trộn vào x_t.",
            "Không thể dự đoán một lần rút không liên quan, nên hàm mất mát đứng mãi ở 1 và mạng không học được gì.",
        ),
    ),
    known(
        "other-loss",
        TRAINING,
        "training#the-target",
        en=(
            "Another loss than the mean squared error",
            "The errors are not squared and averaged: absolute, Huber or rooted.",
            "Only the squared error has the conditional mean as its optimum, and that is what the sampler needs.",
        ),
        vi=(
            "Hàm mất mát không phải sai số bình phương trung bình",
            "Sai số không được bình phương rồi lấy trung bình: trị tuyệt đối, Huber hoặc lấy căn.",
            "Chỉ sai số bình phương mới nhận kỳ vọng có điều kiện làm nghiệm tối ưu, và đó là thứ bộ lấy mẫu cần.",
        ),
    ),
    known(
        "loss-summed",
        TRAINING,
        "training#the-target",
        en=(
            "The loss is summed, not averaged",
            "The squared errors are added up; take their mean.",
            "The gradient would grow with the batch, so the smaller last batch would count for less.",
        ),
        vi=(
            "Cộng các sai số thay vì lấy trung bình",
            "Bình phương các sai số bị cộng lại; hãy lấy trung bình của chúng.",
            "Gradient sẽ lớn theo kích thước lô, nên lô cuối nhỏ hơn bị tính nhẹ hơn.",
        ),
    ),
    known(
        "no-backward",
        TRAINING,
        "training#adam",
        en=(
            "No backward pass",
            "The weights never move: loss.backward() is missing.",
            "Without it there are no gradients, and the optimiser has nothing to go by.",
        ),
        vi=(
            "Không có lan truyền ngược",
            "Trọng số không hề thay đổi: thiếu loss.backward().",
            "Không có nó thì không có gradient, và bộ tối ưu không biết đi hướng nào.",
        ),
    ),
    known(
        "no-optimizer-step",
        TRAINING,
        "training#adam",
        en=(
            "No optimiser step",
            "Gradients are computed but the weights never move: optimizer.step() is missing.",
            "backward() only says which way is down; step() goes there.",
        ),
        vi=(
            "Không có bước tối ưu",
            "Gradient được tính nhưng trọng số không đổi: thiếu optimizer.step().",
            "backward() chỉ cho biết hướng đi xuống; step() mới thực sự đi.",
        ),
    ),
    known(
        "gradients-cleared-before-step",
        TRAINING,
        "training#adam",
        en=(
            "The gradients are cleared before the step",
            "zero_grad() runs between backward() and step(), so the step has nothing to use.",
            "Clear them before backward(), or after step().",
        ),
        vi=(
            "Xóa gradient trước khi cập nhật",
            "zero_grad() chạy giữa backward() và step(), nên step() không còn gì để dùng.",
            "Hãy xóa trước backward(), hoặc sau step().",
        ),
    ),
    known(
        "no-zero-grad",
        TRAINING,
        "training#adam",
        en=(
            "The gradients are not cleared",
            "Each backward() adds to what is already there; call zero_grad() for every batch.",
            "The step would follow the sum of all old batches, most of them out of date.",
        ),
        vi=(
            "Gradient không được xóa",
            "Mỗi lần backward() cộng dồn vào gradient cũ; hãy gọi zero_grad() ở mỗi lô.",
            "Bước cập nhật sẽ theo tổng của mọi lô cũ, phần lớn đã lỗi thời.",
        ),
    ),
    known(
        "other-optimizer",
        TRAINING,
        "training#adam",
        en=(
            "Another optimiser than Adam",
            "The weights move as under SGD, RMSprop or AMSGrad; the task asks for plain Adam.",
            "Adam gives every weight its own step size, which is why the usual learning rates are what they are.",
        ),
        vi=(
            "Bộ tối ưu không phải Adam",
            "Trọng số thay đổi như với SGD, RMSprop hoặc AMSGrad; đề bài yêu cầu Adam thông thường.",
            "Adam cho mỗi trọng số một độ dài bước riêng, nên các tốc độ học thông dụng mới có giá trị như vậy.",
        ),
    ),
    known(
        "weight-decay-added",
        TRAINING,
        "training#adam",
        en=(
            "Weights are pulled towards 0",
            "The weights move as under AdamW with its default weight decay; use plain Adam.",
            "The decay is another objective than the loss that the task states.",
        ),
        vi=(
            "Trọng số bị kéo về 0",
            "Trọng số thay đổi như với AdamW và weight decay mặc định; hãy dùng Adam thông thường.",
            "Weight decay là một mục tiêu khác với hàm mất mát của đề bài.",
        ),
    ),
    known(
        "optimizer-recreated",
        TRAINING,
        "training#adam",
        en=(
            "The optimiser is made anew",
            "A new Adam is made in every batch or epoch; make it once, before the loops.",
            "Adam's running averages start over each time, so its steps are as noisy as the first one.",
        ),
        vi=(
            "Tạo lại bộ tối ưu",
            "Mỗi lô hoặc mỗi epoch lại tạo một Adam mới; hãy tạo một lần, trước các vòng lặp.",
            "Các trung bình động của Adam phải bắt đầu lại mỗi lần, nên mọi bước đều nhiễu như bước đầu tiên.",
        ),
    ),
    known(
        "gradient-ascent",
        TRAINING,
        "training#adam",
        en=(
            "The loss is made larger",
            "The weights move the opposite way; the loss has the wrong sign, or maximize is set.",
            "Every step makes the prediction worse.",
        ),
        vi=(
            "Hàm mất mát bị làm tăng lên",
            "Trọng số đi theo hướng ngược lại; hàm mất mát sai dấu, hoặc maximize được bật.",
            "Mỗi bước làm dự đoán tệ hơn.",
        ),
    ),
    known(
        "one-step-per-epoch",
        TRAINING,
        "training#adam",
        en=(
            "One optimiser step for each epoch",
            "step() runs once after all batches; it belongs inside the loop over batches.",
            "There would be far fewer steps, each on the sum of an epoch's gradients.",
        ),
        vi=(
            "Mỗi epoch chỉ một bước tối ưu",
            "step() chỉ chạy một lần sau mọi lô; nó phải nằm trong vòng lặp qua các lô.",
            "Số bước ít đi nhiều, mỗi bước lại theo tổng gradient của cả epoch.",
        ),
    ),
    known(
        "learning-rate-ignored",
        TRAINING,
        "training#adam",
        en=(
            "The learning rate is not the one passed",
            "The weights move as under Adam with another learning rate; pass lr to the optimiser.",
            "The caller chooses the rate; Adam's default of 1e-3 is five times the one usual here.",
        ),
        vi=(
            "Tốc độ học không phải giá trị được truyền",
            "Trọng số thay đổi như với Adam nhưng tốc độ học khác; hãy truyền lr cho bộ tối ưu.",
            "Nơi gọi chọn tốc độ học; mặc định 1e-3 của Adam gấp năm lần giá trị thường dùng ở đây.",
        ),
    ),
    known(
        "labels-never-shown",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "The model never sees a label",
            "The labels are left out, or every one is replaced by the null label.",
            "The model would learn the unconditional prediction alone, and guidance would have nothing to compare it with.",
        ),
        vi=(
            "Mô hình không bao giờ thấy nhãn",
            "Nhãn bị bỏ đi, hoặc tất cả đều bị thay bằng nhãn rỗng.",
            "Mô hình chỉ học dự đoán không điều kiện, và dẫn hướng không có gì để so sánh.",
        ),
    ),
    known(
        "labels-never-hidden",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "No label is ever hidden",
            "The model sees the true label every time; p_uncond is not used.",
            "The null label would stay untrained, and guidance relies on its prediction.",
        ),
        vi=(
            "Không nhãn nào bị giấu",
            "Mô hình luôn thấy nhãn thật; p_uncond không được dùng.",
            "Nhãn rỗng không được huấn luyện, mà dẫn hướng lại dựa vào dự đoán của nó.",
        ),
    ),
    known(
        "wrong-null-label",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "Another number stands for no label",
            "Hidden labels are replaced by a number other than num_classes.",
            "0 to num_classes − 1 are real classes, and the sampler will ask with num_classes.",
        ),
        vi=(
            "Dùng số khác làm nhãn rỗng",
            "Nhãn bị giấu được thay bằng một số khác num_classes.",
            "Từ 0 đến num_classes − 1 là các lớp thật, và bộ lấy mẫu sẽ hỏi bằng num_classes.",
        ),
    ),
    known(
        "whole-batch-hidden",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "The whole batch is hidden at once",
            "One draw decides for all labels of a batch; each image needs its own.",
            "Batches would swing between all and nothing, and the gradient with them.",
        ),
        vi=(
            "Giấu cả lô cùng lúc",
            "Một lần rút quyết định cho mọi nhãn của lô; mỗi ảnh cần lần rút riêng.",
            "Các lô sẽ dao động giữa giấu tất cả và không giấu gì, kéo theo cả gradient.",
        ),
    ),
    known(
        "same-labels-hidden",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "The same images are hidden in every epoch",
            "The choice of hidden labels repeats; draw it anew for every batch.",
            "Those images would never be seen with their label.",
        ),
        vi=(
            "Epoch nào cũng giấu đúng những ảnh đó",
            "Lựa chọn nhãn bị giấu lặp lại; hãy rút lại cho mỗi lô.",
            "Những ảnh đó sẽ không bao giờ được thấy cùng nhãn của chúng.",
        ),
    ),
    known(
        "hiding-depends-on-the-class",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "Some classes are hidden more often than others",
            "How often a label is hidden depends on the class; every label has the same probability p_uncond.",
            "The unconditional prediction would be that of the hidden classes alone, and guidance would push away from them.",
        ),
        vi=(
            "Có lớp bị giấu thường xuyên hơn lớp khác",
            "Nhãn bị giấu thường xuyên đến đâu lại tùy vào lớp; mọi nhãn phải có cùng xác suất p_uncond.",
            "Dự đoán không điều kiện sẽ chỉ là của những lớp bị giấu, và dẫn hướng sẽ đẩy ra xa chúng.",
        ),
    ),
    known(
        "hiding-depends-on-t",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "Labels are hidden at some steps more often than at others",
            "How often a label is hidden depends on t, as when one random number serves for both; draw anew for the mask.",
            "The sampler asks for both predictions at every step, and at some of them one was never learnt.",
        ),
        vi=(
            "Nhãn bị giấu ở bước này nhiều hơn ở bước khác",
            "Nhãn bị giấu thường xuyên đến đâu lại tùy vào t, như khi một số ngẫu nhiên được dùng cho cả hai; hãy rút riêng cho mặt nạ.",
            "Bộ lấy mẫu hỏi cả hai dự đoán ở mọi bước, mà ở một số bước thì một trong hai chưa từng được học.",
        ),
    ),
    known(
        "one-mask-for-many-batches",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "One mask serves for many batches",
            "Neighbouring batches hide the labels at the same places; draw the mask inside the loop over batches.",
            "Draws that repeat from batch to batch make the share of hidden labels jump about, and each place learns one case only.",
        ),
        vi=(
            "Một mặt nạ dùng cho nhiều lô",
            "Các lô liền nhau giấu nhãn ở cùng những vị trí; hãy rút mặt nạ bên trong vòng lặp qua các lô.",
            "Lần rút lặp lại từ lô này sang lô khác làm tỉ lệ nhãn bị giấu dao động mạnh, và mỗi vị trí chỉ học một trường hợp.",
        ),
    ),
    known(
        "p-uncond-inverted",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "Hidden and shown are exchanged",
            "Labels are hidden with probability 1 − p_uncond, as when rand > p_uncond is used; hide where rand < p_uncond.",
            "The labels would be seen so rarely that the conditional prediction stays weak.",
        ),
        vi=(
            "Đảo ngược giấu và cho xem",
            "Nhãn bị giấu với xác suất 1 − p_uncond, như khi dùng rand > p_uncond; phải giấu khi rand < p_uncond.",
            "Nhãn hiếm khi được thấy đến mức dự đoán có điều kiện cứ yếu mãi.",
        ),
    ),
    known(
        "p-uncond-ignored",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "p_uncond is ignored",
            "Labels are hidden at a fixed rate, the default or one half; use the argument.",
            "How often to hide labels is a trade-off that the caller makes.",
        ),
        vi=(
            "Bỏ qua p_uncond",
            "Nhãn bị giấu với tỉ lệ cố định, mặc định hoặc một nửa; hãy dùng tham số.",
            "Giấu nhãn thường xuyên đến đâu là đánh đổi do nơi gọi quyết định.",
        ),
    ),
    known(
        "labels-changed-in-place",
        GUIDED,
        "classifier-free-guidance#dropping-labels",
        en=(
            "The loader's labels are overwritten",
            "labels[mask] = num_classes writes into the batch itself; clone it first, or use torch.where.",
            "A loader that keeps its batches hands out the null label from then on, and the classes fade away.",
        ),
        vi=(
            "Ghi đè lên nhãn của dataloader",
            "labels[mask] = num_classes ghi vào chính lô đó; hãy clone trước, hoặc dùng torch.where.",
            "Dataloader giữ lại lô thì từ đó sẽ phát ra nhãn rỗng, và các lớp mất dần.",
        ),
    ),
)
