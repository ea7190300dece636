"""The words that a mutation may put in each other's place: what a student might confuse."""

SCHEDULE_KEYS = ("betas", "alphas", "alpha_bar", "sqrt_alpha", "sqrt_alpha_bar", "sqrt_one_minus_alpha_bar")

# Names of one program that hold the same kind of thing.
EXCHANGEABLE = (
    ("x_0", "x_t", "noise"),
    ("signal", "spread"),
    ("sqrt_alpha_bar", "sqrt_one_minus_alpha_bar"),
    ("x", "mean", "eps"),
    ("eps", "eps_cond", "eps_uncond"),
    ("eps", "noise"),
    ("class_labels", "null"),
    ("labels", "shown"),
    ("beta_start", "beta_end"),
    ("beta", "alpha", "alpha_bar"),
    ("betas", "alphas", "alpha_bar"),
    ("t", "t_batch"),
    ("x_0", "x_t", "signal"),
    ("linear", "cosine"),
)

# Counts and sizes, which come out one too high or too low.
COUNTS = ("T", "epochs", "num_classes", "guidance_scale", "n_samples", "t", "p_uncond", "lr")

# Tensors that hold a share of variance, where a root is easily added.
VARIANCES = ("beta", "betas", "alpha", "alphas", "alpha_bar", "f")

# Functions and methods, and what stands beside them in a manual.
FUNCTIONS = {
    "randn": ("rand", "zeros", "ones"),
    "randn_like": ("rand_like", "zeros_like", "ones_like"),
    "rand": ("randn", "zeros", "ones"),
    "zeros_like": ("ones_like", "randn_like"),
    "cumprod": ("cumsum", "cummax"),
    "cos": ("sin", "tan", "acos"),
    "mse_loss": ("l1_loss", "smooth_l1_loss", "huber_loss"),
    "Adam": ("SGD", "AdamW", "Adamax", "RMSprop", "NAdam"),
    "train": ("eval",),
    "clone": ("detach",),
    "sqrt": ("square", "exp", "rsqrt"),
}

COMPARISONS = {"<": ("<=", ">", ">=", "=="), ">": (">=", "<", "<=", "==")}
ARITHMETIC = {"+": "-*/", "-": "+*/", "*": "+-/", "/": "*-+", "**": "*+"}
