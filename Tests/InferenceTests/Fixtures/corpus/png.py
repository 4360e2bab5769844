"""PNG: every colour type and depth, written here, since Pillow writes only some."""
import struct, zlib
from corpus.profile import swapped
from corpus.scene import COLOURS, SIZE, bits, exif, folder, half_clear, lying, picture, quarters

GREY, RGB, PALETTE, RGBA = 0, 2, 3, 6
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(rows, depth, kind, extra=(), interlaced=False, after=()):
    """A PNG of rows of samples or of tuples of samples."""
    def packed(row):
        samples = [s for pixel in row for s in pixel] if isinstance(row[0], tuple) else row
        return b"\0" + bits(samples, depth)
    lines = b""
    if interlaced:
        for x, y, dx, dy in PASSES:
            lines += b"".join(packed(row[x::dx]) for row in rows[y::dy] if row[x::dx])
    else:
        lines = b"".join(packed(row) for row in rows)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), depth, kind, 0, 0, int(interlaced))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunk(*e) for e in extra)
            + chunk(b"IDAT", zlib.compress(lines, 9)) + b"".join(chunk(*e) for e in after) + chunk(b"IEND", b""))


def plte(colours):
    return (b"PLTE", bytes(sample for colour in colours for sample in colour))


def pixels(image):
    flat = list(image.getdata())
    return [flat[start:start + image.width] for start in range(0, len(flat), image.width)]


def make():
    out, scene = folder("png"), quarters(COLOURS)
    files = {
        "grey-1": png(quarters([0, 1, 1, 0]), 1, GREY),
        "grey-2": png(quarters([0, 1, 2, 3]), 2, GREY),
        "grey-4": png(quarters([0, 5, 10, 15]), 4, GREY),
        "grey-8": png(quarters([220, 30, 100, 250]), 8, GREY),
        "grey-16": png(quarters([v * 257 for v in (220, 30, 100, 250)]), 16, GREY),
        "palette-1": png(quarters([0, 1, 1, 0]), 1, PALETTE, [plte(COLOURS[:2])]),
        "palette-2": png(quarters([0, 1, 2, 3]), 2, PALETTE, [plte(COLOURS)]),
        "palette-4": png(quarters([12, 13, 14, 15]), 4, PALETTE, [plte([(9, 9, 9)] * 12 + COLOURS)]),
        "palette-8": png(quarters([252, 253, 254, 255]), 8, PALETTE, [plte([(9, 9, 9)] * 252 + COLOURS)]),
        "palette-clear": png(quarters([0, 1, 2, 3]), 2, PALETTE,
                             [plte([(0, 0, 0), (0, 0, 0)] + COLOURS[2:]), (b"tRNS", bytes([0, 128]))]),
        "grey-clear": png(quarters([200, 100, 50, 250]), 8, GREY, [(b"tRNS", struct.pack(">H", 100))]),
        "grey-4-clear": png(quarters([0, 5, 10, 15]), 4, GREY, [(b"tRNS", struct.pack(">H", 5))]),
        "grey-16-clear": png(quarters([200 * 257, 100 * 257, 50 * 257, 100 * 257 + 1]), 16, GREY,
                             [(b"tRNS", struct.pack(">H", 100 * 257))]),
        "rgb-clear": png(scene, 8, RGB, [(b"tRNS", struct.pack(">HHH", *COLOURS[0]))]),
        "rgb-16-clear": png([[tuple(v * 257 for v in p) for p in row] for row in scene], 16, RGB,
                            [(b"tRNS", struct.pack(">HHH", *(v * 257 for v in COLOURS[0])))]),
        "interlaced-grey": png(quarters([220, 30, 100, 250]), 8, GREY, interlaced=True),
        "interlaced-rgb": png(scene, 8, RGB, interlaced=True),
        "interlaced-palette": png(quarters([0, 1, 2, 3]), 2, PALETTE, [plte(COLOURS)], interlaced=True),
        "interlaced-alpha": png(pixels(half_clear()), 8, RGBA, interlaced=True),
        "exif": png(pixels(lying()), 8, RGB, [(b"eXIf", exif(6))]),
        "exif-behind": png(pixels(lying()), 8, RGB, after=[(b"eXIf", exif(6, ">"))]),
        "profile": png(scene, 8, RGB, [(b"iCCP", b"swapped\0\0" + zlib.compress(swapped()))]),
        "profile-16": png([[tuple(v * 257 for v in p) for p in row] for row in scene], 16, RGB,
                          [(b"iCCP", b"swapped\0\0" + zlib.compress(swapped()))]),
        "profile-palette": png(quarters([0, 1, 2, 3]), 2, PALETTE,
                               [(b"iCCP", b"swapped\0\0" + zlib.compress(swapped())), plte(COLOURS)]),
        "odd": png(quarters(COLOURS, (47, 31)), 8, RGB, interlaced=True),
    }
    for name, data in files.items():
        (out / f"{name}.png").write_bytes(data)
    picture().save(out / "moving.png", save_all=True, append_images=[picture([(0, 0, 0)] * 4)], duration=100)
