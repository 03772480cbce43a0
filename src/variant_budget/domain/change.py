"""What changed between two commits, file by file."""

from typing import NamedTuple

from variant_budget.domain.ledger import Counts, Place


class FileChange(NamedTuple):
    """One file whose place or counts differ; `before` and `after` are None where it is absent.

    `from_path` is another name it had in the first commit ("" where it kept its name). `because`
    tells, dimension by dimension, which rule gives it its present (else its former) owner.
    """

    path: str
    from_path: str
    before: Place | None
    after: Place | None
    counts_before: Counts
    counts_after: Counts
    because: tuple[str, ...]
    edited: bool

    @property
    def moved(self) -> bool:
        """Whether the file has another name now."""
        return bool(self.from_path)


class Transfer(NamedTuple):
    """Lines that passed from one owner or role to another without being written anew.

    `lines` are the code lines at head, or at base where the file is no code any more.
    """

    path: str
    from_path: str
    dimension: str
    giver: tuple[str, ...]
    taker: tuple[str, ...]
    from_class: str
    to_class: str
    from_role: str
    to_role: str
    lines: int
