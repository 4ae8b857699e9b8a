"""Scenes on a table and in a room, each drawn on a sheet of 120 x 80 units."""

from __future__ import annotations

from random import Random

from workspace.library.demo.press import Press


def radio(press: Press, chance: Random) -> None:
    for i in range(3):
        press.arc("b", 92, 12, 5 + 5 * i, "right", width=1.4)
    press.line("ab", [(74, 30), (92, 12)], width=1.2)
    press.disc("b", 92, 12, 2.2)
    press.bar("a", 18, 30, 102, 68)
    press.bar("ab", 24, 68, 32, 72)
    press.bar("ab", 88, 68, 96, 72)
    press.disc("", 40, 49, 15)
    for i, r in enumerate((13, 9, 5)):
        press.half("b" if i % 2 == 0 else "", 40, 49, r, "right")
        press.half("a" if i % 2 == 0 else "", 40, 49, r, "left")
    press.bar("", 62, 37, 96, 46)
    for i in range(12):
        press.line("a", [(64.5 + 2.6 * i, 39), (64.5 + 2.6 * i, 41 + i % 3)], width=0.5)
    needle = chance.uniform(66, 92)
    press.line("b", [(needle, 37), (needle, 46)], width=1.3)
    for i, x in enumerate((67, 79, 91)):
        press.disc("b" if i == chance.randrange(3) else "", x, 57, 4)
        press.line("a", [(x, 57), (x + 2.2, 54.6)], width=0.9)


def _envelope(press: Press, x: float, y: float, plates: str, flap: str) -> None:
    press.bar(plates, x, y, x + 52, y + 34)
    press.poly(flap, [(x, y), (x + 52, y), (x + 26, y + 20)])
    press.line("", [(x, y), (x + 26, y + 20), (x + 52, y)], width=1)


def letters(press: Press, chance: Random) -> None:
    _envelope(press, 54, 10, "b", "ab")
    press.bar("", 14, 30, 74, 70)
    press.bar("a", 15, 31, 73, 69)
    press.bar("", 16.2, 32.2, 71.8, 67.8)
    for i in range(4):
        press.bar("a", 22, 46 + 4.5 * i, chance.uniform(38, 48), 47.3 + 4.5 * i)
    press.bar("a", 58, 36, 68, 48)
    press.half("b", 62.6, 40.6, 3, "left")
    press.half("", 63.4, 42.6, 3, "right")
    for i in range(3):
        press.arc("ab", 52, 42, 4 + 2 * i, "left", width=0.6)
    press.line("ab", [(82, 72), (104, 50)], width=2.2)
    press.poly("b", [(82, 72), (85.6, 71.2), (82.8, 68.4)])


def computer(press: Press, chance: Random) -> None:
    press.bar("a", 30, 8, 90, 54)
    press.bar("", 35, 13, 85, 47)
    apart = chance.choice((3, 5, 7))
    press.half("a", 59.3, 30 - apart / 2, 10, "left")
    press.half("b", 60.7, 30 + apart / 2, 10, "right")
    for i in range(4):
        press.bar("a", 38, 18 + 6 * i, 38 + chance.uniform(4, 8), 19.2 + 6 * i)
        press.bar("b", 74, 24 + 5 * i, 74 + chance.uniform(4, 8), 25.2 + 5 * i)
    press.disc("b", 84, 50.6, 1.2)
    press.poly("ab", [(52, 54), (68, 54), (72, 60), (48, 60)])
    press.poly("a", [(28, 64), (92, 64), (98, 75), (22, 75)])
    for row in range(3):
        for i in range(13):
            x = 30.5 + 4.5 * i - row * 1.0
            press.bar("", x, 65.6 + 3 * row, x + 3, 67.4 + 3 * row)
    press.half("b", 106, 72, 5, "top")
    press.line("a", [(106, 67), (104, 58), (90, 56)], width=0.7)


def classroom(press: Press, chance: Random) -> None:
    press.bar("ab", 14, 8, 106, 46)
    press.bar("a", 16, 10, 104, 44)
    press.half("", 34, 27, 9, "left")
    press.half("b", 36, 27, 9, "right")
    for i in range(4):
        press.bar("", 56, 16 + 6.4 * i, chance.uniform(74, 96), 17.2 + 6.4 * i)
    press.bar("b", 46, 46, 74, 48)
    for i, x in enumerate((22, 47, 72, 97)):
        head = "b" if (i + chance.randrange(2)) % 2 else "a"
        press.disc("", x, 55, 6.2)
        press.disc(head, x, 55, 5)
        press.half("ab", x, 55, 5, "top")
        press.half("b" if head == "a" else "a", x, 71, 9.5, "top")
        press.bar("ab", x - 11, 69, x + 11, 72)
        press.bar("ab", x - 9.5, 72, x - 8, 80)
        press.bar("ab", x + 8, 72, x + 9.5, 80)


def kitchen(press: Press, chance: Random) -> None:
    for i in range(3):
        x = 47 + 11 * i
        press.arc("b", x, 4, 3.2, "left", width=1.2)
        press.arc("b", x, 10.4, 3.2, "right", width=1.2)
    press.half("b", 58, 36, 18, "top")
    press.half("ab", 58, 18.4, 3.4, "top")
    press.bar("ab", 34, 36, 82, 39)
    press.bar("a", 36, 39, 80, 56)
    press.half("a", 44, 56, 8, "bottom")
    press.half("a", 72, 56, 8, "bottom")
    press.bar("a", 44, 56, 72, 64)
    press.bar("a", 28, 42, 36, 45)
    press.bar("a", 80, 42, 88, 45)
    press.half("", 57.4, 50, 7, "left")
    press.half("b", 58.6, 50, 7, "right")
    press.bar("ab", 8, 64, 112, 67)
    for x in (22, 98):
        press.half("b" if x < 60 else "a", x, 55, 9, "bottom")
        press.half("a" if x < 60 else "b", x, 54.6, 6, "top", tone=chance.choice((0.6, 0.8)))
        press.bar("ab", x - 9.5, 54, x + 9.5, 55.4)
    press.line("ab", [(100, 18), (100, 40)], width=1.6)
    press.half("a", 100, 40, 5, "bottom")
    press.bar("a", 16, 67, 19, 80)
    press.bar("a", 101, 67, 104, 80)


def _shelf(press: Press, chance: Random, floor: float, left: float, right: float) -> None:
    x = left
    while x < right - 3:
        wide, high = chance.choice((3, 4, 5, 6)), chance.uniform(15, 21)
        plates = chance.choice(("a", "a", "b", "b", "ab"))
        press.bar(plates, x, floor - high, x + wide, floor)
        if wide > 3:
            press.bar("", x + 1, floor - high + 3, x + wide - 1, floor - high + 4.2)
            press.bar("", x + 1, floor - 4.4, x + wide - 1, floor - 3.6)
        x += wide + 0.6


def library(press: Press, chance: Random) -> None:
    press.bar("ab", 8, 4, 11, 78)
    press.bar("ab", 109, 4, 112, 78)
    for i, floor in enumerate((27, 52, 76)):
        gap = chance.choice((36, 48, 60))
        _shelf(press, chance, floor, 13, gap + 10)
        press.half("b" if i % 2 else "a", gap + 19, floor, 7, "top")
        press.poly("a", [(gap + 27, floor), (gap + 31, floor), (gap + 38, floor - 17),
                         (gap + 34, floor - 18.6)])  # fmt: skip
        _shelf(press, chance, floor, gap + 40, 108)
        press.bar("ab", 8, floor, 112, floor + 2)


def _person(press: Press, x: float, y: float, plates: str) -> None:
    press.disc("", x, y - 11, 5.4)
    press.disc(plates, x, y - 11, 4.4)
    press.half(plates, x, y, 8.4, "top")


def meeting(press: Press, chance: Random) -> None:
    places = [20, 40, 60, 80, 100]
    inks = ["a", "b", "a", "b", "ab"]
    chance.shuffle(inks)
    for x, plates in zip(places, inks, strict=True):
        _person(press, x, 46, plates)
    one, two = chance.sample((0, 2, 4), 2)
    for index, (plate, side) in zip((one, two), (("a", "left"), ("b", "right")), strict=True):
        x = places[index]
        press.half(plate, x + (-0.6 if side == "left" else 0.6), 17, 9, side)
        press.poly(plate, [(x - 1, 25), (x + 1, 25), (x, 29)])
    press.half("", 60, 44.5, 53, "bottom")
    press.half("ab", 60, 46, 52, "bottom")
    press.bar("", 0, 60, 120, 80)
    press.bar("ab", 8, 46, 112, 49)
    press.poly("a", [(8, 49), (112, 49), (104, 60), (16, 60)])
    for x in (26, 50, 74):
        press.poly("", [(x, 51), (x + 12, 51), (x + 11, 57), (x - 1, 57)])
        press.bar("b", x + 2, 53, x + 9, 54)
    press.bar("ab", 24, 60, 27, 80)
    press.bar("ab", 93, 60, 96, 80)
