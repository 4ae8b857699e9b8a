"""A white paper of 25 recommendations for tests: three languages, long and short, with gaps."""

from __future__ import annotations

from hashlib import sha256

from research.charts.spec import Bar, Chart
from tests.whitepaper import sample_texts as texts
from whitepaper.content import Edition, Finding, Recommendation, Source
from workspace.languages.text import Text

LEVELS = ("local", "regional", "national", "international")
DEADLINES = ("2026-03-01", "2026-09-30", "2026-12-31", "2027-06-15")
KINDS = ("innovation", "need", "limit")
PLACES = (
    "Lille", "Córdoba", "Rosario", "Bristol", "Temuco", "Grenoble", "Recife", "Bilbao",
    "Asunción", "Nantes", "Valparaíso", "Leeds",
)  # fmt: skip


def wilson(count: int, base: int) -> tuple[float, float]:
    """95 % interval of a share, to four places."""
    z, share = 1.959964, count / base
    middle = share + z * z / (2 * base)
    reach = z * ((share * (1 - share) + z * z / (4 * base)) / base) ** 0.5
    scale = 1 + z * z / base
    return round((middle - reach) / scale, 4), round((middle + reach) / scale, 4)


def bar(label: Text, count: int, base: int, series: str = "a") -> Bar:
    low, high = wilson(count, base)
    return Bar(label, count, count / base, low, high, series)


def chart(number: int) -> Chart:
    """One of four charts: plain, two waves, with a hidden bar, with long labels."""
    base = 33 + number % 9
    title = texts.CHART_TITLES[number % len(texts.CHART_TITLES)]
    labels = texts.BAR_LABELS
    shape = number % 4
    if shape == 1:
        bars = tuple(
            bar(labels[place], count, base, series)
            for place, counts in enumerate(((28, 32), (18, 11)))
            for series, count in zip(("w1", "a"), counts, strict=True)
        )
    elif shape == 2:
        bars = (
            bar(labels[2], 23, base),
            bar(labels[3], 9, base, "b"),
            Bar(labels[4], hidden=True),
        )
    else:
        bars = tuple(bar(labels[(number + place) % 8], 27 - 8 * place, base) for place in range(3))
    return Chart(title, bars, base, texts.CHART_SOURCES[number % 2])


def account(number: int) -> Source:
    quote = texts.QUOTES[number % len(texts.QUOTES)]
    place = PLACES[number % len(PLACES)]
    label = Text(
        fr=f"Récit de {place}, phase {number % 6 + 1}",
        en=f"Account of {place}, phase {number % 6 + 1}",
        es=f"Relato de {place}, fase {number % 6 + 1}",
    )
    url = f"/accounts/{number}/"
    return Source("account", label, url, _digest(url), quote, place)


def result(number: int) -> Source:
    label = Text(
        fr=f"Vague 2, question {number % 20 + 1}",
        en=f"Wave 2, question {number % 20 + 1}",
        es=f"Ola 2, pregunta {number % 20 + 1}",
    )
    url = f"/results/{number}/"
    return Source("result", label, url, _digest(url), chart=chart(number))


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def finding(number: int) -> Finding:
    title, statement = texts.FINDINGS[number % len(texts.FINDINGS)]
    sources = (account(2 * number), account(2 * number + 1), result(number))
    if number % 3 == 0:
        sources = (account(2 * number), result(number))
    if number % 11 == 4:
        sources = (account(2 * number), account(2 * number + 3))
    kind = KINDS[number % 3]
    return Finding(number, kind, title, statement, f"/findings/{number}/", sources)


def recommendation(number: int) -> Recommendation:
    findings = tuple(finding(2 * number + step) for step in (0, 1))
    if number == 9:
        findings = ()
    return Recommendation(
        number=number,
        title=texts.TITLES[(number - 1) % len(texts.TITLES)],
        ask=texts.ASKS[number % len(texts.ASKS)],
        rationale=texts.RATIONALES[number % len(texts.RATIONALES)],
        addressee=texts.ADDRESSEES[number % len(texts.ADDRESSEES)],
        level=LEVELS[number % 4],
        deadline=DEADLINES[number % 4],
        url=f"/recommendations/{number}/",
        findings=findings,
    )


def edition(amount: int = 25, **changes: object) -> Edition:
    """The sample with `amount` recommendations; `changes` replaces fields of the edition."""
    fields: dict[str, object] = {
        "number": 2,
        "date": "2026-03-01",
        "tier": "public",
        "programme": texts.PROGRAMME,
        "title": texts.TITLE,
        "promise": texts.PROMISE,
        "summary": texts.SUMMARY,
        "method": texts.METHOD,
        "organisations": 61,
        "countries": 7,
        "twinnings": 30,
        "publishers": ("Association des deux rives", "Communities on Line", "Red de Enlaces"),
        "licence": "CC BY-SA 4.0",
        "site": "https://tandem.example",
        "url": "/white-paper/2/",
        "recommendations": tuple(recommendation(n) for n in range(1, amount + 1)),
        "demo": True,
    }
    return Edition(**{**fields, **changes})  # type: ignore[arg-type]
