"""A repository at rest: its commits, trees, index and blobs (`open_repository`)."""

import os
import re
from collections.abc import Iterator, Sequence
from os.path import isfile, join
from types import TracebackType
from typing import Self

from variant_budget.adapters.git import missing
from variant_budget.adapters.git.checkout import Checkout, find_checkout, read_small_file
from variant_budget.adapters.git.listing import (
    CommitHeader,
    parse_commit,
    parse_folder,
    parse_moves,
    parse_unmerged,
)
from variant_budget.adapters.git.objects import GitObject, Questions, stream_objects, stream_sizes
from variant_budget.adapters.git.private import make_folder, make_private, remove_folder
from variant_budget.adapters.git.process import GitFailedError, Runner
from variant_budget.adapters.git.settings import Settings, read_settings
from variant_budget.adapters.git.worktree import copy_index, read_regular
from variant_budget.domain.tree import Folder, FolderKey, Move
from variant_budget.errors import MeasureError

_FULL_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MOST_CANDIDATES = 1000


def is_full_id(text: str) -> bool:
    """Whether this is a whole object id (SHA-1 or SHA-256) in lower-case hex."""
    return _FULL_ID.fullmatch(text) is not None


def open_repository(path: str, token: str | None = None) -> "Git":
    """The repository that `path` lies in. `token` is for fetching over https, and only for it.

    Raises MeasureError where there is no repository, or no git that can read it.
    """
    checkout = find_checkout(path)
    folder = make_folder()
    try:
        runner = make_private(folder, checkout)
    except BaseException:
        remove_folder(folder)
        raise
    return Git(checkout, runner, token)


def has_files(path: str) -> bool:
    """Whether the path lies in a repository that has a commit; any other trouble is raised."""
    try:
        with open_repository(path) as git:
            return git.find("HEAD") is not None
    except MeasureError as error:
        if {problem.slug for problem in error.problems} == {"not-a-repository"}:
            return False
        raise


class Git:
    """One repository, read through a private directory that goes away on leaving the context.

    Ids are whole and in hex. All methods raise MeasureError where the clone lacks an object.
    """

    def __init__(self, checkout: Checkout, runner: Runner, token: str | None = None) -> None:
        self.checkout = checkout
        self.runner = runner
        self.token = token
        self._questions = Questions(runner)
        self._settings: Settings | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End git's processes and remove the private directory."""
        self._questions.close()
        remove_folder(self.runner.git_dir)

    def find(self, revision: str) -> str | None:
        """The id of the commit that a revision (gitrevisions(7)) means; None where none is here."""
        found = self._commit(revision)
        return found.oid if found else None

    def resolve(self, revision: str) -> str:
        """The id of the commit that a revision means; MeasureError where none is here."""
        found = self.find(revision)
        if found is None:
            raise self._unknown(revision)
        return found

    def header(self, oid: str) -> CommitHeader:
        """What a commit says of itself."""
        commit = self._commit(oid)
        if commit is None:
            raise self._unknown(oid)
        return parse_commit(commit.data)

    def parents(self, oid: str) -> tuple[str, ...]:
        """The parents as the commit names them, also those that a shallow clone has cut off."""
        return self.header(oid).parents

    def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor; None where the two have nothing in common.

        MeasureError where a shallow clone lacks commits that could be, or lead to, a better one.
        """
        done = self.plumb("merge-base", _whole(one), _whole(other), fine=(0, 1))
        found = done.decode("ascii").strip() or None
        if self._is_cut_above(one, other, found):
            raise missing.history_cut(one, other)
        return found

    def is_ancestor(self, one: str, other: str) -> bool:
        """Whether `one` is `other`, or stands before it in the history that the clone holds."""
        return self.find(one) is not None and not self.plumb(
            "rev-list", "--max-count=1", _whole(one), f"^{_whole(other)}"
        )

    @property
    def is_shallow(self) -> bool:
        """Whether the checkout's history is cut (`git clone --depth`)."""
        return bool(read_small_file(join(self.checkout.common_dir, "shallow")).strip())

    def root(self, oid: str) -> str:
        """The id of a commit's tree."""
        tree = self.header(oid).tree
        if not is_full_id(tree):
            raise missing.object_missing(oid, "it names no tree")
        return tree

    def folders(self, keys: Sequence[FolderKey]) -> Iterator[Folder]:
        """The folders of these keys, in this order."""
        found = self._questions.ask_all([_whole(key.oid) for key in keys])
        for key, each in zip(keys, found, strict=True):
            if each is None or each.kind != "tree":
                raise missing.object_missing(key.oid)
            try:
                yield parse_folder(key, each.data)
            except ValueError as error:
                raise missing.object_missing(key.oid, str(error)) from error

    def index(self) -> str:
        """The id of the tree that a commit of the index would have.

        So files that are only intended to be added (`git add -N`) are left out. MeasureError with
        every unmerged path where a merge is not finished.
        """
        more: dict[str, str | None] = {
            "GIT_INDEX_FILE": copy_index(self.checkout, self.runner.git_dir)
        }
        unmerged = parse_unmerged(self.plumb("ls-files", "-u", "-z", more=more))
        if unmerged:
            raise MeasureError(unmerged)
        # Trees that are new go into the private object store.
        written = self.plumb("write-tree", "--missing-ok", more=more)
        return _whole(written.decode("ascii").strip())

    def blob(self, oid: str) -> bytes:
        """The bytes of one file."""
        found = self._questions.ask(_whole(oid))
        if found is None:
            raise missing.object_missing(oid)
        return _blob(found)

    def blobs(self, oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """(id, bytes) of each file, in the order asked, one at a time in memory."""
        for found in stream_objects(self.runner, [_whole(oid) for oid in oids]):
            yield found.oid, _blob(found)

    def sizes(self, oids: Sequence[str]) -> Iterator[tuple[str, int]]:
        """(id, bytes) of each file, in the order asked, without reading it."""
        return stream_sizes(self.runner, [_whole(oid) for oid in oids])

    def moves(self, from_oid: str, to_oid: str) -> tuple[tuple[Move, ...], bool]:
        """The files that git pairs across two commits (or trees), at least half alike.

        The second value is True where the search was cut: beyond 1,000 candidates on either side
        git pairs only files that are equal or keep their name.
        """
        how = ("-r", "-z", "--raw", "--no-abbrev", "-M50%", f"-l{_MOST_CANDIDATES}")
        safe = ("--diff-filter=R", "--no-ext-diff", "--no-textconv", f"-O{os.devnull}")
        try:
            done = self.runner.run("diff-tree", *how, *safe, _whole(from_oid), _whole(to_oid))
        except GitFailedError as failed:
            raise missing.object_missing(to_oid, failed.message) from failed
        return parse_moves(done.stdout), b"rename detection was skipped" in done.stderr

    def branch(self) -> str | None:
        """The name of the branch that is checked out, None where HEAD is detached."""
        head = read_small_file(join(self.runner.git_dir, "HEAD")).decode("utf-8", "surrogateescape")
        name = head.removeprefix("ref:").strip()
        return name.removeprefix("refs/heads/") if name.startswith("refs/heads/") else None

    @property
    def settings(self) -> Settings:
        """The checkout's configuration as data; read on first use."""
        if self._settings is None:
            self._settings = read_settings(self.runner, join(self.checkout.common_dir, "config"))
        return self._settings

    def worktree_file(self, path: str) -> bytes | None:
        """The bytes of a regular file of the work tree, None where there is none.

        MeasureError for anything else: links, folders, fifos, more than 1 MiB.
        """
        root = self.checkout.work_tree
        return None if root is None else read_regular(root, path)

    def plumb(
        self,
        *arguments: str,
        fine: tuple[int, ...] = (0,),
        more: dict[str, str | None] | None = None,
    ) -> bytes:
        """What a plumbing command prints; MeasureError where it fails in an unforeseen way."""
        try:
            return self.runner.run(*arguments, fine=fine, more=more).stdout
        except GitFailedError as failed:
            raise failed.as_measure_error() from failed

    def _commit(self, revision: str) -> GitObject | None:
        found = self._questions.ask(f"{revision}^{{commit}}")
        return found if found is not None and found.kind == "commit" else None

    def _unknown(self, revision: str) -> MeasureError:
        if revision == "HEAD" and self.branch() is not None:
            return missing.no_commit()
        return missing.commit_missing(revision, shallow=self.is_shallow)

    def _is_cut_above(self, one: str, other: str, found: str | None) -> bool:
        """Whether a cut commit stands among the ancestors of the two that are not `found`'s."""
        cut_off = set(self._cut_off())
        if not cut_off:
            return False
        above = self.plumb("rev-list", one, other, *([f"^{found}"] if found else []))
        return not cut_off.isdisjoint(above.decode("ascii").split())

    def _cut_off(self) -> list[str]:
        """The commits whose parents are not here, those of fetched commits included."""
        shallow = join(self.runner.git_dir, "shallow")
        if not isfile(shallow):
            return []
        with open(shallow, encoding="ascii") as file:
            return file.read().split()


def _whole(oid: str) -> str:
    """The id itself; nothing else may ever reach git's command line."""
    if not is_full_id(oid):
        raise ValueError(f"not a whole object id: {oid!r}")
    return oid


def _blob(found: GitObject) -> bytes:
    if found.kind != "blob":
        raise missing.object_missing(found.oid, f"it is a {found.kind}, no file")
    return found.data
