"""Who acts and where: users, apps, repositories and teams in GitHub's objects."""

import zlib
from urllib.parse import quote

from tests.github.description import Json
from tests.github.filled import filled
from tests.github.state import State

WEB = "https://github.com"
REPOSITORY_ID = 1_300_192
# The login and the app of a job's GITHUB_TOKEN have these on every repository of github.com.
_BOT, _BOT_ID, _APP_ID = "github-actions[bot]", 41_898_282, 15_368


class Accounts:
    """Addresses of the API are at `url`, those of web pages at github.com."""

    def __init__(self, state: State, url: str) -> None:
        self._state = state
        self.url = url

    def user(self, login: str) -> Json:
        url = f"{self.url}/users/{quote(login)}"
        app = _is_app(login)
        number = _BOT_ID if login == _BOT else 10_000_000 + zlib.crc32(login.encode())
        known = {
            "login": login,
            "id": number,
            "node_id": f"U_{number}",
            "avatar_url": f"https://avatars.githubusercontent.com/u/{number}?v=4",
            "html_url": f"{WEB}/apps/{_slug(login)}" if app else f"{WEB}/{login}",
            "type": "Bot" if app else "User",
            "url": url,
            "user_view_type": "public",
        }
        return filled("simple-user", known, url)

    def authenticated_user(self, login: str) -> Json:
        """What only the user itself may see of a user."""
        return filled("private-user", {**self.user(login), "user_view_type": "private"})

    def repository(self, full_name: str, schema: str = "minimal-repository") -> Json:
        """A repository: ours, or the fork that a pull request comes from."""
        own = full_name == self._state.repository
        owner, _, name = full_name.partition("/")
        number = REPOSITORY_ID if own else 20_000_000 + zlib.crc32(full_name.encode())
        url = f"{self.url}/repos/{full_name}"
        known = {
            "id": number,
            "node_id": f"R_{number}",
            "name": name,
            "full_name": full_name,
            "owner": self.user(owner),
            "private": False,
            "visibility": "public",
            "fork": not own,
            "default_branch": "main",
            "has_issues": own and not self._state.issues_disabled,
            "html_url": f"{WEB}/{full_name}",
            "url": url,
            "clone_url": f"{WEB}/{full_name}.git",
            "git_url": f"git://github.com/{full_name}.git",
            "ssh_url": f"git@github.com:{full_name}.git",
            "svn_url": f"{WEB}/{full_name}",
        }
        return filled(schema, known, url)

    def team(self, name: str) -> Json:
        organisation, _, slug = name.partition("/")
        url = f"{self.url}/orgs/{organisation}/teams/{slug}"
        return filled("team-full", {"url": url, "slug": slug, "name": slug})

    def membership(self, team: str, login: str, state: str) -> Json:
        organisation, _, slug = team.partition("/")
        url = f"{self.url}/orgs/{organisation}/teams/{slug}/memberships/{quote(login)}"
        return filled("team-membership", {"url": url, "role": "member", "state": state})

    def association(self, login: str) -> str:
        if login.casefold() in self._state.team_members():
            return "MEMBER"
        return "COLLABORATOR" if login in self._state.collaborators else "NONE"

    def app(self, login: str) -> Json | None:
        """The app that acted, where one did: a name in brackets can be no user's."""
        if not _is_app(login):
            return None
        known = {
            "id": _APP_ID if login == _BOT else zlib.crc32(login.encode()),
            "slug": _slug(login),
            "name": _slug(login),
            "owner": self.user("github"),
            "html_url": f"{WEB}/apps/{_slug(login)}",
        }
        return filled("integration", known, WEB)


def _is_app(login: str) -> bool:
    return login.endswith("[bot]")


def _slug(login: str) -> str:
    return login.removesuffix("[bot]")
