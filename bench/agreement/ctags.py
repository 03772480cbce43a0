"""Where functions and classes start by Universal Ctags.

ctags names the line of a definition's name, and lists abstract methods as well; those have no body
and are left out here by what follows their name.
"""

import json
import re
import subprocess
from collections import defaultdict
from functools import cache
from pathlib import Path

KINDS = {
    "C": (("function",), ("struct", "union", "enum")),
    "C++": (("function",), ("class", "struct", "union", "enum")),
    "Java": (("method",), ("class", "interface", "enum", "annotation")),
    "Go": (("func",), ("struct", "interface")),
    "Rust": (("function", "method"), ("struct", "enum", "interface", "union")),
    "C#": (("method",), ("class", "struct", "interface", "enum")),
    "PHP": (("function",), ("class", "interface", "trait")),
    "Ruby": (("method", "singletonMethod"), ("class",)),
    "Python": (("function", "member"), ("class",)),
    "Shell": (("function",), ()),
    "Lua": (("function",), ()),
}
"""Language -> the kinds that are functions and those that are classes by docs/metrics.md.

Left out: JavaScript and TypeScript, where ctags names what a function is assigned to; Kotlin, Swift
and Scala, for which this ctags has no parser or one that tells no bodies.
"""
_BODILESS = frozenset(("Java", "C#", "PHP", "Rust"))

Found = dict[str, tuple[list[int], list[int]]]


def by_ctags(folder: Path) -> Found:
    """Lines of functions and of classes of each file, by path."""
    command = ["ctags", "--output-format=json", "--fields=+nl", "--sort=no", "--recurse", "-f", "-"]
    command += ["--languages=C,C++,Java,Go,Rust,C#,PHP,Ruby,Python,Sh,Lua", "."]
    done = subprocess.run(command, check=True, capture_output=True, cwd=folder)
    found: Found = defaultdict(lambda: ([], []))
    for line in done.stdout.splitlines():
        tag = json.loads(line)
        language = {"Sh": "Shell"}.get(tag["language"], tag["language"])
        path = Path(tag["path"]).as_posix()
        for index, kinds in enumerate(KINDS[language]):
            bodiless = not index and language in _BODILESS
            if tag["kind"] in kinds and not (bodiless and not _has_body(folder / path, tag)):
                found[path][index].append(tag["line"])
    return found


@cache
def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", "replace").split("\n")


def _has_body(path: Path, tag: dict[str, str]) -> bool:
    """Whether a brace or an arrow comes before a semicolon behind the name; a record is no function."""
    start = int(tag["line"]) - 1
    text = "\n".join(_lines(path)[start : start + 40])
    if re.search(rf"\brecord\s+(?:class\s+|struct\s+)?{re.escape(tag['name'])}\b", text[:400]):
        return False
    depth = 0
    for sign in re.findall(r"[()\[\]{;]|=>", text[max(0, text.find(tag["name"])) :]):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif depth <= 0:
            return bool(sign != ";")
    return False
