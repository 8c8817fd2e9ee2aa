"""What a browser needs to tell how a review stands on the day a page is read; `assets/freshness.js` does it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

from babel import Locale

from cjm_plugin.analysis.review import DUE_SOON_DAYS, Freshness
from cjm_plugin.locale import Interface, interface
from cjm_plugin.pages.rendering import label_of

CHANGING = (Freshness.FRESH, Freshness.DUE_SOON, Freshness.OVERDUE)
"""The states that come by themselves, as days go by."""


@cache
def review_words(language: str) -> str:
    """Return, as JSON, what the states are called in a language, and for how many days a review is due soon.

    `late` has the forms of "so many days ago" by the category that `Intl.PluralRules` gives a number.
    """
    words = interface(language)
    late = plural_forms(words, lambda days: words.translations.ngettext("{count} day ago", "{count} days ago", days))
    said: dict[str, object] = {state.value: words.text(label_of(state)) for state in CHANGING}
    said |= {"language": words.language, "soon": DUE_SOON_DAYS, "late": late}
    return json.dumps(said, ensure_ascii=False)


def plural_forms(words: Interface, form: Callable[[int], str]) -> dict[str, str]:
    """Return the forms of a text by the category of a number in Unicode's CLDR: one, few, many, other."""
    category = Locale.parse(words.language).plural_form
    return {category(number): form(number) for number in range(101)}
