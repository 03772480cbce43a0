"""What is asked of the commits of a soak: which against which, by whose policy, at what event."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.soak import content


class Question(NamedTuple):
    """A command line without its cache flags, and the variables that tell it the event."""

    arguments: tuple[str, ...]
    event: Mapping[str, str]


def question(random: Random, folder: Path, commits: Sequence[str]) -> Question:
    """One about commits of the repository `line.git` in `folder`, where its files may be put."""
    head, base = _two(random, commits)
    release = random.choice(commits) if random.random() < 0.1 else "none"
    found = ["check", "--repo", str(folder / "line.git"), "--format", "json", "--head", head]
    found += ["--release", release, "--today", random.choice(content.DAYS)]
    found += random.choice(([], [], ["--jobs", "1"], ["--jobs", "2"]))
    if random.random() < 0.2:
        return Question(tuple(found), _pull_request(folder / "event.json", head, base))
    found += ["--base", base, *_policy(random, folder / "trial.yml")]
    return Question(tuple(found), {})


def _two(random: Random, commits: Sequence[str]) -> tuple[str, str]:
    """Head and base: mostly the newest commit and its parent, also much older ones."""
    head = len(commits) - 1 if random.random() < 0.85 else random.randrange(1, len(commits))
    base = head - 1 if random.random() < 0.6 else random.randrange(head)
    return commits[head], commits[base]


def _policy(random: Random, trial: Path) -> list[str]:
    which = random.random()
    if which < 0.3:
        trial.write_bytes(content.policy(random))
        return ["--policy", str(trial)]
    return ["--policy-from", random.choice(("head", "base"))] if which < 0.8 else []


def _pull_request(path: Path, head: str, base: str) -> Mapping[str, str]:
    """A proposal: less is believed of a cache then."""
    event = {
        "number": 7,
        "pull_request": {
            "number": 7,
            "head": {"ref": "feature", "sha": head},
            "base": {"ref": "main", "sha": base},
        },
    }
    path.write_text(json.dumps(event), "utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(path),
    }
