"""What is posted: marked so that it is found again, short enough to be accepted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of text that we keep up to date; `name` tells it from other kinds."""

    name: str

    @property
    def marker(self) -> str:
        """What the text begins with: an HTML comment, which nobody sees."""
        return f"<!-- cjm: {self.name} -->"

    def marked(self, text: str, limit: int, notice: str) -> str:
        """Return the text with its marker in front, at most `limit` characters long.

        What is too long ends after a whole line, with the notice below.
        """
        whole = f"{self.marker}\n{text.strip()}\n"
        if len(whole) <= limit:
            return whole
        kept = whole[: limit - len(notice) - 2]
        return f"{kept[: kept.rfind(chr(10)) + 1]}\n{notice}\n"

    def owns(self, text: str | None) -> bool:
        """Tell whether a text that was found on the platform is of this kind."""
        return (text or "").startswith(self.marker)


CHANGE = Kind("what changes")
OVERDUE = Kind("overdue maps")


def same(text: str | None, other: str) -> bool:
    """Tell whether two texts are the same but for blanks, which platforms change."""
    return (text or "").split() == other.split()
