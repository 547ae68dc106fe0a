"""Letters as a reader meets them: the words of an HTML form, and how hard a text is to read."""

import re
from html.parser import HTMLParser

PARTED = ("p", "h1", "h2", "li", "td", "br", "div", "label", "legend", "dt", "dd", "summary", "span", "time")


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in ("style", "title")
        self.parts.append(" " if tag in PARTED else "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def shown(html: str) -> str:
    """The text a browser shows, on one line."""
    return " ".join("".join(_parsed(html).parts).split())


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every element with its attributes."""
    return _parsed(html).tags


def words_of_text(text: str) -> list[str]:
    """The words of the plain form, without its marks and without the addresses its links spell out."""
    lines = [re.sub(r"^(> ?)?(- |> ?|-- $)?", "", line) for line in text.splitlines()]
    return " ".join(re.sub(r": https?://\S+$", "", line) for line in lines).split()


def body(text: str) -> str:
    """A plain letter without its small print."""
    return text.partition("\n-- \n")[0]


def words(text: str) -> list[str]:
    """The words to be read: a telephone number, a clock time or a case number is one."""
    text = re.sub(r"https?://\S+|\S+@\S+", "", text)
    text = re.sub(r"\bkl\.|(?<=\d)[.: ](?=\d)", "", text)
    return re.findall(r"[^\W_][\w-]*", text)


def lix(text: str) -> float:
    """Läsbarhetsindex: words a sentence, plus the share of words longer than six letters in per cent.

    A line of its own is a sentence; what has digits in it is no long word.
    """
    told = words(text)
    sentences = [part for part in re.split(r"[!?:…]+|[.](?!\d)|\n+", text) if re.search(r"\w", part)]
    long_words = [word for word in told if len(word) > 6 and not re.search(r"\d", word)]
    return len(told) / len(sentences) + 100 * len(long_words) / len(told)


def _parsed(html: str) -> _Shown:
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return parser
