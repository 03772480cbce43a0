"""What one Python does and another does not, among those the product claims."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.once

# Every pattern that the engine compiles, as the regular-expression parser understands it.
FIND = """
import json, pkgutil, re, importlib
from re import _constants, _parser

texts = []
compile = re.compile
def recording(pattern, flags=0):
    texts.append((pattern, int(flags)))
    return compile(pattern, flags)
re.compile = recording
import variant_budget.measure as engine
for module in pkgutil.iter_modules(engine.__path__):
    importlib.import_module(f"{engine.__name__}.{module.name}")
from variant_budget.measure.languages import LANGUAGES
from variant_budget.measure.facts import measure_blob
for row in LANGUAGES:
    measure_blob(b"int f(int a) { return a; }\\n", row.name)

def repeats_a_group(parsed):
    for code, argument in parsed:
        if code is _constants.POSSESSIVE_REPEAT:
            item = argument[2]
            if len(item) != 1 or item[0][0] not in (
                _constants.IN, _constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY,
                _constants.CATEGORY,
            ):
                return True
        for part in argument if isinstance(argument, (tuple, list)) else (argument,):
            for each in part if isinstance(part, list) else (part,):
                if isinstance(each, _parser.SubPattern) and repeats_a_group(each):
                    return True
    return False

wrong = [
    repr(pattern) for pattern, flags in texts if repeats_a_group(_parser.parse(pattern, flags))
]
print(json.dumps([len(texts), wrong]))
"""


def test_no_group_is_repeated_possessively() -> None:
    """`(?:ab?c)*+` matches "a" before Python 3.11.5 (CPython issue 106052); Debian 12 has 3.11.2.

    `(?>(?:ab?c)*)` means the same and is right everywhere. A class may be repeated so: `[^"]*+`.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-c", FIND], capture_output=True, check=True, text=True
    )
    compiled, wrong = json.loads(done.stdout)
    assert compiled > 50
    assert wrong == []
