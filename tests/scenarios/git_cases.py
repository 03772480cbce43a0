"""What git brings along: histories, kinds of files and names that a check meets.

The facts come from public bug reports of other tools. 17 and 18 (overlays) come with overlays.
"""

from pathlib import Path

from tests.repositories import Repository, lines
from tests.scenarios.line import (
    Question,
    Scenario,
    compared,
    policy,
    pull_request,
    push,
    started,
)

ZEROS = "0" * 40


def shallow_no_base(folder: Path) -> Question:
    source, base = started(folder)
    source.branch("pr")
    source.append("variants/van/doors.py", lines("v2_", 5))
    source.commit("pr")
    clone = source.clone(folder / "clone", "--depth=1", "--branch=pr")
    return Question(repository=clone, head=clone.head, base=None, flags=("--base", base))


def renamed_variant_folder(folder: Path) -> Question:
    line, base = started(folder)
    line.move("variants/van", "variants/lcv")
    line.commit("rename")
    return compared(line, base)


def submodule_bump(folder: Path) -> Question:
    library = Repository(folder / "library")
    first = library.commit("one", {"lib.py": lines("lib_", 50)})
    library.append("lib.py", lines("more_", 500))
    second = library.commit("two")
    line, _ = started(folder)
    line.git("submodule", "--quiet", "add", f"file://{library.root}", "variants/van/lib")
    inside = Repository(line.root / "variants/van/lib", init=False)
    inside.switch(first)
    base = line.commit("with library")
    inside.switch(second)
    line.commit("bump")
    return compared(line, base)


def symlink_loop(folder: Path) -> Question:
    line, base = started(folder)
    line.symlink("variants/van/self", ".")
    line.symlink("variants/van/other", "../truck")
    line.symlink("variants/bus/a", "b")
    line.symlink("variants/bus/b", "a")
    line.symlink("variants/truck/doors.py", "../van/doors.py")
    line.commit("links")
    return compared(line, base)


HOSTILE_NAMES = (
    "new\nline.py",
    "pipe|cell.py",
    "tick`id`.py",
    "$(id).py",
    "\N{GRINNING FACE}.py",
    "::error file=a,line=1::boo.py",
    "%0A::set-output name=x::y.py",
    "-rf.py",
    "--output=x.py",
    'quo"te.py',
    "tab\there.py",
    "back\\slash.py",
    "trail .py",
    " lead.py",
    "a b/ b.py",
    "<img src=x>.py",
    "[link](javascript:1).py",
    "@octo-org.py",
    "EOF.py",
    "\N{LATIN SMALL LETTER U WITH DIAERESIS}ber.py",
)


def hostile_file_names(folder: Path) -> Question:
    line, base = started(folder)
    line.commit("hostile", {f"variants/van/{name}": "x = 1\ny = 2\n" for name in HOSTILE_NAMES})
    return compared(line, base)


def crlf_only_change(folder: Path) -> Question:
    line, base = started(folder)
    line.commit("crlf", {"variants/truck/axle.py": lines("truck_", 30).replace("\n", "\r\n")})
    return compared(line, base)


def lfs_pointers(folder: Path) -> Question:
    line, _ = started(folder)
    attributes = "*.bin filter=lfs diff=lfs merge=lfs -text\n*.c filter=lfs\n"
    base = line.commit("attributes", {".gitattributes": attributes})
    line.commit(
        "lfs",
        {
            "tests/truck/data/drive.bin": _lfs_pointer(1, 1_048_576),
            "variants/truck/table.c": _lfs_pointer(2, 2_000),
        },
    )
    return compared(line, base)


def _lfs_pointer(number: int, size: int) -> str:
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{number:064d}\nsize {size}\n"


def case_only_rename(folder: Path) -> Question:
    line, base = started(folder)
    line.move("variants/van/doors.py", "variants/van/renamed")
    line.move("variants/van/renamed", "variants/van/Doors.py")
    line.commit("case")
    return compared(line, base)


def pull_request_merge(folder: Path) -> Question:
    """HEAD is refs/pull/7/merge; main moved on, by another change, after the event's base.sha."""
    line, stale = started(folder)
    line.branch("feature")
    line.append("variants/van/doors.py", lines("pr_", 7))
    tip = line.commit("pr")
    line.switch("main")
    line.append("variants/truck/axle.py", lines("other_", 100))
    target = line.commit("other")
    line.git("checkout", "-q", "--detach", "main")
    head = line.merge("feature")
    return Question(
        repository=line,
        head=head,
        base=target,
        event_name="pull_request",
        event=pull_request(stale, tip),
    )


def force_pushed_before(folder: Path) -> Question:
    source, base = started(folder)
    source.append("variants/van/doors.py", lines("x_", 3))
    gone = source.commit("old")
    source.git("reset", "-q", "--hard", base)
    source.append("variants/van/doors.py", lines("y_", 4))
    source.commit("new")
    source.git("reflog", "expire", "--expire=now", "--all")
    source.git("gc", "--quiet", "--prune=now")
    clone = source.clone(folder / "clone")
    return Question(
        repository=clone, head=clone.head, base=None, event_name="push", event=push(gone)
    )


def initial_commit(folder: Path) -> Question:
    line, head = started(folder)
    return Question(repository=line, head=head, base=None, event_name="push", event=push(ZEROS))


def empty_repository(folder: Path) -> Question:
    return Question(repository=Repository(folder / "line"), head=None, base=None)


def detached_head(folder: Path) -> Question:
    line, base = started(folder)
    line.append("variants/bus/ramp.py", lines("n_", 6))
    line.commit("change")
    line.git("checkout", "-q", "--detach")
    line.git("branch", "-q", "-D", "main")
    return compared(line, base)


def generated_by_attributes(folder: Path) -> Question:
    line, _ = started(folder)
    attributes = (
        "variants/truck/gen/** linguist-generated\n"
        "variants/bus/vendor/** linguist-vendored\n"
        "variants/truck/gen/keep.py -linguist-generated\n"
    )
    base = line.commit("attributes", {".gitattributes": attributes})
    line.commit(
        "generated",
        {
            "variants/truck/gen/big.py": lines("g_", 900),
            "variants/truck/gen/keep.py": lines("k_", 4),
            "variants/bus/vendor/lib.py": lines("v_", 800),
        },
    )
    return compared(line, base)


def utf16_source(folder: Path) -> Question:
    line, base = started(folder)
    panel = "class P\r\n{\r\n  int a;\r\n\r\n  int b;\r\n}\r\n"
    line.commit(
        "utf16",
        {
            "variants/van/panel.cs": panel.encode("utf-16"),
            "variants/van/note.py": b"# caf\xe9 \xa0\na = 1\nb = 2\n",
        },
    )
    return compared(line, base)


def generated_20mb(folder: Path) -> Question:
    line, base = started(folder)
    rows = "".join(f"  0x{number:08x}, 0x{number * 7:08x},\n" for number in range(700_000))
    terms = "+".join(f"b{number}" for number in range(400_000))
    line.commit(
        "big",
        {
            "variants/truck/maps/table.c": f"static const int t[] = {{\n{rows}}};\n",
            "variants/van/min.js": f"var a={terms};\n",
        },
    )
    return compared(line, base)


def move_between_variants(folder: Path) -> Question:
    line, base = started(folder)
    line.move("variants/van/doors.py", "variants/truck/doors.py")
    edited = lines("van_", 20).replace("van_3 = 3\n", "van_3 = 33\n")
    line.commit("move", {"variants/truck/doors.py": edited})
    return compared(line, base)


def patterns_overlap(folder: Path) -> Question:
    line, base = started(folder, policy(truck='["variants/truck/", "variants/**/truck/"]'))
    line.commit("overlap", {"variants/van/truck/shared.py": lines("o_", 8)})
    return compared(line, base)


def variant_deleted(folder: Path) -> Question:
    line, base = started(folder)
    line.commit("gone", {"variants/bus": None})
    return compared(line, base)


def binary_and_mode(folder: Path) -> Question:
    line, base = started(folder)
    (line.root / "variants/van/doors.py").chmod(0o755)
    line.commit("binary", {"variants/van/logo.png": bytes(4096), "variants/van/blob.py": b"a\0b\n"})
    return compared(line, base)


def no_change(folder: Path) -> Question:
    line, base = started(folder)
    line.commit("empty")
    return compared(line, base)


def octopus_merge(folder: Path) -> Question:
    line, base = started(folder)
    for variant, name in (("van", "doors"), ("truck", "axle"), ("bus", "ramp")):
        line.branch(variant, base)
        line.append(f"variants/{variant}/{name}.py", lines("o_", 3))
        line.commit(variant)
    line.switch("main")
    line.merge("van", "truck", "bus", message="octopus")
    return compared(line, base)


GLOB_NAMES = {
    "variants/bus/report_[fec]/fec.py": lines("r_", 6),
    "variants/bus/report_f/f.py": lines("q_", 3),
    "variants/van/{a,b}/w.py": lines("w_", 2),
    "variants/van/st*r/x.py": lines("x_", 1),
}


def glob_characters_in_path(folder: Path) -> Question:
    line, base = started(folder)
    line.commit("globs", dict(GLOB_NAMES))
    return compared(line, base)


def glob_characters_escaped(folder: Path) -> Question:
    """The policy names the folder itself, so report_f next to it belongs to nobody."""
    text = policy(bus='["variants/bus/report_\\\\[fec\\\\]/"]')
    line, base = started(folder, text)
    line.commit("globs", dict(GLOB_NAMES))
    return compared(line, base)


GIT_SCENARIOS = (
    Scenario(
        name="01-shallow-no-base",
        build=shallow_no_base,
        exit_code=3,
        outcome="error",
        mentions=("fetch-depth: 0",),
    ),
    Scenario(
        name="02-renamed-variant-folder",
        build=renamed_variant_folder,
        outcome="warn",
        changes={"van": -20},
        unattributed=20,
    ),
    Scenario(name="03-submodule-bump", build=submodule_bump),
    Scenario(name="04-symlink-loop", build=symlink_loop),
    Scenario(
        name="05-hostile-file-names",
        build=hostile_file_names,
        changes={"van": 40},
        never=("\n::error file=a", "\n::set-output", "<img src=x>", "@octo-org"),
    ),
    Scenario(name="06-crlf-only-change", build=crlf_only_change),
    Scenario(name="07-lfs-pointers", build=lfs_pointers),
    Scenario(name="08-case-only-rename", build=case_only_rename),
    Scenario(name="09-pull-request-merge", build=pull_request_merge, changes={"van": 7}),
    Scenario(
        name="10-force-pushed-before",
        build=force_pushed_before,
        exit_code=3,
        outcome="error",
        mentions=("base",),
    ),
    Scenario(
        name="11-initial-commit",
        build=initial_commit,
        changes={"van": 20, "truck": 30, "bus": 10},
        common=40,
        mentions=("no base: first commit",),
    ),
    Scenario(
        name="12-empty-repository",
        build=empty_repository,
        exit_code=3,
        outcome="error",
        mentions=("no commit",),
    ),
    Scenario(name="13-detached-head", build=detached_head, changes={"bus": 6}),
    Scenario(
        name="14-generated-by-attributes",
        build=generated_by_attributes,
        changes={"truck": 4},
        mentions=("linguist-generated", "linguist-vendored"),
    ),
    # 6 + 3 physical lines; one of them is blank and one a comment.
    Scenario(name="15-utf16-source", build=utf16_source, changes={"van": 7}),
    Scenario(name="16-generated-20mb", build=generated_20mb, changes={"truck": 700_002, "van": 1}),
    Scenario(
        name="19-move-between-variants",
        build=move_between_variants,
        changes={"van": -20, "truck": 20},
    ),
    Scenario(
        name="20-patterns-overlap",
        build=patterns_overlap,
        exit_code=2,
        outcome="error",
        mentions=("variants/van/truck/shared.py", "variants/van/", "variants/**/truck/"),
    ),
    Scenario(
        name="21-variant-deleted", build=variant_deleted, outcome="warn", changes={"bus": -10}
    ),
    Scenario(name="22-binary-and-mode", build=binary_and_mode),
    Scenario(name="23-no-change", build=no_change),
    Scenario(
        name="24-octopus-merge", build=octopus_merge, changes={"van": 3, "truck": 3, "bus": 3}
    ),
    Scenario(
        name="25-glob-characters-in-path",
        build=glob_characters_in_path,
        changes={"bus": 9, "van": 3},
    ),
    Scenario(
        name="25-glob-characters-escaped",
        build=glob_characters_escaped,
        outcome="warn",
        changes={"bus": 6, "van": 3},
        # The 10 lines of bus that its escaped pattern does not name, and the 3 beside the brackets.
        unattributed=13,
    ),
)
