"""Timing whole commands against each other."""
