"""What a mail is about and who acts first: `judge(mail, organisation)`, by rules that can be read aloud
and a small learned model beside them.

General Swedish stands in `swedish/*.toml`, what is the municipality's own in its organisation file, who
gets what in `routing`, what was learned in `learned.bin` and `passages.bin`, and how rules and model join in
`joining`. Only the subject and what is newly written are read; the subject counts double.
"""

from complaints.judgement.judging import judge

__all__ = ["judge"]
