"""Budgets for variant-specific code in software product lines."""

__version__ = "1.0.0"
