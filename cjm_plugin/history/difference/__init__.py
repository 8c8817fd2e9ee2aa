"""The semantic diff: what changed between two versions of a map, in the language of the map."""

from cjm_plugin.history.difference.change import Change, Figures, MapDifference, Subject, Value
from cjm_plugin.history.difference.kinds import ChangeKind, Effect, Group, NounKind
from cjm_plugin.history.difference.whole import map_difference, noun_difference

__all__ = [
    "Change",
    "ChangeKind",
    "Effect",
    "Figures",
    "Group",
    "MapDifference",
    "NounKind",
    "Subject",
    "Value",
    "map_difference",
    "noun_difference",
]
