"""The entry of the GitHub action: inputs -> dependencies in place -> the command line.

Started by action.yml as `python -I` and outside the checkout, with the standard library alone.
Inputs are the variables VB_*, since GitHub gives a composite action no INPUT_*. Nothing is judged
here. Every way out leaves the outputs of the step, its summary and an annotation.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping

SOURCE = os.path.dirname(os.path.abspath(__file__))
# With `-I` no folder of ours is on the path, and none of the checkout either.
sys.path.insert(0, SOURCE)

from variant_budget import delivery  # noqa: E402
from variant_budget.adapters import actions, files  # noqa: E402
from variant_budget.domain.effects import Annotation, Outputs, StepSummary  # noqa: E402
from variant_budget.errors import (  # noqa: E402
    EXIT_NOT_MEASURED,
    ForeseenError,
    MeasureError,
    Problem,
    UsageError,
)
from variant_budget.render import json_report  # noqa: E402
from variant_budget.tell.errors import error_report  # noqa: E402

LOCK = os.path.join(os.path.dirname(SOURCE), "requirements.lock")
CHOICES = {
    "mode": ("auto", "release"),
    "comment": ("changes", "always", "never"),
    "cache": ("true", "false"),
}
_REQUIRED = ("GITHUB_WORKSPACE", "RUNNER_TEMP")


def arguments(environ: Mapping[str, str]) -> list[str]:
    """The command line that the inputs stand for; raises UsageError with every problem.

    Each flag is one word with its value, so that no value can be taken for a flag.
    """
    _refuse_unknown(environ)
    workspace, temp = environ["GITHUB_WORKSPACE"], environ["RUNNER_TEMP"]
    argv = ["check", "--fetch", f"--repo={os.path.join(workspace, _input(environ, 'repo') or '.')}"]
    if policy := _input(environ, "policy"):
        argv.append(f"--policy-path={policy}")
    for name in ("base", "head", "release", "mode"):
        if value := _input(environ, name):
            argv.append(f"--{name}={value}")
    for name in ("junit", "coverage"):
        globs = map(str.strip, environ.get(f"VB_{name.upper()}", "").splitlines())
        argv += [f"--{name}={os.path.join(workspace, glob)}" for glob in globs if glob]
    argv.append(f"--output={output_folder(environ)}")
    if _input(environ, "cache") == "false":
        argv.append("--no-cache")
    elif not environ.get("VARIANT_BUDGET_CACHE"):
        # It ends with the job: on a runner that is kept, a home folder is open to every pull request.
        argv.append(f"--cache={os.path.join(temp, 'variant-budget', 'cache')}")
    return argv


def output_folder(environ: Mapping[str, str]) -> str:
    """Where results go: as the input says, seen from the workspace."""
    if chosen := _input(environ, "output"):
        return os.path.join(environ.get("GITHUB_WORKSPACE", ""), chosen)
    return os.path.join(environ.get("RUNNER_TEMP", ""), "variant-budget")


def _input(environ: Mapping[str, str], name: str) -> str:
    return environ.get(f"VB_{name.upper()}", "").strip()


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    if absent := [name for name in _REQUIRED if not environ.get(name)]:
        message = f"{absent[0]} is not set; the action runs on a GitHub runner only."
        raise UsageError.one("no-runner", message)
    problems = [
        Problem(
            path="",
            line=0,
            column=0,
            slug="input-unknown",
            message=f'the input "{name}" is "{value}"; it can be {" or ".join(choices)}.',
        )
        for name, choices in CHOICES.items()
        if (value := _input(environ, name)) and value not in choices
    ]
    if problems:
        raise UsageError(problems)


def install(folder: str, lock: str, environ: Mapping[str, str]) -> None:
    """Put what the lock names into `folder`, unless the same is there for the same Python."""
    wanted = _fingerprint(lock)
    if _installed(folder) == wanted:
        return
    part = f"{folder}.part"
    shutil.rmtree(part, ignore_errors=True)
    _pip(part, lock, environ)
    # Last, so that a folder with this file is whole.
    with open(_mark(part), "w", encoding="ascii") as file:
        file.write(wanted)
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(part, folder)


def _fingerprint(lock: str) -> str:
    with open(lock, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return f"{digest} {sys.implementation.cache_tag} {sysconfig.get_platform()}"


def _mark(folder: str) -> str:
    return os.path.join(folder, "installed.txt")


def _installed(folder: str) -> str:
    try:
        with open(_mark(folder), encoding="ascii") as file:
            return file.read()
    except OSError:
        return ""


def _pip(folder: str, lock: str, environ: Mapping[str, str]) -> None:
    words = (
        f"-I -m pip install --target {{}} --require-hashes --no-deps --only-binary :all: --no-compile"
        " --no-input --disable-pip-version-check -q -r {}"
    )
    command = [sys.executable, *(word.format(folder) for word in words.split())]
    command = [
        *(sys.executable, "-I", "-m", "pip", "install", "--target", folder, "--requirement", lock),
        *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-input", "--quiet"),
        # Few of the modules are imported, and in a job that is over soon.
        *("--no-compile", "--disable-pip-version-check"),
    ]
