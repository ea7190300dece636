"""The system calls that a submission may make.

Theory of operation
-------------------
A seccomp filter is a small BPF program that the kernel runs on every system call; it cannot be taken off again and
every child inherits it. Ours is an allow list: what Python and torch use on a CPU is let through, the calls named in
`REFUSED` fail with EPERM, and whatever else this or a newer kernel has fails with ENOSYS, as on a kernel that lacks it
(the C library then falls back to an older call). A program built for another architecture is killed, since the numbers
would mean other calls.

The program is assembled here, so that grading needs no more than Python and torch. Three calls are let through by their
arguments: `clone` without new namespaces, `ioctl` for what files and terminals need, `prctl` for names.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import struct
from dataclasses import dataclass

from grader.sandbox import native
from grader.sandbox.syscalls import NUMBERS

ALLOWED = {
    "files": """read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek open openat openat2 creat
        close close_range stat lstat fstat newfstatat statx access faccessat faccessat2 readlink readlinkat getdents
        getdents64 getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink
        symlinkat truncate ftruncate fallocate fadvise64 fsync fdatasync sync_file_range chmod fchmod fchmodat utimensat
        umask statfs fstatfs sendfile copy_file_range dup dup2 dup3 fcntl flock pipe pipe2 poll ppoll select pselect6
        epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2""",
    "memory": "mmap munmap mprotect mremap madvise brk mincore msync pkey_alloc pkey_free pkey_mprotect",
    "processes": """fork vfork futex futex_waitv set_robust_list get_robust_list rseq set_tid_address exit exit_group
        wait4 waitid sched_yield sched_getaffinity sched_setaffinity sched_getparam sched_getscheduler
        sched_get_priority_max sched_get_priority_min getcpu membarrier getpriority""",
    "signals": """kill tkill tgkill rt_sigaction rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_sigpending
        rt_sigqueueinfo rt_tgsigqueueinfo sigaltstack pause alarm setitimer getitimer timer_create timer_settime
        timer_gettime timer_getoverrun timer_delete restart_syscall""",
    "time": "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times",
    "identity": """getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp getpgid
        getsid setsid setpgid uname sysinfo getrusage getrlimit setrlimit prlimit64 getrandom arch_prctl capget""",
}


@dataclass(frozen=True)
class Rule:
    threat: str
    calls: str


REFUSED = (
    Rule(
        "reaching a network, another job or a service of this host through a socket of any family",
        """socket socketpair bind connect listen accept accept4 sendto recvfrom sendmsg recvmsg sendmmsg recvmmsg
        shutdown setsockopt getsockopt getsockname getpeername""",
    ),
    Rule(
        "reading or steering another process",
        """ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp pidfd_open pidfd_getfd
        pidfd_send_signal""",
    ),
    Rule("keyrings are not in any namespace: keys of the host's users", "add_key request_key keyctl"),
    Rule(
        "code of the student's in the kernel", "bpf init_module finit_module delete_module kexec_load kexec_file_load"
    ),
    Rule("side channels and a long history of kernel holes", "perf_event_open lookup_dcookie"),
    Rule("stopping the kernel in the middle of a copy, the usual aid to its exploits", "userfaultfd"),
    Rule(
        "system calls that a filter never sees",
        "io_uring_setup io_uring_enter io_uring_register io_setup io_submit io_destroy io_cancel io_getevents",
    ),
    Rule("new namespaces give back every capability inside them", "unshare setns"),
    Rule(
        "another view of the file system",
        """mount umount2 pivot_root chroot open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr
        swapon swapoff mknod mknodat""",
    ),
    Rule("files by handle, past every directory's permissions", "open_by_handle_at name_to_handle_at"),
    Rule("memory that neither the size limit nor the tmpfs cap counts", "memfd_create memfd_secret"),
    Rule(
        "System V and POSIX objects that outlive a process and are outside its limits",
        """shmget shmat shmctl shmdt semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_open mq_unlink
        mq_timedsend mq_timedreceive mq_notify mq_getsetattr""",
    ),
    Rule("another program, with other holes", "execve execveat uselib"),
    Rule(
        "other identities and their privileges",
        "setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset",
    ),
    Rule("taking files from, or handing them to, somebody else", "chown fchown lchown fchownat"),
    Rule(
        "attributes that a tmpfs keeps in kernel memory",
        """setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr
        lremovexattr fremovexattr""",
    ),
    Rule(
        "settings of the whole host",
        """reboot acct quotactl quotactl_fd settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname
        syslog iopl ioperm vhangup sync syncfs""",
    ),
    Rule("old machine modes with few users and many holes", "modify_ldt personality remap_file_pages"),
    Rule("memory that cannot be swapped or is placed where others need it", "mlock mlock2 mlockall mbind move_pages"),
    Rule("a better place in the scheduler", "sched_setscheduler sched_setparam sched_setattr setpriority ioprio_set"),
    Rule("watching what others do with shared read-only files", "fanotify_init inotify_init inotify_init1"),
    Rule("kernel buffers fed with pages of one's own, a source of holes", "splice tee vmsplice"),
    Rule("a second filter, or rules that would hide what this one refuses", "seccomp landlock_create_ruleset"),
)

CLONE_NEW_ANYTHING = 0x7E020000
IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
PRCTLS = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA (names of mappings)

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column of NUMBERS, AUDIT_ARCH
X32_BIT = 0x40000000

RET_KILL = 0x80000000
RET_ALLOW = 0x7FFF0000
RET_ERRNO = 0x00050000

LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
OFFSET_NUMBER, OFFSET_ARCH, OFFSET_ARGUMENTS = 0, 4, 16

SECCOMP_SET_MODE_FILTER = 1
SECCOMP_FILTER_FLAG_TSYNC = 1  # every thread: CUDA has started some by then
SECCOMP_CALL = {"x86_64": 317, "aarch64": 277}


def setup_seccomp(device: str) -> None:
    """Put the filter on this process for good; `no_new_privs` must be set."""
    program = assemble(os.uname().machine, device)
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    native.syscall(
        SECCOMP_CALL[os.uname().machine],
        ctypes.c_long(SECCOMP_SET_MODE_FILTER),
        ctypes.c_long(SECCOMP_FILTER_FLAG_TSYNC),
        ctypes.byref(Program(len(program) // 8, ctypes.addressof(buffer))),
    )


@functools.cache
def assemble(machine: str, device: str = "cpu") -> bytes:
    """The filter as BPF instructions for one architecture."""
    column, audit_arch = ARCHITECTURES[machine]
    program = [
        _op(LOAD, OFFSET_ARCH),
        _op(JUMP_EQUAL, audit_arch, 1, 0),
        _op(RETURN, RET_KILL),
        _op(LOAD, OFFSET_NUMBER),
    ]
    if machine == "x86_64":
        program += [_op(JUMP_AT_LEAST, X32_BIT, 0, 1), _op(RETURN, RET_KILL)]
    always = [*ALLOWED.values(), "ioctl mlock mlock2 mbind set_mempolicy get_mempolicy" if device == "cuda" else ""]
    for number in _numbers(" ".join(always), column):
        program += _when(number, [_op(RETURN, RET_ALLOW)])
    for number in _numbers(" ".join(rule.calls for rule in REFUSED), column):
        program += _when(number, [_op(RETURN, RET_ERRNO | errno.EPERM)])
    program += _when(_numbers("clone", column)[0], _unless_bits(0, CLONE_NEW_ANYTHING))
    program += _when(_numbers("ioctl", column)[0], _if_among(1, IOCTLS))
    program += _when(_numbers("prctl", column)[0], _if_among(0, PRCTLS))
    program.append(_op(RETURN, RET_ERRNO | errno.ENOSYS))
    return b"".join(program)


def _numbers(names: str, column: int) -> list[int]:
    return [number for name in names.split() if (number := NUMBERS[name][column]) is not None]


def _when(number: int, body: list[bytes]) -> list[bytes]:
    """`body`, which ends in a return, for one system call."""
    return [_op(JUMP_EQUAL, number, 0, len(body)), *body]


def _unless_bits(argument: int, bits: int) -> list[bytes]:
    return [
        _op(LOAD, OFFSET_ARGUMENTS + 8 * argument),  # the low half: both architectures are little-endian
        _op(JUMP_BITS, bits, 0, 1),
        _op(RETURN, RET_ERRNO | errno.EPERM),
        _op(RETURN, RET_ALLOW),
    ]


def _if_among(argument: int, values: tuple[int, ...]) -> list[bytes]:
    tests = [_op(JUMP_EQUAL, value, len(values) - place, 0) for place, value in enumerate(values)]
    return [
        _op(LOAD, OFFSET_ARGUMENTS + 8 * argument),
        *tests,
        _op(RETURN, RET_ERRNO | errno.EPERM),
        _op(RETURN, RET_ALLOW),
    ]


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_true, if_false, value)
