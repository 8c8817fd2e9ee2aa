"""A shop as it is and as it is meant to be: two maps to be compared."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.portfolio import MapEntry

NOW = {
    "title": "Shop",
    "version": "1.2.0",
    "links": {"future": "later"},
    "stages": [
        {
            "id": "search",
            "title": "Search",
            "steps": [{"id": "look", "action": "Looks", "score": 2}, "Waits", {"action": "Asks", "score": 3}],
            "pains": [
                {"id": "slow", "what": "Slow site", "severity": "high"},
                {"id": "fees", "what": "Hidden fees", "severity": "critical"},
                {"id": "photos", "what": "Old photos", "severity": "medium"},
            ],
            "opportunities": [
                {"id": "cdn", "idea": "Buy a CDN", "addresses": ["slow"], "status": "planned"},
                {"id": "shoot", "idea": "New photos", "addresses": ["photos", "slow"]},
            ],
        },
        {"id": "call", "title": "Call", "score": 1},
        {"id": "pay", "title": "Pay", "score": 4},
    ],
}
LATER = {
    "title": "Shop to be",
    "kind": "future-state",
    "links": {"current": "now"},
    "stages": [
        {
            "id": "search",
            "title": "Find",
            "steps": [{"id": "look", "action": "Looks", "score": 5}, {"action": "Chooses", "score": 4}],
            "pains": [
                {"id": "slow", "what": "Slow site", "severity": "low", "status": "resolved"},
                {"id": "photos", "what": "Photos are old", "severity": "low"},
                {"id": "ads", "what": "Too many ads", "severity": "medium"},
            ],
            "opportunities": [{"id": "no-ads", "idea": "No ads", "addresses": "ads"}],
        },
        {"id": "chat", "title": "Chat", "score": 3},
        {"id": "pay", "title": "Pay", "score": 3.5},
    ],
}
TWO = {"now.yaml": NOW, "later.yaml": LATER}
PAGE = "comparisons/now--later"


def entry(key: str, **said: Any) -> MapEntry:
    journey = JourneyMap.model_validate({"title": key, "stages": ["Stage"]} | said)
    return MapEntry(key, PurePosixPath(f"{key}.yaml"), with_ids(journey))
