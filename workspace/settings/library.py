"""The resource centre: what grows old, and who translates."""

import os

#: Months after which an editor looks again whether a published resource is still right.
STALE_AFTER_MONTHS = int(os.environ.get("STALE_AFTER_MONTHS", "18"))

#: Dotted path of a class as `workspace.library.machine.Translator` describes it. Empty: no
#: machine translation is offered.
MACHINE_TRANSLATION = os.environ.get("MACHINE_TRANSLATION", "")
