"""An ICC profile that visibly changes colours."""
import struct


def swapped():
    """Like sRGB, but with the primaries of red and green swapped: red pixels are meant to be green."""
    fixed = lambda *v: b"".join(struct.pack(">i", round(x * 65536)) for x in v)
    xyz = lambda *v: b"XYZ \0\0\0\0" + fixed(*v)
    text = b"swapped\0"
    tags = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * 78,
            b"cprt": b"text\0\0\0\0none\0", b"wtpt": xyz(0.9642, 1.0, 0.8249),
            b"rXYZ": xyz(0.3851, 0.7169, 0.0971), b"gXYZ": xyz(0.4361, 0.2225, 0.0139),
            b"bXYZ": xyz(0.1431, 0.0606, 0.7141)}
    for tag in (b"rTRC", b"gTRC", b"bTRC"):
        tags[tag] = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    table, body, offset = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += tag + struct.pack(">II", offset + len(body), len(data))
        body += data
    header = (struct.pack(">I4sI4s4s4s12s4s", offset + len(body), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ",
                          b"\x07\xd0\0\x01\0\x01\0\0\0\0\0\0", b"acsp") + b"\0" * 28 + fixed(0.9642, 1.0, 0.8249)
              + b"\0" * 48)
    assert len(header) == 128
    return header + struct.pack(">I", len(tags)) + table + body
