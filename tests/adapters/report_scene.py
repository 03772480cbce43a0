"""Folders with reports in them, and what is found there."""

import os
from pathlib import Path

from variant_budget.adapters.report_files import Found, FoundFile, find_reports
from variant_budget.adapters.report_roots import Roots


class Scene:
    """A checkout in a workspace, and a RUNNER_TEMP beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "work"
        self.checkout = self.workspace / "repo"
        self.temp = folder / "temp"
        for each in (self.checkout, self.temp):
            each.mkdir(parents=True)

    def find(self, *patterns: str, cwd: Path | None = None, confined: bool = True) -> Found:
        roots = Roots(
            checkout=str(self.checkout),
            cwd=str(cwd or self.checkout),
            workspace=str(self.workspace) if confined else None,
            temp=str(self.temp) if confined else None,
            confined=confined,
        )
        return find_reports(patterns, roots)


def plant(folder: Path, *paths: str) -> None:
    """Files that say what they are called."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(os.fsencode(path))


def paths(found: Found) -> list[str]:
    return [file.path for file in found.files]


def content(file: FoundFile) -> bytes:
    with file.opened() as source:
        return b"".join(source())
