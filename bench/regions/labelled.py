"""`python -m bench.regions.labelled [FOLDER]...` compares the engine with hand-made labels.

Folders with clones as for `python -m bench.agreement`. Prints a table of Markdown and every
difference; exit 1 where precision or recall of all lines, or of all regions, is under 99 %.
"""

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.agreement.repositories import Repository, git_folder
from bench.regions.comparing import Difference, Score, differences, score
from bench.regions.finding import Finder, ground
from bench.regions.reading import Labels, all_labels
from variant_budget.measure.languages import language_of

WANTED = 99
HEAD = """\
| {what} | files | regions | precision | recall | lines | precision | recall | undecided lines | precision | recall |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""


def blobs(labels: Labels, clone: Path) -> Iterator[bytes]:
    """The bytes of the labelled files, in their order."""
    asked = "".join(f"{labels.commit}:{file.path}\n" for file in labels.files).encode()
    command = ["git", f"--git-dir={clone}", "cat-file", "--batch"]
    told = subprocess.run(command, input=asked, check=True, capture_output=True).stdout
    at = 0
    for _ in labels.files:
        end = told.index(b"\n", at)
        size = int(told[at:end].split()[2])
        yield told[end + 1 : end + 1 + size]
        at = end + 2 + size


def compare(labels: Labels, clone: Path) -> Iterator[tuple[str, Score, list[Difference]]]:
    """Language, counts and differences of each labelled file."""
    finder = Finder(labels.policy)
    for file, data in zip(labels.files, blobs(labels, clone), strict=True):
        language = language_of(file.path) or ""
        on = ground(data, language)
        found = finder.find(data, language)
        yield language, score(file, found, on), list(differences(file, found, on))


def share(part: int, whole: int) -> str:
    """A share in percent, rounded down; nothing of nothing is no share."""
    return f"{part * 10000 // whole / 100:.2f}" if whole else "–"


def row(name: str, counts: Score) -> str:
    cells = [
        name,
        str(counts.files),
        str(counts.regions_labelled),
        share(counts.regions_right, counts.regions_found),
        share(counts.regions_recalled, counts.regions_labelled),
        str(counts.lines_labelled),
        share(counts.lines_agreed, counts.lines_found),
        share(counts.lines_agreed, counts.lines_labelled),
        str(counts.unsure_labelled),
        share(counts.unsure_agreed, counts.unsure_found),
        share(counts.unsure_agreed, counts.unsure_labelled),
    ]
    return f"| {' | '.join(cells)} |"


def enough(counts: Score) -> bool:
    """Whether lines and regions have the wanted precision and recall."""
    return all(
        part * 100 >= WANTED * whole
        for part, whole in (
            (counts.regions_right, counts.regions_found),
            (counts.regions_recalled, counts.regions_labelled),
            (counts.lines_agreed, counts.lines_found),
            (counts.lines_agreed, counts.lines_labelled),
        )
    )


def main(arguments: list[str]) -> int:
    named = arguments or os.environ.get("VARIANT_BUDGET_REPOS", "").split(os.pathsep)
    folders = [Path(folder) for folder in named if folder]
    by_language: dict[str, Score] = defaultdict(Score)
    by_repository: dict[str, Score] = {}
    told: list[str] = []
    for labels in all_labels():
        clone = git_folder(Repository(labels.repository, labels.commit), folders)
        if clone is None:
            print(f"{labels.repository}: no clone in {named}; left out", file=sys.stderr)
            continue
        together = Score()
        for language, counts, differing in compare(labels, clone):
            together = together.plus(counts)
            by_language[language] = by_language[language].plus(counts)
            told += [
                f"{labels.repository}/{each.path}:{each.first}-{each.last}: "
                f"labels {each.labels}, engine {each.engine}"
                for each in differing
            ]
        by_repository[labels.repository] = together
    if not by_repository:
        print("Give folders with clones of the labelled repositories.", file=sys.stderr)
        return 2
    total = Score()
    for counts in by_repository.values():
        total = total.plus(counts)
    for what, table in (("language", by_language), ("repository", by_repository)):
        print(HEAD.format(what=what))
        print("\n".join(row(name, counts) for name, counts in sorted(table.items())))
        print(row("**all**", total), end="\n\n")
    print("\n".join(told) or "No differences.")
    return 0 if enough(total) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
