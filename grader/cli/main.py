"""The ``grader`` command: its groups, and how errors become messages and exit statuses."""

from __future__ import annotations

import io
import sys

import click

from grader.model import GraderError, UsageError
from grader.readable import readable
from grader.version import VERSION

LONGEST = 4000  # characters of a message
COMMANDS = {
    "run": "grader.cli.run:run",
    "watch": "grader.cli.watch:watch",
    "batch": "grader.cli.batch:batch",
    "hint": "grader.cli.hint:hint",
    "list": "grader.cli.start:list_",
    "start": "grader.cli.start:start",
    "datasets": "grader.cli.datasets:datasets",
    "dev": "grader.cli.dev:dev",
}


EXAMPLE = (
    "\b\nExample:\n  grader start deep_nn_step_by_step\n  grader run deep_nn_step_by_step.ipynb"
)


class LazyGroup(click.Group):
    """Loads a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise UsageError(_no_such_command(args[0]))
        return super().resolve_command(ctx, args)


def _no_such_command(name: str) -> str:
    import difflib
    import os

    if name.endswith(".ipynb") or os.path.exists(name):
        return f"Say what to do with {name}: grader run {name}"
    close = difflib.get_close_matches(name, COMMANDS, n=1)
    meant = (
        f"Is {close[0]} meant? Then: grader {close[0]}" if close else "To see all: grader --help"
    )
    return f"There is no command {name!r}. {meant}"


@click.group(
    cls=LazyGroup, epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(VERSION, prog_name="grader")
def cli() -> None:
    """Grade notebooks in which deep networks are built by hand in numpy.

    \b
    grader list                    what there is to learn
    grader start ASSIGNMENT        a notebook to fill in
    grader run NOTEBOOK            what is right in it, and what is not
    grader batch FOLDER -o OUT     a whole class
    """


def _said(message: str) -> str:
    """What is said of a file names it, and a name may hold what steers a terminal."""
    return readable(message, LONGEST).replace("\n", "\n  ")


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        status = cli.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.stderr.write("Stopped.\n")
        status = 130
    except click.ClickException as error:
        told = io.StringIO()
        error.show(file=told)
        sys.stderr.write(readable(told.getvalue(), LONGEST))
        status = 2
    except GraderError as error:
        sys.stderr.write(f"grader: {_said(str(error))}\n")
        status = error.exit_status
    except BrokenPipeError:
        # the reader of our output has seen enough (`grader run … | head`)
        sys.stderr.close()
        status = 0
    sys.exit(status)
