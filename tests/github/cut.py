"""Cut GitHub's description of its REST API down to the endpoints that the product may use.

    npm install @octokit/openapi@23.0.2
    python -m tests.github.cut node_modules/@octokit/openapi

writes description.json beside this file: one path and one shared part on a line, in the order of
their names, without prose and examples. All that is kept stands as GitHub publishes it, under the licence that is
written beside it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_REPOSITORY = "/repos/{owner}/{repo}"
ENDPOINTS = {
    "/orgs/{org}/teams/{team_slug}": ("get",),
    "/orgs/{org}/teams/{team_slug}/memberships/{username}": ("get",),
    _REPOSITORY: ("get",),
    f"{_REPOSITORY}/actions/runs": ("get",),
    f"{_REPOSITORY}/actions/runs/{{run_id}}": ("get",),
    f"{_REPOSITORY}/issues": ("get", "post"),
    f"{_REPOSITORY}/issues/comments/{{comment_id}}": ("delete", "get", "patch"),
    f"{_REPOSITORY}/issues/{{issue_number}}": ("get", "patch"),
    f"{_REPOSITORY}/issues/{{issue_number}}/comments": ("get", "post"),
    f"{_REPOSITORY}/issues/{{issue_number}}/events": ("get",),
    f"{_REPOSITORY}/issues/{{issue_number}}/labels": ("post",),
    f"{_REPOSITORY}/issues/{{issue_number}}/timeline": ("get",),
    f"{_REPOSITORY}/labels": ("get", "post"),
    f"{_REPOSITORY}/labels/{{name}}": ("get",),
    f"{_REPOSITORY}/pulls": ("get",),
    f"{_REPOSITORY}/pulls/{{pull_number}}": ("get",),
    "/user": ("get",),
}
_PROSE = frozenset(("deprecated", "description", "example", "examples", "summary", "tags", "title"))
# The keys of these are names of GitHub's, some of which read like ours: an issue has a `title`.
_NAMED = frozenset(("headers", "mapping", "properties", "responses"))


def cut(full: Json, package: Json, notice: str) -> Json:
    """The endpoints above, and what they point at."""
    paths = {
        path: {method: _plain(full["paths"][path][method]) for method in methods}
        for path, methods in ENDPOINTS.items()
    }
    source = f"{package['name']} {package['version']}"
    info = {
        "license": {"name": package["license"], "url": "https://spdx.org/licenses/MIT"},
        "title": f"GitHub REST API, cut from {source} (generated/api.github.com.json)",
        "version": full["info"]["version"],
        "x-notice": notice,
    }
    components: Json = {}
    _collect(paths, full["components"], components)
    return {"components": components, "info": info, "openapi": full["openapi"], "paths": paths}


def _collect(found_in: Any, components: Json, kept: Json) -> None:
    for reference in _references(found_in):
        _, _, kind, name = reference.split("/")
        if name not in kept.setdefault(kind, {}):
            kept[kind][name] = _plain(components[kind][name])
            _collect(kept[kind][name], components, kept)


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)


def _plain(node: Any, *, named: bool = False) -> Any:
    """Without prose, examples and what is meant for other tools."""
    if isinstance(node, list):
        return [_plain(child) for child in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _plain(child, named=key in _NAMED and not named)
        for key, child in node.items()
        if named or (key not in _PROSE and not key.startswith("x-"))
    }


def text(description: Json) -> str:
    """One path or shared part on a line, so that a newer description reads as a difference."""
    kinds = sorted(description["components"].items())
    components = ",\n".join(f"{_line(kind)}: {_block(parts)}" for kind, parts in kinds)
    return (
        f'{{"components": {{\n{components}\n}},\n'
        f'"info": {_line(description["info"])},\n'
        f'"openapi": {_line(description["openapi"])},\n'
        f'"paths": {_block(description["paths"])}}}\n'
    )


def _block(parts: Json) -> str:
    lines = ",\n".join(f"{_line(name)}: {_line(part)}" for name, part in sorted(parts.items()))
    return f"{{\n{lines}\n}}"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def main(package: Path) -> None:
    """Write description.json."""
    full = json.loads((package / "generated/api.github.com.json").read_text(encoding="utf-8"))
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    notice = (package / "LICENSE").read_text(encoding="utf-8")
    place = Path(__file__).with_name("description.json")
    place.write_text(text(cut(full, about, notice)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
