"""What a file is that was named in place of a notebook, told by how its bytes begin."""

from __future__ import annotations

_UNPACK = "Unpack it, and name the .ipynb file in it."
_ITSELF = "Name the .ipynb file itself, or download that."
# how a file begins: what it is, and what to do
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _ITSELF),
    (b"%!PS", "a PostScript file", _ITSELF),
    (b"PK\x03\x04", "a zip archive (or an office document, which is one)", _UNPACK),
    (b"PK\x05\x06", "an empty zip archive", _ITSELF),
    (b"\x1f\x8b", "a file packed by gzip", _UNPACK),
    (b"BZh", "a file packed by bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "a file packed by xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a file packed by zstd", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", _ITSELF),
    (b"\xff\xd8\xff", "a picture (JPEG)", _ITSELF),
    (b"GIF87a", "a picture (GIF)", _ITSELF),
    (b"GIF89a", "a picture (GIF)", _ITSELF),
    (b"II*\x00", "a picture (TIFF)", _ITSELF),
    (b"MM\x00*", "a picture (TIFF)", _ITSELF),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file of data", _ITSELF),
    (b"\x93NUMPY", "a numpy array", _ITSELF),
    (b"SQLite format 3\x00", "a database", _ITSELF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document", _ITSELF),
    (b"{\\rtf", "an RTF document", _ITSELF),
    (b"\x7fELF", "a program", _ITSELF),
    (b"MZ\x90\x00", "a program", _ITSELF),
)
_WITHIN = {b"WEBP": "a picture (WebP)", b"AVI ": "a film", b"WAVE": "a sound"}  # of RIFF
_FILMS = (b"ftypavif", b"ftyphei", b"ftypmif1")  # pictures of telephones
_TAR = b"ustar"


def other_kind(data: bytes) -> str:
    """What the file is and what to do, where it is plainly something else; else an empty text."""
    start = data[:512]
    if start.startswith(b"\xef\xbb\xbf"):
        start = start[3:]
    found = next((one for one in _BEGINNINGS if start.startswith(one[0])), None)
    if found is not None:
        return f"this is {found[1]}, no notebook. {found[2]}"
    if start.startswith(b"RIFF") and start[8:12] in _WITHIN:
        return f"this is {_WITHIN[start[8:12]]}, no notebook. {_ITSELF}"
    if start[4:8] == b"ftyp":
        what = "a picture (HEIC)" if start[4:].startswith(_FILMS) else "a film"
        return f"this is {what}, no notebook. {_ITSELF}"
    if start[257:262] == _TAR:
        return f"this is a tar archive, no notebook. {_UNPACK}"
    if start.startswith(b"BM") and b"\0" in start[:14]:
        return f"this is a picture (BMP), no notebook. {_ITSELF}"
    return ""
