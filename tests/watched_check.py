"""python -I watched_check.py PLANT ARGUMENT...: runs the product twice, the second time watched.

Prints every forbidden event that happened while a module of the core was at work, as
"module: event", or "clean, exit N". PLANT is an expression that the watched run evaluates inside
`compare`, to show that the watch sees it; "" plants nothing.
"""

import contextlib
import io
import sys
from collections.abc import Callable
from types import FrameType

from variant_budget.__main__ import main

OUTSIDE = ("__main__", "cli", "app", "adapters")
FORBIDDEN = (
    "import", "open", "os.", "shutil.", "socket.", "sqlite3.", "subprocess.", "tempfile.", "urllib.",
)  # fmt: skip

watching = False
seen: list[str] = []


def core_module_at_work() -> str | None:
    """A core module on the stack: what an adapter does on its behalf is its doing too."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        package, _, rest = str(frame.f_globals.get("__name__")).partition(".")
        if package == "variant_budget" and rest and rest.split(".")[0] not in OUTSIDE:
            return f"{package}.{rest}"
        frame = frame.f_back
    return None


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if watching and event.startswith(FORBIDDEN):
        module = core_module_at_work()
        if module:
            seen.append(f"{module}: {event} {arguments[:1]}")


def run(arguments: list[str]) -> int:
    """The product's exit code; its standard output is swallowed."""
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
        return main(arguments)


def plant(expression: str) -> None:
    """Makes `compare` evaluate the expression, wherever it was imported to."""
    module = sys.modules["variant_budget.compare"]
    space = dict(vars(module), suppress=contextlib.suppress)
    body = f"with suppress(Exception):\n  {expression}\n return compare(*many, **named)"
    exec(f"def planted(*many, **named):\n {body}", space)  # noqa: S102 - the tests' own words
    original: Callable[..., object] = module.compare
    for other in list(sys.modules.values()):
        if vars(other).get("compare") is original:
            vars(other)["compare"] = space["planted"]


expression, *arguments = sys.argv[1:]
run(arguments)
if expression:
    plant(expression)
sys.addaudithook(watch)
watching = True
code = run(arguments)
watching = False
print("\n".join(seen) or f"clean, exit {code}")
