"""Bytes of one file -> units of one rule. One module a family; definitions are in docs/metrics.md."""
