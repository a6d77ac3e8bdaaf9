"""Running learner code in processes of its own. The executors are listed in ``executors``."""
