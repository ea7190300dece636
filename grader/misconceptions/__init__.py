"""The bank of known mistakes: what went wrong, why it matters, where to read about it.

One module per family of exercises, each with a MISCONCEPTIONS dict made by `bank`; a new file here is
picked up by itself.
"""

from __future__ import annotations

from grader.messages import merge_tables
from grader.misconceptions.entry import Misconception

MISCONCEPTIONS: dict[str, Misconception] = merge_tables(__path__, __name__, "MISCONCEPTIONS")
