"""A GitLab runner's part of a job, and a stand-in for GitLab's notes of one merge request."""

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

PATH = "/api/v4/projects/7/merge_requests/3/notes"
LONGEST = 1_000_000
"""Characters of a note; docs.gitlab.com/api/notes."""


def run_script(lines: Sequence[str], folder: Path, environ: Mapping[str, str]) -> tuple[int, str]:
    """The lines of a script as a runner runs them: in one shell, up to the first that fails."""
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(lines)],
        cwd=folder,
        env=dict(environ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@dataclass
class Notes:
    """The notes of the merge request; `foreign` are the ids of those that our token may not change."""

    url: str = ""
    token: str = "of-no-use"
    texts: dict[int, str] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def answer(self, method: str, url: str, token: str, body: str) -> tuple[int, Any]:
        """Status and document, as the API gives them."""
        self.asked.append(method)
        path = urlsplit(url).path
        if token != self.token:
            return 401, {"message": "401 Unauthorized"}
        if method == "GET" and path == PATH:
            return 200, [{"id": key, "body": text} for key, text in sorted(self.texts.items())][
                :100
            ]
        text = parse_qs(body, strict_parsing=True)["body"][0]
        if len(text) > LONGEST:
            return 400, {"message": "400 Bad request"}
        key = max(self.texts, default=100) + 1
        if method == "PUT":
            key = int(path.removeprefix(f"{PATH}/"))
            if key in self.foreign:
                return 403, {"message": "403 Forbidden"}
        self.texts[key] = text
        return 200 if method == "PUT" else 201, {"id": key, "body": text}


@contextmanager
def notes_service() -> Iterator[Notes]:
    """A service on this machine."""
    notes = Notes()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            token = self.headers.get("PRIVATE-TOKEN", "")
            status, document = notes.answer(self.command, self.path, token, body)
            text = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PUT = _answer

        def log_message(self, *_: object) -> None:
            """Nothing on the test's standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    notes.url = f"http://127.0.0.1:{server.server_port}/api/v4"
    try:
        yield notes
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
