"""Every address of the portal, and what each part of the cast finds there, around a body that only members know of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from groups.models import Accreditation, Invitation, Removal, SecretariatAssignment
from groups.operations.invitations import digest_of
from groups.operations.records import remove_record
from meetings.models import Entry, RowVersion
from meetings.transfer.entries import load_entries
from portal import feeds, outbox
from portal.desk import KINDS
from portal.enums import Audience, FeedScope
from tests import make
from tests.portal.records import World

PARTS = (
    "stranger",
    "observer",
    "delegate",
    "other_delegate",
    "chair",
    "editor",
    "secretary",
    "other_secretary",
    "admin",
)
SIGN_IN = "sign in"
Expected = Mapping[str, int | str]
TOKEN = "a-token-that-was-sent-by-mail"


def only(*parts: str, otherwise: int | str = 404, found: int = 200, stranger: int | str | None = None) -> Expected:
    """`found` for `parts`, `otherwise` for all others; the stranger may be told to sign in."""
    expected: dict[str, int | str] = {part: found if part in parts else otherwise for part in PARTS}
    if stranger is not None:
        expected["stranger"] = stranger
    return expected


EVERYBODY = only(*PARTS)
INSIDE = only("observer", "delegate", "chair", "editor", "secretary", "admin")
INSIDE_OR_SIGN_IN = only("observer", "delegate", "chair", "editor", "secretary", "admin", stranger=SIGN_IN)
REPRESENTING = only("observer", "delegate", "other_delegate", stranger=SIGN_IN)
READERS_OF_RESTRICTED = only("delegate", "chair", "editor", "secretary", "admin")
PRESIDING = only("chair", "editor", "secretary", "admin")
DESKS = only("secretary", "other_secretary", "admin", stranger=SIGN_IN)
OWN_DESK = only("secretary", "admin", stranger=SIGN_IN)
OWN_ACT = only("secretary", "admin", found=302, stranger=SIGN_IN)
DRAFTING = only("chair", "secretary", "admin", stranger=SIGN_IN)
DRAFTING_ACT = only("chair", "secretary", "admin", found=302, stranger=SIGN_IN)
DRAFTING_WRONGLY = only("chair", "secretary", "admin", found=422, stranger=SIGN_IN)
ASKED = only(stranger=SIGN_IN)
SIGNED_IN = only(*PARTS, stranger=SIGN_IN)
SIGNED_IN_ACT = only(*PARTS, found=302, stranger=SIGN_IN)
STRANGERS_ALONE = only("stranger", otherwise=302)
NOBODY = only()


@dataclass
class Setting(World):
    """The world with its body hidden from all but members, and something of each kind to open."""

    def __post_init__(self) -> None:
        super().__post_init__()
        body = self.cast.body
        body.audience = Audience.MEMBERS
        body.save()
        Entry.objects.filter(pk=self.entry.pk).update(audience=Audience.MEMBERS)
        self.officers_meeting = make.meeting(self.schedule, audience=Audience.OFFICERS)
        self.restricted = make.document(body, "CAJP/GT/TM-26/05", distribution="restricted")
        self.unissued = make.document(body, "CAJP/GT/TM-27/05", state="drafted")
        self.room = make.room(self.cast.house)
        self.version = make.version(self.schedule)
        self.account = self.cast.accounts["delegate"]
        self.accreditation = Accreditation.objects.get(person__user=self.account)
        self.service = SecretariatAssignment.objects.get(user=self.cast.accounts["editor"])
        now = timezone.now()
        self.deadline = make.deadline(self.schedule, owing_standings="member")
        Entry.objects.filter(pk=self.deadline.entry_id).update(audience=Audience.MEMBERS)
        self.answer = make.answer(self.deadline)
        self.announcement = make.announcement(self.meeting.entry, now)
        self.unnumbered = make.text_without_number(body)
        texts = [make.text_without_number(body) for _number in range(3)]
        later = now + timedelta(days=4)
        self.silence = make.silence(self.cast.term, texts[0], later)
        self.silence_to_come = make.silence(self.cast.term, texts[1], later, state="announced")
        self.silence_over = make.silence(self.cast.term, texts[2], now - timedelta(hours=1))
        self.public = make.body()
        make.standing(self.delegation, self.public)
        self.calendar = feeds.make(actor=self.cast.actor("delegate"), now=now, scope=FeedScope.MINE)
        self.queued = outbox.enqueue(
            recipient="ana@example.org", language="en", subject="s", text="t", dedupe_key="address", now=now
        )
        self.invitation = Invitation.objects.create(
            email="ana@example.org",
            name="Ana",
            organization=self.cast.house,
            secretariat_role="editor",
            token_digest=digest_of(TOKEN),
            created_at=now,
            expires_at=now + timedelta(days=14),
        )

        gone = make.person("Eva Paz")
        remove_record(actor=self.cast.actor("secretary"), now=now, kind=KINDS["person"], record=gone)
        self.removal = Removal.objects.get()
        content = load_entries(self.schedule)[self.meeting.entry.key].content
        self.row_version = RowVersion.objects.create(
            schedule=self.schedule,
            entry_key=self.meeting.entry.key,
            at=now,
            content={**content, "text": {"en": "Another"}},
        )

    @property
    def place(self) -> list[str]:
        return [self.cast.body.slug, self.cast.term.label]


@dataclass(frozen=True)
class Address:
    """One address by its name, with what stands in it and who finds what."""

    name: str
    expected: Expected
    arguments: Callable[[Setting], list[Any]] = lambda setting: []
    query: str = ""
    method: str = "get"
    note: str = ""

    def path(self, setting: Setting) -> str:
        return reverse(self.name, args=self.arguments(setting)) + self.query

    def __str__(self) -> str:
        return f"{self.name}{' ' + self.note if self.note else ''}"


def _place(setting: Setting) -> list[Any]:
    return setting.place


def _desk(kind: str, record: Callable[[Setting], Any]) -> Callable[[Setting], list[Any]]:
    return lambda setting: [kind, record(setting).pk]


PAGES = (
    Address("healthz", EVERYBODY),
    Address("readyz", only(otherwise=503), note="without a worker"),
    Address("metrics", NOBODY, note="without the token"),
    Address("home", EVERYBODY),
    Address("calendar", EVERYBODY),
    Address("calendar", EVERYBODY, query="?of=mine&view=list", note="of one's own"),
    Address("search", EVERYBODY),
    Address("search", EVERYBODY, query="?q=CAJP/GT/TM-24/05", note="for a symbol"),
    Address("about", EVERYBODY),
    Address("api", EVERYBODY),
    Address("preferences", EVERYBODY),
    Address("groups:list", EVERYBODY),
    Address("groups:instrument", EVERYBODY, lambda s: [s.instrument.slug]),
    Address("groups:body", INSIDE, lambda s: [s.cast.body.slug]),
    Address("changes", EVERYBODY),
    Address("changes-seen", only(otherwise=302), method="post"),
    Address("changes-make-feed", SIGNED_IN, method="post"),
    Address("changes-private", NOBODY, lambda s: ["a-token-that-opens-nothing"]),
    Address("groups:changes", INSIDE, lambda s: [s.cast.body.slug]),
    Address("groups:changes_feed", NOBODY, lambda s: [s.cast.body.slug]),
    Address("groups:follow", INSIDE_OR_SIGN_IN, lambda s: [s.cast.body.slug]),
    Address("my-delegation", SIGNED_IN),
    Address("my-delegation-export", REPRESENTING, lambda s: ["owed.csv"]),
    Address("my-delegation-export", REPRESENTING, lambda s: ["delegation.xlsx"], note="as a workbook"),
    Address("my-delegation-export", only(stranger=SIGN_IN), lambda s: ["secrets.csv"], note="of no such table"),
    Address("groups:term", INSIDE, _place),
    Address("groups:plan", INSIDE, _place),
    Address("groups:mandates", INSIDE, _place),
    Address("groups:documents", INSIDE, _place),
    Address("groups:members", INSIDE, _place),
    Address("service-worker", EVERYBODY),
    Address("offline", EVERYBODY),
    Address("calendars", EVERYBODY),
    Address("calendars-make", SIGNED_IN, method="post", note="of nothing"),
    Address("calendars-replace", SIGNED_IN_ACT, lambda s: [0], method="post", note="of nobody"),
    Address("calendars-withdraw", SIGNED_IN_ACT, lambda s: [0], method="post", note="of nobody"),
    Address("keys-make", SIGNED_IN, method="post", note="of nothing"),
    Address("keys-withdraw", SIGNED_IN_ACT, lambda s: [0], method="post", note="of nobody"),
    Address("preferences-hours", SIGNED_IN_ACT, method="post"),
    Address("meetings:feed_all", EVERYBODY),
    Address("meetings:feed_group", EVERYBODY, lambda s: [s.public.slug]),
    Address("meetings:feed_group", NOBODY, lambda s: [s.cast.body.slug], note="of members"),
    Address("meetings:feed_delegation", EVERYBODY, lambda s: [s.delegation.key]),
    Address("meetings:feed_delegation", NOBODY, lambda s: ["nobody"], note="of nobody"),
    Address("meetings:feed_row", INSIDE, lambda s: [*s.place, s.meeting.entry.key]),
    Address("meetings:feed_row", PRESIDING, lambda s: [*s.place, s.officers_meeting.entry.key], note="of officers"),
    Address("meetings:feed_private", EVERYBODY, lambda s: [s.calendar]),
    Address("meetings:feed_private", NOBODY, lambda s: [TOKEN], note="never made"),
    Address("meetings:schedule", INSIDE, _place),
    Address("meetings:version", INSIDE, lambda s: [*s.place, s.version.slug]),
    Address("meetings:meeting", INSIDE, lambda s: [s.meeting.pk]),
    Address("meetings:meeting", PRESIDING, lambda s: [s.officers_meeting.pk], note="of officers"),
    Address("meetings:rooms", EVERYBODY),
    Address("meetings:room", only(*PARTS), lambda s: [s.cast.house.key, s.room.key]),
    Address("meetings:paper", INSIDE, lambda s: [*s.place, "work-plan"]),
    Address("meetings:paper", NOBODY, lambda s: [*s.place, "novel"], note="of no kind"),
    Address("documents:document", INSIDE, lambda s: [s.document.slug]),
    Address("documents:document", INSIDE, lambda s: [s.restricted.slug], note="restricted, by its title"),
    Address("documents:document", PRESIDING, lambda s: [s.unissued.slug], note="not issued"),
)
TOLD = (
    Address("meetings:services", OWN_DESK, lambda s: [s.meeting.pk]),
    Address("meetings:deadline", INSIDE, lambda s: [s.deadline.pk]),
    Address("meetings:deadline_answer", ASKED, lambda s: [s.deadline.pk], method="post", note="of nobody"),
    Address("meetings:deadline_take_back", OWN_ACT, lambda s: [s.deadline.pk, s.answer.pk], method="post"),
    Address("meetings:deadline_extend", OWN_DESK, lambda s: [s.deadline.pk]),
    Address(
        "meetings:deadline_extension_take_back",
        ASKED,
        lambda s: [s.deadline.pk, 0],
        method="post",
        note="of none",
    ),
    Address("meetings:deadline_count_again", OWN_ACT, lambda s: [s.deadline.pk], method="post", note="not fixed"),
    Address("meetings:deadline_address", OWN_DESK, lambda s: [s.deadline.pk]),
    Address("meetings:deadline_announce", OWN_ACT, lambda s: [s.deadline.pk], method="post"),
    Address("meetings:ruled", DRAFTING, _place),
    Address("meetings:ruled_set", DRAFTING_WRONGLY, _place, method="post", note="without a rule"),
    Address("meetings:ruled_settle", DRAFTING_ACT, _place, method="post", note="of nothing"),
    Address("meetings:inbox", SIGNED_IN),
    Address("meetings:inbox_open", ASKED, lambda s: [0], note="of nobody"),
    Address("meetings:inbox_read", SIGNED_IN_ACT, method="post"),
    Address("meetings:notice_choices", SIGNED_IN),
    Address("meetings:unsubscribe", NOBODY, lambda s: ["a-token-that-nobody-wrote"]),
    Address("meetings:silence", INSIDE, lambda s: [s.silence.pk]),
    Address("meetings:silence", PRESIDING, lambda s: [s.silence_to_come.pk], note="not started"),
    Address("meetings:silence_new", DRAFTING, lambda s: [s.unnumbered.document.slug]),
    Address("meetings:silence_start", DRAFTING_ACT, lambda s: [s.silence_to_come.pk], method="post"),
    Address("meetings:silence_object", only("delegate", stranger=SIGN_IN), lambda s: [s.silence.pk]),
    Address("meetings:silence_end", DRAFTING, lambda s: [s.silence.pk]),
    Address("meetings:silence_result", DRAFTING, lambda s: [s.silence_over.pk]),
    Address("meetings:outgoing", DESKS),
    Address("meetings:leaving", DESKS),
    Address("meetings:leaving_hold", ASKED, method="post", note="of nothing"),
    Address("meetings:announcement", OWN_DESK, lambda s: [s.announcement.pk]),
    Address("meetings:announcement_words", OWN_DESK, lambda s: [s.announcement.pk]),
    Address("meetings:announcement_send", OWN_ACT, lambda s: [s.announcement.pk], method="post"),
    Address("meetings:announcement_discard", OWN_ACT, lambda s: [s.announcement.pk], method="post"),
    Address("meetings:announcement_again", OWN_ACT, lambda s: [s.announcement.pk], method="post"),
)
API = (
    Address("api-v1:openapi-json", EVERYBODY),
    Address("api-v1:bodies", EVERYBODY),
    Address("api-v1:instruments", EVERYBODY),
    Address("api-v1:documents", EVERYBODY),
    *(
        Address(f"api-v1:{name}", EVERYBODY)
        for name in ("terms", "officers", "mandates", "entries", "meetings", "changes")
    ),
    Address("api-v1:delegations", EVERYBODY),
    Address("api-v1:delegation", EVERYBODY, lambda s: [s.delegation.key]),
    Address("api-v1:search", EVERYBODY, query="?q=2955"),
    Address("api-v1:api-root", NOBODY),
    Address("api-v1:instrument", EVERYBODY, lambda s: [s.instrument.slug]),
    Address("api-v1:body", INSIDE, lambda s: [s.cast.body.slug]),
    Address("api-v1:term", INSIDE, _place),
    Address("api-v1:mandates_of_term", INSIDE, _place),
    Address("api-v1:schedule", INSIDE, _place),
    Address("api-v1:silences", INSIDE, _place),
    Address("api-v1:meeting", INSIDE, lambda s: [s.meeting.pk]),
    Address("api-v1:meeting", PRESIDING, lambda s: [s.officers_meeting.pk], note="of officers"),
    Address("api-v1:document", INSIDE, lambda s: [s.document.slug]),
    Address("api-v1:document", READERS_OF_RESTRICTED, lambda s: [s.restricted.slug], note="restricted"),
    Address("api-v1:document", PRESIDING, lambda s: [s.unissued.slug], note="not issued"),
)
DESK = (
    Address("desk", DESKS),
    Address("mail", only("admin", stranger=SIGN_IN)),
    Address("mail-message", only("admin", stranger=SIGN_IN), lambda s: [s.queued.pk]),
    Address("mail-do", only(stranger=SIGN_IN), method="post", note="of no deed"),
    Address("people", DESKS),
    Address("people-invitations", DESKS),
    Address("people-invite", DESKS),
    Address("people-account", OWN_DESK, lambda s: [s.account.pk]),
    Address("people-withdraw", OWN_ACT, lambda s: [s.invitation.pk], method="post"),
    Address("people-join", OWN_ACT, lambda s: [s.account.pk], method="post"),
    Address("people-part", OWN_ACT, lambda s: [s.account.pk], method="post"),
    Address("people-close", OWN_ACT, lambda s: [s.account.pk], method="post"),
    Address("people-reset-second-factor", OWN_ACT, lambda s: [s.account.pk], method="post"),
    Address("people-end-sessions", OWN_ACT, lambda s: [s.account.pk], method="post"),
    Address("people-open", OWN_ACT, lambda s: [s.account.pk], method="post"),
    Address("people-end-accreditation", OWN_ACT, lambda s: [s.accreditation.pk], method="post"),
    Address("people-end-service", OWN_ACT, lambda s: [s.service.pk], method="post"),
    Address("desk-list", DESKS, lambda s: ["person"]),
    Address("desk-list", only(stranger=SIGN_IN), lambda s: ["body"], note="of what stands under another"),
    Address("desk-new", DESKS, lambda s: ["person"]),
    Address("desk-new", only("admin", stranger=SIGN_IN), lambda s: ["organization"], note="organization"),
    Address("desk-record", DESKS, _desk("instrument", lambda s: s.instrument)),
    Address("desk-record", OWN_DESK, _desk("body", lambda s: s.cast.body), note="of a house"),
    Address("desk-remove", OWN_ACT, _desk("mandate", lambda s: s.mandate), method="post"),
    Address("desk-history", DESKS, _desk("instrument", lambda s: s.instrument)),
    Address("desk-history", OWN_DESK, _desk("body", lambda s: s.cast.body), note="of a house"),
    Address(
        "desk-put-back", only(stranger=SIGN_IN), _desk("body", lambda s: s.cast.body), method="post", note="of none"
    ),
    Address("desk-bin", DESKS),
    Address(
        "desk-bin-put-back",
        only("secretary", "other_secretary", "admin", found=302, stranger=SIGN_IN),
        lambda s: [s.removal.pk],
        method="post",
    ),
)
EDITOR = (
    Address("meetings:import", OWN_DESK, _place),
    Address("meetings:editor", DRAFTING, _place),
    Address("meetings:editor_reading", DRAFTING, _place, query="?typed=3/26"),
    Address("meetings:editor_lately", DRAFTING, _place, query="?since="),
    Address("meetings:editor_row", DRAFTING, lambda s: [*s.place, s.meeting.entry.key]),
    Address("meetings:editor_cell", DRAFTING, lambda s: [*s.place, s.meeting.entry.key, "when"]),
    Address("meetings:editor_cell", only(stranger=SIGN_IN), lambda s: [*s.place, "none", "when"], note="of no row"),
    Address("meetings:editor_state", DRAFTING, lambda s: [*s.place, s.meeting.entry.key]),
    Address("meetings:editor_repeat", DRAFTING, lambda s: [*s.place, s.meeting.entry.key]),
    Address("meetings:editor_heading", DRAFTING, _place),
    Address("meetings:editor_move", DRAFTING_ACT, _place, note="of no rows"),
    Address("meetings:editor_copy", DRAFTING, _place),
    Address("meetings:editor_history", DRAFTING, lambda s: [*s.place, s.meeting.entry.key]),
    Address(
        "meetings:editor_put_back",
        DRAFTING_ACT,
        lambda s: [*s.place, s.meeting.entry.key, s.row_version.pk],
        method="post",
    ),
    Address(
        "meetings:editor_take_up",
        only(stranger=SIGN_IN),
        lambda s: [*s.place, s.version.slug],
        method="post",
        note="unseen",
    ),
    Address("meetings:editor_difference", DRAFTING, _place),
    Address("meetings:editor_circulate", DRAFTING, _place),
    Address("meetings:editor_adopt", DRAFTING, _place),
    Address("meetings:editor_add", DRAFTING_ACT, _place, method="post"),
    Address("meetings:editor_undo", DRAFTING_ACT, _place, method="post"),
    Address("meetings:editor_redo", DRAFTING_ACT, _place, method="post"),
    Address("meetings:editor_withdraw", DRAFTING_ACT, lambda s: [*s.place, s.meeting.entry.key], method="post"),
    Address("meetings:editor_restore", DRAFTING, lambda s: [*s.place, s.meeting.entry.key]),
    Address(
        "meetings:editor_order",
        only(stranger=SIGN_IN),
        lambda s: [*s.place, s.meeting.entry.key],
        method="post",
        note="without an order",
    ),
)
ACCOUNTS = (
    Address("invitation", only("stranger", otherwise=403), lambda s: [TOKEN]),
    Address("invitation", only(otherwise=410), lambda s: ["another"], note="never sent"),
    Address("account_login", STRANGERS_ALONE),
    Address("account_signup", STRANGERS_ALONE),
    Address("account_logout", only(*PARTS, stranger=302)),
    Address("account_inactive", EVERYBODY),
    Address("account_reauthenticate", SIGNED_IN),
    Address("account_change_password", SIGNED_IN),
    Address("account_set_password", only(otherwise=302, stranger=SIGN_IN)),
    Address("account_sessions", SIGNED_IN),
    Address("account_sessions_end_others", SIGNED_IN_ACT, method="post"),
    Address("account_sessions_end", SIGNED_IN_ACT, lambda s: [0], method="post", note="of nobody"),
    Address("account_second_factor", SIGNED_IN),
    Address("account_second_factor_begin", SIGNED_IN, method="post", note="without the password"),
    Address("account_second_factor_confirm", only(*PARTS, found=302, stranger=SIGN_IN)),
    Address("account_second_factor_codes", SIGNED_IN, method="post", note="without the password"),
    Address("account_second_factor_remove", SIGNED_IN, method="post", note="without the password"),
    Address("account_second_factor_ask", only(otherwise=302, stranger=SIGN_IN)),
    Address("account_session_state", EVERYBODY),
    Address("account_session_stay", EVERYBODY, method="post"),
    Address("account_reset_password", EVERYBODY),
    Address("account_reset_password_done", EVERYBODY),
    Address("account_reset_password_from_key", EVERYBODY, lambda s: ["1", "used"]),
    Address("account_reset_password_from_key_done", EVERYBODY),
    Address("account_email_verification_sent", EVERYBODY),
    Address("account_confirm_email", EVERYBODY, lambda s: ["key"]),
    Address("account_confirm_login_code", only(otherwise=302, stranger=SIGN_IN)),
)
ADDRESSES = (*PAGES, *TOLD, *API, *DESK, *EDITOR, *ACCOUNTS)


def names() -> set[str]:
    """Of every address that Django would answer."""
    return set(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += _walk(pattern.url_patterns, inner)
        else:
            found.append(f"{space}{pattern.name}")
    return found
