"""Random edits of a tree, as developers make them and as nobody would."""

from collections.abc import Callable
from random import Random

from bench.soak import content
from bench.soak.tree import LINK, PLAIN, RUNNABLE, SUBMODULE, File, Tree

POLICY = ".variant-budget/policy.yml"
EXCEPTIONS = ".variant-budget/exceptions.yml"
PLACES = (
    *(f"src/vehicles/{variant}/" for variant in content.VARIANTS),
    *(
        "src/core/",
        "src/road/",
        "src/regions/eu/",
        "src/regions/us/",
        "lib/",
        "lib/van/",
        "vendor/",
    ),
    *(
        "tests/",
        "tests/vehicles/van/",
        "tests/fixtures/",
        "lib/vehicles/bus/",
        "tools/",
        "conf/",
        "",
    ),
)
NAMES = ("a", "b", "gen_a", "test_a", "eu", "us", "ünï", "with blank", 'quo"te', "__init__")
COPIES = (("src/core/", "src/road/"), ("src/", "lib/"))
"""Bases and their copies, as the policies have them."""
MARK = b"variant-budget:"
MOST = 220
Edit = Callable[[Random, Tree, list[Tree]], None]


def start(random: Random) -> Tree:
    """A product line to begin with."""
    tree = Tree()
    tree.put(POLICY, File(PLAIN, content.policy(random)))
    for _ in range(80):
        _add(random, tree, [])
    return tree


def edit(random: Random, tree: Tree, past: list[Tree]) -> str:
    """One edit; gives its name. A tree that has grown large loses a folder."""
    kind = _remove_folder if len(tree.files) > MOST else random.choices(_KINDS, _WEIGHTS)[0]
    kind(random, tree, past)
    # A tree without a policy has nothing to be compared.
    if POLICY not in tree.files:
        tree.put(POLICY, File(PLAIN, content.policy(random)))
    return kind.__name__.strip("_").replace("_", " ")


def _place(random: Random, tree: Tree) -> str:
    """A folder that is there, or may come."""
    return (
        random.choice(tree.folders() or PLACES) if random.random() < 0.5 else random.choice(PLACES)
    )


def _new_path(random: Random, tree: Tree) -> str:
    deeper = random.choice(("", "", "", "sub/", "vehicles/bus/", "regions/eu/", "tests/", "data/"))
    name = f"{random.choice(NAMES)}.{random.choice(content.SUFFIXES)}"
    return _place(random, tree) + deeper + name


def _file(random: Random, tree: Tree) -> str:
    return random.choice(sorted(tree.files))


def _folder(random: Random, tree: Tree) -> str:
    return random.choice(tree.folders())


def _suffix(path: str) -> str:
    return path.rpartition(".")[2]


def _add(random: Random, tree: Tree, _past: list[Tree]) -> None:
    path = _new_path(random, tree)
    tree.put(path, File(PLAIN, content.source(random, _suffix(path))))


def _change(random: Random, tree: Tree, _past: list[Tree], path: str = "") -> None:
    path = path or _file(random, tree)
    mode, text = tree.files[path]
    if mode in (LINK, SUBMODULE) or path == POLICY:
        return
    lines = text.split(b"\n")
    at = random.randrange(len(lines))
    new = content.line(random, _suffix(path)).encode()
    lines[at : at + random.randint(0, 2)] = random.choice(([new], [new, new], []))
    tree.put(path, File(mode, b"\n".join(lines)))


def _mark(random: Random, tree: Tree, _past: list[Tree]) -> None:
    """A mark of a variant that is there, so that it may be used."""
    path = _file(random, tree)
    mode, text = tree.files[path]
    found = [name for name in content.VARIANTS if tree.below(f"src/vehicles/{name}/")]
    if found and mode in (PLAIN, RUNNABLE) and path != POLICY:
        mark = content.marked(random, _suffix(path), random.choice(found))
        tree.put(path, File(mode, mark + text))


def _unmark(_random: Random, tree: Tree, _past: list[Tree]) -> None:
    """No mark any more: what other edits broke would end every check to come."""
    for path, (mode, text) in list(tree.files.items()):
        if mode in (PLAIN, RUNNABLE) and MARK in text:
            kept = [row for row in text.split(b"\n") if MARK not in row]
            tree.put(path, File(mode, b"\n".join(kept)))


def _copy_base(random: Random, tree: Tree, _past: list[Tree]) -> None:
    """What policies call an edited copy becomes one, or is brought up to date."""
    tree.copy(*random.choice(COPIES))


def _change_base(random: Random, tree: Tree, past: list[Tree]) -> None:
    """A change of a file that was copied, or of its copy."""
    base, copy = random.choice(COPIES)
    paths = [path for path in tree.below(base) if copy + path.removeprefix(base) in tree.files]
    if paths:
        path = random.choice(paths)
        place = random.choice((base, base, copy))
        _change(random, tree, past, place + path.removeprefix(base))


def _remove(random: Random, tree: Tree, _past: list[Tree]) -> None:
    tree.take(_file(random, tree))


def _move(random: Random, tree: Tree, _past: list[Tree]) -> None:
    path = _file(random, tree)
    tree.move(path, _place(random, tree) + path.rpartition("/")[2])


def _rename(random: Random, tree: Tree, _past: list[Tree]) -> None:
    """The same content under another name, perhaps in another language."""
    path = _file(random, tree)
    tree.move(path, path.rpartition(".")[0] + f".{random.choice(content.SUFFIXES)}")


def _copy(random: Random, tree: Tree, _past: list[Tree]) -> None:
    """The same blob twice, perhaps in two languages."""
    file = tree.files[_file(random, tree)]
    tree.put(_new_path(random, tree), file)


def _move_folder(random: Random, tree: Tree, _past: list[Tree]) -> None:
    place = _folder(random, tree)
    tree.move(place, _place(random, tree) + place.rstrip("/").rpartition("/")[2] + "/")


def _copy_folder(random: Random, tree: Tree, _past: list[Tree]) -> None:
    tree.copy(_folder(random, tree), random.choice(PLACES[:-1]))


def _swap_folders(random: Random, tree: Tree, _past: list[Tree]) -> None:
    one, other = _folder(random, tree), _folder(random, tree)
    if one.startswith(other) or other.startswith(one):
        return
    taken = tree.take(one)
    tree.move(other, one)
    for path, file in taken.items():
        tree.put(other + path.removeprefix(one), file)


def _rename_variant(random: Random, tree: Tree, _past: list[Tree]) -> None:
    one, other = random.sample(content.VARIANTS, 2)
    tree.move(f"src/vehicles/{one}/", f"src/vehicles/{other}/")


def _remove_folder(random: Random, tree: Tree, _past: list[Tree]) -> None:
    tree.take(_folder(random, tree))


def _change_mode(random: Random, tree: Tree, _past: list[Tree]) -> None:
    path = _file(random, tree)
    mode, text = tree.files[path]
    if mode in (PLAIN, RUNNABLE):
        tree.put(path, File(RUNNABLE if mode == PLAIN else PLAIN, text))


def _link(random: Random, tree: Tree, _past: list[Tree]) -> None:
    """A symbolic link in the place of a file, of a folder, or a new one."""
    place = random.choice((_file, _new_path, _folder))(random, tree).rstrip("/")
    tree.put(place, File(LINK, random.choice((b"../core", b"a.py", b"/nowhere"))))


def _submodule(random: Random, tree: Tree, _past: list[Tree]) -> None:
    place = _place(random, tree) + random.choice(("module", "a.py"))
    tree.put(place, File(SUBMODULE, b"%040x" % random.randint(1, 99)))


def _file_to_folder(random: Random, tree: Tree, _past: list[Tree]) -> None:
    path = _file(random, tree)
    tree.put(f"{path}/{random.choice(NAMES)}.py", File(PLAIN, content.source(random, "py")))


def _folder_to_file(random: Random, tree: Tree, _past: list[Tree]) -> None:
    tree.put(_folder(random, tree).rstrip("/"), File(PLAIN, content.source(random, "py")))


def _attributes(random: Random, tree: Tree, _past: list[Tree]) -> None:
    place = random.choice(("", "", _place(random, tree)))
    tree.put(f"{place}.gitattributes", File(PLAIN, content.attributes(random)))


def _policy(random: Random, tree: Tree, _past: list[Tree]) -> None:
    tree.put(POLICY, File(PLAIN, content.policy(random)))


def _exceptions(random: Random, tree: Tree, _past: list[Tree]) -> None:
    tree.put(EXCEPTIONS, File(PLAIN, content.exceptions(random)))


def _restore_folder(random: Random, tree: Tree, past: list[Tree]) -> None:
    """A folder as it was once, also where it is no more."""
    old = random.choice(past) if past else tree
    place = _folder(random, old)
    wanted = {path: old.files[path] for path in old.below(place)}
    tree.take(place)
    for path, file in wanted.items():
        tree.put(path, file)


def _restore_all(random: Random, tree: Tree, past: list[Tree]) -> None:
    """All as it was once, but for the policy."""
    if past:
        policy = tree.files[POLICY]
        tree.files = dict(random.choice(past).files)
        tree.put(POLICY, policy)


_CHOICES: tuple[tuple[Edit, int], ...] = (
    (_change, 30),
    (_add, 14),
    (_mark, 3),
    (_unmark, 4),
    (_copy_base, 5),
    (_change_base, 8),
    (_remove, 4),
    (_move, 5),
    (_rename, 4),
    (_copy, 5),
    (_move_folder, 4),
    (_copy_folder, 5),
    (_swap_folders, 3),
    (_rename_variant, 4),
    (_remove_folder, 1),
    (_change_mode, 3),
    (_link, 2),
    (_submodule, 1),
    (_file_to_folder, 1),
    (_folder_to_file, 1),
    (_attributes, 4),
    (_policy, 5),
    (_exceptions, 2),
    (_restore_folder, 3),
    (_restore_all, 1),
)
_KINDS = tuple(kind for kind, _ in _CHOICES)
_WEIGHTS = tuple(weight for _, weight in _CHOICES)
