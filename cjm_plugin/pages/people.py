"""The personas of a map, wherever they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.portfolio import PersonaEntry


@dataclass(frozen=True, slots=True)
class Traveller:
    """A persona on a map. `key` is the address of their page; "" for one written into the map."""

    id: str
    persona: Persona
    key: str

    @property
    def is_told_here(self) -> bool:
        """Whether the map says more of them than a name and a role, and no other page does."""
        elsewhere = {"id", "name", "role", "tags", "language", "image", "extensions"}
        return not self.key and bool(self.persona.model_dump(exclude=elsewhere, exclude_defaults=True))


def travellers(journey: JourneyMap, personas: Mapping[str, PersonaEntry]) -> tuple[Traveller, ...]:
    """Return the personas of a map in its order; one whose file is broken appears under its id."""
    result = []
    for item in journey.personas:
        entry = personas.get(item) if isinstance(item, str) else None
        if entry:
            result.append(Traveller(entry.persona.id, entry.persona, entry.key))
        elif isinstance(item, str):
            result.append(Traveller(item, Persona(id=item, name=item), ""))
        else:
            result.append(Traveller(item.id, item, ""))
    return tuple(result)
