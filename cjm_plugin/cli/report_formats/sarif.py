"""The report for code scanning: SARIF 2.1.0.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cjm_plugin import __version__
from cjm_plugin.reading.diagnostics import harmless
from cjm_plugin.reading.mends import MENDS
from cjm_plugin.rules.catalogue import rule_called
from cjm_plugin.rules.documentation import rule_page, translated

if TYPE_CHECKING:
    from cjm_plugin.checking.issue import Issue
    from cjm_plugin.cli.report_formats.telling import Telling
    from cjm_plugin.locale import Interface
    from cjm_plugin.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_TOP = "%SRCROOT%"
_PLACEHOLDER = re.compile(r"\{\w+\}")


def as_sarif(telling: Telling) -> str:
    """Return the report as a SARIF log with one run."""
    issues = telling.report.issues
    kinds = {issue.code: issue for issue in reversed(issues)}
    codes = sorted(kinds)
    driver = {
        "name": "cjm",
        "semanticVersion": __version__,
        "rules": [_descriptor(kinds[code], telling.words) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": telling.words.language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_TOP: {"description": {"text": "The top folder of the repository."}}},
        "results": [_result(issue, codes.index(issue.code), telling) for issue in issues],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _descriptor(issue: Issue, words: Interface) -> dict[str, Any]:
    rule = rule_called(issue.code) if issue.name else None
    if rule:
        return _rule_descriptor(rule, words)
    message = _without_values(issue.message, words)
    return {
        "id": issue.code,
        "shortDescription": {"text": message},
        "fullDescription": {"text": message},
        "help": {"text": words.text(MENDS[issue.code])},
        "defaultConfiguration": {"level": issue.level.value},
    }


def _rule_descriptor(rule: Rule, words: Interface) -> dict[str, Any]:
    told = translated(rule, words.text)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": told.title},
        "fullDescription": {"text": _without_values(rule.message, words)},
        "help": {"text": f"{told.what}\n\n{told.why}\n\n{told.fix}", "markdown": rule_page(rule, words.text)},
        "defaultConfiguration": {"level": rule.level.value},
    }


def _without_values(message: str, words: Interface) -> str:
    return _PLACEHOLDER.sub("…", words.text(message))


def _result(issue: Issue, rule_index: int, telling: Telling) -> dict[str, Any]:
    translate = telling.words.text
    advice = issue.advice(translate)
    result: dict[str, Any] = {
        "ruleId": issue.code,
        "ruleIndex": rule_index,
        "level": issue.level.value,
        "message": _message(f"{issue.text(translate)}; {advice}" if advice else issue.text(translate)),
        "locations": [{"physicalLocation": _location(issue, telling)}],
    }
    if issue.silenced is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": harmless(issue.silenced)}]
    return result


def _location(issue: Issue, telling: Telling) -> dict[str, Any]:
    path, in_repository = telling.from_top(issue.path)
    address = quote(path.encode("utf-8", "surrogateescape"))
    artifact = {"uri": address, "uriBaseId": _TOP} if in_repository else {"uri": Path(path).as_uri()}
    return {
        "artifactLocation": artifact,
        "region": {"startLine": issue.position.line, "startColumn": issue.position.column},
    }


def _message(text: str) -> dict[str, str]:
    """Return a message: braces doubled, as they hold numbers of arguments (§ 3.11.5), and no link of a user's."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}
