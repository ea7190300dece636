"""Values of every kind travel, compare within the tolerance, and are described in a few signs."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grader.checks.shown_example import literal
from grader.checks.values import (
    Tolerance,
    as_code,
    call_as_code,
    departure,
    described,
    foreign,
    mismatch,
    not_finite,
    same,
)
from grader.sandbox.values import MAX_DEPTH, Foreign, Packer, unpack

CLOSE = Tolerance(1e-6, 1e-3)
atoms = st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats() | st.text(max_size=20)
plain = st.recursive(
    atoms,
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
json_values = st.recursive(atoms, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


def there_and_back(value):
    packer = Packer()
    return unpack(packer.pack(value), packer.tensors)


def depth(value) -> int:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return 1 + max(map(depth, parts), default=-1)


@given(plain)
def test_plain_values_come_back_as_they_were(value):
    if depth(value) <= MAX_DEPTH:
        back = there_and_back(value)
        assert repr(back) == repr(value)


@given(json_values)
def test_unpacking_anything_never_raises(packed):
    described(unpack(packed, {}))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.float16, torch.int64, torch.uint8, torch.bool])
def test_tensors_come_back_as_copies(dtype):
    value = torch.tensor([[0, 1], [1, 0]]).to(dtype)
    packer = Packer()
    packed = packer.pack((value,))
    one, other = unpack(packed, packer.tensors)[0], unpack(packed, packer.tensors)[0]
    one.zero_()
    assert torch.equal(other, value)
    assert other.dtype == dtype


class Own(torch.Tensor):
    pass


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (np.zeros(3), "ndarray"),
        ({1, 2}, "set"),
        (torch.zeros(2).as_subclass(Own), "Own"),
        (torch.zeros(2, dtype=torch.complex64), "complex64 strided tensor"),
        (torch.zeros(2).to_sparse(), "float32 sparse_coo tensor"),
        (10**30, "very large int"),
        ("x" * 3000, "long text"),
        (print, "builtin_function_or_method"),
    ],
)
def test_what_cannot_travel_goes_by_its_name(value, name):
    assert there_and_back([value]) == [Foreign(name)]
    assert foreign(there_and_back((1, [value])), "inputs") == ("inputs[1][0]", name)


def test_numbers_of_numpy_and_parameters_are_plain_values():
    assert there_and_back([np.float64(0.5), np.int64(3)]) == [0.5, 3]
    assert type(there_and_back(torch.nn.Parameter(torch.ones(2)))) is torch.Tensor


def test_what_nests_without_end_is_cut():
    endless: list = []
    endless.append(endless)
    assert foreign(there_and_back(endless), "result") is not None


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (1.0, 1.0005),
        (1.0, 1),
        (3, 3.0),
        ([1.0, 2.0], (1.0, 2.0)),
        ({"a": 1.0}, {"a": 1.0}),
        (torch.tensor([1.0]), torch.tensor([1.0005])),
        (torch.tensor([1.0]), torch.tensor([1.0], dtype=torch.float64)),
        (torch.tensor([1]), torch.tensor([1], dtype=torch.int32)),
        (None, None),
        ("a", "a"),
        (math.nan, math.nan),
        (torch.tensor([math.inf]), torch.tensor([math.inf])),
    ],
)
def test_values_that_agree(expected, got):
    assert same(expected, got, CLOSE)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (1.0, 1.01),
        (1.0, True),
        (True, 1),
        (3, 4),
        (10**6, 10**6 + 1),  # whole numbers know no tolerance
        (1.0, math.nan),
        (math.inf, -math.inf),
        (1.0, math.inf),
        ([1.0], [1.0, 2.0]),
        ({"a": 1.0}, {"b": 1.0}),
        (torch.tensor([1.0]), torch.tensor([[1.0]])),
        (torch.tensor([1.0]), torch.tensor([1])),
        (torch.tensor([1]), torch.tensor([True])),
        (torch.tensor([1.0]), [1.0]),
        (torch.tensor(1.0), 1.0),
        (torch.tensor([10**6]), torch.tensor([10**6 + 1])),
        (torch.tensor([1.0]), torch.tensor([1.0], dtype=torch.complex64)),
        (1.0, None),
        (1.0, Foreign("ndarray")),
        ("a", "b"),
    ],
)
def test_values_that_do_not_agree(expected, got):
    assert not same(expected, got, CLOSE)


def test_the_first_place_that_departs_is_told():
    expected, got = {"x": [torch.zeros(2, 3)]}, {"x": [torch.eye(2, 3)]}
    found = departure(expected, got, CLOSE)
    assert found
    assert (found.place, found.expected, found.got) == ("result['x'][0][0, 0]", "0", "1")
    found = departure([1, 2, 3], [1, 2, 4], CLOSE)
    assert found
    assert found.place == "result[2]"
    assert found.rows
    assert found.rows[1].tolist() == [1, 2, 4]
    problem = mismatch({"x": (1.0, "a")}, {"x": (1.0, None)})
    assert problem
    assert problem.params == {"place": "result['x'][1]", "expected": "str", "got": "None"}
    endless = not_finite([1.0, torch.tensor([1.0, math.nan])])
    assert endless
    assert endless.params == {"place": "result[1]", "count": 1, "total": 2}


def test_values_are_described_and_written_in_a_few_signs():
    assert described(torch.zeros(2, 3)) == "float32 (2, 3)"
    assert described([1, 2]) == "list[2]"
    assert described({"mean": 1, "std": 2}) == "dict{mean, std}"
    assert as_code(torch.arange(10)) == "tensor([0, 1, 2, 3, …], (10,))"
    assert call_as_code("f", {"x": 0.25, "names": ("a",)}) == "f(x=0.25, names=('a',))"
    assert len(call_as_code("f", tuple("x" * 70 for _ in range(9)))) <= 160


@pytest.mark.parametrize(
    "value",
    [
        *(0.1, 3, True, None, "text", [1, 2.5], (1,), {"a": (0.5, "b")}),
        *(torch.tensor([0.1, 0.7]), torch.tensor(3), torch.tensor([[1, 2], [3, 4]]), torch.tensor([True, False])),
        torch.tensor([0.1], dtype=torch.float64),
    ],
)
def test_a_literal_is_exactly_the_value(value):
    again = eval(literal(value), {"torch": torch})
    assert same(value, again, Tolerance(0.0, 0.0))
    if isinstance(value, torch.Tensor):
        assert again.dtype == value.dtype
