"""Names of source files as reports write them -> one spelling; no tree is asked.

`\\` is `/`: reports of Windows have it, and no file of a product line was seen with one in its name.
"""

import re

_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")


def plain(name: str) -> str:
    """The path with `/` only, without `.`, `//` and what `..` takes back; a drive stays as written.

    A `..` that leads out of where the path begins stays, and "" is no path.
    """
    path = name.replace("\\", "/")
    if not path:
        return ""
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return ("/" if path.startswith("/") else "") + "/".join(parts)


def is_absolute(path: str) -> bool:
    """Whether a plain path begins at a root or a drive."""
    return _ABSOLUTE.match(path) is not None


def joined(folder: str, path: str) -> str:
    """Where a plain path stands if it is relative to the folder; "" if it is not relative at all."""
    return "" if is_absolute(path) else plain(f"{folder}/{path}" if folder else path)
