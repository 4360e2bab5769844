"""WebP: still pictures by Pillow, the container of moving ones by hand (RFC 9649)."""
import io
import struct

from PIL import Image

from . import profile, scene
from .scene import HEIGHT, WIDTH, Picture

# The encoder's loss at quality 98, colours of half the resolution at the edge.
LOSSY = 10


def pillow(image, **options):
    out = io.BytesIO()
    image.save(out, "WEBP", **{"quality": 98, "method": 6, "exact": True, **options})
    return out.getvalue()


def chunk(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def riff(*chunks):
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def number(value):
    """24 bits, the lowest first."""
    return struct.pack("<I", value)[:3]


def frame(image, x, y, flags=0):
    """A frame at an even place; its picture without the still file's container."""
    data = pillow(image, lossless=True)[12:]
    head = number(x // 2) + number(y // 2) + number(image.width - 1) + number(image.height - 1) + number(100)
    return chunk(b"ANMF", head + bytes([flags]) + data)


def moving(width, height, background, *frames, flags=0x12):
    """`flags`: 0x02 moves, 0x10 has alpha."""
    extended = chunk(b"VP8X", bytes([flags, 0, 0, 0]) + number(width - 1) + number(height - 1))
    return riff(extended, chunk(b"ANIM", bytes(background) + b"\0\0"), *frames)


def pictures():
    slope, alpha = scene.slope(), scene.opacity()
    clear = slope.copy()
    clear.putalpha(alpha)
    laid = scene.on_white(slope, alpha)
    yield Picture("lossy.webp", pillow(slope), slope, LOSSY, "lossy")
    yield Picture("lossless.webp", pillow(slope, lossless=True), slope, 0, "lossless")
    yield Picture("lossless-palette.webp", pillow(scene.indexed(5), lossless=True), scene.indexed(5), 0, "lossless with few colours")
    yield Picture("lossy-alpha.webp", pillow(clear), laid, LOSSY, "lossy with alpha")
    yield Picture("lossless-alpha.webp", pillow(clear, lossless=True), laid, 1, "lossless with alpha")
    yield Picture("one-pixel.webp", pillow(Image.new("RGB", (1, 1), (9, 99, 199)), lossless=True), Image.new("RGB", (1, 1), (9, 99, 199)), 0, "one pixel")
    second = Image.new("RGB", slope.size, (0, 0, 0))
    yield Picture("animated.webp", moving(WIDTH, HEIGHT, (0, 0, 0, 0), frame(slope, 0, 0), frame(second, 0, 0)), slope, 0, "the first of two frames")
    small = slope.crop((0, 0, 20, 12))
    placed = Image.new("RGB", slope.size, (255, 255, 255))
    placed.paste(small, (8, 4))
    # Viewers show the canvas, clear where nothing is drawn, and not its background colour.
    offset = moving(WIDTH, HEIGHT, (0, 0, 255, 255), frame(small, 8, 4), frame(second, 0, 0))
    yield Picture("animated-offset.webp", offset, placed, 0, "a first frame smaller than its canvas")
    icc = profile.swapped()
    yield Picture("profile.webp", pillow(slope, lossless=True, icc_profile=icc), profile.shown(slope, icc), 3, "a colour profile")
    turned = pillow(scene.stored_for(slope, 6), lossless=True, exif=scene.exif(6))
    yield Picture("turned-6.webp", turned, slope, 0, "EXIF orientation 6")
    prefixed = pillow(scene.stored_for(slope, 3), lossless=True, exif=b"Exif\0\0" + scene.exif(3, big_endian=True))
    yield Picture("turned-3-prefixed.webp", prefixed, slope, 0, "EXIF orientation 3 behind JPEG's prefix")
