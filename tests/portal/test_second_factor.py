"""The second factor: asked for after the password, set up, used once, lost and taken away."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any, ClassVar

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal import buckets
from portal.actors import Actor
from portal.enums import KeyScope
from portal.keys import make as make_key
from portal.models import AuditEvent, OutboxMessage, RecoveryCode, Session, User
from portal.second_factor import begin, confirm, prove, renew_codes
from portal.second_factor.codes import read
from tests import make
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"
SIGN_IN = "/accounts/login/"
ASK = "/accounts/second-factor/ask/"
PAGE = "/accounts/second-factor/"


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana@example.org", PASSWORD)


@pytest.fixture
def cast() -> Cast:
    return gather()


def _shown(account: User, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    device = TOTPDevice.objects.filter(user=account).latest("pk")
    return f"{totp(device.bin_key, t0=-30 * steps):06d}"


def _with_app(account: User) -> list[str]:
    """Set up without a browser; the next code that works is the one after."""
    begin(account=account)
    actor = Actor(user_id=account.pk, name=str(account))
    return confirm(actor=actor, now=timezone.now(), account=account, code=_shown(account), session=None)


def _typed_password(client: Client, password: str = PASSWORD, after: str = "") -> str:
    facts = {"login": "ana@example.org", "password": password, **({"next": after} if after else {})}
    answer = client.post(SIGN_IN, facts)
    return str(answer.headers.get("Location", answer.status_code))


def _is_signed_in(client: Client) -> bool:
    return bool(client.get("/about/").context["user"].is_authenticated)


def test_password_alone_opens_nothing_once_an_app_is_set_up(ana: User) -> None:
    _with_app(ana)
    client = Client()
    assert _typed_password(client, after="/notices/") == ASK
    assert not _is_signed_in(client)
    assert client.get("/notices/").status_code == 302
    assert client.post(ASK, {"code": _shown(ana, 1)})["Location"] == "/notices/"
    assert _is_signed_in(client)


def test_wrong_password_is_answered_the_same_with_an_app_and_without(ana: User) -> None:
    answers = []
    for has in (False, True):
        if has:
            _with_app(ana)
        page = Client().post(SIGN_IN, {"login": "ana@example.org", "password": "wrong one here"}).content.decode()
        answers.append(re.sub(r'value="[A-Za-z0-9]{64}"', "", page))
    assert answers[0] == answers[1]


def test_code_without_a_password_opens_nothing(ana: User) -> None:
    _with_app(ana)
    client = Client()
    assert client.post(ASK, {"code": _shown(ana, 1)})["Location"] == SIGN_IN
    assert not _is_signed_in(client)


def test_code_works_once(ana: User) -> None:
    _with_app(ana)
    code = _shown(ana, 1)
    for works in (True, False):
        client = Client()
        _typed_password(client)
        client.post(ASK, {"code": code})
        assert _is_signed_in(client) is works


@pytest.mark.django_db(transaction=True)
def test_code_works_once_however_many_show_it_at_the_same_moment() -> None:
    account = User.objects.create_user("ana@example.org", PASSWORD)
    recovery = _with_app(account)
    for code in (_shown(account, 1), recovery[0]):
        start = Barrier(6)

        def show(shown: str = code, begin_at: Barrier = start) -> str | None:
            begin_at.wait()
            while True:
                try:
                    return prove(account=account, now=timezone.now(), code=shown)
                except OperationalError:  # SQLite in memory, whose tables are locked at once: try again
                    time.sleep(0.01)
                finally:
                    connection.close()

        with ThreadPoolExecutor(6) as pool:
            found = [each.result() for each in [pool.submit(show) for _ in range(6)]]
        assert len([each for each in found if each]) == 1


class Watched(Argon2PasswordHasher):
    """Says whether anything was locked while it worked."""

    within: ClassVar[list[bool]] = []

    def encode(self, password: str, salt: str) -> str:
        self.within.append(connection.in_atomic_block)
        return super().encode(password, salt)


@pytest.mark.django_db(transaction=True)
def test_codes_are_hashed_while_nothing_is_locked(settings: Any) -> None:
    account = User.objects.create_user("ana@example.org", PASSWORD)
    settings.PASSWORD_HASHERS = [f"{__name__}.{Watched.__name__}"]
    _with_app(account)
    renew_codes(actor=Actor(user_id=account.pk, name=str(account)), now=timezone.now(), account=account)
    assert Watched.within == [False] * 20
    assert RecoveryCode.objects.filter(account=account).count() == 10


@pytest.mark.parametrize("steps", [-3, 4])
def test_code_of_another_minute_opens_nothing(ana: User, steps: int) -> None:
    _with_app(ana)
    client = Client()
    _typed_password(client)
    answer = client.post(ASK, {"code": _shown(ana, steps)})
    assert "This code is wrong" in answer.content.decode()
    assert not _is_signed_in(client)


def test_code_is_read_with_a_blank_in_its_middle(ana: User) -> None:
    _with_app(ana)
    code = _shown(ana, 1)
    assert prove(account=ana, now=timezone.now(), code=f" {code[:3]} {code[3:]} ") == "app"


def test_recovery_code_opens_once_and_its_holder_is_told(ana: User) -> None:
    codes = _with_app(ana)
    assert len(set(codes)) == 10
    OutboxMessage.objects.all().delete()
    for works in (True, False):
        client = Client()
        _typed_password(client)
        client.post(ASK, {"code": codes[3].lower().replace("-", " ")})
        assert _is_signed_in(client) is works
    assert RecoveryCode.objects.filter(account=ana, used_at=None).count() == 9
    assert "signed in to your account with a recovery code" in OutboxMessage.objects.get().text
    assert AuditEvent.objects.get(verb="recovery code used").after == {"recovery_codes": 9}


def test_recovery_codes_are_kept_as_passwords_are(ana: User) -> None:
    codes = _with_app(ana)
    kept = " ".join(RecoveryCode.objects.values_list("encoded", flat=True))
    assert not any(read(code) in kept or read(code)[1:] in kept for code in codes)
    trail = str(list(AuditEvent.objects.values_list("before", "after")))
    assert not any(code in trail for code in codes)
    assert TOTPDevice.objects.get(user=ana).key not in trail


def test_new_recovery_codes_end_those_before(ana: User) -> None:
    old = _with_app(ana)
    new = renew_codes(actor=Actor(user_id=ana.pk), now=timezone.now(), account=ana)
    assert prove(account=ana, now=timezone.now(), code=old[0]) is None
    assert prove(account=ana, now=timezone.now(), code=new[0]) == "recovery"


def test_sign_read_for_another_still_opens(ana: User) -> None:
    assert read("c0o1-iL00") == "C0011100"


def test_guessing_ends_after_five_codes_even_with_the_right_one(ana: User) -> None:
    _with_app(ana)
    buckets.forget_all()
    client = Client()
    _typed_password(client)
    assert [client.post(ASK, {"code": "000000"}).status_code for _ in range(5)] == [200] * 5
    refused = client.post(ASK, {"code": _shown(ana, 1)})
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 300
    assert not _is_signed_in(client)


def test_wrong_code_is_noted_without_what_was_typed(ana: User, caplog: pytest.LogCaptureFixture) -> None:
    _with_app(ana)
    client = Client()
    _typed_password(client)
    caplog.clear()
    client.post(ASK, {"code": "731946"})
    found = [record for record in caplog.records if record.message == "second factor failed"]
    assert [record.facts["account"] for record in found] == [ana.pk]  # type: ignore[attr-defined]
    assert "731946" not in str([vars(record) for record in caplog.records])


def test_password_that_was_typed_long_ago_is_asked_for_again(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_app(ana)
    client = Client()
    _typed_password(client)
    later = time.time() + 16 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get(ASK)["Location"] == SIGN_IN


def test_account_closed_meanwhile_opens_nothing(ana: User) -> None:
    _with_app(ana)
    client = Client()
    _typed_password(client)
    User.objects.update(is_active=False)
    client.post(ASK, {"code": _shown(ana, 1)})
    assert not _is_signed_in(client)


def _set_up(client: Client, account: User) -> str:
    """By the pages; gives the page with the recovery codes."""
    answer = client.post(f"{PAGE}begin/", {"begin-password": PASSWORD})
    assert answer["Location"] == f"{PAGE}confirm/"
    page = client.get(answer["Location"]).content.decode()
    assert "<svg" in page
    assert "style=" not in page.split("<svg")[1].split("</svg>")[0]
    return client.post(f"{PAGE}confirm/", {"code": _shown(account)}).content.decode()


def test_app_is_set_up_by_its_pages_and_ends_the_other_sessions(ana: User) -> None:
    here, there = Client(), Client()
    here.force_login(ana)
    there.force_login(ana)
    page = _set_up(here, ana)
    codes = re.findall(r"<code>([0-9A-Z-]{14})</code>", page)
    assert len(codes) == 10
    assert codes[0] not in here.get(PAGE).content.decode()
    assert _is_signed_in(here)
    assert not _is_signed_in(there)
    assert [event.verb for event in AuditEvent.objects.exclude(verb="sessions ended")] == ["second factor set up"]
    assert OutboxMessage.objects.get().recipient == "ana@example.org"


def test_app_that_is_removed_ends_the_other_sessions(ana: User) -> None:
    here, there = Client(), Client()
    here.force_login(ana)
    _set_up(here, ana)
    there.force_login(ana)
    here.post(f"{PAGE}remove/", {"remove-password": "wrong"})
    assert _is_signed_in(there)
    here.post(f"{PAGE}remove/", {"remove-password": PASSWORD})
    assert _is_signed_in(here)
    assert not _is_signed_in(there)
    assert AuditEvent.objects.filter(verb="sessions ended").exists()


def test_app_that_showed_no_code_is_asked_for_nowhere(ana: User) -> None:
    client = Client()
    client.force_login(ana)
    client.post(f"{PAGE}begin/", {"begin-password": PASSWORD})
    assert client.post(f"{PAGE}confirm/", {"code": "000000"}).status_code == 200
    assert _typed_password(Client()) == "/"


def test_secret_is_shown_to_the_session_that_began_alone(ana: User) -> None:
    here, there = Client(), Client()
    here.force_login(ana)
    there.force_login(ana)
    here.post(f"{PAGE}begin/", {"begin-password": PASSWORD})
    assert there.get(f"{PAGE}confirm/")["Location"] == PAGE


@pytest.mark.parametrize("act", ["begin", "codes", "remove"])
def test_each_act_asks_for_the_password(ana: User, act: str) -> None:
    _with_app(ana)
    before = (TOTPDevice.objects.get().key, list(RecoveryCode.objects.values_list("encoded", flat=True)))
    client = Client()
    client.force_login(ana)
    answer = client.post(f"{PAGE}{act}/", {f"{act}-password": "not the password"})
    assert "This is not your password." in answer.content.decode()
    assert before == (TOTPDevice.objects.get().key, list(RecoveryCode.objects.values_list("encoded", flat=True)))


def test_guessing_the_password_in_a_session_is_limited(ana: User) -> None:
    client = Client()
    client.force_login(ana)
    found = [client.post(f"{PAGE}remove/", {"remove-password": "wrong"}).status_code for _ in range(11)]
    assert found == [200] * 10 + [429]


def test_app_is_replaced_and_removed(ana: User) -> None:
    client = Client()
    client.force_login(ana)
    _set_up(client, ana)
    first = TOTPDevice.objects.get()
    client.post(f"{PAGE}begin/", {"begin-password": PASSWORD})
    assert TOTPDevice.objects.get(confirmed=True) == first
    client.post(f"{PAGE}confirm/", {"code": _shown(ana)})
    assert TOTPDevice.objects.get().key != first.key
    client.post(f"{PAGE}remove/", {"remove-password": PASSWORD})
    assert not TOTPDevice.objects.exists()
    assert not RecoveryCode.objects.exists()
    verbs = {event.verb for event in AuditEvent.objects.all()}
    assert verbs == {"second factor set up", "second factor replaced", "second factor removed"}
    assert _typed_password(Client()) == "/"


@pytest.mark.parametrize(
    ("part", "is_asked"),
    [
        ("secretary", True),
        ("editor", True),
        ("admin", True),
        ("chair", True),
        ("delegate", False),
        ("rapporteur", False),
    ],
)
def test_it_is_asked_of_whoever_changes_what_others_read(cast: Cast, settings: Any, part: str, is_asked: bool) -> None:
    account, client = cast.accounts[part], Client()
    settings.SECOND_FACTOR = "required"
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)
    for address in ("/", f"/groups/{cast.body.slug}/", "/preferences/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers.get("Location")) == ((302, PAGE) if is_asked else (200, None))
    assert client.get("/api/v1/groups").status_code == (403 if is_asked else 200)
    assert ("then every page opens again" in client.get(PAGE).content.decode()) is is_asked
    _set_up(client, account)
    assert client.get("/").status_code == 200


def test_it_is_asked_of_everybody_where_the_house_says_so(cast: Cast, settings: Any) -> None:
    settings.SECOND_FACTOR = "everybody"
    client = Client()
    assert client.get("/").status_code == 200
    client.force_login(cast.accounts["delegate"])
    assert client.get("/")["Location"] == PAGE


def test_portal_without_https_asks_nobody(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.accounts["secretary"])
    assert client.get("/").status_code == 200


def test_what_one_account_proved_opens_nothing_for_another(cast: Cast, ana: User, settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    client = Client()
    client.force_login(ana)
    _set_up(client, ana)
    session = client.session
    session["_auth_user_id"] = str(cast.accounts["secretary"].pk)
    session["_auth_user_hash"] = cast.accounts["secretary"].get_session_auth_hash()
    session.save()
    assert client.get("/")["Location"] == PAGE


def test_keys_of_programs_need_none(cast: Cast, settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    actor = cast.actor("secretary")
    _key, secret = make_key(actor=actor, now=timezone.now(), name="Script", scope=KeyScope.MINE)
    answer = Client().get("/api/v1/groups", headers={"authorization": f"Bearer {secret}"})
    assert answer.status_code == 200


def test_lost_one_is_taken_away_by_who_answers_for_the_account(cast: Cast) -> None:
    account, client, staff = cast.accounts["delegate"], Client(), Client()
    _with_app(account)
    client.force_login(account)
    OutboxMessage.objects.all().delete()
    for part, status, left in (("other_secretary", 404, 1), ("chair", 404, 1), ("secretary", 302, 0)):
        staff.force_login(cast.accounts[part])
        assert staff.post(f"/desk/people/{account.pk}/second-factor/reset/").status_code == status
        assert TOTPDevice.objects.count() == left
    assert not Session.objects.filter(account=account).exists()
    assert not RecoveryCode.objects.exists()
    event = AuditEvent.objects.get(verb="second factor reset")
    assert (event.actor_id, event.subject_id) == (cast.accounts["secretary"].pk, str(account.pk))
    assert OutboxMessage.objects.get().recipient == account.email


def test_nobody_takes_away_their_own_without_the_password(cast: Cast) -> None:
    account, client = cast.accounts["secretary"], Client()
    _with_app(account)
    client.force_login(account)
    assert client.post(f"/desk/people/{account.pk}/second-factor/reset/").status_code == 404


def test_root_of_the_machine_takes_it_away_where_nobody_else_may(ana: User) -> None:
    _with_app(ana)
    call_command("reset_second_factor", "ANA@example.org", verbosity=0)
    assert not TOTPDevice.objects.exists()
    assert AuditEvent.objects.get(verb="second factor reset").actor_name == "Plenary"
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody@example.org")


def test_codes_are_random(ana: User) -> None:
    made = [tuple(_with_app(make.user())) for _ in range(2)]
    assert not set(made[0]) & set(made[1])
    assert all(len(read(code)) == 12 for code in made[0])
    assert timedelta(seconds=TOTPDevice.objects.first().step) == timedelta(seconds=30)  # type: ignore[union-attr]
    assert len(TOTPDevice.objects.first().bin_key) == 20  # type: ignore[union-attr]
