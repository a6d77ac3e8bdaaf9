"""What a conversation with a worker leaves behind: nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from grader.dev.verify import submission
from grader.grading.answers import answers
from grader.grading.plan import by_itself
from grader.model import Limits
from grader.run.executors import start_executor, worker_environment
from grader.run.talk import Question

MANY = 300  # folders, so that removing them takes a while
SOURCE = f"""
def update_parameters(params, grads, learning_rate):
    import os
    for number in range({MANY}):
        os.mkdir(str(number))
    return params
"""


def test_what_was_written_in_a_conversation_is_gone_when_it_is_closed(step_by_step, monkeypatch):
    with tempfile.TemporaryDirectory() as place:
        environment = worker_environment() | {"TMPDIR": place}
        monkeypatch.setattr("grader.run.warm_fork.worker_environment", lambda: environment)
        executor = start_executor("warm-fork")
        try:
            executor.protection  # it has started  # noqa: B018
            (root,) = Path(place).iterdir()
            asked = answers(step_by_step, 1)["update_parameters"]
            one = submission(step_by_step, "update_parameters", SOURCE.lstrip())
            item = by_itself(step_by_step, one, "update_parameters", asked)
            conversation = executor.talk(Limits())
            conversation.code(item)
            conversation.ask(Question("update_parameters", item.calls), 10)
            assert len([*root.glob("*/*")]) == MANY
            conversation.close()
            assert [*root.iterdir()] == []
        finally:
            executor.close()
