"""Words that carry a sentence and not its subject, in the three languages: no passage is about them."""

from __future__ import annotations

from collections.abc import Mapping

from polycite.model import Language

_DUTCH = """
    de het een der den des en of maar want dus om te ik je jij u uw we wij ze zij hij hem haar hun ons onze mijn me mij
    jullie men er die dat deze dit wie wat waar wanneer waarom hoe hoeveel welk welke waarvoor waarmee
    is zijn was waren ben bent wordt worden werd heeft hebben heb hebt had kan kun kunnen kon mag mogen moet moeten
    lang snel gauw vaak groot hoog graag alvast bedankt dank beste collega alsjeblieft aub gelieve weten
    zal zullen zou wil willen doet doen gaat krijgt krijg krijgen gelden geldt in op aan van voor met bij naar uit over
    door tot tegen tussen volgens als dan nog ook wel niet geen al alle elk elke iets iemand per precies zich toe af
"""
_FRENCH = """
    le la les l un une des du de d et ou mais donc car ni que qu qui quoi dont où quel quelle quels quelles combien
    comment pourquoi quand lequel laquelle est ce c cet cette ces cela ça se s si ne n pas plus on je j tu il elle nous
    vous ils elles me m te t mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs lui y en au aux à a ont
    ai as avez avoir être sont suis êtes était étaient sera peut peuvent puis peux doit doivent dois faut faire fait
    longtemps souvent vite merci bonjour cher chère svp prière savoir pourriez
    dans par pour sur sous avec sans chez entre vers selon comme aussi tout toute tous toutes exactement
"""
_ENGLISH = """
    the a an of to in on at by for from with without within into onto about as and or but if than then that this these
    those there it its is are was were be been being am do does did done have has had can could may might must shall
    should will would i me my mine we us our you your he she they them his her their who whom whose what which when
    long soon often quickly big please thanks thank hello hi dear know
    where why how many much not no any some such exactly get gets per s t
"""
FUNCTION_WORDS = frozenset(f"{_DUTCH} {_FRENCH} {_ENGLISH}".split())
"""In any of the three, so that a language told wrongly costs nothing; casefolded, with their accents."""
_TELLING: Mapping[Language, frozenset[str]] = {
    "nl": frozenset({"ai"}),
    "fr": frozenset({"but"}),
    "en": frozenset({"ai", "car", "door"}),
}
"""Words that only another language uses as function words, and that people do ask about in this one."""


def is_telling(word: str, language: Language) -> bool:
    """Whether a casefolded word of a text in a language says what it is about."""
    return word not in FUNCTION_WORDS or word in _TELLING[language]
