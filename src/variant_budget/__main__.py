"""`python -m variant_budget`, and the entry point of the `variant-budget` command."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give back its exit code."""
    # Nearly all that is made lives to the end: to look for what does not costs 8 of 100 ms.
    gc.disable()
    from variant_budget.cli.run import run

    return run(sys.argv[1:] if argv is None else argv)


def program() -> NoReturn:
    """Run the command of this process, and end it.

    At once: what was written is flushed, and to take a hundred modules down costs 9 of 100 ms.
    """
    os._exit(main())


if __name__ == "__main__":
    program()
