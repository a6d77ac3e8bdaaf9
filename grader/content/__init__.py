"""Where the course's folders are importable: ``grader.content.public_tests.…``.

In a wheel the folders lie in this package. In a checkout they lie at its top, beside
``grader/``; then this package's search path points there. ``GRADER_COURSE`` names another
course's folder. Nothing here is imported by the engine, which loads a course from its folder.
"""

import os
from pathlib import Path

_here = Path(__file__).parent
_chosen = os.environ.get("GRADER_COURSE")
FOLDER = Path(_chosen) if _chosen else _here if (_here / "solutions").is_dir() else _here.parents[1]
__path__ = [str(FOLDER)]
