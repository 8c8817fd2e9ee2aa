"""A map as big as maps get: 12 stages of 8 steps, for 4 personas, with something in every lane."""

from __future__ import annotations

from typing import Any

STAGES, STEPS, PERSONAS = 12, 8, ("ann", "bob", "cem", "dua")


def big_map() -> dict[str, Any]:
    """Return the map as a person would type it. Every text is there once, and has no space in it."""
    return {
        "title": "Big-map",
        "kind": "service-blueprint",
        "version": "7.4",
        "review": {"last_reviewed": "2026-09-15", "cycle": "3 months"},
        "personas": [{"id": id_, "name": id_.title()} for id_ in PERSONAS],
        "stages": [_stage(number) for number in range(1, STAGES + 1)],
        "metrics": [{"id": "nps", "name": "NPS", "stage": "stage3", "baseline": 10, "target": 40, "value": 20}],
    }


def _stage(number: int) -> dict[str, Any]:
    return {
        "id": f"stage{number}",
        "title": f"Stage-{number}x",
        "goal": f"Goal-{number}x",
        "steps": [_step(f"{number}.{place}", number + place) for place in range(1, STEPS + 1)],
    }


def _step(name: str, seed: int) -> dict[str, Any]:
    return {
        "id": f"step{name.replace('.', '-')}",
        "action": f"Step-{name}x",
        "score": {who: 1 + (seed * (place + 2)) % 5 for place, who in enumerate(PERSONAS)},
        "reactions": {"positive": 50, "neutral": 20, "negative": 30},
        "moment_of_truth": seed % 7 == 0,
        "wow": seed % 11 == 0,
        "touchpoints": f"Touch-{name}x",
        "channels": [f"Channel-{seed % 5}x"],
        "thinks": f"Thought-{name}x",
        "feels": f"Feeling-{name}x",
        "expects": f"Expectation-{name}x",
        "physical_evidence": f"Proof-{name}x",
        "frontstage": f"Front-{name}x",
        "backstage": f"Back-{name}x",
        "support": f"Support-{name}x",
        "pains": {"id": f"p{name.replace('.', '-')}", "what": f"Pain-{name}x", "severity": "high"},
        "opportunities": {"id": f"o{name.replace('.', '-')}", "idea": f"Idea-{name}x", "impact": 4, "effort": 2},
    }
