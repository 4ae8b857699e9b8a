"""`make bench`: Tandem beside the same content on plain Wagtail. See docs/performance.md.

Standard library only.
"""

from __future__ import annotations

import sys

from environment import prepare
from steps import PYTHON, Stop, say, show


def main() -> int:
    try:
        prepare(tests=True)
        show("benchmarks", [str(PYTHON), "-m", "tests.benchmarks", *sys.argv[1:]])
    except Stop as stop:
        say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
