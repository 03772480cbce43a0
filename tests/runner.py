"""What a GitHub runner reads from a step's files and from what it prints.

By its own rules (github.com/actions/runner, FileCommandManager.cs and ActionCommand.cs), so that a
test sees what a runner would see.
"""

import re

Command = tuple[str, dict[str, str], str]
"""Name, properties and message (still escaped)."""

COMMANDS = frozenset(
    [
        "add-mask",
        "add-matcher",
        "add-path",
        "debug",
        "echo",
        "endgroup",
        "error",
        "group",
        "notice",
        "remove-matcher",
        "save-state",
        "set-env",
        "set-output",
        "stop-commands",
        "warning",
    ]
)


def outputs_of(text: str) -> dict[str, str]:
    """What a runner on Linux reads from a GITHUB_OUTPUT file; the last value of a name counts."""
    found: dict[str, str] = {}
    lines = text.split("\n")
    while lines:
        line = lines.pop(0)
        if not line:
            continue
        equals, heredoc = line.find("="), line.find("<<")
        if equals >= 0 and not 0 <= heredoc < equals:
            found[line[:equals]] = line[equals + 1 :]
            continue
        name, mark = line[:heredoc], line[heredoc + 2 :]
        assert heredoc > 0, line
        assert mark in lines, f"no end of {name}"
        end = lines.index(mark)
        found[name] = "\n".join(lines[:end])
        del lines[: end + 1]
    return found


def commands_of(text: str) -> list[Command]:
    """The commands a runner finds in what a step prints, and the lines that are none left out."""
    # Its comparisons go by culture, which passes over what is not seen.
    unseen = dict.fromkeys(map(ord, "\x00\u200b\u200d\ufeff"))
    lines = [line.translate(unseen).lstrip() for line in re.split(r"\r\n|\n|\r", text)]
    return [command for line in lines if (command := new_command(line) or old_command(line))]


def new_command(line: str) -> Command | None:
    if not line.startswith("::") or (end := line.find("::", 2)) < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    return (name, split(properties, ","), line[end + 2 :]) if name in COMMANDS else None


def old_command(line: str) -> Command | None:
    start = line.find("##[")
    if start < 0 or (end := line.find("]", start)) < 0:
        return None
    name, _, properties = line[start + 3 : end].partition(" ")
    return (name, split(properties, ";"), line[end + 1 :]) if name in COMMANDS else None


def split(properties: str, mark: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in properties.strip().split(mark) if pair)
    return {name: unescaped(value) for name, _, value in pairs}


def unescaped(text: str) -> str:
    for escape, plain in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, plain)
    return text
