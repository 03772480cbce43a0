"""The texts at the ruler and at head -> the ruler in force, and what the change proposes.

A change is judged by the policy of its base; its own policy is read to be shown (docs/design.md,
"The ruler comes from the base").
"""

from collections.abc import Callable, Iterable
from datetime import date

from variant_budget.domain.ruler import FixedRuler, Ruler, RulerText
from variant_budget.errors import PolicyError, Problem

ReadRuler = Callable[[RulerText], Ruler]

START = """\
version: 1
dimensions:
  vehicle: {paths: ["src/vehicles/{variant}/"]}
vehicle_budget: {hard_limit: 5.0, soft_limit: 3.0, trend_limit: 0.5}
"""


def fix_ruler(
    at_ruler: RulerText | None,
    at_head: RulerText | None,
    *,
    previews: bool,
    changed_paths: Iterable[str],
    read: ReadRuler,
) -> FixedRuler:
    """The ruler of a check. `at_head` None: the change cannot propose another one.

    With `previews`, a policy that stands only at head, or that mends the base's broken one and
    changes nothing else, is shown without being in force. Raises PolicyError where there is no
    policy, or none that can be used.
    """
    if at_ruler is None or at_ruler.policy is None:
        if previews and at_head is not None and at_head.policy is not None:
            return FixedRuler(
                ruler=read(at_head),
                in_force=False,
                why_not=f"There is no {at_head.policy_path} at the base yet: this is a preview of "
                "the proposed policy, which is in force after merge.",
            )
        raise _no_policy(at_ruler or at_head)
    try:
        ruler = read(at_ruler)
    except PolicyError:
        if previews and at_head is not None and _only_policy(changed_paths, at_ruler):
            return FixedRuler(
                ruler=read(at_head),
                in_force=False,
                why_not="The policy at the base cannot be used, and this change does nothing but "
                "mend it: a preview, in force after merge.",
            )
        raise
    fixed = _with_proposal(ruler, at_ruler, at_head, read)
    return fixed if at_head is None else _with_places(fixed, at_ruler, at_head)


def read_ruler(
    text: RulerText, today: date | None = None, refusal: Callable[[str], str] | None = None
) -> Ruler:
    """Policy and exceptions as values; PolicyError with all problems of both at once.

    Two exceptions for one row are an error where both are in force on `today` (None: on any day).
    `refusal` is `read_policy`'s.
    """
    if text.policy is None:
        raise _no_policy(text)
    # A policy that is known by its text is not read again: the reader takes 20 ms to import.
    from variant_budget.policy_file.exceptions import read_waivers
    from variant_budget.policy_file.policy import read_policy

    policy = read_policy(text.policy, text.policy_path, refusal)
    waivers = (
        ()
        if text.exceptions is None
        else read_waivers(text.exceptions, text.exceptions_path, policy, today)
    )
    return Ruler(
        commit=text.commit,
        digest=text.digest,
        policy=policy,
        waivers=waivers,
        attributes=text.attributes,
    )


def _with_proposal(
    ruler: Ruler, at_ruler: RulerText, at_head: RulerText | None, read: ReadRuler
) -> FixedRuler:
    if at_head is None or _texts(at_head) == _texts(at_ruler):
        return FixedRuler(ruler=ruler)
    if at_head.policy is None:
        return FixedRuler(ruler=ruler, changes=(f"{at_ruler.policy_path} is deleted",))
    try:
        proposed = read(at_head)
    except PolicyError as error:
        return FixedRuler(
            ruler=ruler, changes=("the proposed policy has errors",), problems=error.problems
        )
    from variant_budget.policy_file.proposal import differences, waiver_differences

    changes = [
        *differences(ruler.policy, proposed.policy),
        *waiver_differences(ruler.waivers, proposed.waivers),
        *_attribute_changes(ruler, proposed),
    ]
    return FixedRuler(ruler=ruler, changes=tuple(changes), proposed=proposed if changes else None)


def _with_places(fixed: FixedRuler, at_ruler: RulerText, at_head: RulerText) -> FixedRuler:
    """Which of the ruler's files head has otherwise, and which not at all."""
    files = (
        (at_ruler.policy_path, at_ruler.policy, at_head.policy),
        (at_ruler.exceptions_path, at_ruler.exceptions, at_head.exceptions),
    )
    other = [(path, now) for path, then, now in files if then is not None and then != now]
    return fixed._replace(
        edited=tuple(path for path, now in other if now is not None),
        gone=tuple(path for path, now in other if now is None),
    )


def _texts(text: RulerText) -> tuple[object, ...]:
    return text.policy, text.exceptions, text.attributes


def _attribute_changes(ruler: Ruler, proposed: Ruler) -> list[str]:
    before = {file.folder: file.text for file in ruler.attributes}
    after = {file.folder: file.text for file in proposed.attributes}
    lines = []
    for folder in sorted(before.keys() | after.keys()):
        old = _counting(before.get(folder, ""))
        new = _counting(after.get(folder, ""))
        moved = [f"- {line}" for line in old if line not in new]
        moved += [f"+ {line}" for line in new if line not in old]
        # The last line that matches wins, so the same lines in another order are other rules.
        if not moved and old != new:
            moved = ["the same lines in another order or number"]
        lines += [f"{folder}.gitattributes: {each}" for each in moved]
    return lines


def _counting(text: str) -> list[str]:
    """The lines that can exclude files; git ends a line at a line feed and nowhere else."""
    return [line for line in text.split("\n") if "linguist-" in line]


def _only_policy(changed_paths: Iterable[str], text: RulerText) -> bool:
    folder = text.policy_path.rpartition("/")[0]
    return bool(folder) and all(path.startswith(f"{folder}/") for path in changed_paths)


def _no_policy(text: RulerText | None) -> PolicyError:
    path = text.policy_path if text else ""
    where = f"at commit {text.commit[:7]}" if text and text.commit else "in the work tree"
    start = "\n".join(f"    {line}" for line in START.splitlines())
    return PolicyError(
        [
            Problem(
                path=path,
                line=0,
                column=0,
                slug="no-policy",
                message=f"there is no policy {where}. Add one; this is a start:\n{start}",
            )
        ]
    )
