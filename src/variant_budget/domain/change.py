"""What changed between two commits, file by file."""

from typing import NamedTuple

from variant_budget.domain.metrics import Role
from variant_budget.domain.survey import Piece

Pieces = tuple[Piece, ...]


class FileChange(NamedTuple):
    """One file whose places or counts differ; `before` and `after` are empty where it is absent.

    `from_path` is another name it had in the first commit ("" where it kept its name). `because`
    tells, dimension by dimension, which rule gives its path its present (else its former) owner.
    """

    path: str
    from_path: str
    before: Pieces
    after: Pieces
    because: tuple[str, ...]
    edited: bool

    @property
    def moved(self) -> bool:
        """Whether the file has another name now."""
        return bool(self.from_path)

    @property
    def roles(self) -> tuple[Role | None, Role | None]:
        """What the file was for, and is; None where it is absent."""
        before, after = (pieces[0].place.role if pieces else None for pieces in self[2:4])
        return before, after


class Transfer(NamedTuple):
    """Lines that passed from one owner or role to another.

    `lines` are the code lines at head, or at base where the file is no code any more. Of a file
    with several owners they are what one of them lost there and the other gained.
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
