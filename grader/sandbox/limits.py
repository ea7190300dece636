"""What one submission may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass

MAX_STDOUT_BYTES = 131_072  # travels in one packet of the zygote's socket


@dataclass(frozen=True)
class Limits:
    """Ceilings for one job. The wall clock runs outside the job; everything else is enforced by the kernel."""

    wall_s: float = 10
    cpu_s: int = 10
    memory_mb: int = 1024  # beyond what an idle Python with torch holds
    processes: int = 32  # threads count, as they do for the kernel
    file_mb: int = 16
    stdout_bytes: int = 16_384
    result_mb: int = 64
    result_tensors: int = 20_000
    niceness: int = 0  # above 0, what nobody waits for lets go first those whom somebody waits for

    def __post_init__(self) -> None:
        if self.stdout_bytes > MAX_STDOUT_BYTES:
            raise ValueError(f"expected stdout_bytes of at most {MAX_STDOUT_BYTES}, got {self.stdout_bytes}")

    def as_dict(self) -> dict[str, float]:
        return asdict(self)
