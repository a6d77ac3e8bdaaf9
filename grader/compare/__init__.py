"""Comparing what was observed with what is expected. Only the trusted process loads this."""
