"""Words that people use for one of a list: asked about, never read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prestatieafspraken.dutch.shown import in_sentence
from prestatieafspraken.dutch.written import listing

MEANS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "statussen": {
        "bezig / loopt door": ("loopt", "lopend", "doorlopend", "loopt nog"),
        "bezig": ("gestart", "in uitvoering", "mee bezig", "begonnen"),
        "nagekomen": ("klaar", "gereed", "gedaan", "voltooid", "gehaald", "uitgevoerd", "ja", "ok"),
        "deels nagekomen": ("deels", "gedeeltelijk", "grotendeels"),
        "niet nagekomen": ("niet gerealiseerd", "niet gedaan", "nee"),
        "doorgeschoven": ("uitgesteld", "verschoven", "volgend jaar"),
        "vervallen": ("n.v.t", "nvt", "niet van toepassing", "gestopt"),
    },
    "fasen": {
        "opgeleverd": ("klaar", "gereed", "af", "gerealiseerd"),
        "in aanbouw": ("bouw", "in uitvoering", "gestart", "start bouw"),
        "planvorming": ("plan", "ontwerp", "in voorbereiding"),
        "vervallen": ("gaat niet door", "gestopt", "n.v.t"),
    },
    "woningtypen": {
        "EGW": ("eengezins", "eengezinswoning", "eengezinswoningen"),
        "APP": ("appartement", "appartementen", "flat", "etagewoning"),
    },
    "ja_nee": {
        "Ja": ("x", "j", "y", "yes", "waar", "true"),
        "Nee": ("n", "no", "onwaar", "false"),
    },
}
"""By list, for each of its words what people type for it; "/" stands between two of them."""


def other_word(text: str, codelist: str, choices: Sequence[str]) -> str | None:
    """Give the word of a list that was probably meant, if this list has it."""
    typed = " ".join(text.split()).strip(".").casefold()
    for words, others in MEANS.get(codelist, {}).items():
        known = words.split(" / ")
        if typed in others and set(known) <= set(choices):
            return listing([in_sentence(word) for word in known], "of")
    return None
