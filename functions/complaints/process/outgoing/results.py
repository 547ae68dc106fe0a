"""What came of a matter, as the answer tells it: guessed, shown to its writer, and put right by one word."""

from complaints.judgement.words import Words
from complaints.model import Result
from complaints.process.outgoing.lists import word_lists

NAMES: dict[str, Result] = {
    "tillgodosett": Result.MET,
    "delvis": Result.PARTLY_MET,
    "delvis tillgodosett": Result.PARTLY_MET,
    "inte tillgodosett": Result.NOT_MET,
    "nej": Result.NOT_MET,
    "förklarat": Result.EXPLAINED,
    "met": Result.MET,
    "partly": Result.PARTLY_MET,
    "not met": Result.NOT_MET,
    "explained": Result.EXPLAINED,
}


def guessed(parts: dict[str, str]) -> Result:
    """From the parts of the answer where it has them, else from its words."""
    words = Words("", parts.get("said", ""))
    done = "done" in parts or bool(word_lists()["done"].found_in(words))
    refused = "not_done" in parts or bool(word_lists()["refusal"].found_in(words))
    if done:
        return Result.PARTLY_MET if refused else Result.MET
    return Result.NOT_MET if refused else Result.EXPLAINED
