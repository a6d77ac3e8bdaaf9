"""The ``grader`` command: its groups, and how errors become messages and exit statuses."""

from __future__ import annotations

import sys

import click

from grader.model import GraderError
from grader.version import VERSION

COMMANDS = {
    "run": "grader.cli.run:run",
    "watch": "grader.cli.watch:watch",
    "hint": "grader.cli.hint:hint",
    "list": "grader.cli.start:list_",
    "start": "grader.cli.start:start",
    "datasets": "grader.cli.datasets:datasets",
    "dev": "grader.cli.dev:dev",
}


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


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="grader")
def cli() -> None:
    """Grade notebooks in which deep networks are built by hand in numpy.

    \b
    grader list                    what there is to learn
    grader start ASSIGNMENT        a notebook to fill in
    grader run NOTEBOOK            what is right in it, and what is not
    """


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.stderr.write("Stopped.\n")
        status = 130
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        status = 130
    except click.ClickException as error:
        error.show()
        status = 2
    except GraderError as error:
        sys.stderr.write(f"grader: {error}\n")
        status = error.exit_status
    except BrokenPipeError:
        # the reader of our output has seen enough (`grader run … | head`)
        sys.stderr.close()
        status = 0
    sys.exit(status)
