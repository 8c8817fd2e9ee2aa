"""Templates: one environment a language, and what templates can ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.locale import Interface, interface
from cjm_plugin.pages.addresses import Addresses
from cjm_plugin.pages.document import Heading, PageDocument
from cjm_plugin.pages.escaping import block, escaped, has_markdown, inline, is_external, is_safe_link, plain, unlinked
from cjm_plugin.pages.labels import LABELS
from cjm_plugin.pages.titles import TITLES

_MOST_REMEMBERED = 10_000


@dataclass(slots=True)
class Outline:
    """Collects the headings of one page while its template runs."""

    headings: list[Heading] = field(default_factory=list)

    def add(self, level: int, id_: str, text: str, *, searched: bool = True) -> Markup:
        """Return the HTML of a heading with its own link, and remember it. Level 1 needs no link.

        `searched=False`: it stands on every page of its kind over something without words, such as a diagram.
        """
        words = plain(text)
        self.headings.append(Heading(level, id_, words))
        place = escape(id_)
        link = f'<a class="headerlink" href="#{place}" title="¶">¶</a>' if level > 1 else ""
        unseen = "" if searched else " data-search-exclude"
        html = f'<h{level} id="{place}"{unseen}>{escape(words)}{link}</h{level}>'
        return Markup(html)  # noqa: S704 - its texts are escaped


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders the templates of one site in one language, as seen on one day.

    `titles` is what the site calls pages over several maps otherwise than we do, by their keys.
    """

    words: Interface
    today: dt.date
    titles: Mapping[str, str] = field(default_factory=dict)

    def page(self, template: str, identity: Identity, addresses: Addresses, values: Mapping[str, Any]) -> PageDocument:
        """Return the document that a template makes of `values`."""
        outline = Outline()
        dead_links: list[str] = []
        to_anchors: list[str] = []
        followed: dict[str, str | None] = {}

        def resolve(link: str) -> str | None:
            if link.startswith("#"):
                to_anchors.append(link)
                return link
            target = followed[link] = addresses.written(link)
            if target is None:
                dead_links.append(link)
            return target

        html = (
            _environment(self.words.language)
            .get_template(template)
            .render(
                values,
                title=identity.title,
                language=identity.language,
                heading=outline.add,
                link=addresses.page,
                file=addresses.file,
                plain=plain,
                unlinked=unlinked,
                inline=lambda text: inline(text, resolve),
                block=lambda text: block(text, resolve),
                address=addresses.absolute,
                today=self.today,
                title_of=lambda key: self.titles.get(key) or self.words.text(TITLES[key]),
            )
        )
        dead_links += (link for link in to_anchors if f' id="{escape(link[1:])}"' not in html)
        return PageDocument(
            key=identity.key,
            title=plain(identity.title),
            description=plain(identity.description),
            language=identity.language,
            tags=identity.tags,
            html=html,
            outline=tuple(outline.headings),
            source=identity.source,
            dead_links=tuple(dead_links),
            followed=tuple(followed.items()),
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """What a page is, apart from its content."""

    key: str
    title: str
    description: str
    language: str
    source: PurePosixPath | None = None
    tags: tuple[str, ...] = ()


class _Template(Template):
    """A template that escapes as all do, and remembers."""

    @classmethod
    def from_code(cls, *args: Any, **kwargs: Any) -> Template:
        """Return the template that Jinja has compiled: `escape` is what its code calls for all that it puts out."""
        template = super().from_code(*args, **kwargs)
        code: Any = template.root_render_func
        code.__globals__["escape"] = escaped
        return template


class _Context(Context):
    """Calls what asks for nothing of Jinja's without looking for it in five places: a tenth of a page."""

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Return what a function or macro gives; `pass_context` and its like mark a function with `jinja_pass_arg`."""
        if hasattr(obj, "jinja_pass_arg"):
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return obj(*args, **kwargs)


class _Environment(Environment):
    """Templates in short ways."""

    template_class = _Template
    context_class = _Context


@cache
def _environment(language: str) -> Environment:
    words = interface(language)
    environment = _Environment(
        loader=PackageLoader("cjm_plugin.pages"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]
    text = _text_of_templates(words)
    environment.globals |= {"_": text, "gettext": text}
    environment.filters |= {
        "date": lru_cache(_MOST_REMEMBERED)(words.date),
        "number": lru_cache(_MOST_REMEMBERED)(words.number),
        "percent": words.percent,
        "anchor": anchor_of,
        "label": cache(lambda value: words.text(label_of(value))),
        "href": _href,
        "inline": _inline,
        "plain": lru_cache(_MOST_REMEMBERED)(plain),
        "unlinked": lru_cache(_MOST_REMEMBERED)(unlinked),
    }
    return environment


def _text_of_templates(words: Interface) -> Callable[..., Markup]:
    """Return `_` of the templates, which remembers: to translate and escape anew each time is a third of a page."""

    @cache
    def translated(message: str) -> Markup:
        return Markup(words.translations.gettext(message))  # noqa: S704 - texts of our own

    @cache
    def whole(message: str) -> Markup:
        return translated(message) % {}

    def text(message: str, **values: object) -> Markup:
        return translated(message) % values if values else whole(message)

    return text


def label_of(value: StrEnum) -> str:
    """Return the untranslated name of a value of the format."""
    return LABELS[value]


@pass_context
def _inline(context: Context, text: str) -> Markup:
    """Return `inline(text)` of the page: as a filter it costs a third, which counts where a text stands in a loop."""
    if not has_markdown(text):
        return escaped(text)
    inline_of_page: Callable[[str], Markup] = context["inline"]
    return inline_of_page(text)


def _href(url: str | None) -> str:
    """Return a link typed as a bare address, "" when it is not one that may be followed."""
    return url if url and is_safe_link(url) and is_external(url) else ""
