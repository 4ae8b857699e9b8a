"""Secrets of second factors are not in the database as they are, whichever key is in force."""

from __future__ import annotations

import importlib
import io
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.core.management import CommandError, call_command

from tests.factories.people import make_user
from workspace.accounts import at_rest
from workspace.accounts.at_rest import OpenedBy
from workspace.accounts.renewing import standing
from workspace.registries.checkups import Gravity
from workspace.upkeep.checkups import database

pytestmark = pytest.mark.django_db
FORMER, LATTER = "f" * 60, "l" * 60
migration: Any = importlib.import_module(
    "workspace.accounts.migrations.0005_encrypted_second_factors"
)


def fits(factor: Any, secret: str) -> bool:
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    return bool(TOTP(Authenticator.objects.get(pk=factor.instance.pk)).validate_code(code))


def test_the_database_holds_no_secret_and_the_code_fits() -> None:
    user, secret = make_user(), generate_totp_secret()
    factor, codes = TOTP.activate(user, secret), RecoveryCodes.activate(user)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes.get_unused_codes())
    assert codes.instance.data["seed"].startswith("gAAAA")
    assert fits(factor, secret)
    assert len(set(codes.get_unused_codes())) == 10


def test_the_same_secret_is_never_written_twice_the_same() -> None:
    assert at_rest.encrypt("ABC") != at_rest.encrypt("ABC")
    assert at_rest.decrypt(at_rest.encrypt("ABC")) == "ABC"


def test_a_former_key_still_reads_and_no_longer_writes(settings: Any) -> None:
    settings.SECRET_KEY = FORMER
    user, secret = make_user(), generate_totp_secret()
    factor = TOTP.activate(user, secret)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = LATTER, [FORMER]
    assert fits(factor, secret)
    written = at_rest.encrypt("ABC")
    settings.SECRET_KEY_FALLBACKS = []
    assert at_rest.decrypt(written) == "ABC"


def test_without_the_key_no_code_fits_and_the_log_says_why(settings: Any, caplog: Any) -> None:
    settings.SECRET_KEY = FORMER
    user, secret = make_user(), generate_totp_secret()
    factor = TOTP.activate(user, secret)
    settings.SECRET_KEY = LATTER
    assert not fits(factor, secret)
    assert not fits(factor, "")
    assert at_rest.decrypt("ABC") != at_rest.decrypt("ABC")
    assert "SECRET_KEY has changed" in caplog.text


def test_what_was_there_is_encrypted_and_goes_on_working() -> None:
    user, secret = make_user(), generate_totp_secret()
    factor, codes = TOTP.activate(user, secret), RecoveryCodes.activate(user)
    before, used = codes.get_unused_codes(), {"used_mask": 1}
    Authenticator.objects.filter(pk=codes.instance.pk).update(
        data={"migrated_codes": before, **used}
    )
    Authenticator.objects.filter(pk=factor.instance.pk).update(data={"secret": secret})
    migration.encrypt(apps, None)
    kept = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    assert kept[0]["secret"] != secret
    assert kept[1]["migrated_codes"] != before
    assert kept[1]["used_mask"] == 1
    assert fits(factor, secret)
    again = RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk))
    assert again.generate_codes() == before
    migration.decrypt(apps, None)
    assert Authenticator.objects.get(pk=factor.instance.pk).data == {"secret": secret}


def renewed() -> list[str]:
    out = io.StringIO()
    call_command("renew_secrets", stdout=out)
    return out.getvalue().splitlines()


def test_after_renewal_the_former_key_is_no_longer_needed(settings: Any) -> None:
    settings.SECRET_KEY = FORMER
    user, secret = make_user(), generate_totp_secret()
    factor, codes = TOTP.activate(user, secret), RecoveryCodes.activate(user)
    words = codes.get_unused_codes()
    codes.validate_code(words[0])
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = LATTER, [FORMER]
    other_secret = generate_totp_secret()
    other = TOTP.activate(make_user(), other_secret)
    other_token = other.instance.data["secret"]
    assert (standing().former, standing().present) == (2, 1)
    assert renewed() == [
        "Encrypted anew under SECRET_KEY: 2.",
        "Under SECRET_KEY already: 1.",
    ]
    settings.SECRET_KEY_FALLBACKS = []
    assert (standing().former, standing().present, standing().closed) == (0, 3, [])
    assert fits(factor, secret)
    assert fits(other, other_secret)
    again = RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk))
    assert again.get_unused_codes() == words[1:]
    assert Authenticator.objects.get(pk=other.instance.pk).data["secret"] == other_token
    assert renewed()[0] == "Encrypted anew under SECRET_KEY: 0."


def test_codes_brought_from_elsewhere_are_renewed_one_by_one(settings: Any) -> None:
    settings.SECRET_KEY = FORMER
    codes = RecoveryCodes.activate(make_user())
    words = codes.get_unused_codes()
    kept = {"migrated_codes": [at_rest.encrypt(word) for word in words], "used_mask": 0}
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = LATTER, [FORMER]
    kept["migrated_codes"][0] = at_rest.encrypt(words[0])  # half of a renewal that was broken off
    Authenticator.objects.filter(pk=codes.instance.pk).update(data=kept)
    assert standing().former == 1
    renewed()
    settings.SECRET_KEY_FALLBACKS = []
    assert RecoveryCodes(Authenticator.objects.get()).generate_codes() == words


def test_what_no_key_opens_is_named_and_left_as_it_is(settings: Any) -> None:
    settings.SECRET_KEY = "x" * 60
    user, secret = make_user("amina@example.org"), generate_totp_secret()
    factor = TOTP.activate(user, secret)
    token = factor.instance.data["secret"]
    settings.SECRET_KEY = FORMER
    other = TOTP.activate(make_user(), secret)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = LATTER, [FORMER]
    with pytest.raises(CommandError, match=r"amina@example\.org.*reset_second_factor"):
        renewed()
    assert Authenticator.objects.get(pk=factor.instance.pk).data["secret"] == token
    settings.SECRET_KEY_FALLBACKS = ["x" * 60]
    assert fits(other, secret)  # the others are renewed all the same
    assert fits(factor, secret)


def test_each_token_says_which_key_opens_it(settings: Any) -> None:
    settings.SECRET_KEY = FORMER
    token = at_rest.encrypt("ABC")
    assert at_rest.opened_by(token) == OpenedBy.PRESENT
    settings.SECRET_KEY = LATTER
    assert at_rest.opened_by(token) == OpenedBy.NONE
    settings.SECRET_KEY_FALLBACKS = [FORMER]
    assert at_rest.opened_by(token) == OpenedBy.FORMER


def doctor_says() -> list[tuple[Gravity, str]]:
    return [(each.gravity, each.seen) for each in database.check() if "econd factor" in each.seen]


def test_doctor_says_which_keys_are_still_needed(settings: Any) -> None:
    settings.SECRET_KEY = FORMER
    TOTP.activate(make_user("amina@example.org"), generate_totp_secret())
    assert doctor_says() == []
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = LATTER, [FORMER]
    [(gravity, seen)] = doctor_says()
    assert gravity == Gravity.NOTICE
    assert seen.endswith("only with a former key, one of SECRET_KEY_FALLBACKS: 1.")
    settings.SECRET_KEY_FALLBACKS = []
    [(gravity, seen)] = doctor_says()
    assert gravity == Gravity.FAULT
    assert seen.endswith("no longer knows: 1. No code of amina@example.org fits.")
    settings.SECRET_KEY_FALLBACKS = [FORMER]
    renewed()
    assert doctor_says() == []
    assert "No stored secret needs" in str([each.seen for each in database.check()])
