"""The scene that all pictures show: red and green above, blue and white below, each a quarter of 48 x 32 pixels."""
import pathlib, struct
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZE = (48, 32)
COLOURS = [(220, 30, 30), (30, 200, 30), (30, 30, 220), (250, 250, 250)]


def quarters(values, size=SIZE):
    """Rows of values, one for each quarter."""
    width, height = size
    return [[values[(y >= height // 2) * 2 + (x >= width // 2)] for x in range(width)] for y in range(height)]


def picture(values=COLOURS, mode="RGB", size=SIZE):
    image = Image.new(mode, size)
    image.putdata([value for row in quarters(values, size) for value in row])
    return image


def half_clear():
    """Clear black and half-opaque black above, blue and white below."""
    return picture([(0, 0, 0, 0), (0, 0, 0, 128), (30, 30, 220, 255), (250, 250, 250, 255)], "RGBA")


def lying():
    """The scene as a picture that orientation 6 turns upright."""
    return picture().transpose(Image.Transpose.ROTATE_90)


def exif(orientation, order="<"):
    """A TIFF block with the orientation alone, in either byte order."""
    mark = b"II" if order == "<" else b"MM"
    return (mark + struct.pack(order + "HI", 42, 8) + struct.pack(order + "HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0))


def folder(name):
    path = ROOT / name
    path.mkdir(exist_ok=True)
    return path


def bits(values, depth):
    """One row of samples packed from the highest bit, filled up to a byte; 16 bits big-endian."""
    if depth == 16:
        return struct.pack(">%dH" % len(values), *values)
    per, out = 8 // depth, bytearray()
    for start in range(0, len(values), per):
        byte = 0
        for place in range(per):
            byte = byte << depth | (values[start + place] if start + place < len(values) else 0)
        out.append(byte)
    return bytes(out)
