"""JPEG, by Pillow's encoder and by libjpeg-turbo's `cjpeg`; markers are edited by hand."""
import io
import struct
import subprocess

from PIL import Image

from . import profile, scene
from .scene import Picture

# The encoder's loss at quality 98; colours of half the resolution lose more where the slope is cut at the edge.
FULL, HALF = 4, 8


def cjpeg(image, *switches):
    source = io.BytesIO()
    image.save(source, "PPM")
    run = subprocess.run(["cjpeg", "-quality", "98", *switches], input=source.getvalue(),
                         capture_output=True, check=True)
    return run.stdout


def pillow(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=98, **{"subsampling": 0, "optimize": True, **options})
    return out.getvalue()


def segments(data):
    """Marker and content of each segment up to the first scan, and the rest."""
    found, place = [], 2
    while data[place + 1] != 0xDA:
        length = struct.unpack_from(">H", data, place + 2)[0]
        found.append((data[place + 1], data[place + 4:place + 2 + length]))
        place += 2 + length
    return found, data[place:]


def joined(found, rest):
    return b"\xff\xd8" + b"".join(b"\xff" + bytes([m]) + struct.pack(">H", len(c) + 2) + c for m, c in found) + rest


def without(data, marker):
    found, rest = segments(data)
    return joined([part for part in found if part[0] != marker], rest)


def with_first(data, *added):
    """The segments behind APP0, which stays the first where it is there."""
    found, rest = segments(data)
    place = 1 if found and found[0][0] == 0xE0 else 0
    return joined(found[:place] + list(added) + found[place:], rest)


def deep_tables(data):
    """Quantisation tables of 16 bits, which make the frame an extended one."""
    found, rest = segments(data)
    changed = []
    for marker, content in found:
        if marker == 0xDB:
            tables = b""
            for start in range(0, len(content), 65):
                values = content[start + 1:start + 65]
                tables += bytes([content[start] | 0x10]) + b"".join(bytes([0, v]) for v in values)
            content = tables
        changed.append((0xC1 if marker == 0xC0 else marker, content))
    return joined(changed, rest)


def icc_parts(icc, count):
    size = -(-len(icc) // count)
    return [(0xE2, b"ICC_PROFILE\0" + bytes([i + 1, count]) + icc[i * size:(i + 1) * size]) for i in range(count)]


def pictures():
    slope = scene.slope()
    grey = scene.grey_slope()
    yield Picture("baseline.jpg", pillow(slope), slope, FULL, "baseline, 4:4:4")
    for name, sample in [("420", "2x2"), ("422", "2x1"), ("440", "1x2"), ("411", "4x1"), ("410", "4x2")]:
        yield Picture(f"subsampled-{name}.jpg", cjpeg(slope, "-sample", sample), slope, HALF if name != "410" else 12, f"colours 4:{name[1]}:{name[2]}")
    yield Picture("progressive.jpg", cjpeg(slope, "-progressive", "-sample", "1x1"), slope, FULL, "progressive")
    yield Picture("progressive-420.jpg", cjpeg(slope, "-progressive"), slope, HALF, "progressive, 4:2:0")
    yield Picture("arithmetic.jpg", cjpeg(slope, "-arithmetic", "-sample", "1x1"), slope, FULL, "arithmetic coding")
    yield Picture("restart.jpg", cjpeg(slope, "-restart", "2B", "-sample", "1x1"), slope, FULL, "a restart marker every 2 blocks")
    yield Picture("grey.jpg", pillow(grey), grey, FULL, "grey")
    yield Picture("grey-progressive.jpg", cjpeg(grey, "-progressive"), grey, FULL, "grey, progressive")
    yield Picture("one-pixel.jpg", pillow(Image.new("RGB", (1, 1), (200, 100, 50))), Image.new("RGB", (1, 1), (200, 100, 50)), FULL, "one pixel")
    yield Picture("rgb.jpg", cjpeg(slope, "-rgb"), slope, FULL, "RGB, told by Adobe's marker with transform 0")
    yield Picture("rgb-by-letters.jpg", without(cjpeg(slope, "-rgb"), 0xEE), slope, FULL, "RGB, told by the components' names R, G and B")
    yield Picture("bare.jpg", without(pillow(slope), 0xE0), slope, FULL, "neither JFIF nor Adobe")
    yield Picture("deep-tables.jpg", deep_tables(pillow(slope)), slope, FULL, "quantisation tables of 16 bits")
    yield Picture("trailing.jpg", pillow(slope) + pillow(Image.new("RGB", (99, 99))), slope, FULL, "another picture behind the first")
    thumbnail = pillow(Image.new("RGB", (16, 16), (0, 255, 0)))
    block = b"Exif\0\0" + scene.exif(1) + thumbnail
    yield Picture("thumbnail.jpg", with_first(pillow(slope), (0xE1, block)), slope, FULL, "a thumbnail before the picture")
    for orientation in range(2, 9):
        stored = pillow(scene.stored_for(slope, orientation))
        for name, big in [("", False)] if orientation != 6 else [("", False), ("-big-endian", True)]:
            block = b"Exif\0\0" + scene.exif(orientation, big)
            yield Picture(f"turned-{orientation}{name}.jpg", with_first(stored, (0xE1, block)), slope, FULL, f"EXIF orientation {orientation}{name.replace('-', ' ')}")
    icc = profile.swapped()
    yield Picture("profile.jpg", pillow(slope, icc_profile=icc), profile.shown(slope, icc), 8, "a colour profile")
    parts = with_first(pillow(slope), *icc_parts(icc, 3))
    yield Picture("profile-in-parts.jpg", parts, profile.shown(slope, icc), 8, "a colour profile in three segments")
    linear = profile.linear_grey()
    yield Picture("profile-grey.jpg", pillow(grey, icc_profile=linear), profile.shown(grey, linear), 8, "grey with a colour profile")
