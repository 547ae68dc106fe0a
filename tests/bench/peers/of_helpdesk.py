"""django-helpdesk takes the mails of a folder: its own management command, on SQLite.

`python of_helpdesk.py FOLDER WORK` in the peers' own environment; prints what it took as a line of JSON. Each
new ticket is told to who wrote and to one of the staff, as ours are; the letters are kept in memory.
"""

import json
import resource
import sys
import time
from pathlib import Path

import django
from django.conf import settings

MAILS, WORK = map(Path, sys.argv[1:3])

settings.configure(
    SECRET_KEY="of no use to anybody",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    SITE_ID=1,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(WORK / "helpdesk.sqlite")}},
    MEDIA_ROOT=str(WORK / "files"),
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    DEFAULT_FROM_EMAIL="klagomal@skola.lindhoj.example",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.sites",
        "django.contrib.messages",
        "django.contrib.humanize",
        "django.contrib.admin",
        "rest_framework",
        "helpdesk",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    HELPDESK_ACTIVATE_API_ENDPOINT=False,
    HELPDESK_TEAMS_MODE_ENABLED=False,
    HELPDESK_TEAMS_MODEL="auth.User",
    HELPDESK_TEAMS_MIGRATION_DEPENDENCIES=[],
)
django.setup()

from django.core import mail  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import include, path  # noqa: E402
from helpdesk.models import Queue, Ticket  # noqa: E402

urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]  # its letters have links


def main() -> None:
    """Prepare a queue that reads the folder, and let it."""
    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    Queue.objects.create(
        title="Klagomal",
        slug="klagomal",
        email_address="klagomal@skola.lindhoj.example",
        new_ticket_cc="rektor@skola.lindhoj.example",
        allow_email_submission=True,
        email_box_type="local",
        email_box_local_dir=str(MAILS),
        email_box_interval=0,
    )
    mail.outbox = []
    began, used = time.perf_counter(), _cpu()
    call_command("get_email", quiet=True)
    took = {"wall": time.perf_counter() - began, "cpu": _cpu() - used}
    print(json.dumps(took | {"cases": Ticket.objects.count(), "letters": len(mail.outbox)}))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


main()
