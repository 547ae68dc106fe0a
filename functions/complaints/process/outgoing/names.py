"""Names in words to a complainant: of staff, and of people we do not know.

Swedish writes a capital within a sentence only for names, so one that we cannot place names somebody. At the
start of a sentence a name is known by a list of common ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Self

from complaints.judgement.words import Words
from complaints.model import Case
from complaints.organisation import Organisation
from complaints.process.outgoing.lists import WordList, word_lists

SHORTEST = 2  # letters of a name
LONGEST_LIKE_A_WORD = 5  # letters of a name that is the genitive of a word: Mats
SHORTEST_SHOUTED = 4  # of one in capitals: shorter ones are abbreviations


@dataclass(frozen=True)
class Names:
    """In small letters: surnames of staff, and all that a letter of this case may name."""

    surnames: frozenset[str]
    known: frozenset[str]

    @classmethod
    def around(cls, case: Case, writer: str, organisation: Organisation) -> Self:
        """The complainant, the writer and the owner may be named; schools and offices name nobody."""
        own = {organisation.role(role).holder.name for role in (writer, case.owner)}
        writer_of_the_mail = {case.complainant.name, case.complainant.address.partition("@")[0]}
        known = _known({*writer_of_the_mail, *own, *_places(organisation)})
        surnames = {name.split()[-1].lower() for name in _staff(organisation) if " " in name}
        return cls(frozenset(surnames) - known, known)

    @classmethod
    def of_places(cls, organisation: Organisation) -> Self:
        """Where nobody may be named, schools and offices still name nobody."""
        return cls(frozenset(), _known(_places(organisation)))

    def staff(self, sentences: Iterable[Words]) -> list[str]:
        """Surnames of staff, and what is named behind a word such as "läraren"."""
        return list(dict.fromkeys(name for sentence in sentences for name in self._staff_in(sentence)))

    def strangers(self, sentences: Sequence[Words]) -> list[str]:
        """Other names, each once."""
        staff = set(self.staff(sentences))
        found = (name for sentence in sentences for name in self._names_in(sentence))
        return [name for name in dict.fromkeys(found) if name not in staff]

    def unplaced(self, sentences: Iterable[Words]) -> list[str]:
        """What begins a sentence, or is shouted, and is in no list: it may be a name."""
        return [
            word.text
            for sentence in sentences
            for place, word in enumerate(sentence.all)
            if (_is_shouted(word.text) or (not place and word.text[1:].islower()))
            and word.text[:1].isupper()
            and not self._is_a_word(word.text.lower())
        ]

    def _is_a_word(self, small: str) -> bool:
        listed = _single(word_lists()["opener"])
        endings = tuple(word[1:] for word in listed if word.startswith("*"))
        known = self.known | listed | _single(word_lists()["nobody"])
        genitive = small.removesuffix("s") if len(small) > LONGEST_LIKE_A_WORD else small
        return small.endswith(endings) or bool({small, genitive} & known)

    def _staff_in(self, sentence: Words) -> list[str]:
        titles = _single(word_lists()["staff"])
        words = [word.text for word in sentence.all]
        behind = [b for a, b in pairwise(words) if a.lower() in titles and self._named(b)]
        return behind + [word for word in words if word.lower().removesuffix("s") in self.surnames]

    def _names_in(self, sentence: Words) -> list[str]:
        given = _single(word_lists()["given"])
        words = [word.text for word in sentence.all]
        return [
            word
            for place, (word, behind) in enumerate(zip_longest(words, words[1:], fillvalue=""))
            if self._named(word)
            and (place or given & {word.lower(), word.lower().removesuffix("s")})
            and behind.lower() not in self.surnames  # "Karin" of "Karin Blom"
        ]

    def _named(self, word: str) -> bool:
        nobody = _single(word_lists()["nobody"])
        small = word.lower()
        is_name = word[:1].isupper() and word[1:].islower() and len(word) >= SHORTEST
        return is_name and small not in nobody and small not in self.known


def _is_shouted(word: str) -> bool:
    given = _single(word_lists()["given"])
    return word.isupper() and (len(word) >= SHORTEST_SHOUTED or word.lower() in given)


def _staff(organisation: Organisation) -> set[str]:
    return {role.holder.name for role in organisation.roles.values()}


def _places(organisation: Organisation) -> set[str]:
    """Schools, offices and whatever is elsewhere."""
    units = {name for unit in organisation.units.values() for name in (unit.name, *unit.aliases)}
    titles = {title for role in organisation.roles.values() for title in role.title.values()}
    elsewhere = {elsewhere.name for elsewhere in organisation.elsewhere}
    return {organisation.municipality, organisation.department, *units, *titles, *elsewhere}


def _known(names: set[str]) -> frozenset[str]:
    """Word by word, with a genitive s or without."""
    known = _parts(names)
    return frozenset(known | {f"{name}s" for name in known})


def _parts(names: Iterable[str]) -> set[str]:
    return {word.text.lower() for name in names for word in Words("", name).all}


@lru_cache(maxsize=8)
def _single(words: WordList) -> frozenset[str]:
    """The single words of a list."""
    return frozenset(word.strip().lower() for line in words.words for word in line.split("/"))
