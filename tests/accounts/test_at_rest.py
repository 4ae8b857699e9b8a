"""Secrets of second factors are not in the database as they are."""

from __future__ import annotations

import importlib
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

from tests.factories.people import make_user
from workspace.accounts import at_rest

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
