"""GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def code_quality(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the issues of a report of `cjm check --format json` that are not silenced, as GitLab wants them.

    A fingerprint stays the same when an issue only moves to another line, so that GitLab knows it again.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for issue in report["issues"]:
        if issue["silenced"] is not None:
            continue
        same = (issue["path"], issue["code"], issue["message"])
        seen[same] += 1
        found.append(
            {
                "description": f"{issue['message']}; {issue['hint']}" if issue["hint"] else issue["message"],
                "check_name": issue["code"],
                "fingerprint": hashlib.sha256("\0".join([*same, str(seen[same])]).encode()).hexdigest(),
                "severity": _SEVERITIES[issue["level"]],
                "location": {"path": issue["path"], "lines": {"begin": issue["line"]}},
            }
        )
    return found
