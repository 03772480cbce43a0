"""Which tags are releases, and which of two is the higher version.

By default every version after an optional prefix is one: `v1.2`, `V11.3.0`, `curl-8_21_0`,
`lib/v2.0.1`. A policy's `releases.tags` replaces that rule. Pre-releases never count.
"""

import re
from fnmatch import fnmatchcase
from typing import NamedTuple

# Longer digit strings are no versions, and Python refuses to read very long ones.
_NUMBERS = re.compile(r"(?<!\d)\d{1,18}(?:[._-]\d{1,18})*(?!\d)")
_WORDS = re.compile(r"([a-z]+)(\d*)")

_BEFORE = frozenset(
    (
        *("a", "alpha", "b", "beta", "c", "canary", "cr", "dev", "ea", "eap", "experimental"),
        *("m", "milestone", "next", "nightly", "pre", "preview", "prerelease", "rc"),
        *("snapshot", "test", "unstable", "wip"),
    )
)
_BEFORE_AS_PREFIX = _BEFORE - {"a", "b", "c", "cr", "ea", "eap", "m", "next", "pre", "test"}
_SAME = frozenset(("final", "ga", "lts", "rel", "release", "stable"))
_AFTER = frozenset(
    ("build", "hf", "hotfix", "p", "patch", "pl", "post", "r", "rev", "sp", "u", "update")
)


class Version(NamedTuple):
    """A version that can be compared: higher is later.

    `numbers` without trailing zeros (1.2 is 1.2.0); `letter` as in 1.1.1w; `revision` as in
    1.2.3-post2. A tag that a policy calls a release, but that holds no version, has no numbers.
    """

    numbers: tuple[int, ...] = ()
    letter: str = ""
    revision: int = 0


def release_version(tag: str, pattern: str | None = None) -> Version | None:
    """The version of a release tag; None where the tag is no release.

    `pattern` is the policy's, with * and ? only. With it, one number is version enough and an
    unknown word after the version is none of our business; without it there must be two numbers,
    and an unknown word makes a pre-release, as in Semantic Versioning.
    """
    if pattern is not None and not fnmatchcase(tag, pattern.replace("[", "[[]")):
        return None
    found = _core(tag, fewest=2) or (_core(tag, fewest=1) if pattern is not None else None)
    if found is None:
        return Version() if pattern is not None else None
    if pattern is None and _names_a_prerelease(tag[: found.start()]):
        return None
    numbers = tuple(int(number) for number in re.split("[._-]", found[0]))
    while numbers and not numbers[-1]:
        numbers = numbers[:-1]
    return _with_suffix(numbers, tag[found.end() :], strict=pattern is None)


def _core(tag: str, fewest: int) -> re.Match[str] | None:
    """The first run of at least `fewest` numbers."""
    for found in _NUMBERS.finditer(tag):
        if len(re.split("[._-]", found[0])) >= fewest:
            return found
    return None


def _names_a_prerelease(prefix: str) -> bool:
    return any(word in _BEFORE_AS_PREFIX for word, _ in _WORDS.findall(prefix.lower()))


def _with_suffix(numbers: tuple[int, ...], suffix: str, *, strict: bool) -> Version | None:
    """The version with what follows its numbers; None where that makes it a pre-release."""
    known = suffix.partition("+")[0].lower()  # after a plus sign: how it was built
    words = _WORDS.findall(known)
    if not words:
        return Version(numbers)
    word, number = words[0]
    if len(known) == 1:
        return Version(numbers, letter=word)
    if any(word in _BEFORE for word, _ in words):
        return None
    if word in _AFTER:
        return Version(numbers, revision=int(number[:18] or 1))
    return Version(numbers) if word in _SAME or not strict else None
