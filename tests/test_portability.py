"""What one Python does and another does not, among those the product claims."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

SOURCE = Path(__file__).parent.parent / "src"


def test_no_group_is_repeated_possessively() -> None:
    """`(?:ab?c)*+` matches "a" before Python 3.11.5 (CPython issue 106052); Debian 12 has 3.11.2.

    `(?>(?:ab?c)*)` means the same and is right everywhere. A class may be repeated so: `[^"]*+`.
    """
    repeated = re.compile(r"(?<!\\)\)[*+?]\+")
    found = [
        f"{path.relative_to(SOURCE)}:{number}: {line.strip()}"
        for path in sorted(SOURCE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if repeated.search(line)
    ]

    assert found == []
