"""Whatever the bytes are, decoding gives the message that was sent or says what is wrong."""

import json
import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.sandbox import wire
from grader.sandbox.wire import Message, WireError

ROOM = {"max_bytes": 2**26, "max_tensors": 100}

dtypes = st.sampled_from(sorted(wire.DTYPES))
shapes = st.lists(st.integers(0, 5), max_size=4)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | names,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=10,
)


def tensor_of(dtype: str, shape: list[int]) -> torch.Tensor:
    """Every bit pattern is a value, NaN and infinities included; of bool only two are."""
    kind = wire.DTYPES[dtype]
    raw = torch.randint(0, 2 if kind is torch.bool else 256, (math.prod(shape) * kind.itemsize,), dtype=torch.uint8)
    return raw.view(kind).reshape(shape)


def bits(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.contiguous().flatten().view(torch.uint8)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(names, json_values, max_size=4), st.dictionaries(names, st.tuples(dtypes, shapes), max_size=5))
def test_what_is_sent_arrives_bit_for_bit(header, described):
    tensors = {name: tensor_of(*kind) for name, kind in described.items()}
    got = wire.decode(wire.encode(Message(header, tensors)), **ROOM)
    assert got.header == header
    assert list(got.tensors) == list(tensors)
    for name, tensor in tensors.items():
        assert got.tensors[name].dtype == tensor.dtype
        assert got.tensors[name].shape == tensor.shape
        assert torch.equal(bits(got.tensors[name]), bits(tensor))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_noise_is_refused(data):
    with pytest.raises(WireError):
        wire.decode(data, **ROOM)


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_a_damaged_message_decodes_or_is_refused(data):
    sent = wire.encode(Message({"a": [1, "x"]}, {"x": torch.arange(6.0).reshape(2, 3), "y": torch.ones(3) > 0}))
    damaged = bytearray(sent)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    try:
        got = wire.decode(bytes(damaged[: data.draw(st.integers(0, len(sent)))]), **ROOM)
    except WireError:
        return
    assert all(isinstance(tensor, torch.Tensor) for tensor in got.tensors.values())


@settings(max_examples=200, deadline=None)
@given(json_values)
def test_any_json_in_the_place_of_the_description_decodes_or_is_refused(value):
    raw = json.dumps(value).encode()
    packet = wire.PREFIX.pack(wire.MAGIC, len(raw), 0) + raw
    with pytest.raises(WireError):
        wire.decode(packet, **ROOM)


@pytest.mark.parametrize(
    "described",
    [
        ["x", "float32", [2**62, 2**62]],
        ["x", "float32", [2**40, 2**40, 0]],
        ["x", "float32", [-1]],
        ["x", "float32", [True]],
        ["x", "float32", [1.0]],
        ["x", "float32", [1] * 17],
        ["x", "float32", "ab"],
        ["x", "object", [1]],
        ["x", "float32"],
        [1, "float32", [1]],
        "xyz",
    ],
)
def test_a_description_that_lies_is_refused(described):
    raw = json.dumps({"header": {}, "tensors": [described]}).encode()
    with pytest.raises(WireError):
        wire.decode(wire.PREFIX.pack(wire.MAGIC, len(raw), 4) + raw + bytes(200), **ROOM)


def test_the_same_name_twice_is_refused():
    raw = json.dumps({"header": {}, "tensors": [["x", "uint8", [1]]] * 2}).encode()
    with pytest.raises(WireError, match="once"):
        wire.decode(wire.PREFIX.pack(wire.MAGIC, len(raw), 65) + raw + bytes(200), **ROOM)


def test_an_emoji_is_text():
    assert wire.decode(wire.encode(Message({"t": "😀"})), **ROOM).header == {"t": "😀"}


def test_deep_nesting_is_refused():
    raw = b'{"header":' + b"[" * 100_000 + b"]" * 100_000 + b',"tensors":[]}'
    with pytest.raises(WireError):
        wire.decode(wire.PREFIX.pack(wire.MAGIC, len(raw), 0) + raw, **ROOM)


def test_the_caps_hold():
    message = wire.encode(Message({}, {str(index): torch.zeros(100) for index in range(5)}))
    with pytest.raises(WireError, match="tensors"):
        wire.decode(message, max_bytes=len(message), max_tensors=4)
    with pytest.raises(WireError, match="bytes"):
        wire.decode(message, max_bytes=len(message) - 1, max_tensors=5)


def test_a_bool_is_true_or_false_whatever_its_byte():
    raw = json.dumps({"header": {}, "tensors": [["x", "bool", [3]]]}).encode()
    start = -(-(wire.PREFIX.size + len(raw)) // 64) * 64
    packet = (wire.PREFIX.pack(wire.MAGIC, len(raw), 3) + raw).ljust(start, b"\0") + bytes([0, 1, 200])
    assert wire.decode(packet, **ROOM).tensors["x"].view(torch.uint8).tolist() == [0, 1, 1]


def test_views_of_any_kind_arrive_as_they_look():
    base = torch.arange(12.0).reshape(3, 4)
    sent = {"t": base.T, "slice": base[:, ::2], "expanded": torch.ones(1).expand(5), "conj": (base + 1j).conj()}
    got = wire.decode(wire.encode(Message({}, sent)), **ROOM).tensors
    assert all(torch.equal(got[name], tensor) for name, tensor in sent.items())


@pytest.mark.parametrize(
    "message",
    [
        Message({"f": object()}),
        Message({}, {"x": torch.eye(3).to_sparse()}),
        Message({}, {"x": torch.empty(3, device="meta")}),
        Message({}, {"x": [1, 2]}),
    ],
)
def test_what_cannot_travel_is_refused_on_sending(message):
    with pytest.raises(WireError, match="expected"):
        wire.encode(message)
