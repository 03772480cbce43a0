"""The files of a commit, in memory; never a file in the place of another one's folder."""

from collections.abc import Iterator
from typing import NamedTuple

PLAIN, RUNNABLE, LINK, SUBMODULE = "100644", "100755", "120000", "160000"


class File(NamedTuple):
    """A mode, and what stands in the file: for a submodule the id of a commit."""

    mode: str
    content: bytes


class Tree:
    """Paths and files; what is put takes the place of all that is in its way."""

    def __init__(self, files: dict[str, File] | None = None) -> None:
        self.files = dict(files or {})

    def put(self, path: str, file: File) -> None:
        """A file here: no file above it, and nothing below."""
        parts = path.split("/")
        for number in range(1, len(parts)):
            self.files.pop("/".join(parts[:number]), None)
        self.take(f"{path}/")
        self.files[path] = file

    def take(self, place: str) -> dict[str, File]:
        """Remove a file, or with a slash at the end a folder; gives what was there."""
        taken = {path: self.files[path] for path in self.below(place)}
        for path in taken:
            del self.files[path]
        return taken

    def below(self, place: str) -> list[str]:
        """The paths in a folder (a slash at its end), or the one of a file."""
        if place.endswith("/"):
            return [path for path in self.files if path.startswith(place)]
        return [place] if place in self.files else []

    def copy(self, place: str, to: str) -> None:
        """A folder once more, under another name."""
        for path, file in [(path, self.files[path]) for path in self.below(place)]:
            self.put(to + path.removeprefix(place), file)

    def move(self, place: str, to: str) -> None:
        """A file or folder under another name; into itself too."""
        for path, file in self.take(place).items():
            self.put(to + path.removeprefix(place), file)

    def folders(self) -> list[str]:
        """All folders, each with a slash at its end, sorted."""
        found = {folder for path in self.files for folder in _above(path)}
        return sorted(found)

    def changes(self, before: "Tree") -> tuple[list[str], dict[str, File]]:
        """What is gone since `before`, and what is new or other than it was."""
        gone = [path for path in before.files if path not in self.files]
        new = {path: file for path, file in self.files.items() if before.files.get(path) != file}
        return gone, new


def _above(path: str) -> Iterator[str]:
    for at, letter in enumerate(path):
        if letter == "/":
            yield path[: at + 1]
