"""Entries of a report that are no tests: what could not be loaded or set up, so that tests did not run.

No runner says so in a way of its own; each is known by what it writes (tests/runners, with the real
runners). To count one as a test would hide that the others are gone.
"""

import re
from collections.abc import Sequence

from junitparser.junitparser import Error, Failure, Skipped

from variant_budget.domain.evidence import Clues

_FAILED_TEST = "unittest.loader._FailedTest"
_HOLDER = "unittest.suite._ErrorHolder"
_FIXTURE = re.compile(r"(?:setUp|tearDown)(?:Class|Module) \((.+)\)")
_HOOK = re.compile(r'"(?:before|after) (?:all|each)" hook')
_SCRIPT = re.compile(r"[^\n]+\.[cm]?[jt]sx?")
_JEST = ("Test suite failed to run", "Test execution failure: could be caused by test hooks")


def stands_for(name: str, classname: str, results: Sequence[object], clues: Clues) -> Clues | None:
    """Where that stands which an entry is about that is no test; None for a test."""
    if not results:
        return None
    errors = [each for each in results if isinstance(each, Error)]
    if errors:
        for found in (_python(name, classname, errors), _java(name, classname)):
            if found:
                # What else such an entry says is about the runner, or the test before it.
                return Clues((), found)
    if errors or any(isinstance(each, Failure) for each in results):
        return _script(name, classname, results, clues)
    # ctest: a program that was not built.
    messages = _messages(results, Skipped)
    return clues if any(each.startswith("Unable to find executable") for each in messages) else None


def _python(name: str, classname: str, errors: Sequence[object]) -> str:
    if classname.startswith(_FAILED_TEST):
        folder = classname.removeprefix(_FAILED_TEST).strip(".")
        return f"{folder}.{name}" if folder else name
    if fixture := _FIXTURE.fullmatch(name):
        return fixture[1] if not classname or classname.startswith(_HOLDER) else ""
    if not classname and any(each.startswith("collection failure") for each in _messages(errors)):
        return name
    return ""


def _java(name: str, classname: str) -> str:
    """Surefire names a class that could not be set up by itself, or gives no name at all.

    A name without a package may be a test's that is called as its module is: pytest's.
    """
    by_itself = name == classname and "." in name and not _SCRIPT.fullmatch(name)
    return classname if by_itself or not name else ""


def _script(name: str, classname: str, results: Sequence[object], clues: Clues) -> Clues | None:
    """mocha, jest, vitest and node: a hook, or a file that cannot be loaded and stands as a test."""
    if _HOOK.search(name) or name.strip().startswith(_JEST) or classname.startswith(_JEST):
        return clues
    if not _SCRIPT.fullmatch(name):
        return None
    by_node = "test failed" in _messages(results)
    return (
        Clues((name, *clues.files), classname, clues.suites)
        if by_node or name == classname
        else None
    )


def _messages(results: Sequence[object], kind: type = object) -> list[str]:
    return [getattr(each, "message", None) or "" for each in results if isinstance(each, kind)]
