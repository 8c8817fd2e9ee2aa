"""Who acts in a sentence: the few sure signs that it is the company, in English and in Russian.

Whatever may just as well be the customer is left out: in a B2B journey the company, the team and the engineer are often
theirs, and “we” may be a family.
"""

from __future__ import annotations

import re

# Russian words in the nominative only: in «Магазин выбирает по отзывам» the shop may be what is chosen, so
# lifeless masculine nouns are left out.
_STAFF = (
    "менеджер|оператор|администратор|сотрудник|специалист|консультант|курьер|продавец|кассир|официант|врач|диспетчер|"
    "логист|робот|бот|хостес"
)
_COMPANY = "система|служба|поддержка|црм|crm|erp|клиника"
_SERVE = (
    "отправляем|высылаем|информируем|уведомляем|обрабатываем|выставляем|доставляем|напоминаем|обучаем|сопровождаем|"
    "консультируем|обслуживаем|формируем|перезваниваем|начисляем"
)
_OF_WHAT = r"(?:\s+\w+(?:ого|ой|ов|ей|и|а|ы))?"
_VERB = r"\s+(?:не\s+|сам[аи]?\s+|автоматически\s+)?\w+(?:ет|ёт|ит|ут|ют|ат|ят)(?:ся)?\b"

_ENGLISH_STAFF = (
    r"manager|operator|sales\s+(?:rep|representative|person|team|manager)|salesperson|support\s+(?:team|agent)|"
    r"system|crm|erp|back\s+office|warehouse|courier|clerk|cashier|receptionist|waiter|consultant|"
    r"call\s+cent(?:er|re)|bot|service\s+(?:team|desk)|account\s+manager"
)
_ENGLISH_VERB = (
    "answers|approves|asks|assigns|brings|calls|checks|closes|collects|confirms|contacts|creates|delivers|emails|"
    "escalates|explains|follows|forwards|generates|greets|hands|informs|invites|invoices|issues|logs|notifies|offers|"
    "opens|packs|prepares|presents|processes|provides|qualifies|receives|registers|rejects|reminds|replies|reviews|"
    "schedules|sends|ships|shows|takes|triggers|updates|verifies|writes"
)
_ENGLISH_SERVE = (
    r"assign|contact\s+the\s+customer|deliver|e-?mail|follow\s+up|inform|invoice|notify|offer|onboard|process|provide|"
    r"remind|schedule|send|ship|train"
)
_ACTORS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\W*(?P<actor>(?:наш[аи]?\s+)?(?:{_STAFF}|{_COMPANY})){_OF_WHAT}{_VERB}",
        rf"\W*(?:мы\s+)?(?P<actor>{_SERVE})\b",
        rf"\W*(?:(?:the|our|a|an)\s+)?(?P<actor>{_ENGLISH_STAFF})\s+(?:{_ENGLISH_VERB})\b",
        rf"\W*(?P<actor>we\s+(?:{_ENGLISH_SERVE}))\b",
    )
)


def company_in(action: str) -> str:
    """Return the words by which an action shows that the company takes it; "" when it may be the customer's."""
    for pattern in _ACTORS:
        match = pattern.match(action)
        if match:
            return match["actor"]
    return ""
