"""HEIC and AVIF: `heif-enc`, `avifenc` and Pillow."""
import pathlib, struct, subprocess, tempfile
from corpus.png import RGB, png
from corpus.profile import swapped
from corpus.scene import COLOURS, exif, folder, half_clear, lying, picture, quarters


def boxes(data, start, end):
    while start < end:
        length = struct.unpack(">I", data[start:start + 4])[0]
        yield data[start + 4:start + 8], start, start + length
        start += length


def turned(data, quarter_turns):
    """A rotation property (anticlockwise) for the last item, the grid that `heif-enc` makes the picture."""
    top = {kind: (start, end) for kind, start, end in boxes(data, 0, len(data))}
    meta = {kind: (start, end) for kind, start, end in boxes(data, top[b"meta"][0] + 12, top[b"meta"][1])}
    inner = {kind: (start, end) for kind, start, end in boxes(data, meta[b"iprp"][0] + 8, meta[b"iprp"][1])}
    properties = len(list(boxes(data, inner[b"ipco"][0] + 8, inner[b"ipco"][1])))
    rotation = struct.pack(">I4sB", 9, b"irot", quarter_turns)
    out = bytearray(data)

    def grow(place, by, form=">I"):
        value = struct.unpack_from(form, out, place)[0]
        struct.pack_into(form, out, place, value + by)

    # ipma: version and flags, the number of items, then for each its name, a count and the properties' numbers.
    place = inner[b"ipma"][0] + 16
    while place < inner[b"ipma"][1]:
        count, place = place + 2, place + 3 + out[place + 2]
    last = inner[b"ipma"][1]
    for box in (top[b"meta"], meta[b"iprp"]):
        grow(box[0], len(rotation) + 1)
    grow(inner[b"ipco"][0], len(rotation))
    grow(inner[b"ipma"][0], 1)
    grow(count, 1, ">B")
    # iloc, version 1: a name, where offsets count from, two unused bytes, a base, and each part's offset and length.
    place = meta[b"iloc"][0] + 16
    for _ in range(struct.unpack_from(">H", out, place - 2)[0]):
        method, parts = struct.unpack_from(">H6xH", out, place + 2)
        for part in range(parts):
            if method == 0:
                grow(place + 12 + part * 8, len(rotation) + 1)
        place += 12 + parts * 8
    out[last:last] = bytes([0x80 | properties + 1])
    out[inner[b"ipco"][1]:inner[b"ipco"][1]] = rotation
    return bytes(out)


def make():
    out = folder("heif")
    with tempfile.TemporaryDirectory() as place:
        source = pathlib.Path(place)
        picture().save(source / "plain.png")
        half_clear().save(source / "alpha.png")
        picture().save(source / "profile.png", icc_profile=swapped())
        lying().save(source / "turned.jpg", quality=98, subsampling=0, exif=b"Exif\0\0" + exif(6))
        deep = [[tuple(v * 257 for v in pixel) for pixel in row] for row in quarters(COLOURS)]
        (source / "deep.png").write_bytes(png(deep, 16, RGB))
        run = lambda *command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for name in ("plain", "alpha", "profile", "deep"):
            run("heif-enc", "-q", "95", "-b", "10", source / f"{name}.png", "-o", out / f"{name}.heic")
            depth = "10" if name == "deep" else "8"
            run("avifenc", "--min", "0", "--max", "10", "-d", depth, source / f"{name}.png", out / f"{name}.avif")
        run("heif-enc", "-q", "95", source / "turned.jpg", "-o", out / "only-exif.heic")
    (out / "turned.heic").write_bytes(turned((out / "only-exif.heic").read_bytes(), quarter_turns=3))
    lying().save(out / "turned.avif", quality=95, exif=b"Exif\0\0" + exif(6))
