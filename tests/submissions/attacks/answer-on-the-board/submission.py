import json
import os
import struct

from grader.sandbox.progress import progress

TEXT = json.dumps({"header": {"status": "ok", "returned": {"value": "forged"}}, "tensors": []}).encode()
FORGED = struct.pack("<8sIQ", b"dnz-wire", len(TEXT), 0) + TEXT


def attempt():
    progress._board[: len(FORGED)] = FORGED
    os._exit(0)
