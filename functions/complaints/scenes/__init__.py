"""What a letter speaks of and whom it reaches, looked up at the moment it leaves.

A case remembers roles; who holds a role, and who acts for it that day, is asked of the organisation now.
So a change of the organisation file alone changes the next letters. `scenes` puts a parcel together, of its
`envelopes` and of what the organisation says `today`; `lines` are what a letter about several cases has.
"""

from complaints.scenes.envelopes import STAFF_THREAD, opaque_id
from complaints.scenes.scenes import CASE, EVALUATION, STOPPING, Parcel, Scenes, page_scene

__all__ = ["CASE", "EVALUATION", "STAFF_THREAD", "STOPPING", "Parcel", "Scenes", "opaque_id", "page_scene"]
