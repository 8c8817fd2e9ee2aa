"""Maps that use everything the format has: made from the models, so that no field can be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_plugin.model.catalog import Channel, SharedPain, Team
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.journey_map import JourneyMap, Lane, Links
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.shape import Choice, Either, Group, Many, Number, Plain, fields_of
from cjm_plugin.model.source import Source
from cjm_plugin.model.stage import Stage, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_plugin.model.base import Noun
    from cjm_plugin.model.shape import Shape

    Say = Callable[[str], str]

_FIXED: dict[Shape, Any] = {Plain.DATE: "2026-09-01", Plain.CYCLE: "3 months", Plain.YES_NO: True, Plain.SCORES: 3}

PICTURE = "pictures/a.svg"
LANE = "own-lane"


def filled(noun: type[Noun], say: Say, **known: Any) -> dict[str, Any]:
    """Return a noun as a person would type it, with every field: what is `known`, or a text for its name.

    `say` makes the text of a field out of its name (`Pain.what`). A field known as None is left out.
    """
    result = {}
    for key, field in fields_of(noun).items():
        value = known[key] if key in known else _value(field.shape, f"{noun.__name__}.{key}", say)
        if value is not None:
            result[key] = value
    return result


def _value(shape: Shape, name: str, say: Say) -> Any:
    value: Any = _FIXED.get(shape)
    match shape:
        case Plain.TEXT | Plain.REACTION:
            value = say(name)
        case Many(item):
            value = [found for found in (_value(item, name, say), _value(item, name, say)) if found is not None] or None
        case Group(noun):
            value = filled(noun, say)
        case Either((*_, last)):
            value = _value(last, name, say)
        case Choice(values):
            value = values[-1]
        case Number(_, low, _):
            value = 3 if low is None or low <= 3 else low
    return value


def everything(say: Say) -> dict[str, Any]:
    """Return the files of a maps folder with every field of the format in them, by path."""
    return {
        "full.yaml": _full_map(say),
        "other.yaml": {
            "title": "Other map",
            "stages": [{"title": "A", "pains": {"id": "twin", "what": say("Twin.what"), "same_as": "tied"}}],
        },
        "personas/anna.yaml": _persona(say, None, "../" + PICTURE),
        "catalog.yaml": {
            "channels": [filled(Channel, say, id="shop", team="team")],
            "teams": [filled(Team, say, id="team")],
            "sources": [filled(Source, say, id="shared", url="https://example.org/shared")],
            "pains": [filled(SharedPain, say, id="tied")],
        },
        "folder/_collection.yaml": filled(Collection, say, language="en"),
        "folder/inner.yaml": {"title": "Inner map", "stages": ["A"]},
    }


def _full_map(say: Say) -> dict[str, Any]:
    own = {LANE: say("Lane value")}
    children = {"pains": [_pain(say, "step-pain", None)], "opportunities": [_opportunity(say, "second", "first")]}
    step = filled(Step, say, id="step", **_references("stage"), **children) | own
    children = {"pains": [_pain(say, "stage-pain", "step")], "opportunities": [_opportunity(say, "first", None)]}
    # The score of a stage counts only when its steps have none.
    stage = filled(Stage, say, id="stage", steps=[step], **_references("bare") | {"score": None}, **children) | own
    bare = filled(Stage, say, id="bare", steps=None, pains=None, opportunities=None, **_references("exit")) | own
    for moment in (step, stage, bare):
        for way in moment["next"]:
            way["when"] = say("Transition.when")
        moment["image"]["alt"] = say("Image.alt")
    return filled(
        JourneyMap,
        say,
        cjm=1,
        language="en",
        personas=[_persona(say, "inline", PICTURE), "anna"],
        links=dict.fromkeys(fields_of(Links), "other") | {"parent": "folder/inner"},
        sources=[filled(Source, say, id="source", url="https://example.org/source")],
        lanes=[filled(Lane, say, id=LANE)],
        watches=["src/checkout/**"],
        stages=[stage, bare],
        metrics=[
            filled(Metric, say, id="metric", stage="stage", step=None, **{"from": "series.csv"}),
            filled(Metric, say, id="other", stage=None, step="step", **{"from": None}),
        ],
    )


def _persona(say: Say, id_: str | None, image: str) -> dict[str, Any]:
    source = filled(Source, say, id="research", url=None)
    return filled(Persona, say, id=id_, age=42, image=image, language="en", sources=[source])


def _references(next_: str) -> dict[str, Any]:
    return {
        "evidence": ["source", "shared"],
        "score": {"inline": 2, "anna": 4},
        "channels": ["shop", {"id": "Free text", "responsible": "Responsible here", "wanted_action": "Wanted here"}],
        "next": [{"to": next_}],
        "map": "other",
        "image": {"file": PICTURE},
    }


def _pain(say: Say, id_: str, step: str | None) -> dict[str, Any]:
    same_as = "tied" if step else None
    return filled(Pain, say, id=id_, step=step, personas=["inline"], evidence=["source"], same_as=same_as)


def _opportunity(say: Say, id_: str, needs: str | None) -> dict[str, Any]:
    return filled(
        Opportunity,
        say,
        id=id_,
        addresses=["step-pain"],
        metric="metric",
        needs=needs,
        evidence="source",
        link="https://example.org/ticket",
    )
