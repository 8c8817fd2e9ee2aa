"""The numbers that rules go by, which a team may set otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_plugin.locale import N_


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds; ABOUT says what each means and where its number comes from."""

    min_backed_pains: int = 50
    min_interviews: int = 6
    min_user_tests: int = 5
    min_survey: int = 30
    min_people_for_always: int = 5
    max_source_age: int = 24
    max_stages: int = 12
    max_steps: int = 50
    max_personas: int = 4
    max_segments: int = 3
    rosy_score: int = 4
    weak_score: int = 2
    days_to_measure: int = 30
    max_summary: int = 600


ABOUT: dict[str, str] = {
    "min_backed_pains": N_("The share of pain points that need evidence, in percent. The number is ours."),
    "min_interviews": N_(
        "The fewest people in interviews, focus groups and observations. After six interviews with people of one kind "
        "the main themes are known (Guest, Bunce, Johnson: How Many Interviews Are Enough?, 2006)."
    ),
    "min_user_tests": N_(
        "The fewest people in user tests. Five find most problems of one group of users (Nielsen, Landauer, 1993)."
    ),
    "min_survey": N_(
        "The fewest answers of a survey. With 30 answers a share is known to about ±18 points, 95 times of 100; "
        "±10 points take 100 answers."
    ),
    "min_people_for_always": N_("How many people must have been asked before “often” or “always” is said. Ours."),
    "max_source_age": N_("How old a source may be, in months. The number is ours."),
    "max_stages": N_("The most stages of a map. The number is ours."),
    "max_steps": N_("The most steps of a map. The number is ours."),
    "max_personas": N_("The most personas of a map: more curves cannot be told apart. The number is ours."),
    "max_segments": N_("The most customer segments among the personas of a map. The number is ours."),
    "rosy_score": N_("From which score on all is well: 1 (very bad) to 5 (very good)."),
    "weak_score": N_("Up to which score a moment is a weak link: 1 (very bad) to 5 (very good)."),
    "days_to_measure": N_("How many days after the due date a metric should have been measured. The number is ours."),
    "max_summary": N_("The most characters of a summary: more do not fit the screen of a phone. The number is ours."),
}
"""What each setting means, as a translatable text."""
