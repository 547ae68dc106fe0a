"""Words of a person on their way to the complainant: cleaned, checked, shown first, sent if nobody objects.

`own_words` takes off what is not the writer's, `checks` finds what the writer should look at, `ways` says how
much a case lets out by mail, `letters` makes the letter and its preview, and `leaving` is the clock of the
last quarter of an hour.
"""
