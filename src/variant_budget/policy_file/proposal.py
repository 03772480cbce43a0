"""What a proposed policy or a proposed list of exceptions changes, as lines for people.

The texts are foreign: a renderer escapes them like any other name.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from variant_budget.domain.policy import Policy
from variant_budget.domain.waiver import Waiver
from variant_budget.policy_file.plain import Plain, number, plain_policy, plain_waiver

_LONGEST = 200
_LONGEST_ASKED = 400


def differences(old: Policy, new: Policy) -> tuple[str, ...]:
    """Sorted lines such as "vehicle_budget.hard_limit: 5 → 9999"; defaults count as written."""
    return tuple(sorted(_changes("", plain_policy(old), plain_policy(new))))


def waiver_differences(old: Iterable[Waiver], new: Iterable[Waiver]) -> tuple[str, ...]:
    """Sorted lines such as "exceptions.EX-1.ceiling: 6 → 9"."""
    before = {waiver.id: plain_waiver(waiver) for waiver in old}
    added = [waiver for waiver in new if waiver.id not in before]
    after = {waiver.id: plain_waiver(waiver) for waiver in new if waiver.id in before}
    lines = [_line(f"exceptions.{each.id}", f"+ {_asked(each)}", _LONGEST_ASKED) for each in added]
    return tuple(sorted([*lines, *_changes("exceptions", before, after)]))


def _asked(waiver: Waiver) -> str:
    """What a new exception asks for, as the board would put it."""
    unit = " points since " + waiver.since if waiver.since else " %"
    return (
        f"{waiver.budget} {waiver.variant} {waiver.metric} up to {number(waiver.ceiling):f}{unit} from "
        f"{waiver.approved_on} to {waiver.expires_on}, approved by {waiver.approved_by}. "
        f"Plan: {waiver.refactoring_plan}. Reason: {waiver.reason}"
    )


def _changes(path: str, old: object, new: object) -> Iterator[str]:
    """The lines for one value; None stands for a key that is absent."""
    if old == new:
        return
    if isinstance(new, dict) and new and (old is None or isinstance(old, dict)):
        before: Plain = old or {}
        for key in sorted(before.keys() | new.keys()):
            below = f"{path}.{key}" if path else key
            yield from _changes(below, before.get(key), new.get(key))
    elif isinstance(old, dict) and new is None:
        yield _line(path, "removed")
    elif isinstance(old, list | None) and isinstance(new, list | None) and (old or new):
        yield from _list_changes(path, old or [], new or [])
    elif old is None or new is None:
        yield _line(path, f"+ {_text(new)}" if old is None else f"- {_text(old)}")
    else:
        yield _line(path, f"{_text(old)} → {_text(new)}")


def _list_changes(path: str, old: list[object], new: list[object]) -> Iterator[str]:
    before, after = list(map(_text, old)), list(map(_text, new))
    stays = set(before) & set(after)
    yield from (_line(path, f"- {text}") for text in before if text not in stays)
    yield from (_line(path, f"+ {text}") for text in after if text not in stays)
    if stays.issuperset(before) and stays.issuperset(after):
        yield _line(path, f"in another order: {', '.join(after)}")


def _line(path: str, what: str, most: int = _LONGEST) -> str:
    line = f"{path}: {what}"
    visible = "".join(each if each.isprintable() else "�" for each in line)
    return visible if len(visible) <= most else visible[: most - 1] + "…"


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
