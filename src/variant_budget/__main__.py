"""`python -m variant_budget`, and the entry point of the `variant-budget` command."""

import sys
from collections.abc import Sequence

from variant_budget.cli.run import run


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give back its exit code."""
    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
