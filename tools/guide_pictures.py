"""Make the pictures of the guide: `python tools/guide_pictures.py [FOLDER]` (default: `docs/img`).

Everything in them is real: a repository with example maps, a change of one of them described by `cjm diff`, and the
pages of the built site. Only the frame around the description is ours, since a platform cannot be photographed here.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from PIL import Image
from playwright.sync_api import sync_playwright
from screenshots import CHROMIUM_ARGUMENTS, served

from cjm_plugin.cli.posts import change_post
from cjm_plugin.locale import interface

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-20"
WIDTH = 1000

FRAME = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>cjm diff</title><style>
body {{ margin: 0; padding: 24px; background: #fff; color: #1f2328; font: 16px/1.5 "Liberation Sans", sans-serif; }}
.frame {{ border: 1px solid #c9ced6; border-radius: 8px; padding: 8px 24px; }}
h3 {{ margin: 16px 0 4px; }} p {{ margin: 8px 0; }}
ul {{ margin: 4px 0 12px; padding-left: 24px; }} li {{ margin: 4px 0; }}
code {{ background: #eff1f3; padding: 2px 5px; border-radius: 4px; font: 14px "DejaVu Sans Mono", monospace; }}
a {{ color: #0757ba; }} hr {{ border: 0; border-top: 1px solid #c9ced6; }}
table {{ border-collapse: collapse; }} td, th {{ border: 1px solid #c9ced6; padding: 4px 12px; text-align: left; }}
</style><div class="frame">{text}</div></html>"""

SITE = """\
site_name: {name}
site_url: https://example.org/
theme:
  name: material
  language: {language}
  font: false
plugins:
  - search
  - cjm: {{language: {language}, today: {today}}}
"""

SMALL_MAP = """\
title: {title}
language: en
ownership: {{owner: {owner}, team: Shop}}
review: {{cycle: 3 months, status: approved, last_reviewed: {reviewed}}}
stages: [Looking around, Ordering, Delivery]
"""


@dataclass(frozen=True, slots=True)
class Story:
    """What the guide shows in a language: a site, and a change of one map as (old, new) texts."""

    language: str
    name: str
    changed: str
    edits: tuple[tuple[str, str], ...]
    copied: tuple[str, ...]
    written: tuple[tuple[str, str], ...] = ()
    prepared: tuple[tuple[str, str], ...] = ()


def _small(title: str, owner: str, reviewed: str) -> str:
    return SMALL_MAP.format(title=title, owner=owner, reviewed=reviewed)


STORIES = (
    Story(
        language="en",
        name="Our customer journeys",
        changed="saas-onboarding.yaml",
        prepared=(
            ("links: {related: cloud-migration}\n", ""),
            ("        owner: Ben Castell\n        due: 2027-01-15", "        due: 2027-01-15"),
        ),
        edits=(
            (
                "        channels: [web, email]\n        score: {nora: 3}",
                "        channels: [web, email]\n        score: {nora: 4}",
            ),
            (
                "        personas: nora\n        evidence: [tickets, product]",
                "        personas: nora\n        evidence: [tickets, product]\n        status: resolved",
            ),
            ("        due: 2026-12-11\n        status: in-progress", "        due: 2026-12-11\n        status: done"),
            ("        due: 2027-01-15\n        status: planned", "        due: 2027-02-26\n        status: planned"),
        ),
        copied=("b2b/saas-onboarding.yaml", "personas/nora.yaml", "personas/leo.yaml", "catalog.yaml"),
        written=(
            ("sofa.yaml", _small("Buying a sofa", "Anna Petrova", "2026-07-30")),
            ("return.yaml", _small("Returning a parcel", "Oleg Kim", "2026-08-28")),
            ("account.yaml", _small("Opening an account", "Anna Petrova", "2026-10-12")),
        ),
    ),
    Story(
        language="ru",
        name="Карты пути клиента",
        changed="retail/home-goods.yaml",
        edits=(
            ("score: 1.5\n        feels: [тревожится", "score: 3\n        feels: [тревожится"),
            (
                "step: check-terms\n        severity: high\n        frequency: always\n",
                "step: check-terms\n        severity: high\n        frequency: always\n        status: resolved\n",
            ),
            ("        step: pay\n        severity: critical", "        step: pay\n        severity: medium"),
            ("        due: 2026-11-30\n        status: in-progress", "        due: 2026-11-30\n        status: done"),
        ),
        copied=(".",),
    ),
)


def main(out: Path) -> None:
    """Write all pictures into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        for story in STORIES:
            project = Path(home) / story.language
            _make(project, story)
            _picture_the_change(browser, project, story, out)
            _picture_the_site(browser, project, story, out)
        browser.close()


def _make(project: Path, story: Story) -> None:
    """Make a repository with the maps as they were, and the change on top of it."""
    for name in story.copied:
        source = ROOT / "maps" / name
        if source.is_dir():
            shutil.copytree(source, project / "maps")
        else:
            target = project / "maps" / (name if name.startswith("personas/") else source.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    for name, text in story.written:
        (project / "maps" / name).write_text(text, encoding="utf-8")
    _edit(project / "maps" / story.changed, story.prepared)
    (project / "docs").mkdir()
    (project / "docs/index.md").write_text(f"# {story.name}\n", encoding="utf-8")
    settings = SITE.format(name=story.name, language=story.language, today=TODAY)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    _run(project, "git", "init", "-q", ".")
    _run(project, "git", "add", ".")
    _run(project, "git", "commit", "-qm", "Maps")
    _edit(project / "maps" / story.changed, story.edits)


def _edit(file: Path, edits: tuple[tuple[str, str], ...]) -> None:
    text = file.read_text("utf-8")
    for old, new in edits:
        if text.count(old) != 1:
            raise SystemExit(f"error: {file.name} has changed; this stands in it {text.count(old)} times: {old!r}")
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def _run(project: Path, *command: str) -> str:
    name = {f"GIT_{who}_{what}": "Anna" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **name, "NO_MKDOCS_2_WARNING": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        command, cwd=project, env=environment, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    return done.stdout


def _picture_the_change(browser: Browser, project: Path, story: Story, out: Path) -> None:
    """Take a picture of the comment on a pull request."""
    language = ["--language", story.language]
    change = _run(project, sys.executable, "-m", "cjm_plugin", "diff", "HEAD", "--format", "markdown", *language)
    post = change_post(change, "#preview", "", 10_000, interface(story.language))
    text = MarkdownIt("commonmark", {"html": True}).enable("table").render(post.text)
    page = browser.new_page(viewport={"width": WIDTH, "height": 400}, device_scale_factor=1.5)
    page.set_content(FRAME.format(language=story.language, text=text))
    _keep(page.screenshot(full_page=True), out / f"change-{story.language}.png")
    page.close()


def _picture_the_site(browser: Browser, project: Path, story: Story, out: Path) -> None:
    """Take pictures of the page of reviews and of the health of the changed map."""
    _run(project, sys.executable, "-m", "mkdocs", "build", "--quiet")
    with served(project / "site") as address:
        page = browser.new_page(viewport={"width": 1220, "height": 900}, device_scale_factor=1.5)
        page.clock.set_fixed_time(f"{TODAY}T09:00:00")
        page.goto(f"{address}maps/reviews/", wait_until="load")
        _settle(page)
        _keep(page.screenshot(), out / f"reviews-{story.language}.png")
        page.goto(f"{address}maps/{story.changed.removesuffix('.yaml')}/", wait_until="load")
        _settle(page)
        health = page.locator("details.cjm-health")
        health.evaluate("element => { element.open = true }")
        health.scroll_into_view_if_needed()
        _keep(health.screenshot(), out / f"health-{story.language}.png")
        page.close()


def _keep(picture: bytes, file: Path) -> None:
    """Write a picture with few colours: a page has few, and the file gets a third of the size."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(96, dither=Image.Dither.NONE).save(file, optimize=True)


def _settle(page: Page) -> None:
    page.wait_for_timeout(500)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "img")
