"""What one submission may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass


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

    def as_dict(self) -> dict[str, float]:
        return asdict(self)
