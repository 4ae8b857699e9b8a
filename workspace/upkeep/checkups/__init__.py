"""The check-ups of what every installation has; upper layers register their own."""

from workspace.registries import checkups
from workspace.upkeep.checkups import configuration, database, mail, storage, tasks


def register() -> None:
    for name, checkup in {
        "settings": configuration.check,
        "database": database.check,
        "files": storage.check,
        "mail": mail.check,
        "tasks": tasks.check,
    }.items():
        checkups.register(name, checkup)
