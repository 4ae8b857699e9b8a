"""English says what the source says; dates that change with every run go; what is left is named.

Runs in the environment (polib).
"""

from __future__ import annotations

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[2] / "locale"


def tidy(path: Path) -> str:
    """Rewrite one catalogue; returns a line that says how complete it is."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    language = path.parts[-3]
    if language == "en":
        for entry in catalogue:
            fill(entry)
    for entry in catalogue.obsolete_entries():
        catalogue.remove(entry)
    catalogue.header = f"Interface texts of Tandem ({language})."
    for name in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team"):
        catalogue.metadata.pop(name, None)
    catalogue.metadata["Project-Id-Version"] = "Tandem"
    catalogue.metadata["Language"] = language
    catalogue.metadata_is_fuzzy = False
    catalogue.save()
    open_entries = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
    return f"{language}: {len(catalogue)} texts, {open_entries} to translate"


def fill(entry: polib.POEntry) -> None:
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


if __name__ == "__main__":
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        print(tidy(po))
