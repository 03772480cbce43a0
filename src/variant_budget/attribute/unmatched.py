"""Which patterns of a policy match no tracked path: most often a spelling mistake or a renaming."""

from collections.abc import Iterable

from variant_budget.attribute.patterns import Capture, Matcher
from variant_budget.domain.dimension import Pattern


def never_matched(suspects: Iterable[Pattern], paths: Iterable[str]) -> tuple[Pattern, ...]:
    """Those of the patterns that match none of the paths, in the policy's order."""
    asked, known = set(suspects), sorted(set(paths))
    plain = {each for each in asked if "{variant}" not in each.text}
    unused = [each for each in asked - plain if not _captures(each, known)]
    return tuple(sorted((*unused, *_never(plain, known)), key=lambda pattern: pattern.location))


def _captures(pattern: Pattern, paths: Iterable[str]) -> bool:
    capture = Capture(pattern)
    return any(capture.variant(path) for path in paths)


def _never(suspects: set[Pattern], paths: Iterable[str]) -> set[Pattern]:
    """Those of the patterns that match no path.

    All are asked at once. A path answers with one pattern, which may hide another, so whatever was
    found is put aside and the rest is asked again.
    """
    while suspects:
        asked = {Pattern(each.text.removeprefix("!"), each.location): each for each in suspects}
        matcher = Matcher(tuple(asked))
        found = {asked[pattern] for path in paths if (pattern := matcher.match(path))}
        if not found:
            break
        suspects = suspects - found
    return suspects
