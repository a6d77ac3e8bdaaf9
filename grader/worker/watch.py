"""Naming what learner code tried. The kernel refuses; this says to whom and what.

An audit hook cannot be removed, but code in the same process can blind it: nothing rests on it
but the words of the report.
"""

from __future__ import annotations

import os
import sys
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
    "code.__new__": "build byte code",
}
PATHS = ("open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.rmdir")
CLOSED = {"grader", "solutions"}  # modules that no learner's function has business with


def install(allowed: tuple[str, ...]) -> Callable[[], list[str]]:
    """Watch this process from now on; the function returned hands out, and forgets, the tries.

    ``allowed`` are real paths: resolving hundreds of them for each run would take milliseconds.
    """
    tries: list[str] = []
    inside = frozenset(allowed)
    below = tuple(path + os.sep for path in allowed)
    starts = tuple(TRIES)
    real_path, is_path, join = os.path.realpath, (str, bytes), os.fspath

    def note(what: str) -> None:
        if len(tries) < 5 and what not in tries:
            tries.append(what)

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
            elif isinstance(path, is_path):
                full = real_path(os.fsdecode(join(path)))
                if full not in inside and not full.startswith(below):
                    note(f"open {os.path.basename(full)[:60]}")
        elif event.startswith(starts):
            note(next(word for start, word in TRIES.items() if event.startswith(start)))

    def take() -> list[str]:
        taken = list(tries)
        tries.clear()
        return taken

    sys.addaudithook(hook)
    return take
