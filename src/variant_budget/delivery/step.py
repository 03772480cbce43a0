"""The report -> what is wanted in the world: files, step summary, outputs, annotations."""

from collections.abc import Mapping, Sequence

from variant_budget.domain.effects import (
    Annotation,
    AnnotationLevel,
    Effect,
    Outputs,
    StepSummary,
    WriteFile,
)
from variant_budget.domain.report import ErrorRow, Finding, MetricRow, Report
from variant_budget.errors import Problem

REPORT, SUMMARY, SARIF = "report.json", "summary.md", "findings.sarif"
COMMENT, CODE_QUALITY = "comment.json", "codequality.json"
FILES = {
    "json": REPORT,
    "markdown": SUMMARY,
    "sarif": SARIF,
    "codequality": CODE_QUALITY,
    "comment": COMMENT,
}
"""Format -> the file that holds it; but for the comment's, standard output may have them too."""
LEVELS: Mapping[str, AnnotationLevel] = {"error": "error", "warning": "warning", "note": "notice"}
REFUSALS = "report-"
"""What the names of all reasons to refuse a report begin with."""
WORST_BUDGET, WORST_SHARE = "worst-budget", "worst-share"


def files(texts: Mapping[str, str]) -> tuple[WriteFile, ...]:
    """The result files of the output folder, from the report as text in each format of FILES."""
    return tuple(WriteFile(name, texts[written_as]) for written_as, name in FILES.items())


def error_files(report: str, summary: str) -> tuple[WriteFile, ...]:
    """The result files of a check that could not be made: no findings."""
    return (WriteFile(REPORT, report), WriteFile(SUMMARY, summary))


def step(report: Report, summary: str, exit_code: int, folder: str | None) -> tuple[Effect, ...]:
    """What a step of GitHub Actions shows of a report."""
    place, share = worst(report)
    return (
        StepSummary(summary, _path(folder, SUMMARY)),
        _outputs(report.verdict, exit_code, place, share, folder),
        *(_annotation(finding) for finding in report.findings if _is_annotated(finding)),
        *_problem_annotations(report),
    )


def unsaid(lines: Sequence[str], summary: str) -> tuple[Effect, ...]:
    """What a step shows of that which could not be said on GitHub; `summary` is its Markdown."""
    notices = (Annotation("notice", line, title="not-said") for line in lines)
    return (StepSummary(summary), *notices)


def measured_step(facts: str) -> tuple[Effect, ...]:
    """What a step that only measured leaves: where the facts are."""
    return (Outputs((("verdict", "measured"), ("exit-code", "0"), ("facts", facts))),)


def failed_step(
    problems: Sequence[Problem], summary: str, exit_code: int, folder: str | None
) -> tuple[Effect, ...]:
    """What a step shows of a check that could not be made."""
    return (
        StepSummary(summary, _path(folder, SUMMARY)),
        _outputs("error", exit_code, "", "", folder, sarif=False),
        *(
            Annotation(
                level="error",
                message=problem.message,
                path=problem.path,
                line=problem.line or None,
                title=problem.slug,
            )
            for problem in problems
        ),
    )


def worst(report: Report) -> tuple[str, str]:
    """budget/variant/metric with the highest share of its hard limit, and that share in percent.

    What is not judged, such as times too small to compare, is none of them.
    """
    rows = [
        (_of_limit(metric), f"{budget.budget}/{variant.variant}/{metric.metric}", metric.share)
        for budget in report.budgets
        for variant in budget.variants
        for metric in variant.metrics
        if metric.share is not None and metric.limits.hard is not None and not metric.reason
    ]
    if not rows:
        return "", ""
    _, place, share = max(rows, key=lambda row: (row[0], row[1]))
    return place, f"{share:.4f}"


def _of_limit(metric: MetricRow) -> float:
    share, hard = metric.share or 0.0, metric.limits.hard
    return share / hard if hard else float("inf") if share else 0.0


def _outputs(
    verdict: str, exit_code: int, place: str, share: str, folder: str | None, *, sarif: bool = True
) -> Outputs:
    return Outputs(
        (
            ("verdict", verdict),
            ("exit-code", str(exit_code)),
            (WORST_BUDGET, place),
            (WORST_SHARE, share),
            ("report", _path(folder, REPORT)),
            ("summary", _path(folder, SUMMARY)),
            ("sarif", _path(folder, SARIF) if sarif else ""),
            ("comment", _path(folder, COMMENT) if sarif else ""),
        )
    )


def _path(folder: str | None, name: str) -> str:
    return f"{folder}/{name}" if folder else ""


def _is_annotated(finding: Finding) -> bool:
    # Each refusal of a report is among the errors, which are annotated too.
    return finding.level != "note" and finding.rule != "report-refused"


def _annotation(finding: Finding) -> Annotation:
    return Annotation(
        level=LEVELS[finding.level],
        message=finding.message,
        path=finding.path or "",
        line=finding.line,
        end_line=finding.end_line,
        title=finding.rule,
    )


def _problem_annotations(report: Report) -> list[Annotation]:
    return [_problem(error) for error in report.errors]


def _problem(error: ErrorRow) -> Annotation:
    path, message = error.path or "", error.message
    if path and error.slug.startswith(REFUSALS):
        # Where a report stands, the repository has no file.
        path, message = "", f"{path}: {message}"
    return Annotation(level="error", message=message, path=path, line=error.line, title=error.slug)
