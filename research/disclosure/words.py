"""Fixed words of published results in the three languages, and labels of merged classes."""

from __future__ import annotations

from decimal import Decimal

from workspace.languages.text import Text

_BRACKETS = Text(
    "Crochets\u00a0: intervalle de confiance à 95\u00a0% (Wilson), indicatif quand toutes les "
    "organisations ont été interrogées.",
    "Brackets: 95% confidence interval (Wilson), indicative when every organisation was asked.",
    "Corchetes: intervalo de confianza del 95\u00a0% (Wilson), indicativo cuando se preguntó a "
    "todas las organizaciones.",
)


def _with_brackets(text: Text) -> Text:
    return Text(*(f"{words} {more}" for words, more in zip(text, _BRACKETS, strict=True)))


SHARES = _with_brackets(
    Text(
        "Parts des réponses données.",
        "Shares of the answers given.",
        "Proporción de las respuestas.",
    )
)
SEVERAL = _with_brackets(
    Text(
        "Parts des répondants. Plusieurs réponses étaient possibles\u00a0: le total peut dépasser "
        "100\u00a0%.",
        "Shares of the respondents. Several answers were possible: the total may exceed 100%.",
        "Proporción de los participantes. Se podían dar varias respuestas: el total puede superar "
        "el 100\u00a0%.",
    )
)
NUMBERS = _with_brackets(
    Text(
        "Quartiles par interpolation linéaire (type 7), écart type d’échantillon, arrondis à "
        "trois chiffres.",
        "Quartiles by linear interpolation (type 7), standard deviation of a sample, rounded to "
        "three digits.",
        "Cuartiles por interpolación lineal (tipo 7), desviación típica muestral, redondeados a "
        "tres cifras.",
    )
)
COUNTED = Text(
    "Nombre de réponses seulement.", "Number of answers only.", "Solo el número de respuestas."
)

METHODS = {
    "single": SHARES,
    "scale": SHARES,
    "date": SHARES,
    "multiple": SEVERAL,
    "number": NUMBERS,
    "text": COUNTED,
}

#: Why nothing is published, by the code in `Protected.refused`.
REFUSALS = {
    "small_base": Text(
        "Moins de 10 réponses\u00a0: rien n’est publié.",
        "Fewer than 10 answers: nothing is published.",
        "Menos de 10 respuestas: no se publica nada.",
    ),
    "uniform": Text(
        "Les réponses sont presque toutes les mêmes\u00a0: les publier dirait ce que chacun a "
        "répondu.",
        "The answers are nearly all the same: publishing them would tell what each one answered.",
        "Casi todas las respuestas son iguales: publicarlas diría qué respondió cada cual.",
    ),
    "scattered": Text(
        "Trop de réponses ont été choisies par moins de 5 personnes\u00a0: rien n’est publié.",
        "Too many answers were chosen by fewer than 5: nothing is published.",
        "Demasiadas respuestas tienen menos de 5 elecciones: no se publica nada.",
    ),
}

#: What was done to the table, by the codes in `Protected.notes`.
NOTES = {
    "small_cells": Text(
        "Moins de 5 réponses\u00a0: masqué.",
        "Fewer than 5 answers: hidden.",
        "Menos de 5 respuestas: oculto.",
    ),
    "cover": Text(
        "Une soustraction révélerait une case masquée\u00a0: la plus petite des autres l’est "
        "aussi.",
        "A subtraction would reveal a hidden cell: the smallest of the others is hidden too.",
        "Una resta revelaría una casilla oculta: la menor de las demás también se oculta.",
    ),
    "nearly_all": Text(
        "Moins de 5 ne l’ont pas choisi\u00a0: masqué.",
        "Fewer than 5 did not choose it: hidden.",
        "Menos de 5 no la eligieron: oculto.",
    ),
    "merged": Text(
        "Des classes voisines de moins de 5 réponses sont réunies.",
        "Neighbouring classes of fewer than 5 answers are merged.",
        "Las clases vecinas con menos de 5 respuestas se unen.",
    ),
    "dominant": Text(
        "Une réponse pèse plus de 85\u00a0% du total\u00a0: la moyenne est masquée.",
        "One answer weighs more than 85\u00a0% of the total: the mean is hidden.",
        "Una respuesta pesa más del 85\u00a0% del total: la media se oculta.",
    ),
    "missing_hidden": Text(
        "Les raisons de ne pas répondre sont masquées quand moins de 5 les ont données.",
        "Reasons for not answering are hidden when fewer than 5 gave them.",
        "Los motivos para no responder se ocultan cuando menos de 5 los dieron.",
    ),
}


def number_words(number: Decimal) -> Text:
    """A number as each language writes it; thousands in French and Spanish by a no-break space."""
    plain = number.normalize() + 0
    english = format(plain, ",f")
    comma = english.replace(",", "\u00a0").replace(".", ",")
    return Text(comma, english, comma)


def class_label(low: Decimal | None, high: Decimal | None, unit: Text) -> Text:
    """Values from `low` up to but without `high`; None at an open end."""
    bottom = _with_unit(low, unit if high is None else Text())
    top = _with_unit(high, unit)
    if low is None:
        return Text(f"moins de {top.fr}", f"under {top.en}", f"menos de {top.es}")
    if high is None:
        return Text(f"{bottom.fr} et plus", f"{bottom.en} or more", f"{bottom.es} o más")
    return Text(
        f"de {bottom.fr} à moins de {top.fr}",
        f"{bottom.en} to under {top.en}",
        f"de {bottom.es} a menos de {top.es}",
    )


def _with_unit(edge: Decimal | None, unit: Text) -> Text:
    if edge is None:
        return Text()
    pairs = zip(number_words(edge), unit, strict=True)
    return Text(*(f"{number}\u00a0{name}" if name else number for number, name in pairs))


def period_label(first: Text, last: Text) -> Text:
    """Months from `first` to `last`; an empty text at an open end."""
    if last and not first:
        return Text(f"jusqu’à {last.fr}", f"until {last.en}", f"hasta {last.es}")
    if first and not last:
        return Text(f"depuis {first.fr}", f"from {first.en}", f"desde {first.es}")
    if first == last:
        return first
    return Text(*(f"{a} – {b}" for a, b in zip(first, last, strict=True)))
