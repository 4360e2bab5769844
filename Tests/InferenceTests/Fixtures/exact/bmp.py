"""BMP, written by hand: every header, depth and coding."""
import struct

from PIL import Image

from . import scene
from .scene import HEIGHT, WIDTH, Picture

RGB, RLE8, RLE4, BITFIELDS, JPEG, PNG, ALPHABITFIELDS = range(7)


def bitmap(info, body, palette=b"", *, start=None):
    """`start`: where the pixels are said to begin; behind all before them by default."""
    start = 14 + len(info) + len(palette) if start is None else start
    return b"BM" + struct.pack("<IHHI", 14 + len(info) + len(palette) + len(body), 0, 0, start) + info + palette + body


def info(bits, compression=RGB, *, size=40, height=HEIGHT, colours=0, masks=(), body=0):
    """A header of `size` bytes; the masks stand in it where it is long enough, else behind it."""
    head = struct.pack("<IiiHHIIiiII", size, WIDTH, height, 1, bits, compression, body, 2835, 2835, colours, 0)
    head += b"".join(struct.pack("<I", mask) for mask in masks)
    if size == 124:
        head = head.ljust(56, b"\0") + b"BGRs"
    return head.ljust(size, b"\0")


def core(bits):
    return struct.pack("<IHHHH", 12, WIDTH, HEIGHT, 1, bits)


def rows(values, bits, *, down=False):
    """Numbers of `bits` bits, each row filled up to four bytes, the lowest row first."""
    out = []
    for y in range(HEIGHT):
        line = values[y * WIDTH:(y + 1) * WIDTH]
        if bits < 8:
            text = "".join(format(v, f"0{bits}b") for v in line)
            text += "0" * (-len(text) % 8)
            data = bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))
        else:
            data = b"".join(v.to_bytes(bits // 8, "little") for v in line)
        out.append(data + b"\0" * (-len(data) % 4))
    return b"".join(out if down else reversed(out))


def table(colours, entry=4):
    return b"".join(bytes((b, g, r, 0))[:entry] for r, g, b in colours)


def fields(image, layout, alpha=None):
    """Pixels as numbers: `layout` has first bit and width of red, green, blue and alpha."""
    opaque = list(alpha.getdata()) if alpha else [255] * (WIDTH * HEIGHT)
    numbers = []
    for colour, a in zip(image.getdata(), opaque):
        numbers.append(sum(round(v * ((1 << bits) - 1) / 255) << first for v, (first, bits) in zip((*colour, a), layout)))
    return numbers


def masks(layout):
    return [((1 << bits) - 1) << first for first, bits in layout]


def coarse(image, layout):
    """What is left of the colours, rounded down as Pillow does."""
    shown = Image.new("RGB", image.size)
    most = [(1 << bits) - 1 for _, bits in layout]
    shown.putdata([tuple(round(v * m / 255) * 255 // m for v, m in zip(p, most)) for p in image.getdata()])
    return shown


def runs8(values):
    """Runs, pixels as they are, and a delta over the two lowest rows' right half."""
    out = b""
    for y in reversed(range(HEIGHT)):
        line, x = values[y * WIDTH:(y + 1) * WIDTH], 0
        while x < WIDTH:
            length = 1
            while x + length < WIDTH and line[x + length] == line[x]:
                length += 1
            if length == 1 and x + 3 <= WIDTH:
                part = line[x:x + 3 + (y % 2 if x + 4 <= WIDTH else 0)]
                out += bytes([0, len(part), *part]) + b"\0" * (len(part) % 2)
                x += len(part)
            else:
                out += bytes([length, line[x]])
                x += length
        out += b"\0\0"
    return out + b"\0\1"


def runs4(values):
    """Runs of two alternating pixels, and pixels as they are."""
    out = b""
    for y in reversed(range(HEIGHT)):
        line, x = values[y * WIDTH:(y + 1) * WIDTH], 0
        while x < WIDTH:
            part = line[x:x + 5] if y % 2 else line[x:x + 2]
            if len(part) == 5:
                padded = part + [0]
                out += bytes([0, 5]) + bytes(padded[i] << 4 | padded[i + 1] for i in (0, 2, 4)) + b"\0"
            else:
                out += bytes([len(part), part[0] << 4 | part[-1]]) if len(part) < 3 else b"".join(bytes([1, v << 4]) for v in part)
            x += len(part)
        out += b"\0\0"
    return out + b"\0\1"


def indexed_pictures():
    for bits in (1, 4, 8):
        count = 1 << bits
        data = rows(scene.indices(count), bits)
        yield Picture(f"palette-{bits}.bmp", bitmap(info(bits), data, table(scene.palette(count))), scene.indexed(count), 0, f"palette, {bits} bits")
    core_file = bitmap(core(8), rows(scene.indices(256), 8), table(scene.palette(256), 3))
    yield Picture("core-8.bmp", core_file, scene.indexed(256), 0, "OS/2 header, palette")
    yield Picture("core-1.bmp", bitmap(core(1), rows(scene.indices(2), 1), table(scene.palette(2), 3)), scene.indexed(2), 0, "OS/2 header, 1 bit")
    colours = scene.palette(11)
    pattern = scene.indices(11)
    yield Picture("palette-short.bmp", bitmap(info(8, colours=11), rows(pattern, 8), table(colours)), scene.indexed(11), 0, "palette of 11 colours")
    black = scene.indexed(11, colours[:9] + [(0, 0, 0)] * 2)
    yield Picture("palette-missing.bmp", bitmap(info(8, colours=9), rows(pattern, 8), table(colours[:9])), black, 0, "indices past the palette are black")
    unsaid = bitmap(info(8), rows(pattern, 8), table(colours[:9]))
    yield Picture("palette-unsaid.bmp", unsaid, black, 0, "a palette that the pixels cut short")
    excess = bitmap(info(4, colours=300), rows(scene.indices(16), 4), table(scene.palette(300)))
    yield Picture("palette-excess.bmp", excess, scene.indexed(16), 0, "more colours than indices")
    yield Picture("gap.bmp", bitmap(info(8, colours=11), b"?" * 33 + rows(pattern, 8), table(colours), start=54 + 44 + 33), scene.indexed(11), 0, "a gap before the pixels")
    down = bitmap(info(8, height=-HEIGHT), rows(scene.indices(256), 8, down=True), table(scene.palette(256)))
    yield Picture("palette-down.bmp", down, scene.indexed(256), 0, "rows from the top")


def run_pictures():
    pattern = scene.indices(16)
    colours = scene.palette(16)
    yield Picture("rle8.bmp", bitmap(info(8, RLE8, colours=16), runs8(pattern), table(colours)), scene.indexed(16), 0, "runs, 8 bits")
    yield Picture("rle4.bmp", bitmap(info(4, RLE4), runs4(pattern), table(colours)), scene.indexed(16), 0, "runs, 4 bits")
    shown = Image.new("RGB", (WIDTH, HEIGHT), colours[0])
    draw = lambda x, y, count, index: [shown.putpixel((x + i, HEIGHT - 1 - y), colours[index]) for i in range(count)]
    codes = bytes([10, 3, 0, 2, 5, 4, 7, 9, 0, 0, 60, 1, 0, 0, 0, 2, 0, 2, 0, 3, 1, 2, 3, 0, 0, 1, 40, 4])
    draw(0, 0, 10, 3), draw(15, 4, 7, 9), draw(0, 5, WIDTH, 1)
    for i in range(3):
        draw(i, 8, 1, i + 1)
    yield Picture("rle8-delta.bmp", bitmap(info(8, RLE8, colours=16), codes, table(colours)), shown, 0, "skipped pixels have the first colour; a run past its row, an early end")
    endless = runs8(pattern)[:-4]
    yield Picture("rle8-no-end.bmp", bitmap(info(8, RLE8, colours=16), endless, table(colours)), scene.indexed(16), 0, "runs without their end code")


def direct_pictures():
    slope, alpha = scene.slope(), scene.opacity()
    plain = fields(slope, [(16, 8), (8, 8), (0, 8)])
    yield Picture("rgb-24.bmp", bitmap(info(24), rows(plain, 24)), slope, 0, "24 bits")
    yield Picture("core-24.bmp", bitmap(core(24), rows(plain, 24)), slope, 0, "OS/2 header, 24 bits")
    yield Picture("rgb-24-down.bmp", bitmap(info(24, height=-HEIGHT), rows(plain, 24, down=True)), slope, 0, "24 bits, rows from the top")
    yield Picture("os2-64.bmp", bitmap(info(24, size=64), rows(plain, 24)), slope, 0, "OS/2's second header")
    noisy = [v | 0x5A000000 for v in plain]
    yield Picture("rgb-32.bmp", bitmap(info(32), rows(noisy, 32)), slope, 0, "32 bits, the highest 8 without meaning")
    five = [(10, 5), (5, 5), (0, 5)]
    yield Picture("rgb-555.bmp", bitmap(info(16), rows(fields(slope, five), 16)), coarse(slope, five), 0, "16 bits, 5 for each colour")
    six = [(11, 5), (5, 6), (0, 5)]
    yield Picture("fields-565.bmp", bitmap(info(16, BITFIELDS), rows(fields(slope, six), 16), struct.pack("<3I", *masks(six))), coarse(slope, six), 0, "16 bits, masks for 5, 6 and 5")
    odd = [(0, 8), (8, 9), (17, 11)]
    yield Picture("fields-32.bmp", bitmap(info(32, BITFIELDS, size=52, masks=masks(odd)), rows(fields(slope, odd), 32)), slope, 1, "32 bits, masks of 8, 9 and 11")
    laid = scene.on_white(slope, alpha)
    four = [(24, 8), (16, 8), (8, 8), (0, 8)]
    clear = rows(fields(slope, four, alpha), 32)
    for size, name in [(56, "v3"), (108, "v4"), (124, "v5")]:
        yield Picture(f"alpha-{name}.bmp", bitmap(info(32, BITFIELDS, size=size, masks=masks(four)), clear), laid, 1, f"alpha by a mask, header {name}")
    behind = bitmap(info(32, ALPHABITFIELDS), clear, struct.pack("<4I", *masks(four)))
    yield Picture("alpha-fields.bmp", behind, laid, 1, "alpha by a mask behind the header")
    nibbles = [(8, 4), (4, 4), (0, 4), (12, 4)]
    shown = scene.on_white(coarse(slope, nibbles[:3]), alpha.point(lambda v: round(v * 15 / 255) * 17))
    yield Picture("alpha-4444.bmp", bitmap(info(16, BITFIELDS, size=108, masks=masks(nibbles)), rows(fields(slope, nibbles, alpha), 16)), shown, 1, "alpha, 4 bits each")
    none = bitmap(info(32, BITFIELDS, size=124, masks=masks(four)), rows(fields(slope, four, Image.new("L", slope.size, 0)), 32))
    yield Picture("alpha-unused.bmp", none, slope, 0, "an alpha mask, and 0 in every pixel: opaque")
    yield Picture("unpadded-end.bmp", bitmap(info(24), rows(plain, 24)[:-3]), slope, 0, "the last row not filled up")


def pictures():
    yield from indexed_pictures()
    yield from run_pictures()
    yield from direct_pictures()
