"""Rendering a grade. A format is one file and one line in ``formats``."""
