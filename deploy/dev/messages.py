"""`make messages`: collect the interface texts; English, the source language, fills itself.

Standard library only.
"""

from __future__ import annotations

import shutil
import sys

from environment import prepare
from steps import PYTHON, ROOT, Stop, run, say

LANGUAGES = ("fr", "en", "es")


def main() -> int:
    try:
        if not shutil.which("xgettext"):
            raise Stop("gettext is missing here. Install it: apt-get install gettext")
        prepare(tests=True)
        (ROOT / "locale").mkdir(exist_ok=True)
        command = [str(PYTHON), "manage.py", "makemessages", "--no-wrap", "--add-location", "file"]
        for folder in (".venv", "var", "tests", "deploy", "docs"):
            command += ["--ignore", f"{folder}/*"]
        for language in LANGUAGES:
            command += ["--locale", language]
        run("interface texts collected", command)
        say(run("catalogues tidied", [str(PYTHON), "deploy/dev/tidy_catalogues.py"]).rstrip())
    except Stop as stop:
        say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
