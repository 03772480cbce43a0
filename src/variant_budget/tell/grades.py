"""Complexity -> a letter, A (simple) to F. The only importer of radon."""

from radon.complexity import cc_rank


def grade(complexity: int) -> str:
    """The letter that radon gives to a function of this complexity (at least 1)."""
    return str(cc_rank(complexity))
