"""Names of persons in a text in plain letters, beside an address or what is told of their life.

A name by itself is no finding: a street, a school and a project are named after persons too. Only
where a function is asked it is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from prestatieafspraken.validators.personal.numbers import Stretch
from prestatieafspraken.validators.personal.plain_letters import plain

STREETS = (
    "straat|weg|laan|plein|hof|kade|singel|dijk|pad|steeg|gracht|plantsoen|dreef|wal|erf|ring|baan"
    "|markt|poort|vaart|zoom|gaarde|meent|hove|oord|boulevard|passage|wetering|str\\."
)
_NUMBER = r",? ?(?:nr\.? ?|no\.? ?|nummer |huisnummer )?"
_ADDRESS = re.compile(
    rf"\b[1-9]\d{{3}} ?[A-Z]{{2}}\b[ ,]*(?:nr\.? ?|huisnummer )?\d{{1,4}}\b"
    rf"|\b(?=[A-Z])[\w'-]{{0,40}}(?i:{STREETS}){_NUMBER}(?<![a-z])\d{{1,4}}(?!\d)(?: ?[a-z]\b)?"
    rf"|\b\w{{0,40}}(?:{STREETS}){_NUMBER}(?<![a-z])\d{{1,4}}(?!\d)[a-z]?,? [1-9]\d{{3}} ?[A-Z]{{2}}\b"
)
NEAR_ADDRESS = re.compile(rf"\d{{4}} ?[A-Z]{{2}}|(?i:{STREETS}){_NUMBER}\d")
"""What every address has in it, and is quick to look for."""

_LINKING = "van|de|den|der|het|ten|ter|te|in|'t|'s|von|el|al|ben|bin|la|le|du|op|aan|uit|over|bij|da|dos|do|di"
_BETWEEN = rf"(?:(?:{_LINKING})[ -]){{0,3}}"
_TITLED = rf"(?:(?i:{_LINKING})[ -]){{0,3}}"
_SURNAME = r"(?:[A-Z]')?[A-Z][a-z]+(?:[-'][A-Za-z][a-z]+)*"
_INITIALS = r"(?:[A-Z][a-z]?\. ?){0,5}"
_FIRST = (
    "Abdel|Abdullah|Achmed|Adam|Adriaan|Agnieszka|Ahmed|Aicha|Aisha|Albert|Alex|Alexander|Ali|Amber"
    "|Amina|Amir|Andre|Andrea|Andrzej|Angela|Anita|Anja|Anke|Anna|Anne|Anneke|Annemarie|Annie|Anouk"
    "|Anton|Ard|Arie|Arjan|Arjen|Astrid|Ayse|Barbara|Bart|Bas|Beatrix|Ben|Bernard|Bert|Betty|Bianca"
    "|Bilal|Bob|Boris|Bram|Brigitte|Carla|Carlo|Carolien|Caroline|Cees|Chantal|Charlotte|Chris"
    "|Christina|Claudia|Cor|Corrie|Daan|Daniel|David|Dennis|Diana|Dick|Dimitri|Dirk|Don|Dorien|Eddy"
    "|Edwin|Elif|Elisabeth|Ella|Ellen|Els|Elsbeth|Emine|Emma|Emre|Eric|Erik|Ernst|Erwin|Esmee|Esra"
    "|Esther|Eva|Eveline|Evert|Fabian|Farid|Fatih|Fatima|Fatma|Felix|Femke|Ferdinand|Ferry|Fleur"
    "|Floris|Frank|Frans|Fred|Freek|Frits|Gerard|Gerda|Gerrit|Gert|Gijs|Greet|Guus|Hamid|Hamza|Hanna"
    "|Hannah|Hanneke|Hans|Harm|Harry|Hassan|Hatice|Heleen|Helena|Henk|Henny|Henri|Herman|Hilde"
    "|Huseyin|Hugo|Ibrahim|Ilse|Imane|Ina|Ineke|Inge|Ingrid|Irene|Iris|Irma|Isa|Ivo|Jaap|Jacob"
    "|Jacqueline|Jamal|Jan|Janneke|Jannie|Jans|Jantje|Jasmijn|Jasper|Jef|Jelle|Jennifer|Jeroen|Jesse"
    "|Jessica|Jet|Jim|Joke|Joep|Johan|Johanna|Johannes|John|Jolanda|Joost|Joris|Jos|Jose|Joyce|Judith"
    "|Julia|Jurgen|Karel|Karim|Karin|Katarzyna|Kees|Kemal|Khadija|Khalid|Kim|Klaas|Krzysztof|Lars"
    "|Laura|Laurens|Leila|Lena|Leo|Lies|Lieke|Linda|Lisa|Lisette|Loes|Lotte|Louis|Lucas|Luuk|Maarten"
    "|Magdalena|Malika|Marc|Marcel|Maria|Marian|Marieke|Marijke|Marina|Mario|Marion|Mariska|Marja"
    "|Marjan|Marjolein|Mark|Marleen|Marloes|Marlies|Martijn|Martin|Mary|Max|Mehmet|Melissa|Menno"
    "|Merel|Michael|Michel|Michiel|Mieke|Mien|Miep|Milan|Mirjam|Mohamed|Mohammed|Monique|Mounir"
    "|Murat|Mustafa|Nadia|Naima|Natasja|Nel|Nick|Nico|Nicole|Niels|Nienke|Noor|Nora|Olga|Omar|Oscar"
    "|Osman|Ozlem|Pascal|Patricia|Patrick|Paul|Paula|Peter|Petra|Piet|Pieter|Pim|Piotr|Rachid|Ralph"
    "|Ramon|Rashid|Ria|Riet|Rik|Rita|Rob|Robert|Robin|Roel|Roland|Ron|Ronald|Roos|Rosa|Rose|Rudi"
    "|Ruben|Ruud|Sabine|Said|Salim|Samir|Samira|Sander|Sandra|Sanne|Sara|Sarah|Saskia|Sebastiaan"
    "|Selma|Serkan|Sevda|Shanti|Silvia|Simon|Sjaak|Sjoerd|Sofia|Sonja|Sophie|Stefan|Stephan|Steven"
    "|Suzanne|Sven|Sylvia|Tamara|Tanja|Teun|Theo|Thea|Theresia|Thijs|Thomas|Tim|Tineke|Tjeerd|Tom"
    "|Tomasz|Ton|Toon|Truus|Vera|Victor|Vincent|Walter|Wendy|Werner|Wesley|Wil|Wilfred|Wilhelmina"
    "|Willem|Willy|Wilma|Wim|Wouter|Xander|Yasemin|Yasmina|Youssef|Yusuf|Yvette|Yvonne|Zeynep|Zohra"
)
_NAME = re.compile(
    r"\b(?i:dhr|hr|mevr|mw|mej|fam|meneer|mijnheer|mevrouw|mejuffrouw|de heer|familie|weduwe"
    r"|huurder|huurster|bewoner|bewoonster|client|clienten)\b[.:]? "
    rf"{_INITIALS}{_TITLED}(?:{_SURNAME}|[A-Z]{{3,}})\b"
    rf"|(?<![\w.])(?:[A-Z]\. ?){{1,5}}{_BETWEEN}{_SURNAME}\b"
    rf"|\b(?:{_FIRST})(?: [A-Z]\.)? {_BETWEEN}{_SURNAME}\b"
)
_CALLED = re.compile(
    rf"(?i:(?:dhr|hr|mevr|mw|meneer|mevrouw)\b[.:]? [\w.]|(?:{_FIRST})(?:-(?:{_FIRST}))?(?:[ ,;(/]|$))"
    rf"|(?i:(?:{_LINKING}) ){{1,3}}{_SURNAME}$"
)
"""What begins with a person: a title or a first name, or is a surname with what goes before it."""
_NO_PERSON = re.compile(rf"\w\w(?:{STREETS}|park|huis|school|flat|complex)$", re.I)
_BUILDING = re.compile(r" ?(?:school|college|huis|hof|flat|gebouw|park|complex|plein)\b", re.I)
NEAR = 60
"""Characters between a name and an address that belong to each other."""

LIFE = re.compile(
    r"\b(?:depressie[fv]?|dement(?:ie|erend)?|alzheimer|psychiatri\w{2,8}|psychose|psychotisch\w?"
    r"|autis(?:me|tisch)\w?|schizofre\w{2,5}|suicida\w{1,3}|zwanger|ongeneeslijk|terminaal|kanker"
    r"|chemokuur|verslaafd|verslaving|alcoholist|drugsgebruik\w{0,3}|rolstoelgebruik\w{0,4}|invalide"
    r"|arbeidsongeschikt|ernstig ziek|is ziek|chronisch ziek|diagnose|medicatie|strafblad"
    r"|veroordeeld|gedetineerd|ex-gedetineerde|in detentie|onder bewind\w{0,8}|onder curatele"
    r"|(?:heeft|had|hebben) (?:\w{1,20} ){0,2}(?:schulden|huurschuld|huurachterstand|uitkering)"
    r"|haar (?:schulden|huurschuld|huurachterstand|uitkering)"
    r"|uit (?:(?:zijn|haar|de) )?(?:huis|woning) gezet|uithuisgezet"
    r"|schuldsanering|wsnp|huiselijk geweld|is moslim\w?|is islamitisch|is joods|homoseksueel\w?"
    r"|lesbisch)\b",
    re.I,
)
"""What the law calls special: health, punishment, debts, belief, love."""


def person(text: str) -> Iterator[Stretch]:
    """Find a person's name with an address beside it; the span runs from the one to the other."""
    return _beside(text, [match.span() for match in _ADDRESS.finditer(text)])


def life(text: str) -> Iterator[Stretch]:
    """Find a person's name with a word beside it on health, debts, punishment or belief."""
    return _beside(text, [match.span() for match in LIFE.finditer(text)])


def called(text: str) -> bool:
    """Say whether a text that should name a function names a person.

    >>> called("J. de Vries (wonen)"), called("sanne"), called("Hoofd van de afdeling Wonen")
    (True, True, False)
    """
    read = plain(text).strip()
    named = (match for match in _NAME.finditer(read) if not _BUILDING.match(read, match.end()))
    return _CALLED.match(read) is not None or any(not _NO_PERSON.search(one[0]) for one in named)


def _beside(text: str, others: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join each name to the nearest of the others: the one before it, and the one after."""
    starts, ends = [start for start, _ in others], [end for _, end in others]
    for match in _NAME.finditer(text) if others else ():
        start, end = match.span()
        if _NO_PERSON.search(match[0]) or _BUILDING.match(text, end):
            continue
        before, after = bisect_right(ends, start) - 1, bisect_left(starts, end)
        near = [
            others[at]
            for at in (before, after)
            if 0 <= at < len(others) and max(start - ends[at], starts[at] - end) <= NEAR
        ]
        if near:
            yield min(start, near[0][0]), max(end, near[-1][1])
