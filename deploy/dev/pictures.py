"""Takes the pictures of the README from the running site, so that they never go stale.

`make run` in one window, `make pictures` in another. Needs Chromium (`make engines`).
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PAGES = {
    "home": "/fr/",
    "twinning": "/en/twinnings/rosario-bristol/",
    "phase": "/es/twinnings/rosario-bristol/phases/1/",
    "report": "/en/reports/1/",
    "edition": "/fr/editions/1/",
    "search": "/en/search/?q=translation",
}
SIZE = {"width": 1280, "height": 1400}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def main(site: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tools:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = tools.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        for name, address in PAGES.items():
            answer = page.goto(f"{site}{address}")
            if answer is None or answer.status != 200:
                sys.exit(f"{site}{address} does not answer. Start the site first: make run")
            shot = Image.open(io.BytesIO(page.screenshot()))
            picture = shot.resize((900, round(shot.height * 900 / shot.width)))
            picture.save(FOLDER / f"{name}.webp", quality=80, method=6)
            print(f"docs/pictures/{name}.webp")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
