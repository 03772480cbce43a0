"""The product lines whose reports are kept: each builds a repository and says how it is checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.repositories import Content, Repository, lines

POLICY = ".variant-budget/policy.yml"
EXCEPTIONS = ".variant-budget/exceptions.yml"
REPORT, SUMMARY, TEXT, SARIF = "report.json", "summary.md", "report.txt", "findings.sarif"
CODE_QUALITY = "codequality.json"
ALL = (REPORT, SUMMARY, TEXT, SARIF, CODE_QUALITY)

LINE = """\
version: 1
dimensions:
  vehicle:
    paths: ["src/vehicles/{variant}/"]
vehicle_budget:
  hard_limit: 5.0
  soft_limit: 3.0
  trend_limit: 0.5
  metrics: [lines_of_code]
"""
EXCEPTION = """\
version: 1
exceptions:
  - id: CCB-2026-014
    budget: vehicle
    variant: bus
    metric: lines_of_code
    limit: hard
    ceiling: 6.0
    reason: double-deck axle model
    approved_by: "@org/ccb"
    approved_on: 2026-10-01
    expires_on: 2026-12-31
    ticket: VAR-14
    refactoring_plan: the axle model becomes shared in the first quarter
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How a case is checked; `event` makes it the check of a pull request."""

    base: str | None = None
    flags: tuple[str, ...] = ()
    exit_code: int = 0
    event: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A case and the files that are kept of it."""

    build: Callable[[Repository], Check]
    files: tuple[str, ...] = ALL


def _line(repo: Repository, policy: str = LINE, /, **vehicles: int) -> str:
    """1,000 lines of common code and so many of each vehicle."""
    files: dict[str, Content] = {POLICY: policy, "src/core/drive.py": lines("core_", 1_000)}
    for name, count in vehicles.items():
        files[f"src/vehicles/{name}/main.py"] = lines(f"{name}_", count)
    return repo.commit("base", files)


def _pull_request(base: str, tip: str) -> dict[str, object]:
    return {
        "number": 7,
        "pull_request": {
            "head": {"ref": "feature", "sha": tip},
            "base": {"ref": "main", "sha": base},
        },
    }


def over_budget(repo: Repository) -> Check:
    """A file of 41 lines brings truck over the hard limit."""
    base = _line(repo, truck=30, van=20)
    repo.tag("v1.4.0")
    repo.commit("change", {"src/vehicles/truck/retarder.py": lines("retarder_", 41)})
    return Check(base=base, exit_code=1)


def within_budget(repo: Repository) -> Check:
    """Common code grows, every share falls."""
    base = _line(repo, truck=20, van=10)
    repo.tag("v1.4.0")
    repo.commit("change", {"src/core/more.py": lines("more_", 10)})
    return Check(base=base)


def soft_warning(repo: Repository) -> Check:
    """Truck comes over its soft limit."""
    base = _line(repo, truck=30, van=10)
    repo.commit("change", {"src/vehicles/truck/axle.py": lines("axle_", 10)})
    return Check(base=base)


def excepted(repo: Repository) -> Check:
    """Bus is over the hard limit and below the ceiling of its exception."""
    repo.write(EXCEPTIONS, EXCEPTION)
    base = _line(repo, bus=55, van=10)
    repo.commit("change", {"src/vehicles/bus/ramp.py": lines("ramp_", 5)})
    return Check(base=base)


def first_adoption(repo: Repository) -> Check:
    """The pull request that brings the first policy is judged by nothing."""
    base = _line(repo, truck=70)
    repo.write(POLICY, None)
    base = repo.commit("no policy")
    repo.branch("feature")
    tip = repo.commit("change", {POLICY: LINE})
    return Check(event=_pull_request(base, tip), base=base)


def proposed_policy(repo: Repository) -> Check:
    """A pull request that raises the limit it breaks."""
    base = _line(repo, truck=30)
    repo.branch("feature")
    raised = LINE.replace("hard_limit: 5.0", "hard_limit: 9.0")
    tip = repo.commit("change", {POLICY: raised, "src/vehicles/truck/a.py": lines("a_", 40)})
    return Check(event=_pull_request(base, tip), base=base, exit_code=1)


def unattributed(repo: Repository) -> Check:
    """A folder that no rule names, where the policy says that there is none."""
    policy = "unattributed: {code: {limit: 0, then: fail}}\n" + LINE.replace(
        'paths: ["src/vehicles/{variant}/"]',
        'paths: ["src/vehicles/{variant}/"]\n    shared: ["src/core/"]',
    )
    base = _line(repo, policy, truck=30)
    repo.commit("change", {"src/lorry/axle.py": lines("axle_", 25)})
    return Check(base=base, exit_code=1)


def new_and_vanished(repo: Repository) -> Check:
    """Bus comes, van goes."""
    base = _line(repo, truck=20, van=10)
    repo.tag("v1.4.0")
    repo.commit(
        "change",
        {"src/vehicles/bus/main.py": lines("bus_", 15), "src/vehicles/van/main.py": None},
    )
    return Check(base=base)


def hostile_names(repo: Repository) -> Check:
    """File names that would be commands, markup, mentions and references."""
    base = _line(repo, van=10)
    names = (
        "new\nline.py",
        "pipe|cell.py",
        "tick`id`.py",
        "$(id).py",
        "::error file=a,line=1::boo.py",
        "%0A::set-output name=x::y.py",
        "-rf.py",
        "<img src=x>.py",
        "[link](javascript:1).py",
        "@octo-org.py",
    )
    repo.commit("change", {f"src/vehicles/van/{name}": lines("x_", 5) for name in names})
    return Check(base=base, exit_code=1)


def policy_error(repo: Repository) -> Check:
    """Two keys that are wrong."""
    policy = LINE.replace("soft_limit", "sotf_limit").replace("5.0", "500")
    base = _line(repo, policy, truck=30)
    return Check(base=base, exit_code=2)


def tolerated(repo: Repository) -> Check:
    """Truck was over before; a change elsewhere is not held up by it."""
    base = _line(repo, LINE + "  existing_breaches: tolerate\n", truck=70, van=10)
    repo.commit("change", {"src/vehicles/van/door.py": lines("door_", 5)})
    return Check(base=base)


def trend_in_release(repo: Repository) -> Check:
    """Growth since the last release blocks the next one."""
    policy = LINE + "  enforce: {default: [hard], release: [hard, trend]}\n"
    base = _line(repo, policy, truck=20, van=10)
    repo.tag("v1.4.0")
    repo.commit("change", {"src/vehicles/truck/axle.py": lines("axle_", 9)})
    return Check(base=base, flags=("--mode", "release"), exit_code=1)


def many_variants(repo: Repository) -> Check:
    """250 variants: a few that moved or are near their limit, all others quiet."""
    vehicles: dict[str, int] = {f"model_{number:03}": 1 + number * 7 % 45 for number in range(250)}
    base = _line(repo, LINE, **vehicles)
    repo.tag("v1.4.0")
    for number in range(0, 250, 25):
        count = 40 if number == 100 else 2 + number // 10
        repo.write(f"src/vehicles/model_{number:03}/more.py", lines("more_", count))
    repo.commit("change")
    return Check(base=base, exit_code=1)


FULL_POLICY = """\
version: 1
dimensions:
  vehicle:
    variants:
      truck: {paths: ["src/vehicles/truck/"], symbols: ["VEHICLE_TRUCK"]}
      bus: {paths: ["src/vehicles/bus/"], symbols: ["VEHICLE_BUS"]}
      van: {paths: ["src/vehicles/van/"]}
  platform:
    variants:
      linux: {paths: ["src/platform/linux/"]}
      windows: {paths: ["src/platform/windows/"]}
  sector:
    variants:
      mining: {paths: ["src/sectors/mining/"]}
      retail: {paths: [{path: "src/sectors/retail/", overlay_of: "src/sectors/base/"}]}
vehicle_budget: {hard_limit: 5.0, soft_limit: 3.0, trend_limit: 0.5}
platform_budget: {hard_limit: 5.0, soft_limit: 4.0, metrics: [lines_of_code]}
sector_budget: {hard_limit: 5.0, metrics: [lines_of_code]}
"""


def _module(name: str, functions: int, statements: int = 8) -> str:
    """Functions with a decision each, and so many lines."""
    body = "".join(f"    speed = speed + {number}\n" for number in range(statements))
    return "".join(
        f"def {name}_{number}(speed, limit):\n    if speed > limit:\n        speed = limit\n{body}"
        f"    return speed\n\n\n"
        for number in range(functions)
    )


TORQUE = """\
int limit(int torque) {
#if defined(VEHICLE_BUS) || defined(CITY)
    torque /= 2;
#endif
    return torque;
}
"""
RETARDED = TORQUE.replace(
    "    return", "#ifdef VEHICLE_TRUCK\n    torque -= retarded;\n#endif\n    return"
)


def product_line(repo: Repository) -> Check:
    """Three dimensions, one breach, one exception: the report of the README."""
    repo.write(EXCEPTIONS, EXCEPTION)
    base = repo.commit(
        "base",
        {
            POLICY: FULL_POLICY,
            "src/drive/brake.py": _module("brake", 420),
            "src/drive/steer.py": _module("steer", 410),
            "src/vehicles/truck/axle.py": _module("axle", 38, 11),
            "src/vehicles/bus/ramp.py": _module("ramp", 40, 10),
            "src/vehicles/bus/data.py": lines("stop_", 40),
            "src/vehicles/van/door.py": _module("door", 12),
            "src/platform/linux/can.py": _module("can", 8),
            "src/platform/windows/can.py": _module("can", 32, 11),
            "src/sectors/mining/dust.py": _module("dust", 16),
            "src/drive/torque.c": TORQUE,
            "src/sectors/base/shelf.py": _module("shelf", 3),
            "src/sectors/retail/shelf.py": _module("shelf", 3).replace("speed", "weight", 4),
        },
    )
    repo.tag("v1.4.0")
    repo.commit(
        "change",
        {
            "src/vehicles/truck/retarder.py": lines("gear_", 90),
            "src/vehicles/truck/axle.py": _module("axle", 39, 11),
            "src/drive/torque.c": RETARDED,
            "src/sectors/mining/dust.py": _module("dust", 17),
        },
    )
    return Check(base=base, exit_code=1)


TESTED = """\
version: 1
dimensions:
  vehicle:
    paths: ["src/vehicles/{variant}/", "tests/{variant}/"]
    shared: ["src/core/", "tests/core/"]
    not_variants: [core]
vehicle_budget:
  hard_limit: 10.0
  coverage_floor: 80
  metrics: [lines_of_code]
test_budget:
  hard_limit: 25.0
  soft_limit: 20.0
  metrics: [test_case_count, test_execution_time, test_data_volume, infrastructure_cost]
tests:
  names: {vehicle: {truck: ["*[truck]"]}}
  reports: [{glob: "results/**", runner: ubuntu-latest}]
cost: {currency: USD, per_minute: {ubuntu-latest: 0.008}}
"""
COVERAGE = """\
TN:
SF:src/core/drive.py
DA:1,4
DA:2,4
DA:3,0
end_of_record
SF:src/vehicles/truck/main.py
DA:1,2
DA:2,1
end_of_record
SF:src/vehicles/bus/main.py
DA:1,1
DA:2,0
end_of_record
SF:build/generated.py
DA:1,1
end_of_record
"""


def tests_and_coverage(repo: Repository) -> Check:
    """Reports of head and base: truck grew over its limit, van's tests were lost, bus is not covered."""
    modules = ("core/test_drive", "truck/test_axle", "van/test_doors", "bus/test_ramp")
    tests: dict[str, Content] = {f"tests/{name}.py": lines("t_", 9) for name in modules}
    tests["tests/core/data/route.bin"] = "r" * 4_000
    tests["tests/truck/data/load.bin"] = "l" * 900
    repo.commit("tests", tests)
    base = _line(repo, TESTED, truck=30, van=20, bus=10)
    repo.commit("change", {"tests/truck/test_axle.py": lines("t_", 19)})
    for name, cases in (("head", 14), ("base", 9)):
        repo.write(f"results/{name}.xml", _junit(cases, lost=name == "head"))
    repo.write("results/coverage.info", COVERAGE)
    given = {"junit": "head.xml", "base-junit": "base.xml", "coverage": "coverage.info"}
    flags = tuple(f"--{flag}={repo.root}/results/{file}" for flag, file in given.items())
    return Check(base=base, exit_code=1, flags=flags)


def _junit(truck: int, *, lost: bool) -> str:
    """As pytest writes it: common tests, the truck's, one of nobody, the van's if not lost."""

    def case(classname: str, name: str, time: str, result: str = "") -> str:
        return f'<testcase classname="{classname}" name="{name}" time="{time}">{result}</testcase>'

    cases = [case("tests.core.test_drive", f"test_{n}", "0.5") for n in range(30)]
    cases += [case("tests.core.test_drive", f"test_brake[{v}]", "1.25") for v in ("truck", "van")]
    cases += [case("tests.truck.test_axle", f"test_{n}", "0.75") for n in range(truck)]
    cases += [case("elsewhere.test_it", "test_a", "0.1")]
    cases += [case("tests.bus.test_ramp", "test_ramp", "0.2", "<skipped/>")]
    failed = '<error message="collection failure">ImportError</error>'
    cases += (
        [case("", "tests.van.test_doors", "0", failed)]
        if lost
        else [case("tests.van.test_doors", f"test_{n}", "0.3") for n in range(4)]
    )
    inner = "".join(cases)
    return f'<testsuites><testsuite name="pytest" time="60">{inner}</testsuite></testsuites>'


CASES = {
    "over-budget": Case(over_budget),
    "within-budget": Case(within_budget),
    "soft-warning": Case(soft_warning),
    "excepted": Case(excepted),
    "first-adoption": Case(first_adoption),
    "proposed-policy": Case(proposed_policy),
    "tests-and-coverage": Case(tests_and_coverage),
    "unattributed": Case(unattributed),
    "new-and-vanished": Case(new_and_vanished),
    "hostile-names": Case(hostile_names),
    "policy-error": Case(policy_error, (REPORT, SUMMARY, TEXT)),
    "tolerated": Case(tolerated),
    "trend-in-release": Case(trend_in_release),
    "many-variants": Case(many_variants, (SUMMARY, TEXT)),
    "product-line": Case(product_line, (SUMMARY, TEXT)),
}
