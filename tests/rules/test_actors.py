"""Who acts: the company is found where it is sure, and the customer is never taken for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_plugin.model.walk import moments
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.rules.actors import company_in
from tests.docs.fences import ROOT

if TYPE_CHECKING:
    from pathlib import Path

COMPANY = [
    ("The manager calls back", "manager"),
    ("CRM assigns the request", "CRM"),
    ("Our support team replies within a day", "support team"),
    ("Call centre confirms the visit", "Call centre"),
    ("We send an SMS", "We send"),
    ("We follow up after a week", "We follow up"),
    ("Менеджер перезванивает", "Менеджер"),
    ("Наш менеджер звонит", "Наш менеджер"),
    ("Менеджер отдела звонит и уточняет адрес", "Менеджер"),
    ("Система автоматически отправляет код", "Система"),
    ("CRM назначает ответственного", "CRM"),
    ("Служба доставки связывается с клиентом", "Служба"),
    ("Отправляем СМС", "Отправляем"),
    ("Мы уведомляем о задержке", "уведомляем"),
]
CUSTOMER = [
    "Calls the manager",
    "Waits for the courier",
    "System requirements are read twice",
    "Managers of three shops are asked",
    "The manager is asked",
    "We choose a hotel together",
    "Sends documents",
    "Support tickets are written at night",
    "Bots are avoided",
    "Ждёт курьера",
    "Звонит менеджеру",
    "Менеджера просит перезвонить",
    "Менеджеру пишет в мессенджер",
    "Магазин выбирает по отзывам",
    "Клинику выбирает по советам",
    "Системные требования читает дважды",
    "Мы выбираем отель всей семьёй",
    "Отправляет заявку",
    "Приём ждёт две недели",
    "Команда сравнивает предложения",
    "",
    "…",
]


@pytest.mark.parametrize(("action", "actor"), COMPANY)
def test_the_company_acts(action: str, actor: str) -> None:
    assert company_in(action) == actor


@pytest.mark.parametrize("action", CUSTOMER)
def test_it_may_be_the_customer(action: str) -> None:
    assert company_in(action) == ""


def test_no_step_of_the_examples_is_taken_for_the_companys() -> None:
    maps: Path = ROOT / "maps"
    steps = [
        placed.step.action
        for entry in read_portfolio(maps, "maps").portfolio.maps
        for placed in moments(entry.journey)
        if placed.step
    ]
    assert len(steps) > 100
    assert [action for action in steps if company_in(action)] == []
