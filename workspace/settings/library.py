"""The resource centre: what grows old, and who translates."""

import os

#: Months after which an editor looks again whether a published resource is still right.
STALE_AFTER_MONTHS = int(os.environ.get("STALE_AFTER_MONTHS", "18"))

#: A LibreTranslate server, such as http://127.0.0.1:5000, and its key if it asks for one.
LIBRETRANSLATE_URL = os.environ.get("LIBRETRANSLATE_URL", "")
LIBRETRANSLATE_KEY = os.environ.get("LIBRETRANSLATE_KEY", "")
#: Dotted path of a class as `workspace.library.machine.Translator` describes it. Empty: no
#: machine translation is offered.
MACHINE_TRANSLATION = os.environ.get("MACHINE_TRANSLATION") or (
    "workspace.library.libretranslate.LibreTranslate" if LIBRETRANSLATE_URL else ""
)
#: Whether the machine is in the same hands as this site, so that it may read texts that not
#: everybody may.
MACHINE_READS_CLOSED = os.environ.get("MACHINE_READS_CLOSED", "") == "yes"
