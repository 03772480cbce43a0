"""Where reports may stand: below which folder a pattern looks, and how its paths are shown."""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variant_budget.adapters.globs import is_git, is_glob
from variant_budget.errors import MeasureError

LONGEST = 4_096
"""Characters of a pattern; no path is longer."""


class Roots(NamedTuple):
    """The folders that patterns are seen from and that reports may stand in; absolute.

    `confined`: only below the checkout, the workspace and `temp`. Elsewhere a pattern may name any
    folder by its part before the first wildcard, and then what it matches must stand below that.
    """

    checkout: str
    cwd: str
    workspace: str | None
    temp: str | None
    confined: bool


def roots_of(repo: str, environ: Mapping[str, str]) -> Roots:
    """The folders of this process; on GitHub reports may stand below those of the job alone."""
    on_github = environ.get("GITHUB_ACTIONS") == "true"
    return Roots(
        checkout=os.path.abspath(repo),
        cwd=os.getcwd(),
        workspace=environ.get("GITHUB_WORKSPACE") if on_github else None,
        temp=environ.get("RUNNER_TEMP") if on_github else None,
        confined=on_github,
    )


class Aim(NamedTuple):
    """A pattern in parts: what is matched below a folder, or the name of one file in it.

    `folder` is where it stands in truth. No match may leave `root`, if need be its own folder.
    """

    folder: str
    segments: tuple[str, ...]
    root: str

    @property
    def name(self) -> str | None:
        """The one name that is meant; None for a pattern with wildcards."""
        return None if is_glob(self.segments[0]) else self.segments[0]


class Places:
    """The roots as they are in truth."""

    def __init__(self, roots: Roots) -> None:
        folders = [each for each in (roots.checkout, roots.workspace, roots.temp) if each]
        self._roots = roots
        self._known = tuple(dict.fromkeys(map(os.path.realpath, folders)))
        self._by_name = {*map(os.path.abspath, folders), *self._known}
        bases = {*folders, *self._by_name, roots.cwd}
        self._bases = sorted((each.rstrip("/") + "/" for each in bases), key=len, reverse=True)

    def aim(self, text: str) -> Aim:
        """Where a pattern looks. MeasureError for what is no pattern or leads out of the roots."""
        base, rest = self._split(text)
        parts = [part for part in rest.split("/") if part not in ("", ".")]
        first = next((at for at, part in enumerate(parts) if is_glob(part)), len(parts))
        if why := _unusable(text, parts[first:]):
            message = f"it is no pattern for files: {why}."
            raise MeasureError.one("report-glob-invalid", message, rest)
        # By name, as people read it: ".." takes back the name before it, also that of a link.
        folder = os.path.normpath(os.path.join(base, *parts[:first]))
        segments = tuple(parts[first:])
        if not segments:
            folder, name = os.path.split(folder)
            segments = (name,)
        return Aim(os.path.realpath(folder), segments, self._root(folder, rest))

    def shown(self, path: str, root: str) -> str:
        """A path in truth as readers see it: from the checkout, workspace, RUNNER_TEMP or `root`."""
        return "/".join(parts_of(path, self.home(path, root)))

    def shown_pattern(self, text: str, aim: Aim) -> str:
        """A pattern as readers see it: from the checkout, workspace or RUNNER_TEMP, else as given."""
        if aim.root not in self._known:
            return text
        return "/".join(filter(None, (self.shown(aim.folder, aim.root), *aim.segments)))

    def home(self, path: str, root: str) -> str:
        """The first of the roots that holds a path in truth, `root` the last of them."""
        return next((each for each in self._known if below(path, each)), root)

    def tracked_as(self, path: str) -> str | None:
        """The path at which a commit would hold a file; None for one outside the checkout."""
        checkout = self._known[0]
        return "/".join(parts_of(path, checkout)) if below(path, checkout) else None

    def allows(self, path: str, root: str) -> bool:
        """Whether a path in truth may be read for a pattern with this root."""
        roots = self._known if root in self._known else (root,)
        home = next((each for each in roots if below(path, each)), None)
        return home is not None and not any(map(is_git, parts_of(path, home)))

    def _split(self, text: str) -> tuple[str, str]:
        """The folder that a pattern is seen from, and the rest.

        The action puts the workspace's name before each pattern: no sign in it is a wildcard.
        """
        for base in self._bases:
            if text.startswith(base):
                return base, text.removeprefix(base)
        return ("/" if text.startswith("/") else self._roots.cwd), text

    def _root(self, folder: str, shown: str) -> str:
        real = os.path.realpath(folder)
        known = next((each for each in self._known if below(real, each)), None)
        # A link in the checkout that leads out of it may be planted, whoever runs this.
        free = not (self._roots.confined or any(below(folder, each) for each in self._by_name))
        root = real if known is None and free else known
        if root is None or not self.allows(real, root):
            raise outside(shown)
        return root


def _unusable(text: str, segments: Sequence[str]) -> str:
    if not text:
        return "it is empty"
    if any(sign in text for sign in "\n\r\0"):
        return "it holds a line break or a NUL; give each pattern on its own"
    if len(text) > LONGEST:
        return f"it is longer than {LONGEST:,} characters"
    return '".." stands behind a wildcard' if ".." in segments else ""


def below(path: str, root: str) -> bool:
    """Whether a path is a root or stands below it."""
    return path == root or path.startswith(root.rstrip("/") + "/")


def parts_of(path: str, root: str) -> list[str]:
    """The names that lead from a root to a path below it."""
    return [part for part in path.removeprefix(root).split("/") if part]


def outside(shown: str) -> MeasureError:
    """The refusal of what leads out of the roots."""
    message = (
        "it leads out of the folders that reports are read from. On GitHub these are the checkout, "
        "the workspace and RUNNER_TEMP, else also the folder that a pattern names; a link counts as "
        "the file that it leads to, and `.git` holds no reports."
    )
    return MeasureError.one("report-outside", message, shown)
