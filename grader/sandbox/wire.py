"""Messages between judge and sandbox: a JSON header followed by raw tensor bytes.

Theory of operation
-------------------
A message is one flat buffer:

    magic (8) | JSON length (u32) | body length (u64) | JSON | padding | tensor 0 | padding | tensor 1 | …

The JSON holds the caller's header and one [name, dtype, shape] per tensor. Every tensor starts at the next multiple of
64 bytes, so the layout follows from the shapes alone and a message carries no offsets that could lie. Reading never
runs code (there is no pickle) and never trusts a length: each is checked against the buffer and the caller's caps
before anything is allocated. Values may be anything, NaN included; judging them is the checks' work.

The sender writes the magic last (`write_into`), so a half-written message does not decode.
"""

from __future__ import annotations

import ctypes
import json
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import torch

MAGIC = b"dnz-wire"
PREFIX = struct.Struct("<8sIQ")
ALIGNMENT = 64
MAX_JSON_BYTES = 4 * 2**20  # parsed, hostile JSON takes twenty times its size of the reader's memory
MAX_DIMENSIONS = 16
MAX_ELEMENTS = 2**40

DTYPES: dict[str, torch.dtype] = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.float16,
        torch.bfloat16,
        torch.float32,
        torch.float64,
        torch.complex64,
        torch.complex128,
        torch.uint8,
        torch.int8,
        torch.int16,
        torch.int32,
        torch.int64,
        torch.bool,
    )
}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


class WireError(ValueError):
    """A message that is not what this protocol says it is."""


@dataclass
class Message:
    header: dict[str, Any]
    tensors: dict[str, torch.Tensor] = field(default_factory=dict)
    plain: bool = False  # the header came without a \u escape: ASCII text, and no control character but tabs and ends


def encode(message: Message) -> bytes:
    """The whole message as one byte string."""
    size = encoded_size(message)
    buffer = bytearray(size)
    write_into(memoryview(buffer), message)
    return bytes(buffer)


def encoded_size(message: Message) -> int:
    return _Layout(message).size


def write_into(buffer: memoryview, message: Message) -> int:
    """Write the message at the start of `buffer`; return its size. The magic goes in last."""
    layout = _Layout(message)
    if layout.size > len(buffer):
        raise WireError(f"expected a message of at most {len(buffer)} bytes, got {layout.size}")
    start = PREFIX.size
    buffer[start : start + len(layout.json)] = layout.json
    for tensor, offset, size in layout.bodies:
        if size:
            _copy_out(tensor, buffer, offset, size)
    buffer[: PREFIX.size] = PREFIX.pack(MAGIC, len(layout.json), layout.size - layout.body_start)
    return layout.size


class _Layout:
    """Where each part of one message goes."""

    def __init__(self, message: Message) -> None:
        tensors = [(name, _sendable(name, tensor)) for name, tensor in message.tensors.items()]
        described = [[name, NAMES[tensor.dtype], list(tensor.shape)] for name, tensor in tensors]
        self.json = _dump({"header": message.header, "tensors": described})
        self.body_start = _aligned(PREFIX.size + len(self.json))
        self.bodies: list[tuple[torch.Tensor, int, int]] = []
        end = self.body_start
        for _, tensor in tensors:
            offset, size = _aligned(end), tensor.numel() * tensor.element_size()
            self.bodies.append((tensor, offset, size))
            end = offset + size
        self.size = end


def _dump(value: Any) -> bytes:
    try:
        text = json.dumps(value, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise WireError(f"expected a header of JSON values, got one that is not: {error}") from error
    if len(text) > MAX_JSON_BYTES:
        raise WireError(f"expected a header of at most {MAX_JSON_BYTES} bytes, got {len(text)}")
    return text.encode("ascii")


def _sendable(name: str, tensor: Any) -> torch.Tensor:
    """A plain dense CPU tensor with the same values."""
    if not isinstance(name, str) or not isinstance(tensor, torch.Tensor):
        raise WireError(f"expected tensors by name, got {type(tensor).__name__} under {name!r}")
    if tensor.dtype not in NAMES or tensor.layout != torch.strided or tensor.device.type == "meta":
        raise WireError(f"expected {name} to be a dense tensor, got dtype {tensor.dtype}, layout {tensor.layout}")
    return tensor.detach().to("cpu").resolve_conj().resolve_neg().contiguous()


def _copy_out(tensor: torch.Tensor, buffer: memoryview, offset: int, size: int) -> None:
    """Copy a tensor's bytes through its address: `numpy` need not be there, and knows no bfloat16."""
    source = (ctypes.c_char * size).from_address(tensor.data_ptr())
    buffer[offset : offset + size] = memoryview(source).cast("B")


def decode(data: Any, *, max_bytes: int, max_tensors: int) -> Message:
    """Read one message from a buffer, or raise WireError saying what was expected and what came.

    The tensors share memory with `data` when it is writable, so hand over a buffer that nobody else can write to.
    """
    view = memoryview(data).cast("B")
    json_size, body_size = _read_prefix(view, max_bytes)
    body_start = _aligned(PREFIX.size + json_size)
    raw = bytes(view[PREFIX.size : PREFIX.size + json_size])
    header, described = _read_json(raw, max_tensors)
    body = view[body_start : body_start + body_size]
    if body.readonly:
        body = memoryview(bytearray(body))
    return Message(header, dict(_read_tensors(body, body_start, described)), plain=b"\\u" not in raw)


def _read_prefix(view: memoryview, max_bytes: int) -> tuple[int, int]:
    if len(view) < PREFIX.size:
        raise WireError(f"expected at least {PREFIX.size} bytes, got {len(view)}")
    magic, json_size, body_size = PREFIX.unpack(view[: PREFIX.size])
    if magic != MAGIC:
        raise WireError(f"expected a message that starts with {MAGIC!r}, got {magic!r}")
    if json_size > MAX_JSON_BYTES:
        raise WireError(f"expected a header of at most {MAX_JSON_BYTES} bytes, got {json_size}")
    claimed = PREFIX.size + json_size if body_size == 0 else _aligned(PREFIX.size + json_size) + body_size
    if claimed > min(len(view), max_bytes):
        raise WireError(f"expected a message of at most {min(len(view), max_bytes)} bytes, got one of {claimed}")
    return json_size, body_size


def _read_json(raw: bytes, max_tensors: int) -> tuple[dict[str, Any], list[Any]]:
    try:
        value = json.loads(raw.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise WireError(f"expected a JSON header, got one that does not parse: {type(error).__name__}") from error
    match value:
        case {"header": dict() as header, "tensors": list() as described, **rest} if not rest:
            pass
        case _:
            raise WireError("expected an object with header and tensors, got another JSON value")
    if len(described) > max_tensors:
        raise WireError(f"expected at most {max_tensors} tensors, got {len(described)}")
    return header, described


def _read_tensors(body: memoryview, body_start: int, described: list[Any]) -> Iterator[tuple[str, torch.Tensor]]:
    end = 0
    seen = set()
    for item in described:
        name, dtype, shape = _read_description(item)
        if name in seen:
            raise WireError(f"expected every tensor once, got {name[:80]!r} twice")
        seen.add(name)
        count = math.prod(shape)
        start = _aligned(body_start + end) - body_start
        end = start + count * dtype.itemsize
        if end > len(body):
            raise WireError(f"expected {end} bytes of tensors, got {len(body)}")
        yield name, _tensor_at(body, dtype, shape, start, count)
    if end != len(body):
        raise WireError(f"expected {end} bytes of tensors, got {len(body)}")


def _read_description(item: Any) -> tuple[str, torch.dtype, tuple[int, ...]]:
    match item:
        case [str() as name, str() as dtype, list() as shape] if dtype in DTYPES:
            pass
        case _:
            raise WireError(f"expected [name, dtype, shape] for each tensor, got {str(item)[:120]}")
    if len(shape) > MAX_DIMENSIONS or not all(type(size) is int and 0 <= size <= MAX_ELEMENTS for size in shape):
        raise WireError(f"expected a shape of at most {MAX_DIMENSIONS} sizes for {name[:80]!r}, got {str(shape)[:120]}")
    if math.prod(size for size in shape if size) > MAX_ELEMENTS:  # an empty tensor has strides too
        raise WireError(f"expected at most {MAX_ELEMENTS} elements in {name[:80]!r}, got shape {str(shape)[:120]}")
    return name, DTYPES[dtype], tuple(shape)


def _tensor_at(body: memoryview, dtype: torch.dtype, shape: tuple[int, ...], start: int, count: int) -> torch.Tensor:
    if count == 0:
        return torch.empty(shape, dtype=dtype)
    if dtype is torch.bool:  # any byte but 0 and 1 is undefined behaviour as a bool
        return torch.frombuffer(body, dtype=torch.uint8, count=count, offset=start).ne(0).reshape(shape)
    return torch.frombuffer(body, dtype=dtype, count=count, offset=start).reshape(shape)


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNMENT) * ALIGNMENT
