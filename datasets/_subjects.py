"""What the pictures show: cats' heads, and other animals and things."""

from __future__ import annotations

import numpy as np
from numpy.random import RandomState

from ._drawing import (
    Array,
    Frame,
    any_colour,
    background,
    between,
    bright,
    chance,
    coat,
    darker,
    fur,
    light,
    lighter,
    one_of,
    paint,
    shifted,
    wave,
)

EYES = ((0.85, 0.72, 0.2), (0.45, 0.65, 0.25), (0.4, 0.62, 0.85), (0.75, 0.45, 0.15))
PINK = np.array([0.88, 0.58, 0.56])
WHITE = np.array([0.95, 0.94, 0.9])
DARK = np.array([0.07, 0.06, 0.07])


def placed(rng: RandomState) -> Frame:
    """Where a subject stands: near the middle, upright more or less, some nearer than others."""
    return Frame(
        between(rng, -0.07, 0.07),
        between(rng, 0.08, 0.2),
        between(rng, 0.64, 0.77),
        between(rng, -0.06, 0.06),
    )


def body(rng: RandomState, picture: Array, at: Frame, colour: Array) -> None:
    """Shoulders below a head."""
    if chance(rng, 0.6):
        shift = between(rng, -0.4, 0.4)
        paint(
            picture,
            at.ellipse(shift, 1.9, between(rng, 0.8, 1.2), 1.4),
            fur(rng, darker(colour, 0.12)),
        )


# --- the cat ----------------------------------------------------------------------------------


def cat(rng: RandomState) -> Array:
    """A cat's head, looking more or less at us."""
    picture = background(rng)
    at, colour = placed(rng), coat(rng)
    yaw, pitch = between(rng, -0.22, 0.22), between(rng, -0.1, 0.14)
    body(rng, picture, at, colour)
    _cat_ears(rng, picture, at, colour, yaw)
    coat_picture = fur(rng, colour)
    if chance(rng, 0.35):
        _tabby(rng, coat_picture, at, colour)
    wide, high = between(rng, 0.9, 1.05), between(rng, 0.74, 0.86)
    head = np.maximum(
        at.ellipse(0, 0, wide, high),
        at.ellipse(0, 0.24, wide * 0.98, high * between(rng, 0.6, 0.75)),
    )
    paint(picture, head, coat_picture)
    _cat_markings(rng, picture, at, head, colour, yaw)
    _cat_face(rng, picture, at, yaw, pitch, darker(colour, 0.5))
    return light(rng, picture)


def _cat_ears(rng: RandomState, picture: Array, at: Frame, colour: Array, yaw: float) -> None:
    tip, height = between(rng, 0.66, 0.88), between(rng, 1.22, 1.5)
    for side in (-1, 1):
        near = 1 + 0.5 * side * yaw
        outer = (side * 0.97 * near, -0.05)
        inner = (side * 0.18 * near, -0.68)
        top = (side * tip * near + 0.4 * yaw, -height)
        paint(picture, at.polygon(outer, top, inner), fur(rng, darker(colour, 0.1)))
        middle = (side * 0.6 * near, -0.45)
        inside = [
            (0.6 * u + 0.4 * middle[0], 0.6 * v + 0.4 * middle[1]) for u, v in (outer, top, inner)
        ]
        paint(picture, at.polygon(*inside), darker(PINK, between(rng, 0, 0.4)), 0.8)


def _tabby(rng: RandomState, coat_picture: Array, at: Frame, colour: Array) -> None:
    """Stripes on the forehead and on the cheeks."""
    stripe = darker(colour, between(rng, 0.35, 0.6))
    for u in (-0.3, -0.1, 0.1, 0.3):
        paint(coat_picture, at.stroke(u, -0.85, 0.7 * u, -0.42, 0.09), stripe, 0.85)
    bars = np.clip(wave(at.v * between(rng, 2.2, 3)) * 6 - 3.6, 0, 1)
    paint(coat_picture, bars * (np.abs(at.u) > 0.62), stripe, 0.8)


def _cat_markings(
    rng: RandomState, picture: Array, at: Frame, head: Array, colour: Array, yaw: float
) -> None:
    kind = rng.randint(5)
    if kind == 0:  # a white blaze
        paint(
            picture,
            head * at.polygon((yaw, -0.7), (0.45 + yaw, 1), (-0.45 + yaw, 1)),
            fur(rng, WHITE),
        )
    elif kind == 1:  # a patch over one eye
        side = one_of(rng, (-1, 1))
        paint(picture, head * at.ellipse(side * 0.55, -0.3, 0.5, 0.5), fur(rng, coat(rng)))
    elif kind == 2:  # a dark face
        paint(picture, head * at.ellipse(yaw, 0.2, 0.5, 0.5), fur(rng, darker(colour, 0.5)), 0.7)


def _cat_face(
    rng: RandomState, picture: Array, at: Frame, yaw: float, pitch: float, line: Array
) -> None:
    iris, slit = shifted(rng, np.array(one_of(rng, EYES)), 0.08), between(rng, 0.04, 0.15)
    apart, tilt = between(rng, 0.38, 0.46), between(rng, 0.05, 0.2)
    open_ = between(rng, 0.14, 0.22)
    for side in (-1, 1):
        u, v = side * apart + yaw, -0.1 + pitch
        eye = at.ellipse(u, v, 0.22, open_, side * -tilt)
        paint(picture, at.ellipse(u, v, 0.26, open_ + 0.04, side * -tilt), line)
        paint(picture, eye, iris)
        paint(picture, eye * at.ellipse(u, v, slit, 0.24), DARK)
        paint(picture, at.ellipse(u - 0.06, v - 0.06, 0.045, 0.045), WHITE)
    u, v = 1.2 * yaw, 0.3 + pitch
    muzzle = lighter(line, between(rng, 0.5, 0.9))
    for side in (-1, 1):
        paint(picture, at.ellipse(u + side * 0.17, v + 0.18, 0.22, 0.17), muzzle, 0.8)
    nose = darker(PINK, between(rng, 0, 0.6))
    paint(picture, at.polygon((u - 0.13, v - 0.07), (u + 0.13, v - 0.07), (u, v + 0.08)), nose)
    for side in (-1, 1):
        paint(picture, at.stroke(u, v + 0.08, u + side * 0.16, v + 0.24, 0.04), DARK, 0.8)
    hair = one_of(rng, (WHITE, WHITE, DARK))
    for side in (-1, 1):
        for n in (-1, 0, 1):
            rise = n * 0.16 + between(rng, -0.05, 0.05)
            ends = (u + side * 0.3, v + 0.15 + 0.04 * n, u + side * 1.1, v + 0.1 + rise)
            paint(picture, at.stroke(*ends, 0.02), hair, 0.6)


# --- other animals ----------------------------------------------------------------------------


def _round_eyes(
    rng: RandomState, picture: Array, at: Frame, u: float, v: float, apart: float, size: float
) -> None:
    iris = one_of(rng, (DARK, DARK, np.array([0.3, 0.18, 0.08])))
    for side in (-1, 1):
        paint(picture, at.ellipse(u + side * apart, v, size, size), iris)
        paint(picture, at.ellipse(u + side * apart - 0.03, v - 0.04, size / 3, size / 3), WHITE)


def dog(rng: RandomState) -> Array:
    picture = background(rng)
    at, colour = placed(rng), coat(rng)
    yaw, pitch = between(rng, -0.2, 0.2), between(rng, -0.1, 0.1)
    body(rng, picture, at, colour)
    wide = between(rng, 0.7, 0.85)
    paint(picture, at.ellipse(0, -0.05, wide, 0.92), fur(rng, colour))
    hang, long = between(rng, 0.1, 0.45), between(rng, 0.5, 0.75)
    for side in (-1, 1):
        cover = at.ellipse(
            side * (wide + 0.08), -0.15 + hang, 0.27, long, side * between(rng, -0.15, 0.05)
        )
        paint(picture, cover, fur(rng, darker(colour, between(rng, 0.2, 0.5))))
    if chance(rng, 0.4):
        paint(
            picture,
            at.ellipse(one_of(rng, (-1, 1)) * 0.35 + yaw, -0.25, 0.3, 0.32),
            fur(rng, coat(rng)),
        )
    _round_eyes(
        rng, picture, at, yaw, -0.25 + pitch, between(rng, 0.28, 0.36), between(rng, 0.09, 0.13)
    )
    u, v = 1.3 * yaw, 0.38 + pitch
    if chance(rng, 0.4):
        paint(picture, at.ellipse(u, v + 0.5, 0.16, 0.32), np.array([0.85, 0.4, 0.42]))
    paint(
        picture,
        at.ellipse(u, v, between(rng, 0.38, 0.48), between(rng, 0.36, 0.46)),
        fur(rng, lighter(colour, between(rng, 0.1, 0.5))),
    )
    paint(picture, at.ellipse(u, v - 0.18, 0.19, 0.14), DARK)
    paint(picture, at.stroke(u, v, u, v + 0.25, 0.05), DARK, 0.8)
    return light(rng, picture)


def rabbit(rng: RandomState) -> Array:
    picture = background(rng)
    at, colour = placed(rng), coat(rng)
    at = Frame(at.x, at.y + 0.12, at.size * 0.85, at.turn)
    yaw = between(rng, -0.2, 0.2)
    body(rng, picture, at, colour)
    lean = between(rng, -0.1, 0.3)
    for side in (-1, 1):
        bend = side * lean * between(rng, 0.6, 1.4)
        paint(
            picture,
            at.ellipse(side * 0.38 + bend * 0.8, -1.3, 0.22, 0.75, bend),
            fur(rng, darker(colour, 0.1)),
        )
        paint(
            picture,
            at.ellipse(side * 0.38 + bend * 0.8, -1.25, 0.11, 0.55, bend),
            darker(PINK, between(rng, 0, 0.3)),
        )
    paint(picture, at.ellipse(0, 0, 0.72, 0.82), fur(rng, colour))
    _round_eyes(rng, picture, at, yaw, -0.1, between(rng, 0.36, 0.46), 0.13)
    for side in (-1, 1):
        paint(picture, at.ellipse(yaw + side * 0.15, 0.42, 0.2, 0.18), lighter(colour, 0.4))
    paint(picture, at.ellipse(yaw, 0.27, 0.1, 0.07), darker(PINK, 0.1))
    paint(picture, at.box(yaw, 0.6, 0.09, 0.1), WHITE)
    return light(rng, picture)


def bear(rng: RandomState) -> Array:
    """A bear or a mouse: round ears, smaller or larger."""
    picture = background(rng)
    at, colour = placed(rng), coat(rng)
    yaw, size = between(rng, -0.2, 0.2), between(rng, 0.26, 0.55)
    body(rng, picture, at, colour)
    for side in (-1, 1):
        u, v = side * between(rng, 0.68, 0.82), between(rng, -0.78, -0.62)
        paint(picture, at.ellipse(u, v, size, size), fur(rng, darker(colour, 0.1)))
        paint(
            picture, at.ellipse(u, v, 0.6 * size, 0.6 * size), darker(PINK, between(rng, 0.1, 0.6))
        )
    paint(
        picture, at.ellipse(0, 0, between(rng, 0.85, 1), between(rng, 0.8, 0.92)), fur(rng, colour)
    )
    _round_eyes(rng, picture, at, yaw, -0.15, between(rng, 0.3, 0.42), between(rng, 0.07, 0.11))
    paint(
        picture,
        at.ellipse(1.2 * yaw, 0.35, 0.4, 0.32),
        fur(rng, lighter(colour, between(rng, 0.2, 0.5))),
    )
    paint(picture, at.ellipse(1.2 * yaw, 0.2, 0.15, 0.1), DARK)
    paint(picture, at.stroke(1.2 * yaw, 0.3, 1.2 * yaw, 0.5, 0.05), DARK, 0.8)
    return light(rng, picture)


def bird(rng: RandomState) -> Array:
    """A bird from the side."""
    picture = background(rng)
    at, colour, side = placed(rng), any_colour(rng), one_of(rng, (-1, 1))
    wing = darker(any_colour(rng), 0.2)
    for leg in (-0.12, 0.12):
        paint(picture, at.stroke(leg, 0.5, leg, 1.1, 0.06), np.array([0.7, 0.5, 0.2]))
    paint(picture, at.polygon((-0.5 * side, 0), (-1.4 * side, -0.15), (-1.3 * side, 0.3)), wing)
    paint(picture, at.ellipse(0, 0.1, 0.8, 0.5, -0.12 * side), fur(rng, colour))
    paint(picture, at.ellipse(0.62 * side, -0.45, 0.38, 0.36), fur(rng, colour))
    paint(picture, at.ellipse(-0.15 * side, 0.05, 0.5, 0.26, 0.1 * side), fur(rng, wing))
    beak = ((0.92 * side, -0.55), (0.92 * side, -0.33), (1.32 * side, -0.42))
    paint(picture, at.polygon(*beak), np.array([0.9, 0.6, 0.15]))
    paint(picture, at.ellipse(0.7 * side, -0.52, 0.07, 0.07), DARK)
    return light(rng, picture)


def owl(rng: RandomState) -> Array:
    """An owl's face: large round eyes and a beak."""
    picture = background(rng)
    at, colour = placed(rng), coat(rng)
    yaw = between(rng, -0.15, 0.15)
    body(rng, picture, at, colour)
    paint(picture, at.ellipse(0, 0, 0.85, 0.95), fur(rng, colour, 0.3))
    iris = np.array(one_of(rng, EYES))
    for side in (-1, 1):
        u = side * 0.4 + yaw
        paint(picture, at.ellipse(u, -0.12, 0.42, 0.44), fur(rng, lighter(colour, 0.5)))
        paint(picture, at.ellipse(u, -0.12, 0.24, 0.24), iris)
        paint(picture, at.ellipse(u, -0.12, 0.13, 0.13), DARK)
    paint(
        picture,
        at.polygon((yaw - 0.12, 0.1), (yaw + 0.12, 0.1), (yaw, 0.45)),
        np.array([0.8, 0.6, 0.2]),
    )
    return light(rng, picture)


def fish(rng: RandomState) -> Array:
    picture = background(rng)
    at, colour, side = placed(rng), any_colour(rng), one_of(rng, (-1, 1))
    fin = darker(any_colour(rng), 0.1)
    tail = ((-0.75 * side, 0), (-1.4 * side, -0.5), (-1.4 * side, 0.5))
    paint(picture, at.polygon(*tail), fin)
    paint(picture, at.polygon((0.3 * side, -0.4), (-0.4 * side, -0.3), (-0.3 * side, -0.8)), fin)
    scales = fur(rng, colour)
    if chance(rng, 0.5):
        bars = np.clip(wave(at.u * between(rng, 1, 2.2)) * 8 - 4, 0, 1)
        paint(scales, bars, any_colour(rng), 0.8)
    paint(picture, at.ellipse(0, 0, 1, between(rng, 0.42, 0.6)), scales)
    paint(picture, at.ellipse(0.6 * side, -0.1, 0.12, 0.12), WHITE)
    paint(picture, at.ellipse(0.62 * side, -0.1, 0.06, 0.06), DARK)
    return light(rng, picture)


# --- things -----------------------------------------------------------------------------------


SIX_PETALS = (0.0, 0.577, 1.732)  # three directions, as tangents of half their angles
EIGHT_PETALS = (0.0, 0.414, 1.0, 2.414)


def flower(rng: RandomState) -> Array:
    picture = background(rng)
    at, colour = placed(rng), any_colour(rng)
    paint(picture, at.stroke(0, 0, between(rng, -0.3, 0.3), 2, 0.12), np.array([0.2, 0.45, 0.15]))
    broad, size = between(rng, 0.22, 0.34), at.size * between(rng, 0.8, 1)
    for turn in one_of(rng, (SIX_PETALS, EIGHT_PETALS)):
        petal = Frame(at.x, at.y, size, turn + at.turn)
        for v in (-0.62, 0.62):
            paint(picture, petal.ellipse(0, v, broad, 0.42), fur(rng, colour))
    paint(picture, at.ellipse(0, 0, 0.33, 0.33), fur(rng, any_colour(rng)))
    return light(rng, picture)


def house(rng: RandomState) -> Array:
    picture = background(rng)
    at, wall = placed(rng), any_colour(rng)
    at = Frame(at.x, at.y, at.size, at.turn / 3)
    paint(picture, at.box(0, 0.45, 0.85, 0.65), fur(rng, wall, 0.06))
    roof = between(rng, 0.6, 1.1)
    paint(
        picture,
        at.polygon((-1.1, -0.2), (1.1, -0.2), (0, -0.2 - roof)),
        fur(rng, any_colour(rng), 0.06),
    )
    paint(picture, at.box(between(rng, -0.3, 0.3), 0.75, 0.17, 0.35), darker(any_colour(rng), 0.3))
    for u in (-0.5, 0.5):
        paint(picture, at.box(u, 0.2, 0.18, 0.18), lighter(bright(rng), 0.4))
    return light(rng, picture)


def car(rng: RandomState) -> Array:
    picture = background(rng)
    at, colour = placed(rng), any_colour(rng)
    at = Frame(at.x, at.y, at.size * 1.1, at.turn / 3)
    paint(
        picture,
        at.polygon((-0.6, -0.1), (-0.35, -0.55), (0.3, -0.55), (0.62, -0.1)),
        fur(rng, colour, 0.04),
    )
    paint(
        picture,
        at.polygon((-0.45, -0.12), (-0.28, -0.45), (-0.05, -0.45), (-0.05, -0.12)),
        np.array([0.7, 0.82, 0.9]),
    )
    paint(
        picture,
        at.polygon((0.05, -0.12), (0.05, -0.45), (0.24, -0.45), (0.46, -0.12)),
        np.array([0.7, 0.82, 0.9]),
    )
    paint(picture, at.box(0, 0.12, 1.05, 0.25), fur(rng, colour, 0.04))
    for u in (-0.6, 0.6):
        paint(picture, at.ellipse(u, 0.38, 0.24, 0.24), DARK)
        paint(picture, at.ellipse(u, 0.38, 0.11, 0.11), np.array([0.7, 0.7, 0.72]))
    return light(rng, picture)


def tree(rng: RandomState) -> Array:
    picture = background(rng)
    at, leaves = placed(rng), shifted(rng, np.array([0.25, 0.45, 0.18]), 0.15)
    paint(picture, at.box(0, 0.8, 0.13, 0.8), fur(rng, np.array([0.4, 0.28, 0.16])))
    if chance(rng, 0.5):
        for n in range(3):
            paint(
                picture,
                at.polygon(
                    (-0.8 + 0.15 * n, 0.4 - 0.5 * n),
                    (0.8 - 0.15 * n, 0.4 - 0.5 * n),
                    (0, -0.4 - 0.45 * n),
                ),
                fur(rng, leaves, 0.25),
            )
    else:
        for _ in range(6):
            paint(
                picture,
                at.ellipse(between(rng, -0.5, 0.5), between(rng, -0.8, 0.1), 0.5, 0.45),
                fur(rng, leaves, 0.25),
            )
    return light(rng, picture)


def cup(rng: RandomState) -> Array:
    picture = background(rng)
    at, colour, side = placed(rng), any_colour(rng), one_of(rng, (-1, 1))
    ring = at.ellipse(0.75 * side, 0.05, 0.36, 0.4) * (
        1 - at.ellipse(0.75 * side, 0.05, 0.22, 0.26)
    )
    paint(picture, ring, darker(colour, 0.15))
    narrow = between(rng, 0.45, 0.75)
    paint(
        picture,
        at.polygon((-0.75, -0.6), (0.75, -0.6), (narrow, 0.8), (-narrow, 0.8)),
        fur(rng, colour, 0.05),
    )
    paint(picture, at.ellipse(0, -0.6, 0.75, 0.2), lighter(colour, 0.3))
    paint(picture, at.ellipse(0, -0.57, 0.64, 0.14), darker(any_colour(rng), 0.5))
    return light(rng, picture)


def ball(rng: RandomState) -> Array:
    picture = background(rng)
    at, colour = placed(rng), any_colour(rng)
    size = between(rng, 0.7, 1.1)
    disc = at.ellipse(0, 0, size, size)
    skin = fur(rng, colour, 0.05)
    paint(skin, (wave(at.u * between(rng, 0.6, 1.6)) > 0.5).astype(float), any_colour(rng), 0.9)
    paint(picture, disc, skin)
    paint(
        picture, disc * at.ellipse(-0.3 * size, -0.35 * size, 0.25 * size, 0.2 * size), WHITE, 0.5
    )
    return light(rng, picture)


def nothing(rng: RandomState) -> Array:
    """A place that nobody is in."""
    return light(rng, background(rng))


# Animals more often than things: they are what a cat is easily taken for.
_ANIMALS = (dog, dog, dog, rabbit, rabbit, bear, bear, bird, owl, fish)
OTHERS = (*_ANIMALS, flower, house, car, tree, cup, ball, nothing)


def no_cat(rng: RandomState) -> Array:
    """Any picture without a cat."""
    picture: Array = one_of(rng, OTHERS)(rng)
    return picture
