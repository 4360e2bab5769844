"""JPEG: the kinds that libjpeg-turbo's `cjpeg` writes, and markers moved by hand."""
import struct, subprocess
import imagecodecs, numpy
from corpus.profile import swapped
from corpus.scene import exif, folder, lying, picture


def cjpeg(image, *options):
    mode = b"P5" if image.mode == "L" else b"P6"
    pixels = mode + b"\n%d %d\n255\n" % image.size + image.tobytes()
    return subprocess.run(["cjpeg", "-quality", "95", *options], input=pixels, capture_output=True, check=True).stdout


def segments(data):
    """The segments before the scan, each with its marker, and the rest."""
    found, offset = [], 2
    while data[offset + 1] != 0xDA:
        length = struct.unpack(">H", data[offset + 2:offset + 4])[0] + 2
        found.append(data[offset:offset + length])
        offset += length
    return found, data[offset:]


def without(data, marker):
    head, rest = segments(data)
    return data[:2] + b"".join(s for s in head if s[1] != marker) + rest


def with_segments(data, marker, bodies):
    added = b"".join(bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body for body in bodies)
    return data[:2] + added + data[2:]


def numbered(data):
    """Component names 1, 2, 3 instead of R, G, B: only the Adobe marker is left to tell."""
    head, rest = segments(data)
    for place, segment in enumerate(head):
        if segment[1] == 0xC0:
            body = bytearray(segment)
            for component in range(3):
                body[10 + component * 3] = component + 1
            head[place] = bytes(body)
    scan = bytearray(rest)
    for component in range(3):
        scan[5 + component * 2] = component + 1
    return data[:2] + b"".join(head) + bytes(scan)


def inks():
    """Cyan, magenta, yellow and black of the scene, inverted as Adobe writes them and all readers expect them."""
    rgb = numpy.array(picture())
    return numpy.dstack([rgb, numpy.full(rgb.shape[:2], 255, numpy.uint8)])


def make():
    out, scene, full = folder("jpeg"), picture(), ("-sample", "1x1")
    plain = cjpeg(scene, *full)
    files = {
        "baseline": plain,
        "restart": cjpeg(scene, *full, "-restart", "2B"),
        "optimized": cjpeg(scene, *full, "-optimize"),
        "arithmetic": cjpeg(scene, *full, "-arithmetic"),
        "progressive-420": cjpeg(scene, "-sample", "2x2", "-progressive"),
        "420": cjpeg(scene, "-sample", "2x2"),
        "422": cjpeg(scene, "-sample", "2x1"),
        "440": cjpeg(scene, "-sample", "1x2"),
        "411": cjpeg(scene, "-sample", "4x1"),
        "odd": cjpeg(picture(size=(47, 31)), "-sample", "2x2"),
        "grey": cjpeg(scene.convert("L"), "-grayscale"),
        "grey-progressive": cjpeg(scene.convert("L"), "-grayscale", "-progressive"),
        "rgb-names": without(cjpeg(scene, "-rgb"), 0xEE),
        "rgb-adobe": numbered(cjpeg(scene, "-rgb")),
        "no-jfif": without(plain, 0xE0),
        "trailing": plain + b"\0 a camera's preview may follow \xff\xd8\xff",
        "exif-little": with_segments(cjpeg(lying(), *full), 0xE1, [b"Exif\0\0" + exif(6)]),
        "exif-big": with_segments(cjpeg(lying(), *full), 0xE1, [b"Exif\0\0" + exif(6, ">")]),
        "exif-nonsense": with_segments(plain, 0xE1, [b"Exif\0\0" + exif(9)]),
        "exif-damaged": with_segments(plain, 0xE1, [b"Exif\0\0II*\0\xff\xff\xff\x7f"]),
    }
    profile = swapped()
    parts = [profile[start:start + 200] for start in range(0, len(profile), 200)]
    chunks = [b"ICC_PROFILE\0" + bytes([place + 1, len(parts)]) + part for place, part in enumerate(parts)]
    files["profile"] = with_segments(plain, 0xE2, [b"ICC_PROFILE\0\1\1" + profile])
    files["profile-parts"] = with_segments(plain, 0xE2, chunks)
    files["profile-turned"] = with_segments(files["exif-little"], 0xE2, chunks)
    encode = lambda space: imagecodecs.jpeg8_encode(inks(), level=95, colorspace="CMYK", outcolorspace=space)
    files["cmyk-adobe"] = encode("CMYK")
    files["ycck-adobe"] = encode("YCCK")
    files["cmyk-bare"] = without(encode("CMYK"), 0xEE)
    for name, data in files.items():
        (out / f"{name}.jpg").write_bytes(data)
