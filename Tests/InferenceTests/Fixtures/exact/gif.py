"""GIF, written by hand with codes that are never combined: large for a GIF, but every block is known."""
import struct

from PIL import Image

from . import scene
from .scene import HEIGHT, WIDTH, Picture

ROWS_INTERLACED = lambda height: [y for start, step in ((0, 8), (4, 8), (2, 4), (1, 2)) for y in range(start, height, step)]


def table(colours):
    return b"".join(bytes(c) for c in colours)


def size_bits(count):
    return max(0, (count - 1).bit_length() - 1)


def blocks(data):
    return b"".join(bytes([len(data[i:i + 255])]) + data[i:i + 255] for i in range(0, len(data), 255)) + b"\0"


def coded(indices, depth):
    """LZW that clears its table before it can grow (GIF89a specification, appendix F)."""
    depth = max(2, depth)
    clear, bits, codes = 1 << depth, depth + 1, []
    for place, index in enumerate(indices):
        if place % ((1 << depth) - 2) == 0:
            codes.append(clear)
        codes.append(index)
    codes.append(clear + 1)
    value = sum(code << (bits * i) for i, code in enumerate(codes))
    return bytes([depth]) + blocks(value.to_bytes((bits * len(codes) + 7) // 8, "little"))


def frame(indices, width, height, depth, *, at=(0, 0), colours=None, interlaced=False, clear=None, disposal=0):
    if interlaced:
        indices = [i for y in ROWS_INTERLACED(height) for i in indices[y * width:(y + 1) * width]]
    control = b"\x21\xf9\x04" + bytes([disposal << 2 | (clear is not None), 10, 0, clear or 0, 0])
    flags = (0x80 | size_bits(len(colours)) if colours else 0) | (0x40 if interlaced else 0)
    return (control + b"\x2c" + struct.pack("<4HB", *at, width, height, flags) + table(colours or [])
            + coded(indices, depth))


def gif(screen, colours, *frames, version=b"89a", background=0, extra=b""):
    flags = 0x70 | (0x80 | size_bits(len(colours)) if colours else 0)
    return (b"GIF" + version + struct.pack("<HHBBB", *screen, flags, background, 0) + table(colours or []) + extra
            + b"".join(frames) + b"\x3b")


def pictures():
    colours = scene.palette(16)
    pattern = scene.indices(16)
    size = (WIDTH, HEIGHT)
    shown = scene.indexed(16)
    whole = frame(pattern, *size, 4)
    yield Picture("global.gif", gif(size, colours, whole), shown, 0, "the file's palette")
    # Version 87a knows no extension blocks.
    yield Picture("87a.gif", gif(size, colours, whole[8:], version=b"87a"), shown, 0, "version 87a")
    yield Picture("local.gif", gif(size, None, frame(pattern, *size, 4, colours=colours)), shown, 0, "a frame's own palette")
    both = gif(size, [(1, 2, 3)] * 16, frame(pattern, *size, 4, colours=colours))
    yield Picture("local-over-global.gif", both, shown, 0, "a frame's own palette before the file's")
    yield Picture("two-colours.gif", gif(size, scene.palette(2), frame(scene.indices(2), *size, 1)), scene.indexed(2), 0, "two colours")
    large = gif(size, scene.palette(256), frame(scene.indices(256), *size, 8))
    yield Picture("256-colours.gif", large, scene.indexed(256), 0, "256 colours")
    yield Picture("interlaced.gif", gif(size, colours, frame(pattern, *size, 4, interlaced=True)), shown, 0, "interlaced")
    clear = scene.indexed(16, colours[:5] + [(255, 255, 255)] + colours[6:])
    yield Picture("transparent.gif", gif(size, colours, frame(pattern, *size, 4, clear=5)), clear, 0, "one colour transparent")
    second = frame([3] * (WIDTH * HEIGHT), *size, 4)
    yield Picture("animated.gif", gif(size, colours, whole, second), shown, 0, "the first of two frames")
    small = [pattern[y * WIDTH + x] for y in range(12) for x in range(20)]
    placed = Image.new("RGB", size, (255, 255, 255))
    placed.paste(shown.crop((0, 0, 20, 12)), (9, 5))
    # Browsers show nothing where the frame is not, whatever the background colour.
    offset = gif(size, colours, frame(small, 20, 12, 4, at=(9, 5)), second, background=3)
    yield Picture("offset.gif", offset, placed, 0, "a first frame smaller than the screen")
    beyond = gif((10, 10), colours, whole)
    yield Picture("beyond-screen.gif", beyond, shown, 0, "a first frame larger than the screen")
    comment = b"\x21\xfe" + blocks(b"corpus " * 60) + b"\x21\xff\x0bNETSCAPE2.0" + blocks(b"\x01\0\0")
    yield Picture("annotated.gif", gif(size, colours, whole, extra=comment), shown, 0, "a comment and a loop count before the picture")
