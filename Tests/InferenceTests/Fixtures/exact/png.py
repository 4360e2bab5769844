"""PNG, written by hand: every colour type, depth, filter and chunk that changes what is shown."""
import struct
import zlib

from PIL import Image

from . import profile, scene
from .scene import HEIGHT, WIDTH, Picture

GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
# First column and row, and the steps between them, of the seven passes (PNG specification, 8.2).
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def filtered(kind, line, above, step):
    """One row as the filter writes it (9.2)."""
    out = bytearray([kind])
    for i, value in enumerate(line):
        a = line[i - step] if i >= step else 0
        b = above[i]
        c = above[i - step] if i >= step else 0
        p = a + b - c
        paeth = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        out.append(value - (0, a, b, (a + b) // 2, paeth)[kind] & 0xFF)
    return bytes(out)


def packed(samples, depth):
    """A row of samples as bytes."""
    if depth == 16:
        return struct.pack(">%dH" % len(samples), *samples)
    bits = "".join(format(s, "0%db" % depth) for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def rows(pixels, depth, width, height, filters):
    channels = len(pixels[0])
    step = max(1, channels * depth // 8)
    out, above = b"", None
    for y in range(height):
        line = packed([s for p in pixels[y * width:(y + 1) * width] for s in p], depth)
        above = above or bytes(len(line))
        out += filtered(y % 5 if filters else 0, line, above, step)
        above = line
    return out


def png(kind, depth, pixels, *, interlaced=False, filters=True, before=(), after=(), parts=1, size=(WIDTH, HEIGHT)):
    """`pixels` are tuples of samples; `before` and `after` are chunks around the picture's data."""
    width, height = size
    if interlaced:
        data = b""
        for x0, y0, dx, dy in PASSES:
            columns, lines = range(x0, width, dx), range(y0, height, dy)
            if columns and lines:
                data += rows([pixels[y * width + x] for y in lines for x in columns], depth, len(columns), len(lines), filters)
    else:
        data = rows(pixels, depth, width, height, filters)
    data = zlib.compress(data, 9)
    length = -(-len(data) // parts)
    body = [chunk(b"IDAT", data[i:i + length]) for i in range(0, len(data), length)]
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join([*before, *body, *after]) + chunk(b"IEND", b"")


def plte(colours):
    return chunk(b"PLTE", b"".join(bytes(c) for c in colours))


def transparency(image, is_clear):
    alpha = Image.new("L", image.size)
    alpha.putdata([0 if is_clear(p) else 255 for p in image.getdata()])
    return scene.on_white(image, alpha)


def grey_pictures():
    for depth in (1, 2, 4):
        pixels = [(i,) for i in scene.indices(1 << depth)]
        for interlaced in (False, True):
            name = f"grey-{depth}{'-interlaced' if interlaced else ''}.png"
            yield Picture(name, png(GREY, depth, pixels, interlaced=interlaced), scene.greys(depth), 0, f"grey, {depth} bits{', interlaced' if interlaced else ''}")
    grey = scene.grey_slope()
    pixels = [(v,) for v in grey.getdata()]
    yield Picture("grey-8.png", png(GREY, 8, pixels), grey, 0, "grey, 8 bits")
    yield Picture("grey-16.png", png(GREY, 16, [(v * 257,) for (v,) in pixels]), grey, 0, "grey, 16 bits")
    clear = grey.getpixel((20, 10))
    key = chunk(b"tRNS", struct.pack(">H", clear))
    yield Picture("grey-key.png", png(GREY, 8, pixels, before=[key]), transparency(grey, lambda v: v == clear), 0, "grey, one level transparent")
    alpha = scene.opacity()
    both = list(zip(grey.getdata(), alpha.getdata()))
    yield Picture("grey-alpha-8.png", png(GREY_ALPHA, 8, both), scene.on_white(grey, alpha), 1, "grey with alpha, 8 bits")
    yield Picture("grey-alpha-16.png", png(GREY_ALPHA, 16, [(v * 257, a * 257) for v, a in both]), scene.on_white(grey, alpha), 1, "grey with alpha, 16 bits")
    icc = profile.linear_grey()
    iccp = chunk(b"iCCP", b"corpus\0\0" + zlib.compress(icc))
    yield Picture("profile-grey.png", png(GREY, 8, pixels, before=[iccp]), profile.shown(grey, icc), 3, "grey with a colour profile")


def palette_pictures():
    for depth in (1, 2, 4, 8):
        count = 1 << depth
        pixels = [(i,) for i in scene.indices(count)]
        yield Picture(f"palette-{depth}.png", png(PALETTE, depth, pixels, before=[plte(scene.palette(count))]), scene.indexed(count), 0, f"palette, {depth} bits")
    pixels = [(i,) for i in scene.indices(11)]
    colours = scene.palette(11)
    yield Picture("palette-short.png", png(PALETTE, 4, pixels, before=[plte(colours)]), scene.indexed(11), 0, "palette of 11 colours")
    yield Picture("palette-interlaced.png", png(PALETTE, 4, pixels, before=[plte(colours)], interlaced=True), scene.indexed(11), 0, "palette, interlaced")
    opacities = bytes(i * 40 for i in range(7))
    full = opacities + b"\xff" * 4
    shown = scene.indexed(11, [tuple(round((c * a + 255 * (255 - a)) / 255) for c in colour) for colour, a in zip(colours, full)])
    yield Picture("palette-alpha.png", png(PALETTE, 4, pixels, before=[plte(colours), chunk(b"tRNS", opacities)]), shown, 1, "palette with opacities, fewer than colours")


def colour_pictures():
    slope, alpha = scene.slope(), scene.opacity()
    pixels = list(slope.getdata())
    deep = [tuple(v * 257 for v in p) for p in pixels]
    clear = [p + (a,) for p, a in zip(pixels, alpha.getdata())]
    deep_clear = [tuple(v * 257 for v in p) for p in clear]
    yield Picture("rgb-8.png", png(RGB, 8, pixels), slope, 0, "RGB, 8 bits, every filter")
    yield Picture("rgb-8-interlaced.png", png(RGB, 8, pixels, interlaced=True), slope, 0, "RGB, interlaced")
    yield Picture("rgb-16.png", png(RGB, 16, deep), slope, 0, "RGB, 16 bits")
    fine = [tuple(v * 257 + (i * 37 + 100 * c) % 128 for c, v in enumerate(p)) for i, p in enumerate(pixels)]
    yield Picture("rgb-16-fine.png", png(RGB, 16, fine), slope, 1, "RGB, 16 bits that 8 can't hold")
    yield Picture("rgba-8.png", png(RGBA, 8, clear), scene.on_white(slope, alpha), 1, "RGB with alpha, 8 bits")
    yield Picture("rgba-16.png", png(RGBA, 16, deep_clear), scene.on_white(slope, alpha), 1, "RGB with alpha, 16 bits")
    yield Picture("rgba-16-interlaced.png", png(RGBA, 16, deep_clear, interlaced=True), scene.on_white(slope, alpha), 1, "RGB with alpha, 16 bits, interlaced")
    key = chunk(b"tRNS", struct.pack(">3H", *slope.getpixel((20, 10))))
    yield Picture("rgb-key.png", png(RGB, 8, pixels, before=[key]), transparency(slope, lambda p: p == slope.getpixel((20, 10))), 0, "RGB, one colour transparent")
    yield Picture("one-pixel.png", png(RGB, 8, [(9, 99, 199)], size=(1, 1)), Image.new("RGB", (1, 1), (9, 99, 199)), 0, "one pixel")
    yield Picture("in-parts.png", png(RGB, 8, pixels, parts=7), slope, 0, "its data in seven chunks")
    gamma = chunk(b"gAMA", struct.pack(">I", 45455))
    yield Picture("gamma.png", png(RGB, 8, pixels, before=[gamma]), slope, 0, "the gamma of sRGB")
    notes = [chunk(b"tEXt", b"Comment\0corpus"), chunk(b"pHYs", struct.pack(">IIB", 2835, 1000, 1)), chunk(b"tIME", bytes(7))]
    yield Picture("annotated.png", png(RGB, 8, pixels, before=notes, after=notes[:1]), slope, 0, "chunks that change nothing")
    turned = list(scene.stored_for(slope, 6).getdata())
    exif = chunk(b"eXIf", scene.exif(6, big_endian=True))
    yield Picture("turned-6.png", png(RGB, 8, turned, before=[exif], size=(HEIGHT, WIDTH)), slope, 0, "EXIF orientation 6")
    icc = profile.swapped()
    iccp = chunk(b"iCCP", b"corpus\0\0" + zlib.compress(icc))
    yield Picture("profile.png", png(RGB, 8, pixels, before=[iccp]), profile.shown(slope, icc), 3, "a colour profile")
    # The colours are laid on white before the profile is applied.
    yield Picture("profile-alpha.png", png(RGBA, 8, clear, before=[iccp]), scene.on_white(profile.shown(slope, icc), alpha), 6, "a colour profile and alpha")
    control = lambda number: chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, WIDTH, HEIGHT, 0, 0, 1, 10, 0, 0))
    second = zlib.compress(rows([(0, 0, 0)] * len(pixels), 8, WIDTH, HEIGHT, False), 9)
    moving = png(RGB, 8, pixels, before=[chunk(b"acTL", struct.pack(">II", 2, 0)), control(0)],
                 after=[control(1), chunk(b"fdAT", struct.pack(">I", 2) + second)])
    yield Picture("animated.png", moving, slope, 0, "the first of two frames")


def pictures():
    yield from grey_pictures()
    yield from palette_pictures()
    yield from colour_pictures()
