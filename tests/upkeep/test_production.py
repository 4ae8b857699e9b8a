"""A walk through a real installation, made of the very files of deploy/production."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf.global_settings import PASSWORD_HASHERS
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from tests.upkeep.installation import Installation
from tests.upkeep.production import TOKEN, Answer, Production, Visitor, production
from twinning.journal import MOST_PHOTOS
from workspace.accounts.models import User
from workspace.library.models import Resource
from workspace.library.uploads import MAX_BYTES
from workspace.settings.security import DATA_UPLOAD_MAX_MEMORY_SIZE

pytestmark = pytest.mark.django_db
DEPLOY = Path(__file__).parents[2] / "deploy" / "production"


@pytest.fixture
def live(site: Installation) -> Iterator[Production]:
    if "NGINX" not in os.environ:
        words = "NGINX names no program: `make engines` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    with site.inside(), override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        ana = User.objects.get(email="ana@example.org")
        ana.set_password("secret-words")  # as production hashes it, not as tests do
        ana.save()
    with production(site) as made:
        yield made


# One after the other on one site: it takes longer to start than all of this together.
def test_a_site_made_of_the_files_of_deploy_keeps_its_promises(live: Production) -> None:
    encrypted_only(live)
    static_files_are_kept_for_ever(live)
    what_is_closed_is_closed_in_every_process(live)
    member = logged_in(live)
    attempts_are_counted_by_all_processes_together(live)
    closed_files_leave_through_the_application_alone(live, member)
    a_request_has_one_number_everywhere(live)
    metrics_are_for_the_watcher(live)
    what_is_too_large_is_refused_in_words(live, member)
    the_worker_works(live)
    maintenance_is_announced(live)
    a_fallen_web_server_is_excused(live)


def encrypted_only(live: Production) -> None:
    plain = Visitor(live.plain).ask("/en/?page=2", is_plain=True)
    assert plain.status == 301
    assert plain.headers["Location"] == "https://tandem.example.org/en/?page=2"
    home = live.visitor().ask("/en/", Accept_Encoding="gzip")
    assert home.status == 200
    assert home.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "default-src 'none'" in home.headers["Content-Security-Policy"]
    assert home.headers["X-Content-Type-Options"] == "nosniff"
    assert home.headers["Content-Encoding"] == "gzip"
    assert home.headers["Server"] == "nginx"


def static_files_are_kept_for_ever(live: Production) -> None:
    sheet = re.search(r'href="(/static/tandem/tandem\.[0-9a-f]+\.css)"', page(live, "/en/"))
    assert sheet
    answer = live.visitor().ask(sheet[1], Accept_Encoding="gzip")
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "X-Request-ID" not in answer.headers, "the application is not asked"


def what_is_closed_is_closed_in_every_process(live: Production) -> None:
    """Each keeps pages of its own, and nobody tells them but the database."""
    pk = live.site.ask("SELECT id FROM library_resource WHERE title = 'Radio handbook'")[0][0]

    def asked(**headers: str) -> list[Answer]:
        return [live.visitor().ask(f"/en/resources/{pk}/", **headers) for _time in range(6)]

    def put_at(tier: str) -> None:
        with live.site.inside(), override_settings(KEEP_PUBLIC_PAGES=True):
            Resource.objects.filter(pk=pk).update(tier=tier)

    tags = {each.headers["ETag"] for each in asked(Accept_Encoding="gzip")}
    assert len(tags) == 1
    assert {each.status for each in asked(If_None_Match=tags.pop())} == {304}
    put_at("network")
    assert {each.status for each in asked()} == {404}
    put_at("public")
    assert {each.status for each in asked()} == {200}


def page(live: Production, path: str) -> str:
    return live.visitor().ask(path).text


def tried_to_log_in(visitor: Visitor, email: str, password: str) -> Answer:
    form = visitor.ask("/en/account/login/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    words = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
    return visitor.ask("/en/account/login/", urlencode(words).encode())


def logged_in(live: Production) -> Visitor:
    visitor = live.visitor()
    answer = tried_to_log_in(visitor, "ana@example.org", "secret-words")
    assert answer.status == 302
    for cookie in answer.headers.get_all("Set-Cookie") or []:
        assert "Secure" in cookie
    assert visitor.ask("/en/workspace/").status == 200
    return visitor


def attempts_are_counted_by_all_processes_together(live: Production) -> None:
    visitor = live.visitor()
    answers = [
        tried_to_log_in(visitor, "nobody@example.org", "wrong").text for _attempt in range(6)
    ]
    assert ["Too many failed" in each for each in answers] == [*[False] * 5, True]


def closed_files_leave_through_the_application_alone(live: Production, member: Visitor) -> None:
    pk, name = live.site.ask("SELECT id, file FROM library_attachment WHERE file LIKE '%Closed%'")[
        0
    ]
    url = f"/media/files/{pk}/{Path(name).name}"
    given = member.ask(url)
    assert given.status == 200
    assert given.body == (live.site.media / name).read_bytes()
    assert given.headers["Cache-Control"] == "private, no-store"
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert "X-Accel-Redirect" not in given.headers
    assert live.visitor().ask(url).status == 404
    for way in (f"/protected/{name}", f"/protected/../{name}", f"/static/../media/{name}"):
        answer = member.ask(way)
        assert answer.status in (400, 404)
        assert not answer.body.startswith(b"%PDF")


def a_request_has_one_number_everywhere(live: Production) -> None:
    answer = live.visitor().ask("/en/search/?q=unemployment", X_Request_ID="chosen-by-a-visitor")
    number = answer.headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", number)
    lines = [line for line in live.log.splitlines() if number in line]
    assert len(lines) == 1
    assert '"GET search:search"' in lines[0]
    assert "unemployment" not in live.log
    assert "chosen-by-a-visitor" not in live.log


def metrics_are_for_the_watcher(live: Production) -> None:
    visitor = live.visitor()
    assert visitor.ask("/metrics").status == 404
    assert visitor.ask("/metrics", X_Forwarded_For="127.0.0.1").status == 404
    read = visitor.ask("/metrics", Authorization=f"Bearer {TOKEN}").text
    assert 'tandem_request_seconds_count{method="GET",status="2xx",view="site:home"}' in read
    assert "tandem_files_free_bytes" in read
    assert len(list((live.site.folder / "metrics").glob("histogram_*.db"))) >= 1


def what_is_too_large_is_refused_in_words(live: Production, member: Visitor) -> None:
    allowed = re.search(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text())
    assert allowed
    limit = int(allowed[1]) * 1024**2
    assert limit == MOST_PHOTOS * MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
    answer = member.ask("/en/resources/new/", b"", Content_Length=str(limit + 1))
    assert answer.status == 413
    for word in ("up to 20 MB", "jusqu’à 20", "hasta 20"):
        assert word in answer.text


def the_worker_works(live: Production) -> None:
    counted = f"SELECT COUNT(*) FROM {DBTaskResult._meta.db_table} WHERE status = "
    waiting = f"{counted}'READY'"
    begun = time.monotonic()
    while live.site.ask(waiting) != [(0,)]:
        assert time.monotonic() - begun < 30, (live.site.folder / "worker.log").read_text()
        time.sleep(0.1)
    assert live.site.ask(f"{counted}'SUCCESSFUL'")[0][0] > 0
    found = live.doctor()
    assert "A worker answers." in [each["seen"] for each in found]
    faults = [each["seen"] for each in found if each["gravity"] == "fault"]
    # Whoever edits a catalogue compiles it before the tests of the catalogues, not before this.
    assert [seen for seen in faults if not seen.startswith("Interface texts")] == []


def maintenance_is_announced(live: Production) -> None:
    live.flag.touch()
    answer = live.visitor().ask("/es/")
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "600"
    assert answer.headers["Cache-Control"] == "no-store"
    for word in ("Back soon", "De retour bientôt", "Volvemos pronto"):
        assert word in answer.text
    live.flag.unlink()
    assert live.visitor().ask("/es/").status == 200


def a_fallen_web_server_is_excused(live: Production) -> None:
    live.end("web")
    answer = live.visitor().ask("/fr/")
    assert answer.status == 503
    assert "De retour bientôt" in answer.text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_the_units_are_understood_by_systemd(tmp_path: Path) -> None:
    """With paths that exist here: systemd looks for the programs that it would start."""
    for unit in sorted((DEPLOY / "systemd").iterdir()):
        text = unit.read_text().replace("/opt/tandem/.venv/bin/", "/usr/bin/env ")
        (tmp_path / unit.name).write_text(text)
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "tandem-" in line]
    assert ours == []
