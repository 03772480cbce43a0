"""`python -m bench.agreement [FOLDER]...` writes docs/agreement.md from clones in the folders.

Without folders those of VARIANT_BUDGET_REPOS (separated as in PATH) are used. A repository that is
in none of them is named and left out.
"""

import os
import sys
from pathlib import Path

from bench.agreement.definitions import started
from bench.agreement.differing import Found
from bench.agreement.functions import compared
from bench.agreement.lines import counted
from bench.agreement.page import document
from bench.agreement.repositories import REPOSITORIES, git_folder, written_out

PAGE = Path("docs/agreement.md")


def main(arguments: list[str]) -> int:
    named = arguments or os.environ.get("VARIANT_BUDGET_REPOS", "").split(os.pathsep)
    folders = [Path(folder) for folder in named if folder]
    read, found = [], []
    for repository in REPOSITORIES:
        clone = git_folder(repository, folders)
        if clone is None:
            print(f"{repository.name}: no clone in {named}; left out", file=sys.stderr)
            continue
        print(f"{repository.name} {repository.commit[:12]} …", file=sys.stderr)
        with written_out(repository, clone) as tree:
            read.append(repository)
            found.append(Found(repository.name, counted(tree), compared(tree), started(tree)))
    if not found:
        print("Give folders with clones of the repositories of bench/agreement.", file=sys.stderr)
        return 2
    PAGE.write_text(document(read, found), "utf-8")
    print(f"wrote {PAGE}", file=sys.stderr)
    return 0


sys.exit(main(sys.argv[1:]))
