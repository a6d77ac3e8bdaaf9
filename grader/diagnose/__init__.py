"""Naming the cause of a wrong answer. ``rules.diagnose`` is the entry; ``texts`` has the words."""
