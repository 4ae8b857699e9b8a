"""`make pictures`: the pictures of the README and of the guides, from a site of their own.

Standard library only. Which pictures: docs/pictures.toml. Needs Chromium (`make engines`).
"""

from __future__ import annotations

import sys

from environment import prepare
from steps import PYTHON, Stop, say, show


def main() -> int:
    try:
        prepare(tests=True)
        show("pictures", [str(PYTHON), "-m", "tests.browser.pictures", *sys.argv[1:]])
    except Stop as stop:
        say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
