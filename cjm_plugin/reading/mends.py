"""How each problem of the format is mended, as translatable texts."""

from __future__ import annotations

from cjm_plugin.locale import N_

MENDS: dict[str, str] = {
    "CJM000": N_("See whether the file is there and may be read."),
    "CJM001": N_("Save the file as UTF-8: in most editors it is a choice in “Save as”."),
    "CJM002": N_("Look at the line named and the one above it: a missing quote, bracket, colon or indent."),
    "CJM003": N_("Replace the tab with two spaces."),
    "CJM004": N_("Delete one of the two, or make one list of both."),
    "CJM005": N_("Split the map into several."),
    "CJM006": N_("Look for an indent that grows from line to line."),
    "CJM007": N_("Write the value out instead of `*name`."),
    "CJM008": N_("Write the values out instead of aliases."),
    "CJM009": N_("Delete the word that begins with `!`, or put the text in quotes."),
    "CJM010": N_("Delete the line `---`, or move what follows into a file of its own."),
    "CJM011": N_("Begin with `title:` and `stages:`, or delete the file."),
    "CJM012": N_(
        "Correct the id, or add the channel to `catalog.yaml`. Free text such as “Call to the shop” is fine too."
    ),
    "CJM013": N_("Begin the file with a key and a value: `title: …`."),
    "CJM014": N_("Delete the character; it often comes along when text is pasted."),
    "CJM015": N_("Copy the file into the maps folder."),
    "CJM016": N_("Delete the link, or restore the file it leads to."),
    "CJM017": N_("Rename one of the two files."),
    "CJM018": N_("Rename the page or the map, or set the plugin’s option `path` to another folder."),
    "CJM019": N_("Write the key as plain text: `title:`."),
    "CJM020": N_(
        "Correct the spelling. A row of your own is declared under `lanes`; a key that begins with `x-` is ignored."
    ),
    "CJM021": N_("Add the key."),
    "CJM022": N_('Put the word in quotes: `"no"`. Without them YAML reads yes, no, on and off as true or false.'),
    "CJM023": N_("Write one text here, not a list or a group of keys."),
    "CJM024": N_("Write a number without quotes and units: `3.5`."),
    "CJM025": N_("Choose a number between the two."),
    "CJM026": N_("Write year-month-day: `2026-09-15`."),
    "CJM027": N_("Choose one of the words listed."),
    "CJM028": N_("Use a word without spaces: `too-many`."),
    "CJM029": N_("Write `3 months`, `90 days`, `quarterly` or `P3M`."),
    "CJM030": N_("Write `true` or `false`."),
    "CJM031": N_("Write keys with values in indented lines below."),
    "CJM032": N_("Add at least one stage under `stages`."),
    "CJM033": N_("Give one of the two another id."),
    "CJM034": N_("Write the text, or delete the key."),
    "CJM035": N_("Write `cjm: 1`, or update the plugin."),
    "CJM036": N_("Call your row something else."),
    "CJM037": N_("Choose another id."),
    "CJM039": N_("The message says what stands in the way."),
    "CJM040": N_("Correct the id, or add `personas/ID.yaml` to the maps folder."),
    "CJM041": N_("Correct the id, or add the source under `sources` of the map or of `catalog.yaml`."),
    "CJM042": N_("Write the name of the map’s file, without `.yaml`."),
    "CJM043": N_("Name the folder too: `retail/home-goods`."),
    "CJM044": N_("Write the id of a pain point of this map."),
    "CJM045": N_("Write the id of a step of the same stage."),
    "CJM046": N_("Write the id of a stage of this map."),
    "CJM047": N_("Correct the id, or add the metric under `metrics`."),
    "CJM048": N_("Write the id of an opportunity of this map."),
    "CJM049": N_("Correct the id, or add the team under `teams` of `catalog.yaml`."),
    "CJM050": N_("Write the id of a step or stage of this map, or `exit` when the customer leaves."),
    "CJM051": N_("Add the persona under `personas` of the map, or correct the id."),
    "CJM052": N_("Paths count from the folder of the YAML file; capital letters matter."),
    "CJM053": N_("Copy the file into the maps folder."),
    "CJM054": N_(
        "A series is a CSV file: the first line is `date,value`, then a line for each day, such as `2026-09-15,42`."
    ),
    "CJM055": N_("Save the picture as PNG, JPEG, WebP, AVIF, GIF or SVG."),
    "CJM060": N_("Correct the three shares of `reactions`."),
    "CJM061": N_("Delete the score of the stage: its curve is drawn from the steps."),
    "CJM062": N_("Write `en` or `ru`, or accept English labels."),
    "CJM063": N_("Add a map, such as `maps/first.yaml`, or set the option `maps_dir`."),
    "CJM064": N_("Correct the name after `*`, or put the text in quotes if it only begins with an asterisk."),
    "CJM065": N_("Put the text in quotes if it only begins with `&`; else delete the anchor."),
    "CJM066": N_("Copy the files into the maps folder."),
    "CJM067": N_(
        "Correct the link: `page.md` counts from the folder of the map, `/guide/page.md` from the top of the site."
    ),
    "CJM068": N_("Rename the file; in editors for plain text choose “All files” when you save."),
    "CJM070": N_("Rename it, or take it out of the maps folder."),
    "CJM071": N_("Delete or rename one of the two."),
    "CJM072": N_("Put a space after the colon: `title: …`."),
    "CJM073": N_("Put a space after the hyphen: `- …`."),
    "CJM074": N_("Line it up with the keys above, or put the whole text in quotes."),
    "CJM075": N_("Delete one of the two keys."),
    "CJM076": N_("Write a whole number: `4`."),
    "CJM077": N_("Use the persona of the file by its id, or give this one another id."),
    "CJM078": N_("Write the row like `2026-09-15,42`."),
    "CJM079": N_("Mend the problems listed and check again."),
    "CJM080": N_(
        "Write something after the hyphen or the colon. A text that begins with `#` needs quotes, or YAML drops it."
    ),
    "CJM081": N_(
        "See whether the map is still true; change it, or record a review with `cjm review done`. "
        "Only `cjm check --changed-since` tells this."
    ),
    "CJM082": N_("Correct the pattern. It counts from the top of the repository: `src/checkout/**`."),
    "CJM083": N_("Write a path from the top of the repository, as in `.gitignore`: `src/checkout/**`."),
    "CJM084": N_("Write the code or the name of a rule: `cjm rule` lists them."),
    "CJM085": N_("Delete the entry of `silence`: the map keeps to the rule."),
    "CJM090": N_("Correct the id, or add the pain point under `pains` of `catalog.yaml`."),
    "CJM091": N_(
        "A map is more detailed than the one it is part of, never the other way round. Delete one of the links that "
        "make the circle: `children` or `parent` under `links`, or the `map` of a step."
    ),
    "CJM094": N_("Write what is to be embedded right behind `::: cjm`: `curve`, `grid`, `pains`, …"),
    "CJM095": N_('Write `name=value`, and a value with spaces in quotes: `owner="Vera Ivanova"`.'),
    "CJM096": N_("Keep one of the two; several values stand in a list with commas: `severity=high,critical`."),
    "CJM097": N_("Correct the option, or delete it: each thing that can be embedded has its own."),
    "CJM098": N_("Correct the value: it must be one that the maps have."),
    "CJM099": N_("Name the map: `map=home-goods`."),
}
"""By the code of the problem. `tools/problem_pages.py` sees to it that none is forgotten."""
