"""The counts behind one share, and the exact arithmetic on them."""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Figures(NamedTuple):
    """What one variant owns of one metric in one commit, beside what is common.

    `own` is its alone, `in_groups` is shared with some other variants. `relative_to_common` divides
    by common code instead of the variant's product. `files` counts the variant's files, `lines_only` those of
    them that were measured by lines alone.
    """

    own: int
    in_groups: int
    common: int
    relative_to_common: bool = False
    files: int = 0
    lines_only: int = 0

    @property
    def owned(self) -> int:
        """Everything that is special to the variant: its own and its groups' units."""
        return self.own + self.in_groups

    @property
    def whole(self) -> int:
        """What the share is a share of: common + owned, or common alone."""
        return self.common if self.relative_to_common else self.common + self.owned

    @property
    def share(self) -> Fraction | None:
        """Owned in percent of the whole; None (not measured) where nothing is common."""
        return Fraction(self.owned * 100, self.whole) if self.common else None

    def over(self, limit: Fraction) -> bool:
        """Whether the share is above a limit in percent; a limit reached exactly is allowed."""
        return self.owned * 100 > limit * self.whole

    def allowed(self, limit: Fraction) -> int | None:
        """The most units the variant may own beside this common code; None: any number."""
        if self.relative_to_common:
            return int(limit * self.common / 100)
        return int(limit * self.common / (100 - limit)) if limit < 100 else None


def change(after: Figures, before: Figures) -> Fraction | None:
    """The change of the share in points; None where either is not measured."""
    if after.share is None or before.share is None:
        return None
    return after.share - before.share


class Cause(StrEnum):
    """Why a share is higher than at the base."""

    GREW = "the variant grew"
    COMMON_SHRANK = "common code shrank"
    BOTH = "the variant grew and common code shrank"
    DRIFTED = "what the variant's files are copies of changed"


def cause(after: Figures, before: Figures, drift: int = 0) -> Cause | None:
    """Why the share rose, numerator and denominator apart; None where neither moved that way.

    `drift` are the units that became the variant's without a change in its own files.
    """
    if 0 < after.owned - before.owned <= drift:
        return Cause.DRIFTED
    grew = after.owned > before.owned
    shrank = after.common < before.common
    if grew and shrank:
        return Cause.BOTH
    if grew:
        return Cause.GREW
    return Cause.COMMON_SHRANK if shrank else None
