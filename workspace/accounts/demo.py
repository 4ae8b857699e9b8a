"""The people of the demonstration: functions, not persons. Production refuses their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from workspace.accounts.models import User

DOMAIN = "demo.tandem.example"
PASSWORD = "tandem-demo"


@dataclass(frozen=True)
class Login:
    """Someone to try the product as. `who` says it in one line."""

    key: str
    name: tuple[str, str]
    language: str
    who: str

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


LOGINS = (
    Login("rosario", ("Coordinación", "Rosario"), "es", "co-ordinator of a partner, in Spanish"),
    Login("bristol", ("Co-ordination", "Bristol"), "en", "co-ordinator of its partner"),
    Login("member", ("Volunteer", "Bristol"), "en", "member of an NGO"),
    Login("pending", ("Visitor", "Bristol"), "en", "member whose organisation has not agreed yet"),
    Login("facilitator", ("Animation", "Tandem"), "fr", "accompanies all twinnings, in French"),
    Login(
        "researcher", ("Recherche", "Tandem"), "fr", "runs surveys, publishes findings, in French"
    ),
    Login("editor", ("Rédaction", "Tandem"), "fr", "compiles the white paper, in French"),
    Login("admin", ("Administration", "Tandem"), "en", "administrator"),
)


def person(key: str, name: tuple[str, str], language: str, *, superuser: bool = False) -> User:
    """The demonstration account of that key, made if it is not there yet."""
    user, _made = User.objects.get_or_create(
        email=f"{key}@{DOMAIN}",
        defaults={
            "first_name": name[0],
            "last_name": name[1],
            "language": language,
            "password": _hash(),
            "is_superuser": superuser,
            "is_staff": superuser,
        },
    )
    return user


def _hash() -> str:
    # One hash for all of them: sixty slow hashes would be half of the time of a first run.
    if not _hashes:
        _hashes.append(make_password(PASSWORD))
    return _hashes[0]


_hashes: list[str] = []
