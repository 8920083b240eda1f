"""`manage.py paper KIND --group SLUG --term T --language en --style oas -o FILE`: an official paper as PDF."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.press import PressError, render
from groups.enums import HouseStyle
from groups.models import Body
from meetings.enums import PaperKind
from meetings.papers import has_outline, read, write
from portal.actors import ANONYMOUS, SYSTEM, Actor, actor_of
from portal.models import User

PUBLIC, SECRETARIAT = "public", "secretariat"


class Command(BaseCommand):
    """Prints here and now, what the public may see unless told otherwise."""

    help = "Print a group's work plan, report or communiqué as PDF, from what is recorded."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paper", help=f"the paper: {', '.join(PaperKind.values)}")
        parser.add_argument("--group", required=True, help="the group's address, such as gtc-casa")
        parser.add_argument("--term", required=True, help="the term, such as 2012-2013")
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--style", choices=HouseStyle.values, help="a house style other than the group's own")
        parser.add_argument(
            "--as", dest="reader", default=PUBLIC, help=f"who reads: {PUBLIC}, {SECRETARIAT}, or an account's e-mail"
        )
        parser.add_argument("-o", "--output", required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, write, print; each refusal is a sentence."""
        kind = _kind(options["paper"])
        actor = _actor(options["reader"])
        record = read(actor, options["group"], options["term"], kind)
        if record is None:
            raise CommandError(_unknown(actor, options["group"], options["term"]))
        if kind is not PaperKind.WORK_PLAN and not has_outline(record):
            self.stderr.write(f"No outline of a {kind.label} is recorded for this term: the default one is printed.")
        try:
            data = render.pdf(write(record, options["language"], options["style"] or ""))
        except PressError as error:
            raise CommandError(str(error)) from error
        try:
            Path(options["output"]).write_bytes(data)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error


def _kind(name: str) -> PaperKind:
    try:
        return PaperKind(name)
    except ValueError as error:
        raise CommandError(f"There is no paper “{name}”: expected {', '.join(PaperKind.values)}.") from error


def _actor(reader: str) -> Actor:
    if reader == PUBLIC:
        return ANONYMOUS
    if reader == SECRETARIAT:
        return SYSTEM
    user = User.objects.filter(email__iexact=reader).first()
    if user is None:
        raise CommandError(f"There is no account “{reader}”.")
    return actor_of(user)


def _unknown(actor: Actor, slug: str, label: str) -> str:
    body = Body.objects.visible_to(actor).filter(slug=slug).first()
    if body is None:
        return f"There is no group “{slug}”."
    terms = ", ".join(body.terms.values_list("label", flat=True)) or "none"
    return f"The group “{slug}” has no term “{label}”; its terms: {terms}."
