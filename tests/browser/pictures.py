"""Takes the pictures of the README and of the guides (`make pictures`; docs/pictures.toml).

They come from a site that is built for them with the demonstration, at a moment that is always the
same: a picture changes when its page changes, not with the day. Names after the command take only
the pictures whose name begins with one of them.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.running import ROOT, Site, build, served

LIST = ROOT / "docs" / "pictures.toml"
FOLDER = ROOT / "docs" / "pictures"
#: A guide is read on slow lines too.
HEAVIEST = 60_000
#: Pages are letters and plain colours: few colours without loss are sharper and lighter than many
#: with it.
COLOURS = (256, 128, 64, 32)
#: The site is built in the morning and looked at in the afternoon of this day.
DAY = (2026, 3, 2)
BUILT, LOOKED_AT = 9, 15
CLOCK = """
import datetime as dt
import time_machine
time_machine.travel(dt.datetime({year}, {month}, {day}, {hour}, tzinfo=dt.timezone.utc)).start()
"""
#: What stands in the address line and in whatever a page cites; Chromium finds the site behind it.
ADDRESS = "http://tandem.example"
ABOVE = 24  # pixels that are kept above what a picture begins with


@dataclass(frozen=True)
class Shot:
    """One entry of the list; the words at its top say what each field means."""

    name: str
    path: str
    height: int
    person: str = ""
    language: str = "en"
    start: str = ""
    width: int = 1000
    open: bool = False

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.webp"


def shots() -> list[Shot]:
    """Every picture, in the order of the list."""
    found = tomllib.loads(LIST.read_text(encoding="utf-8"))["picture"]
    # `from` is a word of Python.
    return [Shot(start=each.pop("from", ""), **each) for each in found]


def main(names: list[str]) -> None:
    wanted = [shot for shot in shots() if not names or shot.name.startswith(tuple(names))]
    FOLDER.mkdir(exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings.dev")
    django.setup()
    from tests.browser.conftest import FLAGS  # needs the settings

    with _site() as site, sync_playwright() as tools:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        here = f"--host-resolver-rules=MAP tandem.example 127.0.0.1:{site.port}"
        browser = tools.chromium.launch(
            executable_path=chromium, args=[*FLAGS, here, "--lang=en-GB"]
        )
        _take(wanted, site, browser)
        browser.close()
    if not names:
        for file in set(FOLDER.glob("*.webp")) - {shot.file for shot in wanted}:
            file.unlink()


def _take(wanted: list[Shot], site: Site, browser: Browser) -> None:
    from tests.browser.conftest import log_in

    known = site.ask("pictured")
    windows: dict[str, BrowserContext] = {}
    for shot in wanted:
        if shot.person not in windows:
            windows[shot.person] = browser.new_context(base_url=ADDRESS, locale="en-GB")
            if shot.person:
                log_in(windows[shot.person], shot.person)
        page = windows[shot.person].new_page()
        weight = _save(_photograph(page, shot, known), shot.file)
        print(f"{shot.file.relative_to(ROOT)}  {weight // 1000} KB", flush=True)
        page.close()


def _photograph(page: Page, shot: Shot, known: dict[str, Any]) -> Image.Image:
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    path = f"/{shot.language}/{shot.path.format(**known)}"
    answer = page.goto(path)
    if answer is None or answer.status != 200:
        sys.exit(f"{shot.name}: {path} does not answer as a page. Correct {LIST.name}.")
    if shot.open:
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    top = 0.0
    if shot.start:
        box = page.locator(shot.start).bounding_box()
        if box is None:
            sys.exit(f"{shot.name}: nothing is at {shot.start} on {path}. Correct {LIST.name}.")
        top = max(0.0, box["y"] - ABOVE)
    end = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": top, "width": shot.width, "height": min(shot.height, end - top)}
    return Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))  # type: ignore[arg-type]


def _save(image: Image.Image, file: Path) -> int:
    """Writes the one with the most colours that is light enough. Returns its bytes."""
    for colours in COLOURS:
        made = io.BytesIO()
        few = image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        few.convert("RGB").save(made, "WEBP", lossless=True, method=6)
        if made.tell() <= HEAVIEST:
            file.write_bytes(made.getvalue())
            return made.tell()
    sys.exit(f"{file.name} is heavier than {HEAVIEST} bytes. Make it less high in {LIST.name}.")


@contextmanager
def _site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        _set_clock(base, BUILT)
        made = build(base / "made")
        _set_clock(base, LOOKED_AT)
        with served(made, base / "served", TANDEM_URL=ADDRESS) as site:
            yield site


def _set_clock(base: Path, hour: int) -> None:
    """Every Python that is started from here on believes that it is this hour of the day."""
    year, month, day = DAY
    text = CLOCK.format(year=year, month=month, day=day, hour=hour)
    (base / "sitecustomize.py").write_text(text, encoding="utf-8")
    os.environ["PYTHONPATH"] = str(base)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


if __name__ == "__main__":
    main(sys.argv[1:])
