"""`python -m bench [FOLDER]...` times the check against other tools and writes docs/performance.md.

All tools run on the same commit in one run, alternating, with a warm page cache; the table gives
medians. Folders as for `python -m bench.agreement`.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.agreement.repositories import Repository, checked_out, git_folder
from bench.timing.contest import Contestant, contest
from bench.timing.page import Timed, document

PAGE = Path("docs/performance.md")
RUNS = int(os.environ.get("VARIANT_BUDGET_RUNS", "5"))
SPRING = Repository("spring-projects/spring-framework", "91eb42645e26a7ef9382b4a655bcefe5c8682fee")
REPOSITORIES = (
    Repository("libuv/libuv", "1cfa32ff59c076ffb6ed735bbc8c18361558661f"),
    Repository("micropython/micropython", "1c3c201149f37fe8d81246191b3127bb198d6306"),
    SPRING,
)
POLICIES = {
    "libuv/libuv": "src/{variant}/",
    "micropython/micropython": "ports/{variant}/",
    "spring-projects/spring-framework": "spring-{variant}/",
}


def policy(repository: Repository) -> str:
    """A policy whose files are all code: test folders too, so that all tools read the same."""
    return (
        "version: 1\n"
        'files: {tests: ["no-tests/"], test_data: ["no-data/"], config: ["no-config/"]}\n'
        f'dimensions: {{part: {{paths: ["{POLICIES[repository.name]}"]}}}}\n'
        "part_budget: {hard_limit: 100}\n"
    )


def contestants(clone: Path, commit: str, tree: Path, scratch: Path) -> list[Contestant]:
    """Our cold and warm check, and the other tools on a checkout of the same commit."""
    check = ["-m", "variant_budget", "check", "--repo", str(clone), "--head", commit]
    check += ["--policy", str(scratch / "policy.yml"), "--release", "none", "--format", "json"]
    warm = ["--base", f"{commit}~10", "--cache", str(scratch / "cache")]
    python, here = [sys.executable, "-I"], str(Path(sys.executable).parent)
    text = "variant-budget check --release none --format json"
    return [
        Contestant(f"{text} --no-cache", (*python, *check, "--no-cache"), ours=True),
        Contestant(
            f"{text} --base HEAD~10 (warm cache)",
            (*python, *check, *warm),
            ours=True,
        ),
        Contestant("scc .", (f"{here}/scc", "--no-gitignore", str(tree))),
        Contestant("cloc .", ("cloc", "--quiet", str(tree))),
        Contestant("lizard -t2 .", (f"{here}/lizard", "-t2", str(tree))),
    ]


def main(arguments: list[str]) -> int:
    named = arguments or os.environ.get("VARIANT_BUDGET_REPOS", "").split(os.pathsep)
    folders = [Path(folder) for folder in named if folder]
    timed = []
    for repository in REPOSITORIES:
        clone = git_folder(repository, folders)
        if clone is None:
            print(f"{repository.name}: no clone in {named}; left out", file=sys.stderr)
            continue
        with checked_out(repository, clone) as tree, TemporaryDirectory() as folder:
            scratch = Path(folder)
            (scratch / "policy.yml").write_text(policy(repository), "utf-8")
            print(f"{repository.name} {repository.commit[:12]} …", file=sys.stderr)
            results = contest(contestants(clone, repository.commit, tree, scratch), RUNS)
            timed.append(Timed.of(repository, tree, results))
    if not timed:
        print("Give folders with clones of the repositories of this module.", file=sys.stderr)
        return 2
    PAGE.write_text(document(timed, RUNS), "utf-8")
    print(f"wrote {PAGE}", file=sys.stderr)
    return 0


sys.exit(main(sys.argv[1:]))
