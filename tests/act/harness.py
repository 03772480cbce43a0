"""Runs a workflow of a consumer's repository under act, without docker, and reads what was shown.

    run = run_workflow(consumer, "pull_request", payload, action=published)
    assert run.outputs["verdict"] == "fail"

act is no GitHub: it sets INPUT_* for composite actions, drops no annotation and no summary however
large, and `actions/checkout` only copies the work tree. So a scenario lays the checkout as GitHub
would (shallow, at the merge commit), and limits are the business of the unit tests.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
STUBS = Path(__file__).parent / "stubs"
"""Actions of GitHub's that are no part of act, with a folder in the place of their service."""
SECONDS = 300
CONSUMED_AS = "acme/variant-budget@v1"
ANNOTATIONS = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation as GitHub would show it; `line` is "" for a whole file."""

    level: str
    path: str
    line: str
    title: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a workflow run left: `step` is the result of the step with the id `budget`."""

    job: str
    step: str
    outputs: Mapping[str, str]
    summary: str
    annotations: tuple[Annotation, ...]
    log: str


def run_workflow(
    consumer: Path,
    event: str,
    payload: Mapping[str, object],
    *,
    action: Path,
    home: Path,
    api: str,
) -> Run:
    """Run the consumer's workflow for an event; `uses:` of CONSUMED_AS is the folder `action`.

    The folder `service` beside `home` is what the service of caches and artifacts holds; where it
    is absent, the service is down.
    """
    home.mkdir(parents=True, exist_ok=True)
    event_file = home / "event.json"
    event_file.write_text(json.dumps(payload), encoding="utf-8")
    command = [
        *(str(Path(sys.executable).with_name("act")), event, "--json", "--no-cache-server"),
        *("--platform", "ubuntu-latest=-self-hosted", "--platform", "ubuntu-24.04=-self-hosted"),
        "--action-offline-mode",
        *("--eventpath", str(event_file), "--secret", "GITHUB_TOKEN=of-no-use"),
        *("--local-repository", f"{CONSUMED_AS}={action}"),
        *("--env", f"SERVICE={home.parent / 'service'}", "--env", f"GITHUB_API_URL={api}"),
        *("--env", f"PYTHON_FOLDER={Path(sys.executable).parent}"),
    ]
    for name, ref in _used(action, consumer):
        command += ["--local-repository", f"{name}@{ref}={STUBS / name.partition('/')[2]}"]
    for name, value in pip_settings(os.environ).items():
        command += ["--env", f"{name}={value}"]
    done = subprocess.run(
        command,
        cwd=consumer,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return _read(list(_records(done.stdout)), done.stdout + done.stderr)


def _used(action: Path, consumer: Path) -> list[tuple[str, str]]:
    """The actions of GitHub's that ours and the consumer use, each as it is pinned."""
    files = (action / "action.yml", *consumer.glob(".github/workflows/*.yml"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    found = re.findall(r"uses: ((?:actions|github)/[a-z-]+)\S*@([0-9a-f]{40}|v\d+)", text)
    return sorted({(name, ref) for name, ref in found if name != "actions/checkout"})


def pip_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """What lets pip find packages on this machine, where the home folder is another one."""
    settings = {name: value for name, value in environ.items() if name.startswith("PIP_")}
    for place in (".config/pip/pip.conf", ".pip/pip.conf"):
        if (path := Path.home() / place).is_file():
            settings.setdefault("PIP_CONFIG_FILE", str(path))
    return settings


def _records(output: str) -> Iterator[dict[str, Any]]:
    for line in output.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def _read(records: list[dict[str, Any]], told: str) -> Run:
    # Each command of the composite's own step comes again under the id of the step that uses it.
    inner = [record for record in records if len(record.get("stepID", ())) != 1]
    outer = [record for record in records if record.get("stepID") == ["budget"]]
    results = [record["jobResult"] for record in records if "jobResult" in record]
    assert results, f"act ran no job:\n{told}"
    return Run(
        job=results[-1],
        step=next((each["stepResult"] for each in reversed(_main(outer))), "skipped"),
        outputs={
            each["name"]: each["arg"] for each in outer if each.get("command") == "set-output"
        },
        summary="".join(each["content"] for each in inner if each.get("command") == "summary"),
        annotations=tuple(map(_annotation, filter(_is_annotation, inner))),
        log="".join(f"{each.get('msg', '')}\n" for each in records),
    )


def _main(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in records if "stepResult" in each and each.get("stage") == "Main"]


def _is_annotation(record: Mapping[str, Any]) -> bool:
    return record.get("command") in ANNOTATIONS


def _annotation(record: Mapping[str, Any]) -> Annotation:
    properties = record.get("kvPairs") or {}
    return Annotation(
        level=record["command"],
        path=properties.get("file", ""),
        line=properties.get("line", ""),
        title=properties.get("title", ""),
        message=record["arg"],
    )
