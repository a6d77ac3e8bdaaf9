"""What a forked process gives up before learner code runs in it. Linux has all of it.

Prepared once in the warm worker, applied in each fork:

* Landlock, as one ruleset made beforehand. A run reads files of the interpreter and of the
  libraries a learner may use, by name, never ``site-packages`` as a whole. It makes itself a
  scratch folder of a random name beside those of other runs, in a folder that it cannot list; a
  second, small ruleset made on the spot lets it write there and nowhere else.
* seccomp: a list of the system calls that numpy and plain Python need; any other fails with EPERM.
  libseccomp compiles it once, each fork loads the finished program.
* resource limits, which every Unix has.

``landlock`` and ``pyseccomp`` are thin ctypes bindings of stable kernel interfaces and load nothing
compiled; pyseccomp has the interface of libseccomp's own Python module, which PyPI does not have.
"""

from __future__ import annotations

import ctypes
import os
import resource
import stat
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from typing import Any

FILE_SIZE = 16 * 1024**2  # bytes of one file in the scratch folder
OPEN_FILES = 64
PR_SET_SECCOMP, SECCOMP_MODE_FILTER, PR_SET_NO_NEW_PRIVS = 22, 2, 38

# What a running interpreter with numpy does, beside files (which Landlock rules).
SYSCALLS = (
    # files and folders, all of them ruled by Landlock
    "read write readv writev pread64 pwrite64 close lseek fstat stat lstat newfstatat statx",
    "open openat access faccessat faccessat2 readlink readlinkat getcwd chdir",
    "getdents getdents64 mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2",
    "ftruncate fsync fdatasync dup",
    # memory and threads
    "mmap mprotect munmap mremap madvise brk futex set_robust_list rseq membarrier sched_yield",
    # signals that it gets, never those that it would send
    "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall",
    # time, waiting, chance
    "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrandom",
    "poll ppoll select pselect6",
    # questions about itself and the machine; not sysinfo, which shows what neighbours do
    "getpid gettid getppid getuid geteuid getgid getegid getpgrp getgroups getrusage",
    "sched_getaffinity getcpu uname",
    "exit exit_group",
)
CLONE_THREAD = 0x00010000


class Sandbox:
    """The layers that this machine has, prepared; ``missing`` names those it has not."""

    def __init__(self, libraries: tuple[str, ...], scratch_root: str) -> None:
        self.missing: list[str] = []
        self._scratch_root = scratch_root
        self.readable = tuple(dict.fromkeys(os.path.realpath(p) for p in _readable(libraries)))
        self._ruleset = self._prepare_landlock()
        self._program = self._prepare_seccomp()
        self._held = _address_space()
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]

    def _prepare_landlock(self) -> Any:
        try:
            import landlock

            self._landlock = landlock
            ruleset = self._reading(_reading_rights(landlock))
            ruleset.allow(self._scratch_root, rules=landlock.FSAccess.READ_FILE)
        except (ImportError, OSError) as error:
            self.missing.append(f"landlock ({_reason(error)})")
            return None
        return ruleset

    def _reading(self, restricted: Any) -> Any:
        """A ruleset that takes these rights, but for reading what learner code may read."""
        access = self._landlock.FSAccess
        ruleset = self._landlock.Ruleset(restrict_rules=restricted)
        of_file = access.READ_FILE | access.EXECUTE
        of_folder = _reading_rights(self._landlock)
        for path in self.readable:
            ruleset.allow(path, rules=of_folder if os.path.isdir(path) else of_file)
        return ruleset

    def _prepare_seccomp(self) -> Any:
        try:
            return _compile_filter()
        except (ImportError, OSError, RuntimeError) as error:
            self.missing.append(f"seccomp ({_reason(error)})")
            return None

    def check(self) -> None:
        """Try the layers in a process of its own, and do without one in which numpy fails: a
        processor or C library may need a system call that is not on the list."""
        for layer in ("_program", "_ruleset"):
            if self._works():
                return
            if getattr(self, layer) is not None:
                setattr(self, layer, None)
                name = "seccomp" if layer == "_program" else "landlock"
                self.missing.append(f"{name} (numpy does not run under it here)")

    def _works(self) -> bool:
        pid = os.fork()
        if not pid:
            try:
                self.enter(2, 5, 2**30)
                _use_numpy()
                os._exit(0)
            finally:
                os._exit(1)
        _pid, status = os.waitpid(pid, 0)
        self.clean(pid)
        return status == 0

    def enter(self, channel: int, seconds: float, memory: int) -> str:
        """Give up, in this process and for good, what learner code does not need.

        Of the open descriptors only the standard ones and ``channel`` stay. Returns the scratch
        folder, which is the working folder from now on.
        """
        # named after this process, so that it can be found and removed afterwards
        scratch = os.path.join(self._scratch_root, f"{os.getpid()}-{os.urandom(16).hex()}")
        os.mkdir(scratch, 0o700)
        os.chdir(scratch)
        if self._ruleset is not None or self._program is not None:
            self._prctl(PR_SET_NO_NEW_PRIVS, 1)
        if self._ruleset is not None:
            self._ruleset.apply()
            self._only_write_below(scratch)
        self._give_up_the_rest(channel, seconds, memory)
        return scratch

    def give_up_files(self) -> None:
        """Give up, in this process and in all that it forks, every file that is not readable for
        learner code, and all writing."""
        os.chdir(self._scratch_root)
        if self._ruleset is not None:
            self._prctl(PR_SET_NO_NEW_PRIVS, 1)
            self._reading(self._landlock.FSAccess.all()).apply()

    def enter_without_files(self, channel: int, seconds: float, memory: int) -> None:
        """What ``enter`` does, where files were given up before."""
        if self._program is not None:
            self._prctl(PR_SET_NO_NEW_PRIVS, 1)
        self._give_up_the_rest(channel, seconds, memory)

    def _give_up_the_rest(self, channel: int, seconds: float, memory: int) -> None:
        os.closerange(3, channel)
        os.closerange(channel + 1, 1024)
        self._limit(seconds, memory)
        if self._program is not None:
            address = ctypes.addressof(self._program)
            self._prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, address)

    def _only_write_below(self, scratch: str) -> None:
        access = self._landlock.FSAccess
        files = access.WRITE_FILE | access.MAKE_REG | access.REMOVE_FILE | access.TRUNCATE
        folders = access.MAKE_DIR | access.REMOVE_DIR
        writing = self._landlock.Ruleset(
            restrict_rules=access.all() & ~_reading_rights(self._landlock)
        )
        writing.allow(scratch, rules=(files | folders) & access.all())
        writing.apply()

    def scratch_of(self, pid: int) -> list[str]:
        """The scratch folder that a process made itself, if it did."""
        start = f"{pid}-"
        return [e.path for e in os.scandir(self._scratch_root) if e.name.startswith(start)]

    def clean(self, pid: int) -> None:
        for folder in self.scratch_of(pid):
            remove(folder)

    def _prctl(self, option: int, argument: int, more: int = 0) -> None:
        if self._libc.prctl(option, argument, more, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl failed")

    def _limit(self, seconds: float, memory: int) -> None:
        limits = [
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, int(seconds) + 2),
            (resource.RLIMIT_FSIZE, FILE_SIZE),
            (resource.RLIMIT_NOFILE, OPEN_FILES),
        ]
        if self._held:
            limits.append((resource.RLIMIT_AS, self._held + memory))
        if self._program is None:  # seccomp allows threads, and no processes
            limits.append((resource.RLIMIT_NPROC, 0))
        for which, value in limits:
            _soft, hard = resource.getrlimit(which)
            bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(which, (bound, bound))


def _reading_rights(landlock: Any) -> Any:
    access = landlock.FSAccess
    return access.READ_FILE | access.READ_DIR | access.EXECUTE


def _use_numpy() -> None:
    import threading

    import numpy as np

    product = np.random.RandomState(0).randn(64, 64) @ np.ones((64, 64))
    thread = threading.Thread(target=np.exp, args=(product,))
    thread.start()
    thread.join()


def _reason(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text if len(text) < 80 else text[:77] + "…"


def _readable(libraries: tuple[str, ...]) -> Iterator[str]:
    """The interpreter's own library, entry by entry since site-packages may lie below it, and
    the allowed libraries."""
    foreign = {"site-packages", "dist-packages", "test", "idlelib", "tkinter", "ensurepip"}
    for key in ("stdlib", "platstdlib"):
        for entry in os.scandir(sysconfig.get_path(key)):
            if entry.name not in foreign and not entry.name.startswith("."):
                yield entry.path
    for folder in sys.path:
        for name in libraries:
            for path in (os.path.join(folder, name), os.path.join(folder, f"{name}.libs")):
                if os.path.isdir(path):
                    yield path
    for path in ("/dev/null", "/dev/urandom", "/etc/localtime", "/usr/share/zoneinfo"):
        if os.path.exists(path):
            yield path


def _address_space() -> int:
    """Bytes of address space that this process holds, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


class _Program(ctypes.Structure):
    """``struct sock_fprog``: a compiled filter, ready for the kernel."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _compile_filter() -> _Program:
    import errno

    import pyseccomp

    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in " ".join(SYSCALLS).split():
        _allow(pyseccomp, rules, name)
    # threads, no processes; glibc falls back from clone3, whose flags a filter cannot read
    thread = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, CLONE_THREAD)
    _allow(pyseccomp, rules, "clone", thread)
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    for command in (0, 1, 2, 3, 4, 1030):  # dup, get and set flags, dup with close-on-exec
        _allow(pyseccomp, rules, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    # limits may be read, not raised
    _allow(pyseccomp, rules, "prlimit64", pyseccomp.Arg(2, pyseccomp.EQ, 0))
    _allow(pyseccomp, rules, "getrlimit")
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        code = file.read()
    return _Program(len(code) // 8, code)


def _allow(pyseccomp: Any, rules: Any, name: str, *arguments: Any) -> None:
    try:
        rules.add_rule(pyseccomp.ALLOW, name, *arguments)
    except (OSError, ValueError, RuntimeError):
        return  # not a call of this processor, or unknown to this libseccomp


def size_of(folder: str) -> int:
    """Bytes that lie below a folder, a block for each entry.

    Without recursion, and more than any limit where the tree is too deep to be looked at: it was
    made by learner code.
    """
    total = 0
    waiting = [folder]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except FileNotFoundError:
            continue  # gone meanwhile
        except OSError:
            return 2**62  # a path longer than the system takes
        for entry in entries:
            total += 4096
            try:
                found = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            total += found.st_blocks * 512
            if stat.S_ISDIR(found.st_mode):
                waiting.append(entry.path)
    return total


def remove(folder: str) -> None:
    """Remove a tree of any depth: a folder within is first moved to the top."""
    number = 0
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        os.chmod(here, 0o700)
        for entry in list(os.scandir(here)):
            if entry.is_dir(follow_symlinks=False):
                number += 1
                top = f"{folder}-{number}"
                os.rename(entry.path, top)
                waiting.append(top)
            else:
                os.unlink(entry.path)
        os.rmdir(here)
