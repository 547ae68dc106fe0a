"""Who stands above whoever answered: where a matter goes that their answer did not solve."""

from complaints.model import Case
from complaints.organisation import Organisation


def next_level(case: Case, organisation: Organisation) -> str:
    """Who takes over when an answer did not solve the matter: above the owner, and above whoever answered.

    Never one whom the matter concerns; where that is the head, it is the chair of the committee, or stays
    with the registrator where the organisation names no chair.
    """
    posts = organisation.posts
    highest = {case.owner, case.answered_by, *case.judgement.barred} & {posts.deputy_head, posts.head}
    above = organisation.post("head", case.judgement.barred) if highest else posts.deputy_head
    return posts.registrator if above in case.judgement.barred else above
