"""Getting single commits and the list of tags from the checkout's remote (`--fetch` only).

They come into the private directory; the checkout stays as it is. The URL and the token reach git
through its environment (GIT_CONFIG_COUNT, git-config(1)), never on a command line, where every
process of the machine could read them.
"""

import base64
import os
import re

from variant_budget.adapters.git.process import GitFailedError
from variant_budget.adapters.git.repository import Git, is_full_id
from variant_budget.errors import MeasureError

_REMOTE = "variant-budget"
_SECONDS = 600.0
_HTTPS = re.compile(r"https://(?:[^/@]*@)?(?P<host>[\w.-]+(?::\d+)?)(?:/|$)")
# user@host:path; a name of one letter would be a drive of Windows.
_SCP_LIKE = re.compile(r"(?:[\w.-]+@)?[\w.-]{2,}:(?!//|:)[^\x00-\x1f]+")
# How to get there (proxies, certificates, keys) is said by the machine's and the user's own
# settings, which are trusted; the checkout's stay out.
_KEPT = (
    "HOME",
    "XDG_CONFIG_HOME",
    "GIT_ASKPASS",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH",
)

_QUIET = (
    # A fetch asks the borrowed object store for its refs by running git in it: not here.
    ("core.alternateRefsCommand", ":"),
    ("fetch.writeCommitGraph", "false"),
    ("gc.auto", "0"),
    ("http.lowSpeedLimit", "1000"),
    ("http.lowSpeedTime", "60"),
)


def fetch_commit(git: Git, oid: str) -> None:
    """Bring one commit with all its files; its parents stay away.

    MeasureError where the checkout has no remote that may be used, or the remote does not give it.
    """
    if not is_full_id(oid):
        raise ValueError(f"not a whole commit id: {oid!r}")
    options = ("--depth=1", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    _talk(git, "fetch", "--quiet", "--no-auto-maintenance", *options, _REMOTE, oid)
    if git.find(oid) is None:
        raise _failed(git, f"it did not bring commit {oid}")


def remote_tags(git: Git) -> dict[str, str]:
    """The remote's tags: name -> the id of the object it stands for in the end."""
    tags: dict[str, str] = {}
    for line in _talk(git, "ls-remote", "--quiet", "--tags", _REMOTE).splitlines():
        oid, _, ref = line.decode("utf-8", "surrogateescape").partition("\t")
        # `^{}` stands behind an annotated tag, with the commit it names.
        if is_full_id(oid) and ref.startswith("refs/tags/"):
            tags[ref.removeprefix("refs/tags/").removesuffix("^{}")] = oid
    return tags


def _talk(git: Git, *arguments: str) -> bytes:
    """What a command that uses the remote prints."""
    url = usable_url(git)
    environ = _network_environment(url, git.token)
    try:
        return git.runner.run(*arguments, more=environ, timeout=_SECONDS).stdout
    except GitFailedError as failed:
        raise _failed(git, failed.message) from failed


def usable_url(git: Git) -> str:
    url = git.settings.get("remote", "origin", "url")
    if not url:
        raise MeasureError.one(
            "remote-missing",
            "this checkout has no remote called origin to fetch from: "
            'set "fetch-depth: 0" on actions/checkout, or fetch the commits yourself',
        )
    scheme = url.partition("://")[0] if "://" in url else ""
    local = not scheme and os.path.isabs(url)
    if url.startswith("-") or not (
        scheme in ("https", "ssh", "file") or local or (not scheme and _SCP_LIKE.fullmatch(url))
    ):
        raise MeasureError.one(
            "remote-refused",
            f"remote.origin.url {shown(url)!r} is neither https, ssh nor file, so nothing is "
            'fetched from it: set "fetch-depth: 0" on actions/checkout',
        )
    return url


def _network_environment(url: str, token: str | None) -> dict[str, str | None]:
    """What is laid over git's environment; None removes a variable."""
    settings = [(f"remote.{_REMOTE}.url", url), *_QUIET]
    address = _HTTPS.match(url)
    if token and address and _may_have_token(address["host"]):
        key = f"http.https://{address['host']}/.extraheader"
        login = base64.b64encode(f"x-access-token:{token}".encode()).decode("ascii")
        # The empty value drops the headers that other settings gave: two logins are refused.
        settings += [(key, ""), (key, f"AUTHORIZATION: basic {login}")]
    environ: dict[str, str | None] = {name: os.environ.get(name) for name in _KEPT}
    environ["GIT_SSH_COMMAND"] = environ["GIT_SSH_COMMAND"] or "ssh -oBatchMode=yes"
    environ["GIT_ALLOW_PROTOCOL"] = "file:https:ssh"
    environ["GIT_CONFIG_COUNT"] = str(len(settings))
    for number, (key, value) in enumerate(settings):
        environ[f"GIT_CONFIG_KEY_{number}"] = key
        environ[f"GIT_CONFIG_VALUE_{number}"] = value
    return environ


def _may_have_token(host: str) -> bool:
    """Whether the token may be shown to this host.

    In a workflow only to the server that gave it: what ran earlier in the job may have changed the
    checkout's remote, but not GITHUB_SERVER_URL, which the runner guards.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return True
    server = _HTTPS.match(os.environ.get("GITHUB_SERVER_URL", "https://github.com"))
    return server is not None and server["host"] == host


def _failed(git: Git, why: str) -> MeasureError:
    url = git.settings.get("remote", "origin", "url")
    return MeasureError.one(
        "fetch-failed",
        f"fetching from {shown(url)} failed: {why.replace(url, shown(url))}. "
        'Check the token, or set "fetch-depth: 0" on actions/checkout',
    )


def shown(url: str) -> str:
    """The URL without the name and password that may stand in it."""
    return re.sub(r"^([a-z]+://)[^/@]*@", r"\1", url)
