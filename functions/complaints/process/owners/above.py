"""Who stands above whoever answered: where a matter goes that their answer did not solve."""

from complaints.model import Case
from complaints.organisation import Organisation


def next_level(case: Case, organisation: Organisation) -> str:
    """Who takes over when an answer did not solve the matter: above the owner, and above whoever answered.

    Never one whom the matter concerns; where that is the head, it stays with the registrator.
    """
    posts = organisation.posts
    highest = {case.owner, case.answered_by, *case.judgement.barred} & {posts.deputy_head, posts.head}
    above = posts.head if highest else posts.deputy_head
    return posts.registrator if above in case.judgement.barred else above
