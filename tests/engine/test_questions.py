"""Harmless questions about the machine get an answer, and nobody is stopped for them."""

from __future__ import annotations

import numpy as np
import pytest

from grader.model import Calls, Limits, Observation, Unit, WorkItem
from grader.run.executors import Executor
from grader.run.messages import returned
from grader.worker import wire

QUICK = Limits(seconds=2.0)

ANSWERED = {
    "numpy's configuration": "np.show_config()",
    "numpy's run time": "np.show_runtime()",
    "numpy's version": "import importlib.metadata; importlib.metadata.version('numpy')",
    "the version through import_module": "import importlib as i; "
    "i.import_module('importlib.metadata').version('numpy')",
    "the name of the machine": "import socket; socket.gethostname()",
    "its full name": "import socket; socket.getfqdn()",
    "the system": "import platform; platform.platform(); platform.uname(); platform.processor()",
    "the system in parts": "import os; os.uname(); os.cpu_count(); os.getpid()",
    "the processor's features": "import sysconfig; sysconfig.get_config_vars()",
    "who one is": "import getpass; getpass.getuser()",
    "home": "import pathlib; pathlib.Path.home(); import os; os.path.expanduser('~/x')",
    "a number for this run": "import uuid; uuid.uuid1(); uuid.uuid4(); uuid.getnode()",
    "the time zone": "import time, datetime; time.tzname; datetime.datetime.now().astimezone()",
    "the locale": "import locale; locale.getlocale()",
    "whether a library is here": "import importlib.util; importlib.util.find_spec('torch')",
    "whether a file is here": "import os; os.path.exists('/content/drive')",
    "a folder of a service": "import os; os.path.isdir('../input') and os.listdir('../input')",
    "the memory of an object": "import sys; sys.getsizeof(np.ones(3))",
    "how much it took": "import resource; resource.getrusage(resource.RUSAGE_SELF)",
    "the garbage collector": "import gc; gc.collect(); gc.get_count(); gc.get_threshold()",
    "the call stack": "import inspect; inspect.stack(); inspect.currentframe()",
    "warnings": "import warnings; warnings.filterwarnings('ignore'); warnings.warn('x')",
    "a log": "import logging; logging.basicConfig(level='INFO'); logging.info('x')",
    "where the folder is": "import os, tempfile; os.getcwd(); tempfile.gettempdir()",
    "cores": "import multiprocessing; multiprocessing.cpu_count()",
    "programs": "import shutil; shutil.which('nvidia-smi'); shutil.get_terminal_size()",
}
# refused, as everything else is; the learner sees the exception, and may catch it
REFUSED = {
    "another library's version": "import importlib.metadata as m; m.version('torch')",
    "a library": "import importlib; importlib.import_module('yaml')",
    "the processor's table": "open('/proc/cpuinfo').read()",
    "the memory's table": "open('/proc/meminfo').read()",
    "which Linux it is": "import platform; platform.freedesktop_os_release()",
    "a file of another machine": "open('/content/drive/MyDrive/parameters.npy', 'rb')",
    "a folder of another machine": "import os; os.listdir('/kaggle/input')",
    "an array of another machine": "np.load('/content/parameters.npy')",
    "how full the disk is": "import shutil; shutil.disk_usage('.')",
    "the load": "import os; os.getloadavg()",
}
BLOCKED = {
    "a file that is there": "open('/etc/passwd').read()",
    "a file to write": "open('/tmp/grader-hostile', 'w')",
    "a folder to make": "import os; os.mkdir('/tmp/grader-hostile')",
    "a network": "import socket; socket.create_connection(('localhost', 80))",
    "another machine's name": "import socket; socket.gethostbyname('example.org')",
    "a program": "import subprocess; subprocess.run(['uname', '-p'])",
    "the packages": "import os, sys; [os.listdir(p) for p in sys.path if 'site-packages' in p]",
}


def observed(executor: Executor, body: str) -> Observation:
    if executor.protection.level != "full":
        pytest.skip("no sandbox here")
    source = f"import numpy as np\ndef f():\n    {body}\n    return 7\n"
    calls = Calls(wire.Encoder().body([[]]), (0,), (0,))
    item = WorkItem("f", "f", (Unit("cell 1", 1, source, ("f",)),), calls)
    return executor.run([[item]], QUICK)[0][0][0]


@pytest.mark.parametrize("body", ANSWERED.values(), ids=ANSWERED)
def test_a_harmless_question_is_answered(body: str, executor: Executor) -> None:
    seen = observed(executor, body)
    assert seen.status == "returned", (seen.detail, seen.raised)
    assert returned(seen) == (7, ())


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_raises_and_stops_nobody(body: str, executor: Executor) -> None:
    assert observed(executor, body).status == "raised"
    caught = f"try:\n        {body}\n    except Exception:\n        pass"
    seen = observed(executor, caught)
    assert seen.status == "returned", seen.detail


@pytest.mark.parametrize("body", BLOCKED.values(), ids=BLOCKED)
def test_what_is_no_question_is_still_blocked(body: str, executor: Executor) -> None:
    assert observed(executor, body).status == "blocked"


def test_the_version_is_the_true_one(executor: Executor) -> None:
    source = "import importlib.metadata as m\ndef f():\n    return m.version('NumPy')\n"
    calls = Calls(wire.Encoder().body([[]]), (0,), (0,))
    item = WorkItem("f", "f", (Unit("cell 1", 1, source, ("f",)),), calls)
    assert returned(executor.run([[item]], QUICK)[0][0][0]) == (np.__version__, ())
