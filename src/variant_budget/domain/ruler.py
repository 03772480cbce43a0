"""What both commits are measured with: policy, exceptions, attribute files; as text and as values."""

from hashlib import sha256
from typing import NamedTuple

from variant_budget.domain.policy import Policy
from variant_budget.domain.waiver import Waiver
from variant_budget.errors import Problem


class AttributeFile(NamedTuple):
    """The text of one .gitattributes file and its folder ("" or "a/b/")."""

    folder: str
    text: str


class RulerText(NamedTuple):
    """The bytes at one place; None where a file is absent. `commit` None: files of the work tree."""

    commit: str | None
    policy_path: str
    exceptions_path: str
    policy: bytes | None
    exceptions: bytes | None
    attributes: tuple[AttributeFile, ...] = ()

    @property
    def digest(self) -> str:
        """Of all that decides roles and owners: the policy, where it stands, the attribute files."""
        return _digest(self.policy_path, self.policy, self.attributes)

    @property
    def digest_of_values(self) -> str:
        """Of all that the policy and the exceptions are read from."""
        return _digest(self.policy_path, self.policy, self.exceptions_path, self.exceptions)


def _digest(*told: object) -> str:
    return sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()[:32]


class Ruler(NamedTuple):
    """A policy with its exceptions and attribute files, all read at one place.

    `digest` is that of the texts which decide roles and owners, in hex.
    """

    commit: str | None
    digest: str
    policy: Policy
    waivers: tuple[Waiver, ...]
    attributes: tuple[AttributeFile, ...]


class FixedRuler(NamedTuple):
    """The ruler of a check, and what the change proposes to make of it.

    `in_force` False: shown, nothing blocks; `why_not` says why. `proposed` None with `changes`: the
    proposed policy cannot be used, for the reasons in `problems`. `edited` and `gone` are the files of
    the ruler that head has otherwise, or not at all: a line of theirs is no line of head's.
    """

    ruler: Ruler
    in_force: bool = True
    why_not: str = ""
    changes: tuple[str, ...] = ()
    proposed: Ruler | None = None
    problems: tuple[Problem, ...] = ()
    edited: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
