"""GIF, written here: Pillow decides for itself about palettes, offsets and interlacing."""
import struct
from corpus.scene import COLOURS, SIZE, folder, quarters

BLACK = [(0, 0, 0)] * 4


def compressed(indices):
    """LZW with codes of three bits: a clear code before the table could outgrow them."""
    codes = []
    for place, index in enumerate(indices):
        if place % 2 == 0:
            codes.append(4)
        codes.append(index)
    value, count, out = 0, 0, bytearray()
    for code in codes + [5]:
        value |= code << count
        count += 3
        while count >= 8:
            out.append(value & 255)
            value, count = value >> 8, count - 8
    out.append(value & 255)
    blocks = b"".join(bytes([len(out[s:s + 255])]) + out[s:s + 255] for s in range(0, len(out), 255))
    return b"\2" + blocks + b"\0"


def table(colours):
    return bytes(sample for colour in colours for sample in colour)


def frame(rows, at=(0, 0), local=None, interlaced=False, clear=None):
    if interlaced:
        rows = [row for start, step in ((0, 8), (4, 8), (2, 4), (1, 2)) for row in rows[start::step]]
    control = b"" if clear is None else b"\x21\xF9\x04\x01" + struct.pack("<HB", 10, clear) + b"\0"
    flags = (0x80 | 1 if local else 0) | (0x40 if interlaced else 0)
    return (control + b"\x2C" + struct.pack("<HHHHB", *at, len(rows[0]), len(rows), flags)
            + (table(local) if local else b"") + compressed([index for row in rows for index in row]))


def gif(frames, colours=COLOURS, screen=SIZE, version=b"89a", background=0):
    flags = 0x80 | 1 if colours else 0
    return (b"GIF" + version + struct.pack("<HHBBB", *screen, flags, background, 0)
            + (table(colours) if colours else b"") + b"".join(frames) + b"\x3B")


def make():
    out, scene = folder("gif"), quarters([0, 1, 2, 3])
    patch = [[2] * 24 for _ in range(16)]
    comment = b"\x21\xFE\x05hello\0"
    files = {
        "plain": gif([frame(scene)]),
        "87a": gif([frame(scene)], version=b"87a"),
        "interlaced": gif([frame(scene, interlaced=True)]),
        "clear": gif([frame(scene, clear=0)]),
        "local-palette": gif([frame(scene, local=COLOURS)], colours=BLACK),
        "only-local-palette": gif([frame(scene, local=COLOURS)], colours=None),
        "offset": gif([frame(patch, at=(24, 16))]),
        "moving": gif([comment, frame(scene), frame(quarters([0] * 4), local=BLACK)]),
        "beyond-screen": gif([frame(scene)], screen=(24, 16)),
        "odd": gif([frame(quarters([0, 1, 2, 3], (47, 31)))], screen=(47, 31)),
    }
    for name, data in files.items():
        (out / f"{name}.gif").write_bytes(data)
