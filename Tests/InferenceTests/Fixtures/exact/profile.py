"""Colour profiles that visibly change what is shown, and what LittleCMS makes of them."""
import io
import struct

from PIL import Image, ImageCms


def fixed(*values):
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def xyz(*values):
    return b"XYZ \0\0\0\0" + fixed(*values)


def curve(gamma):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def assemble(space, tags):
    """An ICC profile, version 2.1, for a display."""
    text = b"corpus\0"
    white = (0.9642, 1.0, 0.8249)
    tags = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * 78,
            b"cprt": b"text\0\0\0\0none\0", b"wtpt": xyz(*white), **tags}
    table, body, start = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data
    header = struct.pack(">I4sI4s4s4s12s4s", start + len(body), bytes(4), 0x02100000, b"mntr", space, b"XYZ ",
                         b"\x07\xd0\0\x01\0\x01\0\0\0\0\0\0", b"acsp") + bytes(28) + fixed(*white) + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + body


def swapped():
    """Like sRGB with the primaries of red and green swapped."""
    return assemble(b"RGB ", {b"rXYZ": xyz(0.3851, 0.7169, 0.0971), b"gXYZ": xyz(0.4361, 0.2225, 0.0139),
                              b"bXYZ": xyz(0.1431, 0.0606, 0.7141), b"rTRC": curve(2.2), b"gTRC": curve(2.2),
                              b"bTRC": curve(2.2)})


def linear_grey():
    """Grey levels in proportion to light: half of it looks much brighter than 128 of 255."""
    return assemble(b"GRAY", {b"kTRC": curve(1.0)})


def shown(image, profile):
    """The picture in sRGB, with the colorimetric intent and black point compensation."""
    return ImageCms.profileToProfile(
        image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION)
