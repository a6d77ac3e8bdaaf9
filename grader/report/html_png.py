"""Saved pictures: only what is a small PNG through and through, and only its pixels.

A browser decides by the bytes what it is handed, so the bytes are checked and written anew: the
four chunks that make up a picture, with right checksums and as many pixels as they say. Texts,
profiles, animations and whatever stands behind the end are left out.
"""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 300_000  # bytes; a plot has 10 to 50 thousand
MOST_CHUNKS = 2000  # of one picture; a plot has 10
MOST_PIXELS = 4_000_000
PIECE = 1 << 18  # bytes unpacked at a time
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the header's type of colour
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


@dataclass(slots=True)
class Room:
    """What the pictures of one notebook may take, looked at before one is unpacked."""

    characters: int = 3_000_000  # in base64
    bytes: int = 60_000_000  # unpacked; a large plot has two million

    def holds(self, characters: int = 0, unpacked: int = 0) -> bool:
        """Whether there is room for that; if there is, it is taken."""
        if characters > self.characters or unpacked > self.bytes:
            return False
        self.characters -= characters
        self.bytes -= unpacked
        return True


def picture(encoded: object, room: Room) -> tuple[str, int, int] | None:
    """A PNG in base64, its width and its height; None for whatever is not a small PNG."""
    if isinstance(encoded, list) and all(isinstance(line, str) for line in encoded):
        encoded = "".join(encoded)
    if not isinstance(encoded, str) or len(encoded) > 2 * LARGEST:
        return None
    if not room.holds(characters=len(encoded)):
        return None
    try:
        data = base64.b64decode("".join(encoded.split()), validate=True)
        return _rewritten(data, room)
    except (binascii.Error, ValueError, struct.error, zlib.error):
        return None


def _rewritten(data: bytes, room: Room) -> tuple[str, int, int] | None:
    if len(data) > LARGEST or not data.startswith(SIGNATURE):
        return None
    chunks = [chunk for chunk in _chunks(data) if chunk[0] in KEPT]
    names = [name for name, _ in chunks]
    if names[0] != b"IHDR" or names[-1] != b"IEND" or names.count(b"IHDR") != 1:
        return None
    width, height, right = _header(chunks[0][1])
    pixels = b"".join(body for name, body in chunks if name == b"IDAT")
    if not right or not room.holds(unpacked=_size(chunks[0][1])):
        return None
    if not _unpacks(pixels, _size(chunks[0][1])):
        return None
    made = SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return base64.b64encode(made).decode("ascii"), width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end of the picture. Raises ValueError where they do not add up."""
    at = len(SIGNATURE)
    for _ in range(MOST_CHUNKS):
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if checksum != zlib.crc32(name + body):
            raise ValueError("a checksum is wrong")
        yield name, body
        if name == b"IEND":
            return
        at += 12 + length
    raise ValueError("too many chunks")


def _header(header: bytes) -> tuple[int, int, bool]:
    width, height, depth, colour, compression, filters, interlaced = struct.unpack(
        ">IIBBBBB", header
    )
    right = (
        0 < width * height <= MOST_PIXELS
        and depth in DEPTHS.get(colour, ())
        and (compression, filters) == (0, 0)
        and interlaced == 0  # plots are not; the size of those would take more to check
    )
    return width, height, right


def _size(header: bytes) -> int:
    """Bytes of the pixels of a picture, as its header says."""
    width, height, depth, colour = struct.unpack_from(">IIBB", header)
    size: int = height * (1 + (width * depth * CHANNELS[colour] + 7) // 8)
    return size


def _unpacks(pixels: bytes, size: int) -> bool:
    """Whether the pixels unpack to just as many bytes, and no more; no more than a piece of them
    is kept at a time."""
    unpacking = zlib.decompressobj()
    found, rest = 0, pixels
    while rest and found <= size:
        found += len(unpacking.decompress(rest, PIECE))
        rest = unpacking.unconsumed_tail
    return found == size
