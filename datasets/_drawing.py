"""Drawing small pictures with numpy: shapes with soft edges, frames that turn and scale, colours.

Only ``+ - * /``, square roots, comparisons and rounding are used, which every machine computes to
the same last bit (sines, exponentials and matrix products are not), and random numbers come from
``RandomState.random_sample`` and ``randint``, whose streams numpy has frozen. So a seed gives the
same picture, byte for byte, everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import RandomState

Array = np.ndarray[Any, Any]

SIDE = 64
PIXEL = 2 / SIDE  # the picture spans -1 to 1, x to the right and y downwards
_axis = (np.arange(SIDE) + 0.5) * PIXEL - 1
X, Y = np.meshgrid(_axis, _axis)


# --- chance -----------------------------------------------------------------------------------


def between(rng: RandomState, low: float, high: float) -> float:
    return low + (high - low) * float(rng.random_sample())


def chance(rng: RandomState, share: float) -> bool:
    return float(rng.random_sample()) < share


def one_of(rng: RandomState, things: Any) -> Any:
    return things[rng.randint(len(things))]


# --- frames -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Frame:
    """Coordinates of a thing that stands at (x, y), scaled and turned; ``u``, ``v`` of each pixel.

    ``turn`` is the tangent of half the angle: cosine and sine follow from it without a sine.
    """

    x: float = 0.0
    y: float = 0.0
    size: float = 1.0
    turn: float = 0.0

    @property
    def _rotation(self) -> tuple[float, float]:
        t = self.turn
        return (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)

    @property
    def u(self) -> Array:
        c, s = self._rotation
        return ((X - self.x) * c + (Y - self.y) * s) / self.size

    @property
    def v(self) -> Array:
        c, s = self._rotation
        return ((Y - self.y) * c - (X - self.x) * s) / self.size

    # Each shape returns the share of every pixel that it covers.

    def _cover(self, distance: Array) -> Array:
        """From distances to an edge (negative inside), in the frame's units."""
        return np.clip(0.5 - distance * self.size / PIXEL, 0, 1)

    def ellipse(self, u: float, v: float, a: float, b: float, turn: float = 0.0) -> Array:
        c, s = (1 - turn * turn) / (1 + turn * turn), 2 * turn / (1 + turn * turn)
        du, dv = self.u - u, self.v - v
        p, q = (du * c + dv * s) / a, (dv * c - du * s) / b
        return self._cover((np.sqrt(p * p + q * q) - 1) * min(a, b))

    def polygon(self, *corners: tuple[float, float]) -> Array:
        """A convex polygon, its corners in either sense of rotation."""
        u, v = self.u, self.v
        area = sum(
            p[0] * q[1] - q[0] * p[1]
            for p, q in zip(corners, corners[1:] + corners[:1], strict=True)
        )
        sign = 1.0 if area > 0 else -1.0
        outside = np.full(u.shape, -np.inf)
        for (u0, v0), (u1, v1) in zip(corners, corners[1:] + corners[:1], strict=True):
            du, dv = u1 - u0, v1 - v0
            length = float(np.sqrt(du * du + dv * dv))
            outside = np.maximum(outside, sign * ((u - u0) * dv - (v - v0) * du) / length)
        return self._cover(outside)

    def box(self, u: float, v: float, a: float, b: float) -> Array:
        """A rectangle around (u, v) of half sides a and b."""
        return self._cover(np.maximum(np.abs(self.u - u) - a, np.abs(self.v - v) - b))

    def stroke(self, u0: float, v0: float, u1: float, v1: float, width: float) -> Array:
        """A line with round ends; at least half a pixel of it shows."""
        du, dv = u1 - u0, v1 - v0
        p, q = self.u - u0, self.v - v0
        along = np.clip((p * du + q * dv) / (du * du + dv * dv), 0, 1)
        p, q = p - along * du, q - along * dv
        distance = np.sqrt(p * p + q * q) - max(width / 2, 0.4 * PIXEL / self.size)
        return self._cover(distance)


# --- paint ------------------------------------------------------------------------------------


def paint(picture: Array, cover: Array, colour: Any, strength: float = 1.0) -> None:
    """Lay a colour (or a picture of colours) over ``picture`` where ``cover`` says so."""
    picture += strength * cover[:, :, np.newaxis] * (np.asarray(colour) - picture)


def smooth_noise(rng: RandomState, cells: int) -> Array:
    """Noise between 0 and 1 that changes over about 64 / cells pixels."""
    grid = rng.random_sample((cells + 2, cells + 2))
    place = (np.arange(SIDE) + 0.5) * cells / SIDE
    low = place.astype(int)
    share = place - low
    share = share * share * (3 - 2 * share)
    rows = grid[low] * (1 - share)[:, np.newaxis] + grid[low + 1] * share[:, np.newaxis]
    return rows[:, low] * (1 - share) + rows[:, low + 1] * share


def fur(rng: RandomState, colour: Array, rough: float = 0.12) -> Array:
    """A picture of one colour with a hairy grain."""
    grain = 0.6 * smooth_noise(rng, 24) + 0.4 * rng.random_sample((SIDE, SIDE)) - 0.5
    return np.clip(colour + rough * grain[:, :, np.newaxis], 0, 1)


def wave(x: Array) -> Array:
    """A triangle wave of period 1 between 0 and 1: what a sine would do, computed exactly."""
    return np.abs(2 * (x - np.floor(x)) - 1)


# --- colours ----------------------------------------------------------------------------------

COATS = (
    (0.13, 0.12, 0.13),  # black
    (0.40, 0.40, 0.42),  # grey
    (0.62, 0.62, 0.64),  # silver
    (0.90, 0.88, 0.84),  # white
    (0.82, 0.52, 0.22),  # orange
    (0.45, 0.30, 0.18),  # brown
    (0.88, 0.76, 0.58),  # cream
    (0.62, 0.45, 0.32),  # fawn
)


def coat(rng: RandomState) -> Array:
    return shifted(rng, np.array(one_of(rng, COATS)), 0.08)


def bright(rng: RandomState) -> Array:
    """A colour of painted things: some channel high, some low, in any order; rarely loud."""
    levels = np.array([between(rng, 0.5, 0.95), between(rng, 0.2, 0.8), between(rng, 0.05, 0.5)])
    grey = levels.mean()
    return grey + between(rng, 0.3, 1) * (levels[rng.permutation(3)] - grey)


def any_colour(rng: RandomState) -> Array:
    return coat(rng) if chance(rng, 0.6) else bright(rng)


def shifted(rng: RandomState, colour: Array, by: float) -> Array:
    return np.clip(colour + by * (2 * rng.random_sample(3) - 1), 0, 1)


def darker(colour: Any, by: float) -> Array:
    return np.asarray(colour) * (1 - by)


def lighter(colour: Any, by: float) -> Array:
    return np.asarray(colour) + by * (1 - np.asarray(colour))


# --- backgrounds and light --------------------------------------------------------------------


def background(rng: RandomState) -> Array:
    """A wall, a gradient, a meadow, a room, stripes, tiles or something out of focus."""
    one, other = any_colour(rng), any_colour(rng)
    picture = np.empty((SIDE, SIDE, 3))
    picture[:] = one
    kind = rng.randint(7)
    frame = Frame(between(rng, -0.5, 0.5), between(rng, -0.5, 0.5), 1, between(rng, -1, 1))
    if kind == 1:
        paint(picture, np.clip(0.5 + frame.v / 2, 0, 1), other)
    elif kind == 2:
        sky = np.array([0.55, 0.72, 0.9]) if chance(rng, 0.7) else other
        picture[:] = lighter(shifted(rng, sky, 0.1), 0.2)
        land = shifted(rng, np.array(one_of(rng, ((0.3, 0.5, 0.2), (0.75, 0.68, 0.5)))), 0.1)
        paint(
            picture,
            Frame(0, between(rng, -0.1, 0.8), 1, between(rng, -0.06, 0.06)).box(0, 2, 9, 2),
            land,
        )
    elif kind == 3:
        paint(picture, Frame(0, between(rng, 0.2, 0.7)).box(0, 1, 9, 1), other)
        if chance(rng, 0.5):
            window = Frame(
                between(rng, -0.8, 0.8), between(rng, -0.7, 0.1), between(rng, 0.2, 0.45)
            )
            paint(picture, window.box(0, 0, 1, 1.2), lighter(bright(rng), 0.5))
    elif kind == 4:
        stripes = wave(frame.u * between(rng, 1, 4))
        paint(picture, np.clip(stripes * 8 - 4, 0, 1), other, between(rng, 0.3, 1))
    elif kind == 5:
        count = between(rng, 1.5, 4)
        tiles = (wave(frame.u * count) > 0.5) ^ (wave(frame.v * count) > 0.5)
        paint(picture, tiles.astype(float), other, between(rng, 0.2, 0.8))
    elif kind == 6:
        for _ in range(rng.randint(3, 8)):
            spot = Frame(between(rng, -1, 1), between(rng, -1, 1), between(rng, 0.15, 0.5))
            soft = np.clip(1.5 - np.sqrt(spot.u**2 + spot.v**2), 0, 1)
            paint(picture, soft, any_colour(rng), 0.8)
    picture += 0.1 * (smooth_noise(rng, rng.randint(3, 12)) - 0.5)[:, :, np.newaxis]
    return picture


def light(rng: RandomState, picture: Array) -> Array:
    """Light from one side, more or less of it, warm or cold, and a camera's noise; as bytes."""
    lamp = Frame(0, 0, 1, between(rng, -1, 1))
    lit = picture * (1 + between(rng, 0, 0.25) * lamp.v)[:, :, np.newaxis]
    lit = lit * between(rng, 0.5, 0.9) * (1 + 0.06 * (2 * rng.random_sample(3) - 1))
    grey = lit.mean(axis=2, keepdims=True)
    lit = grey + between(rng, 0.6, 1.1) * (lit - grey)
    noise = rng.random_sample((SIDE, SIDE, 3)) - 0.5
    lit = lit + between(rng, 0.01, 0.08) * noise
    return np.floor(np.clip(lit, 0, 1) * 255 + 0.5).astype(np.uint8)
