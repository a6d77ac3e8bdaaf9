"""``python -m grader`` and the console script: where a Ctrl-C during the imports ends up, too."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line and exit with its status."""
    status = 0
    try:
        from grader.cli.main import main as run

        run()
    except SystemExit as leaving:
        if not isinstance(leaving.code, int | None):
            raise  # a text, which the interpreter prints
        status = leaving.code or 0
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        status = 130
    leave(status)


def leave(status: int) -> NoReturn:
    """End this process at once: taking an interpreter with numpy down in order takes as long as
    grading does, and all that had to be closed is."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None or stream.closed:
            continue
        try:
            stream.flush()
        except BrokenPipeError:
            continue  # the reader has seen enough
        except OSError:
            sys.exit(status)  # a full disk, say: the interpreter complains
    os._exit(status)


if __name__ == "__main__":
    main()
