"""The filter as a program: what it answers to every system call, on both architectures."""

import errno
import struct

import pytest

from grader.sandbox import seccomp
from grader.sandbox.syscalls import NUMBERS

MACHINES = sorted(seccomp.ARCHITECTURES)


def answer(program: bytes, number: int, arguments: tuple[int, ...] = (), arch: int = 0) -> int:
    """Run the filter as the kernel would: a tiny BPF machine."""
    data = struct.pack("<IIQ6Q", number, arch, 0, *(arguments + (0,) * 6)[:6])
    code = list(struct.iter_unpack("<HBBI", program))
    place, accumulator = 0, 0
    while True:
        operation, if_true, if_false, value = code[place]
        place += 1
        if operation == seccomp.RETURN:
            return value
        if operation == seccomp.LOAD:
            accumulator = struct.unpack_from("<I", data, value)[0]
            continue
        holds = {
            seccomp.JUMP_EQUAL: accumulator == value,
            seccomp.JUMP_AT_LEAST: accumulator >= value,
            seccomp.JUMP_BITS: bool(accumulator & value),
        }[operation]
        place += if_true if holds else if_false


def asks(machine: str, name: str, *arguments: int, device: str = "cpu") -> int | None:
    column, arch = seccomp.ARCHITECTURES[machine]
    number = NUMBERS[name][column]
    return None if number is None else answer(seccomp.assemble(machine, device), number, arguments, arch)


def refused(number: int) -> int:
    return seccomp.RET_ERRNO | number


@pytest.mark.parametrize("machine", MACHINES)
def test_what_python_and_torch_need_is_allowed(machine):
    for group in seccomp.ALLOWED.values():
        for name in group.split():
            assert asks(machine, name) in (seccomp.RET_ALLOW, None), name


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("rule", seccomp.REFUSED, ids=lambda rule: rule.threat[:40])
def test_each_threat_is_refused(machine, rule):
    assert rule.threat
    for name in rule.calls.split():
        assert asks(machine, name) in (refused(errno.EPERM), None), name


@pytest.mark.parametrize("machine", MACHINES)
def test_no_call_is_both_allowed_and_refused(machine):
    allowed = {name for group in seccomp.ALLOWED.values() for name in group.split()}
    assert not allowed & {name for rule in seccomp.REFUSED for name in rule.calls.split()}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("number", [450, 462, 500, 1000])
def test_what_newer_kernels_bring_does_not_exist(machine, number):
    _, arch = seccomp.ARCHITECTURES[machine]
    assert answer(seccomp.assemble(machine), number, (), arch) == refused(errno.ENOSYS)


@pytest.mark.parametrize("machine", MACHINES)
def test_a_clone_is_a_thread_or_a_process_and_never_a_namespace(machine):
    threads = 0x3D0F00  # what the C library asks for
    assert asks(machine, "clone", 17) == seccomp.RET_ALLOW
    assert asks(machine, "clone", threads) == seccomp.RET_ALLOW
    for bit in (17, 25, 26, 27, 28, 29, 30):
        assert asks(machine, "clone", 1 << bit | 17) == refused(errno.EPERM)
    assert asks(machine, "clone3", 0, 88) == refused(errno.ENOSYS)


@pytest.mark.parametrize("machine", MACHINES)
def test_a_terminal_may_be_asked_for_and_not_typed_into(machine):
    tcgets, tiocsti, tioclinux = 0x5401, 0x5412, 0x541C
    assert asks(machine, "ioctl", 0, tcgets) == seccomp.RET_ALLOW
    assert asks(machine, "ioctl", 0, tiocsti) == refused(errno.EPERM)
    assert asks(machine, "ioctl", 0, tioclinux) == refused(errno.EPERM)
    assert asks(machine, "ioctl", 0, 0xC0184600, device="cuda") == seccomp.RET_ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_names_may_be_set_by_prctl_and_nothing_else(machine):
    assert asks(machine, "prctl", 15) == seccomp.RET_ALLOW
    for option in (1, 4, 22, 28, 35, 36, 38, 47):
        assert asks(machine, "prctl", option) == refused(errno.EPERM)


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architecture_is_killed(machine):
    for arch in (0x40000003, 0xC00000B7 if machine == "x86_64" else 0xC000003E):
        assert answer(seccomp.assemble(machine), 0, (), arch) == seccomp.RET_KILL


def test_x32_numbers_are_killed():
    _, arch = seccomp.ARCHITECTURES["x86_64"]
    assert answer(seccomp.assemble("x86_64"), seccomp.X32_BIT | 39, (), arch) == seccomp.RET_KILL


@pytest.mark.parametrize("machine", MACHINES)
def test_the_program_fits_into_the_kernel(machine):
    assert len(seccomp.assemble(machine)) // 8 < 4096
