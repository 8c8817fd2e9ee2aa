"""The catalogue of problems: a stable code, a level and a message each. Codes are never reused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cjm_plugin.locale import N_


class Level(StrEnum):
    """An error stops the build; a warning counts for `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem. `message` is a translatable template."""

    code: str
    message: str
    level: Level = Level.ERROR


UNREADABLE = Problem("CJM000", N_("cannot be read: {reason}"))
NOT_UTF8 = Problem("CJM001", N_("is not UTF-8 text"))
SYNTAX = Problem("CJM002", N_("is not valid YAML: {reason}"))
TAB = Problem("CJM003", N_("a tab stands where YAML wants spaces"))
DUPLICATE_KEY = Problem("CJM004", N_('"{key}" stands twice; the first is in line {line}'))
TOO_LARGE = Problem("CJM005", N_("the file has {size} MB; at most {limit} MB are read"))
TOO_DEEP = Problem("CJM006", N_("more than {limit} levels of nesting"))
BAD_ALIAS = Problem("CJM007", N_('the alias "*{name}" stands for itself'))
ALIAS_BOMB = Problem("CJM008", N_("aliases unfold to more than {limit} values"))
TAG = Problem("CJM009", N_('the tag "{tag}" is not allowed'))
SECOND_DOCUMENT = Problem("CJM010", N_("a second document begins here; a file holds one"))
EMPTY = Problem("CJM011", N_("the file is empty"))
UNKNOWN_CHANNEL = Problem("CJM012", N_('unknown channel "{value}"'))
NOT_A_MAPPING = Problem("CJM013", N_("the file must be a list of keys with values, such as `title: …`"))
CONTROL_CHARACTER = Problem("CJM014", N_("the control character {character} is not allowed in text"))
LINK_OUTSIDE = Problem("CJM015", N_("is a link out of the maps folder"))
LINK_DANGLING = Problem("CJM016", N_("is a link to a file that does not exist"))
SAME_ADDRESS = Problem("CJM017", N_('would have the same address as "{other}"'))
PAGE_CLASH = Problem("CJM018", N_('would replace the hand-written page "{other}"'))
KEY_NOT_TEXT = Problem("CJM019", N_("a key must be plain text"))
UNKNOWN_KEY = Problem("CJM020", N_('unknown key "{key}"'))
MISSING = Problem("CJM021", N_('"{key}" is missing'))
BOOL_FOR_TEXT = Problem("CJM022", N_("text is expected, but YAML reads {written} as yes or no"))
TEXT_EXPECTED = Problem("CJM023", N_("text is expected"))
NUMBER_EXPECTED = Problem("CJM024", N_('a number is expected, not "{written}"'))
OUT_OF_RANGE = Problem("CJM025", N_("{written} is out of range: {low} to {high}"))
BAD_DATE = Problem("CJM026", N_('"{written}" is not a date'))
NOT_A_CHOICE = Problem("CJM027", N_('"{written}" is not one of {choices}'))
BAD_ID = Problem("CJM028", N_('"{written}" cannot be an id: letters, digits, "-", "_" and "." only'))
BAD_CYCLE = Problem("CJM029", N_('"{written}" is not a review cycle'))
BOOL_EXPECTED = Problem("CJM030", N_('true or false is expected, not "{written}"'))
STRUCTURE = Problem("CJM031", N_("a group of keys with values is expected"))
NO_STAGES = Problem("CJM032", N_("a map needs at least one stage"))
DUPLICATE_ID = Problem("CJM033", N_('the id "{id}" is given twice; the first is in line {line}'))
EMPTY_TEXT = Problem("CJM034", N_("the text is empty"))
FORMAT_VERSION = Problem("CJM035", N_('format version "{written}" is not known; this release reads {choices}'))
LANE_TAKEN = Problem("CJM036", N_('"{id}" is a field of the format and cannot be a lane'))
RESERVED_ID = Problem("CJM037", N_('the id "{id}" is reserved'))
INVALID = Problem("CJM039", N_("cannot be understood: {reason}"))
UNKNOWN_PERSONA = Problem("CJM040", N_('unknown persona "{value}"'))
UNKNOWN_SOURCE = Problem("CJM041", N_('unknown source "{value}"'))
UNKNOWN_MAP = Problem("CJM042", N_('unknown map "{value}"'))
AMBIGUOUS_MAP = Problem("CJM043", N_('"{value}" could be any of {choices}'))
UNKNOWN_PAIN = Problem("CJM044", N_('unknown pain point "{value}"'))
UNKNOWN_STEP = Problem("CJM045", N_('unknown step "{value}"'))
UNKNOWN_STAGE = Problem("CJM046", N_('unknown stage "{value}"'))
UNKNOWN_METRIC = Problem("CJM047", N_('unknown metric "{value}"'))
UNKNOWN_OPPORTUNITY = Problem("CJM048", N_('unknown opportunity "{value}"'))
UNKNOWN_TEAM = Problem("CJM049", N_('unknown team "{value}"'))
UNKNOWN_NEXT = Problem("CJM050", N_('"next" goes nowhere: no step or stage "{value}"'))
PERSONA_NOT_ON_MAP = Problem("CJM051", N_('the persona "{value}" is not on this map'))
FILE_MISSING = Problem("CJM052", N_('there is no file "{value}"'))
FILE_OUTSIDE = Problem("CJM053", N_('"{value}" lies outside the maps folder'))
BAD_SERIES = Problem("CJM054", N_('the series "{value}" cannot be read: {reason}'))
NOT_AN_IMAGE = Problem("CJM055", N_('"{value}" is not a picture that browsers show'))
REACTIONS_SUM = Problem("CJM060", N_("the shares of the reactions make {sum} %, not 100 %"), Level.WARNING)
SCORE_UNUSED = Problem("CJM061", N_("this score is not shown: the steps of the stage have their own"), Level.WARNING)
LANGUAGE_UNKNOWN = Problem("CJM062", N_('the interface does not speak "{value}"; it is English here'), Level.WARNING)
NO_MAPS = Problem("CJM063", N_("there are no maps in this folder yet"), Level.WARNING)

DID_YOU_MEAN = N_('did you mean "{suggestion}"?')
KNOWN_ARE = N_("known: {known}")
SAVE_AS_UTF8 = N_("it looks like {encoding}; save it as UTF-8")
USE_QUOTES = N_('put it in quotes: "{written}"')
REMOVE_QUOTES = N_("remove the quotes")
DECIMAL_POINT = N_("write {suggestion}, with a point")
DATE_FORM = N_("write year-month-day, such as 2026-09-15")
DATE_AS = N_("write {suggestion}")
CYCLE_FORM = N_("write it like `3 months`, `90 days`, `quarterly` or `P3M`")
TWO_SPACES = N_("indent with two spaces")
QUOTE_COLON = N_('a text with ": " in it needs quotes')
DECLARE_LANE = N_("a row of your own is declared under `lanes`")
ID_AS = N_("write {suggestion}")
RENAME_ONE = N_("rename one of them")
RENAME_OR_PATH = N_("rename one of them, or set the option `path` of the plugin")
USE_PATH = N_("use the path with its folder")
ADD_TO_CATALOG = N_("add it to catalog.yaml")
TRUE_OR_FALSE = N_("write true or false")

ALL: tuple[Problem, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Problem))
