"""What a claim rests on, as it stands beside the claim: links to its sources, or that it is an assumption."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from cjm_plugin.analysis.anchors import anchor
from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.source import Source
from cjm_plugin.pages.escaping import unlinked


class EvidenceLinks(dict[tuple[str, ...], Markup]):
    """The links by the ids of sources, each combination written once: a map has few, and many claims."""

    def __init__(self, sources: Mapping[str, Source], words: Interface) -> None:
        super().__init__()
        self._titles = {id_: unlinked(source.title) for id_, source in sources.items()}
        self[()] = Markup('<span class="cjm-badge cjm-assumption">%s</span>') % words.text(N_("assumption"))

    def __missing__(self, ids: tuple[str, ...]) -> Markup:
        link = Markup('<a href="#%s">%s</a>')
        self[ids] = Markup(", ").join(link % (anchor("source", id_), self._titles.get(id_, id_)) for id_ in ids)
        return self[ids]
