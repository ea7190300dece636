# en: The logarithm is missing
#     This is the ratio itself. It spans many powers of ten, so schedules are compared by its logarithm.
# vi: Thiếu logarit
#     Đây mới là tỉ số. Nó trải qua nhiều bậc lũy thừa của 10, nên các lịch nhiễu được so sánh qua logarit của nó.


def log_snr(alpha_bar):
    return alpha_bar / (1 - alpha_bar)
