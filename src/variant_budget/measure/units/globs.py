"""Names against patterns in which `*` and `?` are wildcards and nothing else is."""


def matches_glob(name: str, glob: str) -> bool:
    """Whether the whole name matches; in time that grows with its length times the pattern's."""
    at = pattern = 0
    star, resume = -1, 0
    while at < len(name):
        if pattern < len(glob) and glob[pattern] == "*":
            star, resume = pattern, at
            pattern += 1
        elif pattern < len(glob) and glob[pattern] in ("?", name[at]):
            at += 1
            pattern += 1
        elif star >= 0:
            # The last star takes one character more; those before it need not.
            resume += 1
            at, pattern = resume, star + 1
        else:
            return False
    return not glob[pattern:].strip("*")
