"""docs/messages.md has a heading for every message of the program, and for nothing else."""

import ast
import re

from tests.docs.blocks import ROOT
from variant_budget.render.sarif import RULES

HEADINGS = re.findall(r"^### (.+)$", (ROOT / "docs/messages.md").read_text("utf-8"), re.MULTILINE)
ONE_WORD = {"usage", "situation", "unattributed", "submodule", "binary"}
"""The messages without a hyphen."""

# Texts of that form in the program which are no messages. A new one belongs here or into the page.
GIT = {
    *("cat-file", "diff-tree", "for-each-ref", "ls-files", "ls-remote", "merge-base"),
    *("packed-refs", "rev-list", "rev-parse", "symbolic-ref", "write-tree"),
}
NAMES = {
    *(
        "base-junit",
        "ccb-approved",
        "ccb-rejected",
        "ccb-review",
        "exit-code",
        "release-junit",
        "variant-budget",
    ),
    *("worst-budget", "worst-share"),
}
PARTS = {
    *("ends-soon", "externally-managed-environment", "linguist-generated", "linguist-vendored"),
    "mark-of-found-variant",
}
HEADERS = {"retry-after", "x-ratelimit-remaining", "x-ratelimit-reset"}
KEYS = {"condition-coverage", "docker-compose", "optional-dependencies"}
FOLDERS = {"dist-packages", "site-packages"}
OTHERS = FOLDERS | GIT | HEADERS | KEYS | NAMES | PARTS


def names_in_the_program() -> set[str]:
    """Every text in src/ of the form of a message's name, and the titles in entry.sh."""
    found = {
        node.value
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    named = {text for text in found if re.fullmatch(r"[a-z]+(-[a-z]+)+", text)}
    said_as = re.findall(r"::error title=([a-z-]+)::", (ROOT / "src/entry.sh").read_text("utf-8"))
    return named | ((ONE_WORD | {"not-utf-8"}) & found) | set(RULES) | set(said_as)


def test_every_message_has_a_heading_and_every_heading_a_message() -> None:
    assert sorted(HEADINGS) == sorted(names_in_the_program() - OTHERS)


def test_no_exclusion_is_left_over() -> None:
    assert names_in_the_program() >= OTHERS
