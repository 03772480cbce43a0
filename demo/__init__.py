"""The demo: a small product line with a history, made and checked by `make demo`."""
