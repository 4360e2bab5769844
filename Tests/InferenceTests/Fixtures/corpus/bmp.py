"""BMP: every header, depth and coding, written here."""
import struct
from corpus.scene import COLOURS, SIZE, bits, folder, half_clear, quarters

INFO, OS2, V4, V5 = 40, 64, 108, 124
SCENE = quarters(COLOURS)
INDICES = quarters([0, 1, 2, 3])


def padded(rows, upward=True):
    """Rows from the bottom, each filled up to four bytes."""
    return b"".join(row + b"\0" * (-len(row) % 4) for row in (reversed(rows) if upward else rows))


def bmp(size, depth, data, header=INFO, compression=0, palette=(), masks=(), used=None, top_down=False, gap=b""):
    """`palette` has red, green, blue; `used` is the header's number of colours, by default that of the palette."""
    width, height = size
    if header == 12:
        info = struct.pack("<IHHHH", 12, width, height, 1, depth)
    else:
        info = struct.pack("<IiiHHIIiiII", header, width, -height if top_down else height, 1, depth, compression,
                           len(data), 2835, 2835, len(palette) if used is None else used, 0)
        info += struct.pack("<%dI" % len(masks), *masks)
        info += b"\0" * (header - len(info))
    table = b"".join(bytes([b, g, r]) + (b"" if header == 12 else b"\0") for r, g, b in palette)
    offset = 14 + len(info) + len(table) + len(gap)
    return b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + info + table + gap + data


def bgr(rows, extra=b""):
    return [b"".join(bytes([b, g, r]) + extra for r, g, b in row) for row in rows]


def numbers(rows, form, pack):
    return [b"".join(struct.pack(form, pack(*pixel)) for pixel in row) for row in rows]


def runs(rows, depth):
    """Each half row as one run, each row ended, from the bottom."""
    out = b""
    for row in reversed(rows):
        for start in (0, 24):
            value = row[start]
            out += bytes([24, value if depth == 8 else value << 4 | value])
        out += b"\0\0"
    return out + b"\0\1"


def literals(rows, depth):
    """Each row as one literal run, from the bottom."""
    out = b""
    for row in reversed(rows):
        packed = bits(row, depth)
        out += bytes([0, len(row)]) + packed + b"\0" * (len(packed) % 2) + b"\0\0"
    return out + b"\0\1"


def make():
    out, odd = folder("bmp"), (47, 31)
    many = [(9, 9, 9)] * 252 + COLOURS
    five = lambda r, g, b: (r >> 3) << 10 | (g >> 3) << 5 | b >> 3
    six = lambda r, g, b: (r >> 3) << 11 | (g >> 2) << 5 | b >> 3
    up = lambda value: -(-value * 1023 // 255)
    ten = lambda r, g, b: up(r) << 20 | up(g) << 10 | up(b)
    clear = [list(half_clear().crop((0, y, 48, y + 1)).getdata()) for y in range(32)]
    argb = lambda r, g, b, a: a << 24 | r << 16 | g << 8 | b
    one, four = quarters([0, 1, 1, 0]), quarters([12, 13, 14, 15])
    packed = lambda rows, depth: padded([bits(row, depth) for row in rows])
    plain = padded(bgr(SCENE))
    bgra = padded(numbers(clear, "<I", argb))
    colour_masks = (0xFF0000, 0xFF00, 0xFF)
    # The upper half is left by "two columns on, sixteen rows up", "end"; the lower one is written.
    half = runs(INDICES, 8)[:16 * 6]
    files = {
        "core-1": bmp(SIZE, 1, packed(one, 1), 12, palette=COLOURS[:2]),
        "core-4": bmp(SIZE, 4, packed(four, 4), 12, palette=many[240:]),
        "core-8": bmp(SIZE, 8, packed(quarters([252, 253, 254, 255]), 8), 12, palette=many),
        "core-24": bmp(SIZE, 24, plain, 12),
        "info-1": bmp(SIZE, 1, packed(one, 1), palette=COLOURS[:2]),
        "info-4": bmp(SIZE, 4, packed(four, 4), palette=many[240:]),
        "info-8": bmp(SIZE, 8, packed(quarters([252, 253, 254, 255]), 8), palette=many, used=0),
        "info-16": bmp(SIZE, 16, padded(numbers(SCENE, "<H", five))),
        "info-24": bmp(SIZE, 24, plain),
        "info-32": bmp(SIZE, 32, padded(bgr(SCENE, b"\0"))),
        "os2-24": bmp(SIZE, 24, plain, OS2),
        "v4-24": bmp(SIZE, 24, plain, V4),
        "v5-24": bmp(SIZE, 24, plain, V5),
        "masks-565": bmp(SIZE, 16, padded(numbers(SCENE, "<H", six)), compression=3, masks=(0xF800, 0x7E0, 0x1F)),
        "masks-555": bmp(SIZE, 16, padded(numbers(SCENE, "<H", five)), compression=3, masks=(0x7C00, 0x3E0, 0x1F)),
        "masks-10": bmp(SIZE, 32, padded(numbers(SCENE, "<I", ten)), compression=3,
                        masks=(0x3FF << 20, 0x3FF << 10, 0x3FF)),
        "masks-rgbx": bmp(SIZE, 32, padded(numbers(SCENE, "<I", lambda r, g, b: r << 24 | g << 16 | b << 8)),
                          compression=3, masks=(0xFF000000, 0xFF0000, 0xFF00)),
        "alpha-none": bmp(SIZE, 32, bgra, compression=3, masks=colour_masks),
        "alpha-v4": bmp(SIZE, 32, bgra, V4, 3, masks=colour_masks + (0xFF000000,)),
        "alpha-v5": bmp(SIZE, 32, bgra, V5, 3, masks=colour_masks + (0xFF000000,)),
        "alpha-masks": bmp(SIZE, 32, bgra, compression=6, masks=colour_masks + (0xFF000000,)),
        "top-down": bmp(SIZE, 24, padded(bgr(SCENE), upward=False), top_down=True),
        "odd-1": bmp(odd, 1, packed(quarters([0, 1, 1, 0], odd), 1), palette=COLOURS[:2]),
        "odd-4": bmp(odd, 4, packed(quarters([0, 1, 2, 3], odd), 4), palette=COLOURS),
        "odd-24": bmp(odd, 24, padded(bgr(quarters(COLOURS, odd)))),
        "short-palette": bmp(SIZE, 8, packed(quarters([0, 1, 2, 200]), 8), palette=COLOURS[:3]),
        "gap": bmp(SIZE, 8, packed(INDICES, 8), palette=COLOURS, gap=b"\xEE" * 10),
        "rle8": bmp(SIZE, 8, runs(INDICES, 8), compression=1, palette=COLOURS),
        "rle4": bmp(SIZE, 4, runs(INDICES, 4), compression=2, palette=COLOURS),
        "rle8-literal": bmp(SIZE, 8, literals(INDICES, 8), compression=1, palette=COLOURS),
        "rle4-literal": bmp(odd, 4, literals(quarters([0, 1, 2, 3], odd), 4), compression=2, palette=COLOURS),
        "rle8-early-end": bmp(SIZE, 8, half + b"\0\1", compression=1, palette=COLOURS),
        "rle8-delta": bmp(SIZE, 8, half + b"\0\2\x18\0" + b"".join(b"\x18\1\0\0\0\2\x18\0" for _ in range(15))
                          + b"\x18\1\0\1", compression=1, palette=COLOURS),
    }
    for name, data in files.items():
        (out / f"{name}.bmp").write_bytes(data)
