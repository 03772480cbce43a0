"""go.mod: modules that are required and not marked `// indirect`."""

from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.text import decoded

_OWN = (".", "/")


def go_mod(data: bytes) -> Iterator[Unit]:
    """The modules by their path; not those that are replaced by a folder."""
    statements = list(_statements(decoded(data)))
    own = {words[1] for _, words, _ in statements if _is_replaced_by_folder(words)}
    for line, words, comment in statements:
        is_asked_for = words[0] == "require" and not comment.startswith("indirect")
        if is_asked_for and len(words) > 1 and words[1] not in own:
            yield Unit(line, f"go:{words[1]}")


def _is_replaced_by_folder(words: list[str]) -> bool:
    if words[0] != "replace" or "=>" not in words[2:]:
        return False
    target = words[words.index("=>") + 1 :]
    return bool(target) and target[0].startswith(_OWN)


def _statements(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Each line of a statement, its verb in front, and its comment."""
    verb = ""
    for number, line in enumerate(text.split("\n"), start=1):
        code, _, comment = line.partition("//")
        words = code.replace('"', " ").replace("`", " ").split()
        if not words:
            continue
        if words == [")"]:
            verb = ""
        elif words[-1] == "(":
            verb = words[0]
        else:
            yield number, [verb, *words] if verb else words, comment.strip()
