"""What the pictures of the corpus show, and the form in which a test is told."""
import dataclasses

from PIL import Image

# Odd, so that no block, no byte and no strip ends where the picture does.
WIDTH, HEIGHT = 47, 31
PLACES = [(x, y) for y in range(HEIGHT) for x in range(WIDTH)]


@dataclasses.dataclass
class Picture:
    """A file, the pixels that a good viewer shows of it, and how far a decoder may be off, in 255ths."""
    name: str
    data: bytes
    shown: Image.Image
    tolerance: int
    kind: str

    def expectation(self):
        """Size, 6 x 4 pixels from corner to corner as hexadecimal RGB, and a sum over all pixels where they are exact."""
        rgb = self.shown.convert("RGB")
        across = [round(i * (rgb.width - 1) / 5) for i in range(6)]
        down = [round(i * (rgb.height - 1) / 3) for i in range(4)]
        rows = [" ".join("%02x%02x%02x" % rgb.getpixel((x, y)) for x in across) for y in down]
        told = {"kind": self.kind, "width": rgb.width, "height": rgb.height, "tolerance": self.tolerance, "rows": rows}
        if self.tolerance == 0:
            told["sum"] = "%016x" % fnv1a(rgb.tobytes())
        return told


def fnv1a(data):
    """64-bit FNV-1a (RFC 9923)."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def slope():
    """Smooth in every channel, and no two pixels alike: a photograph for encoders that lose something."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    image.putdata([(20 + 5 * x, 20 + 7 * y, 235 - 2 * x - 3 * y) for x, y in PLACES])
    return image


def grey_slope():
    image = Image.new("L", (WIDTH, HEIGHT))
    image.putdata([40 + 4 * x - y for x, y in PLACES])
    return image


def indices(count):
    """A pattern of the numbers below `count` that looks different from every side."""
    return [(x // 3 + 3 * (y // 4) + x * y // 60) % count for x, y in PLACES]


def palette(count):
    return [((i * 67 + 20) % 256, (i * 151 + 90) % 256, (i * 29 + 200) % 256) for i in range(count)]


def indexed(count, colours=None):
    """The pattern in the colours of the palette."""
    colours = colours or palette(count)
    image = Image.new("RGB", (WIDTH, HEIGHT))
    image.putdata([colours[i] for i in indices(count)])
    return image


def greys(bits):
    """The pattern as grey levels of 1, 2 or 4 bits."""
    most = (1 << bits) - 1
    return indexed(most + 1, [(i * 255 // most,) * 3 for i in range(most + 1)])


def opacity():
    """Clear at the left, opaque at the right."""
    image = Image.new("L", (WIDTH, HEIGHT))
    image.putdata([min(255, 6 * x) for x, y in PLACES])
    return image


def on_white(image, alpha):
    white = Image.new("RGB", image.size, (255, 255, 255))
    return Image.composite(image.convert("RGB"), white, alpha)


def stored_for(image, orientation):
    """The pixels to store so that the EXIF orientation makes `image` of them."""
    turn = Image.Transpose
    undo = {1: None, 2: turn.FLIP_LEFT_RIGHT, 3: turn.ROTATE_180, 4: turn.FLIP_TOP_BOTTOM, 5: turn.TRANSPOSE,
            6: turn.ROTATE_90, 7: turn.TRANSVERSE, 8: turn.ROTATE_270}[orientation]
    return image if undo is None else image.transpose(undo)


def exif(orientation, big_endian=False):
    """The smallest EXIF block with an orientation."""
    if big_endian:
        return bytes.fromhex("4d4d002a00000008 0001 0112 0003 00000001") + bytes([0, orientation, 0, 0]) + bytes(4)
    return bytes.fromhex("49492a0008000000 0100 1201 0300 01000000") + bytes([orientation, 0, 0, 0]) + bytes(4)
