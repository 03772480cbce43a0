"""The entry of the GitHub action: inputs -> dependencies in place -> the command line.

Started by action.yml as `python -I` and outside the checkout, with the standard library alone.
Inputs are the variables VB_*, since GitHub gives a composite action no INPUT_*. Nothing is judged
here. Every way out leaves the outputs of the step, its summary and an annotation.
"""

import glob
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import traceback
from collections.abc import Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parent
# With `-I` no folder of ours is on the path, and none of the checkout either.
sys.path.insert(0, str(SOURCE))

from variant_budget.errors import ForeseenError, MeasureError, Problem, UsageError

LOCK = SOURCE.parent / "requirements.lock"
CHOICES = {
    "mode": ("auto", "release"),
    "comment": ("changes", "always", "never"),
    "cache": ("true", "false"),
}
REPORTS = ("junit", "base-junit", "release-junit", "coverage")
_REQUIRED = ("GITHUB_WORKSPACE", "RUNNER_TEMP")


def arguments(environ: Mapping[str, str]) -> list[str]:
    """The command line that the inputs stand for; raises UsageError with every problem.

    Each flag is one word with its value, so that no value can be taken for a flag. MeasureError
    where facts are named that are not there.
    """
    _refuse_unknown(environ)
    if _input(environ, "command") == "comment":
        return ["comment", *_flags(environ, "comment"), "--", _comment_file(environ)]
    workspace = Path(environ["GITHUB_WORKSPACE"])
    words = [f"--repo={workspace / (_input(environ, 'repo') or '.')}"]
    words += [f"--policy-path={path}"] if (path := _input(environ, "policy")) else []
    words += _flags(environ, "base", "head", "release")
    if shard := _input(environ, "shard"):
        return ["measure", "--fetch", *words, f"--shard={shard}", f"--out={_out(environ, shard)}"]
    words += ["--github", *_flags(environ, "mode", "comment")]
    words += [
        f"--{name}={workspace / pattern}" for name in REPORTS for pattern in _lines(environ, name)
    ]
    words += [
        f"--facts={path}"
        for pattern in _lines(environ, "facts")
        for path in _facts(environ, pattern)
    ]
    words.append(f"--output={output_folder(environ)}")
    return ["check", "--fetch", *words, *_cache(environ)]


def _flags(environ: Mapping[str, str], *names: str) -> list[str]:
    return [f"--{name}={value}" for name in names if (value := _input(environ, name))]


def _lines(environ: Mapping[str, str], name: str) -> list[str]:
    lines = map(str.strip, environ.get(_variable(name), "").splitlines())
    return [line for line in lines if line]


def _out(environ: Mapping[str, str], shard: str) -> Path:
    return _own_folder(environ) / f"facts-{shard.replace('/', '-of-')}.sqlite"


def _facts(environ: Mapping[str, str], pattern: str) -> list[str]:
    """The files of a glob. Below RUNNER_TEMP only: what stands in the checkout can be planted."""
    temp = Path(environ["RUNNER_TEMP"])
    found = sorted(glob.glob(os.path.join(glob.escape(str(temp)), pattern), recursive=True))
    if not found or not all(Path(path).resolve().is_relative_to(temp.resolve()) for path in found):
        message = f'The input "facts" names "{pattern}"; below RUNNER_TEMP there is no such file.'
        raise MeasureError.one("facts-unreadable", message)
    return found


def _comment_file(environ: Mapping[str, str]) -> str:
    """The file of the judging run. Below RUNNER_TEMP only: no checkout is needed, or wanted, here."""
    temp = Path(environ["RUNNER_TEMP"])
    file = temp / _input(environ, "file")
    if not file.resolve().is_relative_to(temp.resolve()):
        raise UsageError.one("file-outside", 'The input "file" is not below RUNNER_TEMP.')
    return str(file)


def output_folder(environ: Mapping[str, str]) -> Path:
    """Where results go: as the input says, seen from the workspace."""
    if chosen := _input(environ, "output"):
        return Path(environ.get("GITHUB_WORKSPACE", "")) / chosen
    return _own_folder(environ)


def _own_folder(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("RUNNER_TEMP", "")) / "variant-budget"


def _cache(environ: Mapping[str, str]) -> list[str]:
    if _input(environ, "cache") == "false":
        return ["--no-cache"]
    if environ.get("VARIANT_BUDGET_CACHE"):
        return []
    # It ends with the job: where a runner is kept, any pull request can write to its home folder.
    return [f"--cache={_own_folder(environ) / 'cache'}"]


def _variable(name: str) -> str:
    return f"VB_{name.upper().replace('-', '_')}"


def _input(environ: Mapping[str, str], name: str) -> str:
    return environ.get(_variable(name), "").strip()


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
            message=f'The input "{name}" is "{value}"; it can be {" or ".join(choices)}.',
        )
        for name, choices in CHOICES.items()
        if (value := _input(environ, name)) and value not in choices
    ]
    if problems:
        raise UsageError(problems)


def install(folder: Path, lock: Path, environ: Mapping[str, str]) -> None:
    """Put what the lock names into `folder`, unless the same is there for the same Python."""
    wanted = fingerprint(lock)
    mark = folder / "installed.txt"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    _pip(part, lock, environ)
    # Written last: a folder that holds it is whole.
    (part / mark.name).write_text(wanted, encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def fingerprint(lock: Path) -> str:
    """What tells apart two folders of dependencies: the lock, and the Python they are for."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{digest} {sys.implementation.cache_tag} {sysconfig.get_platform()}"


def _pip(folder: Path, lock: Path, environ: Mapping[str, str]) -> None:
    command = [
        *(sys.executable, "-I", "-m", "pip", "install"),
        *("--target", str(folder), "--requirement", str(lock)),
        *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-input", "--quiet"),
        # Few of the modules are imported, and in a job that is over soon.
        *("--no-compile", "--disable-pip-version-check"),
    ]
    # The token is not pip's, and its settings must not ask for another place than the folder.
    settings = {name: value for name, value in environ.items() if name != "VARIANT_BUDGET_TOKEN"}
    settings |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    done = subprocess.run(
        command, env=settings, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise why_not_installed(done.stderr)


def why_not_installed(told: str) -> MeasureError:
    """The error for what pip told, with the next step."""
    if "No module named pip" in told:
        message = f"{sys.executable} has no pip. Add actions/setup-python before this step."
    elif "externally-managed-environment" in told:
        message = (
            f"The system lets pip of {sys.executable} install nothing (PEP 668). "
            "Add actions/setup-python before this step."
        )
    else:
        lines = [line for line in told.splitlines() if line.startswith("ERROR")]
        message = "\n".join(["pip could not install the dependencies.", *(lines or [told])])
    return MeasureError.one("dependencies-not-installed", message)


def fail(error: ForeseenError, environ: Mapping[str, str]) -> int:
    """Tell in all places that nothing was judged; there may be no templates to help with it."""
    from variant_budget.adapters import files
    from variant_budget.cli import console, publish
    from variant_budget.delivery import step as delivery
    from variant_budget.render import json_report
    from variant_budget.tell.report import error_report

    folder = str(output_folder(environ))
    # Indented text is code in Markdown: nothing in it is a link, a mention or a heading.
    lines = "".join(f"    {line}\n" for line in str(error).splitlines())
    summary = f"## Could not be measured\n\n{lines}"
    report = json_report.render(error_report(error.problems))
    try:
        publish.carry_out(
            delivery.failed_step(error.problems, summary, error.exit_code, folder), environ
        )
        files.write_files(folder, delivery.error_files(report, summary))
    except ForeseenError as second:
        console.err(str(second))
    return error.exit_code


def main(environ: Mapping[str, str]) -> int:
    """The exit code of the step."""
    library = _own_folder(environ) / "lib"
    try:
        argv = arguments(environ)
        install(library, LOCK, environ)
    except ForeseenError as error:
        return fail(error, environ)
    except Exception as error:  # noqa: BLE001 - exit code 1 would say "over budget"
        message = f"{type(error).__name__}: {error}.\n{traceback.format_exc()}"
        return fail(MeasureError.one("internal-error", message), environ)
    sys.path.insert(1, str(library))
    from variant_budget.__main__ import main as command_line

    return command_line(argv)


if __name__ == "__main__":
    sys.exit(main(os.environ))
