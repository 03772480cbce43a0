"""Who is timed on a repository: our check in six situations, and the other tools."""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.timing.borrowed import Borrowed
from bench.timing.contest import Contestant, run_quietly

PULL_REQUESTS = (1, 10, 50)
CHECK = "variant-budget check --release none --format json"


@dataclass(frozen=True, slots=True)
class Ground:
    """What all contestants of one repository stand on."""

    borrowed: Borrowed
    commit: str
    tree: Path
    scratch: Path

    @property
    def policy(self) -> Path:
        """A policy file outside the repository, which has none."""
        return self.scratch / "policy.yml"

    def check(self, *flags: str) -> tuple[str, ...]:
        """The check as a process of its own, by that policy."""
        return self.bare_check("--policy", str(self.policy), *flags)

    def bare_check(self, *flags: str) -> tuple[str, ...]:
        """The check, told where the repository is and not which policy holds."""
        told = ("check", "--repo", str(self.borrowed.folder), "--release", "none")
        return (sys.executable, "-I", "-m", "variant_budget", *told, "--format", "json", *flags)


def ours(ground: Ground) -> list[Contestant]:
    """The check without facts, with all of them, and with those of the base."""
    head, base = ("--head", ground.commit), ("--base", f"{ground.commit}~10")
    warm = fill(ground.scratch / "warm", ground.check(*head, *base))
    found = [
        Contestant("cold", f"{CHECK} --no-cache", (ground.check(*head, "--no-cache"),), ours=True),
        Contestant(
            "warm",
            f"{CHECK} --base HEAD~10",
            (ground.check(*head, *base, "--cache", str(warm)),),
            ours=True,
        ),
    ]
    found += [pull_request(ground, number) for number in PULL_REQUESTS]
    return [*found, proposal(ground)]


def fill(cache: Path, command: tuple[str, ...]) -> Path:
    """Run a check once, for what it leaves in this cache."""
    run_quietly((*command, "--cache", str(cache)))
    return cache


def pull_request(ground: Ground, commits: int) -> Contestant:
    """`commits` back: the cache before each run is what a run on the base commit left."""
    base = f"{ground.commit}~{commits}"
    left = fill(ground.scratch / f"base-{commits}", ground.check("--head", base))
    command = ground.check("--head", ground.commit, "--base", base)
    return from_cache(f"pr{commits}", f"{CHECK} --base HEAD~{commits}", command, left)


def proposal(ground: Ground) -> Contestant:
    """The pull request of 10 commits once more, at the event: there the policy has to stand at the
    base, and of a cache less is believed."""
    borrowed, files = ground.borrowed, {b".variant-budget/policy.yml": ground.policy.read_bytes()}
    base = borrowed.changed(borrowed.oid(f"{ground.commit}~10"), files)
    head = borrowed.moved(borrowed.changed(ground.commit, files), base)
    happened = {"head": {"ref": "change", "sha": head}, "base": {"ref": "main", "sha": base}}
    event = ground.scratch / "event.json"
    event.write_text(json.dumps({"number": 1, "pull_request": {"number": 1, **happened}}), "utf-8")
    left = fill(ground.scratch / "proposed", ground.bare_check("--head", base))
    text = f"GITHUB_EVENT_NAME=pull_request {CHECK}"
    variables = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(event),
    }
    return from_cache("event10", text, ground.bare_check("--head", head), left, variables)


def from_cache(
    key: str,
    text: str,
    command: tuple[str, ...],
    left: Path,
    variables: Mapping[str, str] | None = None,
) -> Contestant:
    """A check that starts each time from a copy of the cache `left`."""
    used = left.with_name(f"{left.name}-used")

    def restore() -> None:
        shutil.rmtree(used, ignore_errors=True)
        shutil.copytree(left, used)

    steps = ((*command, "--cache", str(used)),)
    return Contestant(key, text, steps, before=restore, ours=True, variables=variables or {})


def others(ground: Ground, programs: dict[str, str], *, python: bool) -> list[Contestant]:
    """The other tools on the files of the same commit; radon where there is Python to read."""
    tree = str(ground.tree)
    scc = (programs["scc"], "--no-gitignore")
    found = [
        Contestant("scc", "scc --no-gitignore .", ((*scc, tree),)),
        Contestant("cloc", "cloc --quiet .", ((programs["cloc"], "--quiet", tree),)),
        Contestant("lizard", "lizard -t2 .", ((programs["lizard"], "-t2", tree),)),
        Contestant("ctags", "ctags -R -f - .", ((programs["ctags"], "-R", "-f", "-", tree),)),
        Contestant("pygount", "pygount .", ((programs["pygount"], tree),)),
    ]
    if python:
        steps = tuple((programs["radon"], way, tree) for way in ("raw", "cc"))
        found.append(Contestant("radon", "radon raw . && radon cc .", steps))
    return [*found, _checkout(ground, scc)]


def _checkout(ground: Ground, scc: tuple[str, ...]) -> Contestant:
    """What it takes without git objects: the base's files too, and a count of both."""
    folder = ground.scratch / "base-tree"
    out = ground.borrowed.check_out_command(f"{ground.commit}~10", folder)
    return Contestant(
        "checkout",
        "git worktree add BASE HEAD~10 && scc BASE && scc .",
        (out, (*scc, str(folder)), (*scc, str(ground.tree))),
        after=lambda: ground.borrowed.remove(folder),
    )
