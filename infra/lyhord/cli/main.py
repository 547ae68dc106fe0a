"""`lyhord`: one command for each thing an operator does. What a command needs is imported when it is run."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from lyhord import LyhordError

LOOKS = {"no_args_is_help": True, "add_completion": False, "pretty_exceptions_enable": False}

app = typer.Typer(help="Lyhörd: complaints by mail, seen through.", **LOOKS)  # type: ignore[arg-type]
case_app = typer.Typer(help="Cases: what came, what was done, what waits.", **LOOKS)  # type: ignore[arg-type]
queue_app = typer.Typer(help="Queues: what is stuck.", **LOOKS)  # type: ignore[arg-type]
corrections_app = typer.Typer(help="What staff put right.", **LOOKS)  # type: ignore[arg-type]
org_app = typer.Typer(help="The municipality's own file.", **LOOKS)  # type: ignore[arg-type]
app.add_typer(case_app, name="case")
app.add_typer(queue_app, name="queue")
app.add_typer(org_app, name="org")
app.add_typer(corrections_app, name="corrections")

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
Stack = Annotated[
    str, typer.Option("--stack", metavar="NAME", help="A stack on AWS; without it, the local run.")
]
Verdict = Annotated[str, typer.Option(metavar="VERDICT", help="PASS, FAIL, GRAY or PROCESSING_FAILED.")]
Existing = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


def main() -> None:
    """The console script: what goes wrong is one line on stderr, and an exit status that is not 0."""
    try:
        app()
    except LyhordError as problem:
        sys.exit(f"lyhord: {problem}")
    except BrokenPipeError:  # `lyhord … | head`
        sys.exit(1)
    except Exception as failure:
        from botocore.exceptions import BotoCoreError, ClientError

        if not isinstance(failure, BotoCoreError | ClientError):
            raise
        sys.exit(f"lyhord: AWS refuses: {failure}")


@app.command()
def run() -> None:
    """Run everything on this machine, until Ctrl-C."""
    import asyncio

    from lyhord.engine.content import prepare
    from lyhord.engine.run import run as run_engine
    from lyhord.engine.settings import read_settings

    asyncio.run(run_engine(read_settings(), prepare))


@app.command()
def send(
    file: Existing,
    at: Annotated[str, typer.Option(metavar="ISO", help="When it arrives: the clock is set to that.")] = "",
    from_: Annotated[
        str | None, typer.Option("--from", metavar="ADDR", help="Envelope sender; empty for none.")
    ] = None,
    to: Annotated[str, typer.Option(metavar="ADDR", help="Envelope recipient.")] = "",
    dmarc: Verdict = "",
    spam: Verdict = "",
    virus: Verdict = "",
) -> None:
    """Hand a mail to the local run, as if it came by SMTP."""
    from lyhord.cli.local import ask, mail

    ask("mail", mail(file, at=at, sender=from_, to=to, dmarc=dmarc, spam=spam, virus=virus))


@app.command()
def tick(now: Annotated[str, typer.Option(metavar="ISO", help="The time it is after this.")]) -> None:
    """Let time pass in the local run: all that is due on the way happens, each at its own time."""
    from lyhord.cli.local import ask

    ask("tick", {"now": now})


@app.command()
def settle(
    within: Annotated[float, typer.Option(metavar="SECONDS", help="How long to wait at most.")] = 120,
) -> None:
    """Wait until nothing is under way in the local run."""
    from lyhord.cli.local import ask

    ask("settle", {"within": within})


@case_app.command("list")
def case_list(as_json: AsJson = False, stack: Stack = "") -> None:
    """All cases, the oldest first."""
    from lyhord.cli import cases, show
    from lyhord.cli.place import system

    show.cases(cases.listed(system(stack)), as_json)


@case_app.command("show")
def case_show(number: str, as_json: AsJson = False, stack: Stack = "") -> None:
    """One case with its log and its letters, by its number (LH-2026-0147) or its id."""
    from lyhord.cli import cases, show
    from lyhord.cli.place import system

    show.case(cases.shown(system(stack), number), as_json)


@queue_app.command("list")
def queue_list(as_json: AsJson = False, stack: Stack = "") -> None:
    """What is stuck: messages that failed, late letters and steps, mails nobody took, cases left alone."""
    from lyhord.cli import queues, show
    from lyhord.cli.place import now, system

    show.stuck(queues.stuck(system(stack), now(stack)), as_json)


@queue_app.command("show")
def queue_show(
    id_: Annotated[str, typer.Argument(metavar="ID")], as_json: AsJson = False, stack: Stack = ""
) -> None:
    """One stuck thing by its id in `queue list`: what it holds, and what to do."""
    from lyhord.cli import queues, show
    from lyhord.cli.place import now, system

    show.mail(queues.shown(system(stack), now(stack), id_), as_json)


@app.command()
def redrive(
    queue: Annotated[str, typer.Option(metavar="NAME", help="Only this one, such as Arrivals.")] = "",
    stack: Stack = "",
) -> None:
    """Give every message that failed one more chance."""
    from lyhord.cli import redriving
    from lyhord.cli.place import system

    for name, count in redriving.redriven(system(stack), queue).items():
        typer.echo(f"{name}: {count} messages are tried again")


@app.command()
def reconcile(
    again: Annotated[bool, typer.Option("--again", help="Have those without a mark received again.")] = False,
    as_json: AsJson = False,
    stack: Stack = "",
) -> None:
    """Compare the kept mails with the marks in the table: a mail without one was never dealt with."""
    from lyhord.cli import redriving, show
    from lyhord.cli.place import now, system

    found = redriving.reconciled(system(stack), now(stack), again=again)
    show.mail(found, as_json)
    if found["without_mark"] and not again:
        raise typer.Exit(1)


@app.command()
def verify(
    number: Annotated[str, typer.Argument(help="One case's number or id; without it, all cases.")] = "",
    as_json: AsJson = False,
    stack: Stack = "",
) -> None:
    """Compute the hash chain of each case's log anew: whoever altered an entry is found out."""
    from lyhord.cli import show, verifying
    from lyhord.cli.place import system

    found = verifying.verified(system(stack), number)
    show.links(found, as_json)
    if found["problems"]:
        raise typer.Exit(1)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument()],
    as_json: AsJson = False,
) -> None:
    """What Lyhörd reads in mail files (.eml)."""
    from lyhord.cli import mails, show

    for file in files:
        show.mail(mails.described(file), as_json)
    if not as_json and any(not file.is_file() for file in files):  # a program reads `error` in its line
        raise typer.Exit(1)


@app.command()
def judge(
    file: Existing,
    as_json: AsJson = False,
    organisation: Annotated[
        Path | None, typer.Option(help="An organisation file; without it, the demo municipality's.")
    ] = None,
) -> None:
    """What Lyhörd makes of mails, each a line {id, from_addr, from_name, subject, body, headers?}."""
    from lyhord.cli import judging, show

    for judged in judging.judged(file, organisation):
        show.judgement(judged, as_json)


@app.command()
def evaluations(as_json: AsJson = False, stack: Stack = "") -> None:
    """What complainants say of the answers, by quarter and group; few answers are not told apart."""
    from lyhord.cli import evaluations, show
    from lyhord.cli.place import system

    show.evaluations(evaluations.counted(system(stack)), as_json)


@corrections_app.command("export")
def corrections_export(stack: Stack = "") -> None:
    """Cases that were put right, as training mails (JSON lines) without personal data."""
    from lyhord.cli import corrections
    from lyhord.cli.place import system

    for line in corrections.exported(system(stack)):
        typer.echo(json.dumps(line, ensure_ascii=False))


@org_app.command("check")
def org_check(file: Existing) -> None:
    """Find every mistake in an organisation file, with its line and the remedy."""
    from lyhord.organisation import check_file

    problems = check_file(file)
    for problem in problems:
        typer.echo(f"{file}, {problem}", err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{file} can be used.")


@org_app.command("push")
def org_push(
    file: Annotated[Path | None, typer.Argument(help="Without it, the demo municipality's.")] = None,
    stack: Stack = "",
) -> None:
    """Check an organisation file and let the next letters follow it."""
    from lyhord.cli.place import system
    from lyhord.engine.aws import ORGANISATION
    from lyhord.engine.content import ORGANISATION_FILE, compiled_organisation

    compiled = compiled_organisation(file or ORGANISATION_FILE)
    system(stack).write(ORGANISATION, compiled)
    typer.echo(f"{file or ORGANISATION_FILE} is in force.")
