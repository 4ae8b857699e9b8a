"""Scenes in the open, each drawn on a sheet of 120 x 80 units."""

from __future__ import annotations

from random import Random

from workspace.library.demo.press import Press


def _house(press: Press, x: float, wide: float, top: float, plates: str, *, roof: str) -> None:
    press.bar(plates, x, top, x + wide, 66)
    if roof == "half":
        press.half("b" if plates == "a" else "a", x + wide / 2, top, wide / 2, "top")
    elif roof == "gable":
        other = "ab" if plates == "b" else "b"
        press.poly(other, [(x - 1, top), (x + wide + 1, top), (x + wide / 2, top - wide * 0.45)])
    y = top + 4
    while y < 54:
        for i in range(2):
            left = x + wide * (0.2 + 0.38 * i)
            press.bar("", left, y, left + wide * 0.22, y + 5)
        y += 9
    press.bar("ab" if plates == "a" else "a", x + wide * 0.4, 57, x + wide * 0.62, 66)


def street(press: Press, chance: Random) -> None:
    press.disc("b", 98, 16, 8)
    roofs = ["half", "gable", "flat", "gable", "half", "flat"]
    chance.shuffle(roofs)
    x = 6.0
    for i in range(6):
        wide = (16, 20, 15, 19, 17, 17)[i]
        _house(press, x, wide, chance.uniform(26, 40), "ab"[i % 2], roof=roofs[i])
        x += wide + 0.8
    press.bar("ab", 0, 66, 120, 68)
    for i in range(8):
        press.bar("a", 4 + 16 * i, 73, 12 + 16 * i, 74.2)


def clinic(press: Press, chance: Random) -> None:
    press.bar("a", 26, 28, 94, 70)
    press.poly("ab", [(22, 28), (98, 28), (60, 10)])
    press.disc("", 60, 36, 11)
    press.bar("b", 57, 28.5, 63, 43.5)
    press.bar("b", 52.5, 33, 67.5, 39)
    for x in (32, 78):
        press.bar("", x, 40, x + 10, 52)
        press.bar("a", x + 4.6, 40, x + 5.4, 52)
        press.half("b", x + 5, 40, 5, "top", tone=0.7)
    press.bar("", 53, 52, 67, 70)
    press.bar("b", 54, 53, 59.5, 70)
    press.bar("b", 60.5, 53, 66, 70)
    press.bar("ab", 0, 70, 120, 72)
    for x in (12, 108):
        press.bar("ab", x - 0.8, 56, x + 0.8, 70)
        high = chance.uniform(48, 52)
        press.half("a", x - 0.6, high, 9, "left")
        press.half("b", x + 0.6, high + 2, 9, "right")


def garden(press: Press, chance: Random) -> None:
    press.half("b", 60, 36, 20, "top")
    for i in range(7):
        press.bar("a", 0, 66 + 4 * i, 120, 67.6 + 4 * i)
    press.bar("ab", 0, 62, 120, 66)
    for i in range(6):
        x, top = 14 + 18.4 * i, chance.uniform(24, 40)
        press.bar("", x - 1.6, top, x + 1.6, 62)
        press.bar("ab", x - 0.6, top, x + 0.6, 62)
        y = 56.0
        while y > top + 6:
            press.half("a", x - 0.6, y, 5.4, "left")
            press.half("b" if i % 2 else "a", x + 0.6, y - 5, 5.4, "right")
            y -= 11
        press.half("b", x, top + 1, 4.4, "top")
        press.half("ab", x, top + 1, 4.4, "bottom")


def boat(press: Press, chance: Random) -> None:
    press.disc("b", chance.choice((22, 26)), 18, 9)
    press.bar("ab", 61, 6, 62.4, 54)
    press.half("a", 60, 29, 22, "left")
    press.half("b", 63.4, 33, 17, "right")
    press.poly("ab", [(62.4, 6), (62.4, 11), (73, 8.5)])
    press.half("ab", 60, 54, 30, "bottom")
    press.bar("", 0, 66, 120, 80)
    press.bar("b", 30, 54, 90, 56.4)
    for row in range(3):
        for i in range(9):
            x = -4 + 16 * i + (8 if row % 2 else 0)
            press.arc("a" if row != 1 else "b", x, 64 + 6 * row, 8.4, "bottom", width=1.5)
    press.line("a", [(92, 22), (96, 19), (100, 22), (104, 19), (108, 22)], width=1)


def _stall(press: Press, chance: Random, x: float, first: str) -> None:
    other = "b" if first == "a" else "a"
    press.bar("ab", x + 1, 18, x + 2.4, 74)
    press.bar("ab", x + 47.6, 18, x + 49, 74)
    for i in range(5):
        plates = first if i % 2 == 0 else ""
        press.bar(plates or other, x + 10 * i, 14, x + 10 * i + 10, 28, tone=1 if plates else 0.3)
        press.half(plates or other, x + 10 * i + 5, 28, 5, "bottom", tone=1 if plates else 0.3)
    press.bar("ab", x, 12, x + 50, 14)
    press.bar(other, x, 54, x + 50, 72)
    press.bar("ab", x - 1, 52, x + 51, 55)
    for crate in range(2):
        left = x + 3 + 24 * crate
        for i in range(4):
            plates = chance.choice(("a", "b", "ab"))
            press.half(plates, left + 2.6 + 5.2 * i, 46, 2.5, "top")
        press.bar("ab", left, 46, left + 20.8, 52)
        press.bar("", left + 1, 48.4, left + 19.8, 49.4)
    for i in range(4):
        press.bar("", x + 4 + 12 * i, 59, x + 10 + 12 * i, 60.2)


def market(press: Press, chance: Random) -> None:
    first = chance.choice("ab")
    _stall(press, chance, 7, first)
    _stall(press, chance, 63, "b" if first == "a" else "a")
    press.bar("ab", 0, 74, 120, 75.6)
