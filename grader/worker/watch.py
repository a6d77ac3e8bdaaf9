"""Naming what learner code tried. The kernel refuses; this says to whom and what.

An audit hook cannot be removed, but code in the same process can blind it: nothing rests on it
but the words of the report.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Callable

# events of the interpreter, or how they begin: what they are for a reader
TRIES = {
    "socket.": "use the network",
    "subprocess.": "start a process",
    "os.system": "start a process",
    "os.exec": "start a process",
    "os.spawn": "start a process",
    "os.posix_spawn": "start a process",
    "os.fork": "start a process",
    "os.kill": "send a signal",
    "signal.pthread_kill": "send a signal",
    "ctypes.": "call machine code",
    "gc.get_": "search the memory of its process",
    "os.chmod": "change a file",
    "os.chown": "change a file",
    "os.utime": "change a file",
    "os.link": "change a file",
    "os.symlink": "change a file",
    "os.setxattr": "change a file",
    "fcntl.flock": "lock a file",
    "fcntl.lockf": "lock a file",
}
# Questions about the machine, and places where it tells of itself: they are refused or answered
# like anything else, and nobody is stopped for them.
HARMLESS = {"socket.gethostname"}
ABOUT_ITSELF = {"socket.gethostbyname", "socket.gethostbyaddr"}  # where that is the name asked for
TELLING = (
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/version",
    "/proc/uptime",
    "/proc/loadavg",
    "/etc/os-release",
    "/usr/lib/os-release",
    "/etc/hostname",
    "/etc/issue",
    "/etc/timezone",
)
LISTING = {"os.listdir", "os.scandir"}
# code that lists folders to find a module, or its version
SEARCHES = (
    "<frozen importlib",
    os.path.join(sysconfig.get_path("stdlib"), "importlib", "metadata"),
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
PATHS = ("open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.rmdir")
CLOSED = {"grader", "solutions"}  # modules that no learner's function has business with
# attributes through which code looks at the code around it, and the events that tell of it
INSIDE = {"object.__getattr__", "sys._getframe", "code.__new__"}


def _reads(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether something is only read: what is not there cannot be."""
    flags = arguments[2] if event == "open" and len(arguments) > 2 else None
    return event in LISTING or (type(flags) is int and not flags & WRITES)


def install(allowed: tuple[str, ...]) -> Callable[[], list[str]]:
    """Watch this process from now on; the function returned hands out, and forgets, the tries.

    ``allowed`` are real paths: resolving hundreds of them for each run would take milliseconds.
    """
    tries: list[str] = []
    inside = frozenset(allowed)
    below = tuple(path + os.sep for path in allowed)
    starts = tuple(TRIES)
    frame = sys._getframe
    busy: list[int] = []
    real_path, is_path, join = os.path.realpath, (str, bytes), os.fspath
    exists = os.path.lexists
    own_names = {"", "localhost", os.uname().nodename if hasattr(os, "uname") else ""}

    def note(what: str) -> None:
        if len(tries) < 5 and what not in tries:
            tries.append(what)

    def asked_by(*files: str) -> bool:
        """Whether the code that asks is of a file that is called so."""
        busy.append(1)  # asking for a frame is an event of its own
        try:
            return frame(2).f_code.co_filename.startswith(files)
        finally:
            busy.clear()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "import":
            top = str(arguments[0]).partition(".")[0]
            if top in CLOSED:
                note(f"import {top}")
        elif event in PATHS:
            path = arguments[0]
            if type(path) is int:
                if path > 2:
                    note("use a file descriptor that is not its own")
            elif isinstance(path, is_path) and not (event in LISTING and asked_by(*SEARCHES)):
                full = real_path(os.fsdecode(join(path)))
                own = full in inside or full.startswith(below) or full in TELLING
                if not own and (exists(full) or not _reads(event, arguments)):
                    note(f"open {os.path.basename(full)[:60]}")
        elif event in INSIDE:
            if not busy and asked_by("<cell "):  # a library may look around
                note("look inside the grader's process")
        elif event in HARMLESS or (event in ABOUT_ITSELF and arguments[0] in own_names):
            return
        elif event.startswith(starts):
            note(next(word for start, word in TRIES.items() if event.startswith(start)))

    def take() -> list[str]:
        taken = list(tries)
        tries.clear()
        return taken

    class Finder:
        """Hears of imports that raise no event: those made through importlib."""

        @staticmethod
        def find_spec(name: str, _path: object = None, _target: object = None) -> None:
            if name.partition(".")[0] in CLOSED:
                note(f"import {name.partition('.')[0]}")

    sys.meta_path.insert(0, Finder)
    sys.addaudithook(hook)
    return take
