import os

HARMLESS = {
    "HOME", "TMPDIR", "USER", "LANG", "LC_CTYPE", "PWD", "MALLOC_ARENA_MAX", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "ATEN_CPU_CAPABILITY", "MKL_CBWR",
}


def attempt():
    # torch sets a few for itself while it is imported.
    names = {name for name in os.environ if not name.startswith(("TORCH", "PYTORCH", "KMP_", "TRITON", "CUDA_"))}
    return f"read {sorted(names - HARMLESS)}" if names - HARMLESS else "held"
