"""What is found by index is exactly what is found by looking everywhere, slowly and plainly."""

from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.judgement.groups import spoken
from complaints.judgement.matching import GAP_WORDS, NEAR, find_any
from complaints.judgement.patterns import MARKS, Gap, Group, group, parse
from complaints.judgement.words import Words, fold

SAID = (
    "barn",
    "barnen",
    "får",
    "far",
    "inga",
    "svar",
    "mej",
    "mig",
    "Kulla",
    "kulla",
    "Kullas",
    "musiklärare",
)
SAID += ("lärarna", "igen", "hon", "sa", "skolmaten", "buss-kompis", "på nytt", "x" * 40)
ASKED = (
    "barn",
    "barn*",
    "får",
    "inga",
    "svar*",
    "mig",
    "Kulla*",
    "*lärare",
    "*lärar*",
    "skolmat*",
    "på nytt",
)
ASKED += ("buss-kompis*", "x" * 35 + "*", "{igen}", "{hon}", "{sa}", "{unit}")

phrases = st.lists(st.sampled_from(ASKED), min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from((" ", " … ")).map(lambda between: between.join(words))
)
sides = st.lists(phrases, min_size=1, max_size=3).map(" / ".join)
clauses = st.tuples(
    st.lists(sides, min_size=1, max_size=3).map(" + ".join), st.just("") | sides.map("! {}".format)
)
patterns = st.lists(clauses.map(" ".join), min_size=1, max_size=2).map(" & ".join)
sentences = st.lists(st.sampled_from(SAID), min_size=1, max_size=14).map(" ".join)
texts = st.lists(sentences, max_size=4).map(". ".join)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(patterns, max_size=5), sentences, texts, st.sets(st.integers(0, 20), max_size=3), st.booleans()
)
def test_the_index_finds_what_is_there_and_nothing_else(several, subject, text, units, without_umlauts):
    typed = fold if without_umlauts else str
    words = Words(typed(subject), typed(text), spoken())
    words.mark("unit", [(place,) for place in units if place < len(words.all)])
    asked, everywhere = [*ASKED, *several], Everywhere(words)

    found = [hit.positions for hit in find_any(asked, words)]

    assert found == [positions for pattern in asked for positions in everywhere.hits(parse(pattern))]


class Everywhere:
    """A mail in which every phrase is tried at every word."""

    def __init__(self, words):
        self.words = words

    def hits(self, pattern):
        first, *others = pattern
        beside = [list(self.clause(other)) for other in others]
        if all(beside):
            yield from (found.union(*(hits[0] for hits in beside)) for found in self.clause(first))

    def clause(self, clause):
        barred = {self.sentence(span[0]) for span in (self.side(clause.without) if clause.without else ())}
        first, *others = map(self.side, clause.near)
        for span in first:
            near = [[other for other in side if self.near(span, other)] for side in others]
            if all(near):
                found = frozenset(span).union(*(spans[0] for spans in near))
                if self.sentence(min(found)) not in barred:
                    yield found

    def near(self, one, other):
        apart = max(one[0], other[0]) - min(one[-1], other[-1])
        same = self.sentence(one[0]) == self.sentence(other[0])
        return not set(one) & set(other) and apart <= NEAR and same

    def side(self, side):
        every = range(len(self.words.all))
        return sorted(
            {span for phrase in side.phrases for start in every for span in self.phrase(phrase, start)}
        )

    def phrase(self, phrase, start):
        """The spans of a phrase that begin at this word."""
        first, *others = phrase
        spans, farthest = list(self.element(first, start)), 1
        for element in others:
            if isinstance(element, Gap):
                farthest = 1 + GAP_WORDS
                continue
            spans = [
                (*span, *after)
                for span in spans
                for place in range(span[-1] + 1, min(span[-1] + 1 + farthest, len(self.words.all)))
                for after in self.element(element, place)
                if self.sentence(span[0]) == self.sentence(after[-1])
            ]
            farthest = 1
        return spans

    def element(self, element, start):
        if isinstance(element, Group) and element.name in MARKS:
            return [span for span in self.words.marks[element.name] if span[0] == start]
        if isinstance(element, Group):
            return [span for phrase in group(element.name).phrases for span in self.phrase(phrase, start)]
        return [(start,)] if self.says(element, self.words.all[start].text) else []

    def says(self, piece, text):
        asked, said = piece.text.lower(), text.lower()
        forms = {asked, fold(asked)} if self.words.typed_without_umlauts else {asked}
        keys = {said, spoken().get(said, said)}
        if piece.capital and not text[0].isupper():
            return False
        if piece.end:
            inside = any(form in key for form in forms for key in keys)
            return inside and (piece.stem or any(said.endswith(form) for form in forms))
        return any(key.startswith(form) if piece.stem else key == form for form in forms for key in keys)

    def sentence(self, place):
        return self.words.all[place].sentence
