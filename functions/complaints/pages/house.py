"""What every page needs of the house, and how a page is set."""

from dataclasses import dataclass
from http import HTTPStatus

from complaints.letters import Letters
from complaints.organisation import Organisation
from complaints.pages.exchange import Reply, Request, shown
from complaints.scenes import page_scene
from complaints.signature import Signer
from complaints.workflow.ordering import Ordering
from complaints.workflow.ports import Bell, Mailbox, Store
from complaints.workflow.visits import Visits

LANGUAGES = ("sv", "en")


@dataclass(frozen=True, kw_only=True)
class House:
    """One municipality's pages. `root` is what stands before our paths in a browser: nothing, or "/p"."""

    organisation: Organisation
    signer: Signer
    store: Store
    mailbox: Mailbox
    bell: Bell
    letters: Letters
    root: str = ""

    @property
    def visits(self) -> Visits:
        """Who comes with a link."""
        return Visits(organisation=self.organisation, signer=self.signer, store=self.store, bell=self.bell)

    @property
    def ordering(self) -> Ordering:
        """What a reader does on a page."""
        return Ordering(
            organisation=self.organisation, store=self.store, mailbox=self.mailbox, bell=self.bell
        )

    def page(self, name: str, request: Request, status: HTTPStatus = HTTPStatus.OK, **facts: object) -> Reply:
        """The page in the language of the path; the first one if the path names none of ours."""
        asked = request.path[0] if request.path else ""
        language = asked if asked in LANGUAGES else LANGUAGES[0]
        rest = "/".join(request.path[1:]) if asked == language else ""
        scene = page_scene(self.organisation)
        html = self.letters.page(name, scene, language, root=self.root, elsewhere=rest, **facts)
        return shown(html, self.letters.style, status)

    def url(self, request: Request) -> str:
        """The page's own address in the browser, without its query."""
        return "/".join((self.root, *request.path))

    def no_such_page(self, request: Request) -> Reply:
        """Nothing else is shown, and nothing is said of what was asked for."""
        return self.page("invalid_link", request, HTTPStatus.NOT_FOUND)
