"""(Case, what happened, now) → Decision: the rules of the house, pure; every instant is an argument.

arrival/          a mail that belongs to no case yet: who wrote, what it opens, what is set aside
conversation/     a mail or a click on a case that exists: more from the complainant, staff, an evaluation
commands/         what staff write in their first line, who may use it, and what follows
outgoing/         words of a person on their way to the complainant: cleaned, checked, previewed
owners/           who has a case: handed over, moved, stood in for, read by a second pair of eyes
errands/          what is asked of somebody in a case, until it is done
deadlines/        the one clock of a case: its ladder, its pauses, the dates it promised
confidentiality/  who may read a case, by which link, and what mail never tells of it
delivery/         what follows when a letter has left, or never can
"""
