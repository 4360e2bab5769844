"""WebP: still, with metadata, and animated."""
import io, struct
from corpus.profile import swapped
from corpus.scene import COLOURS, SIZE, exif, folder, half_clear, lying, picture


def chunk(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def three(value):
    return struct.pack("<I", value)[:3]


def offset_animation():
    """An animation with alpha whose first frame covers only the last quarter, in blue."""
    still = io.BytesIO()
    picture([COLOURS[2]] * 4, size=(24, 16)).save(still, "WEBP", lossless=True)
    frame = three(24 // 2) + three(16 // 2) + three(24 - 1) + three(16 - 1) + three(100) + b"\0" + still.getvalue()[12:]
    body = (chunk(b"VP8X", b"\x12\0\0\0" + three(SIZE[0] - 1) + three(SIZE[1] - 1))
            + chunk(b"ANIM", b"\0\0\0\0\0\0") + chunk(b"ANMF", frame) + chunk(b"ANMF", frame))
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def make():
    out, scene = folder("webp"), picture()
    scene.save(out / "lossy.webp", quality=95)
    scene.save(out / "lossless.webp", lossless=True)
    half_clear().save(out / "lossy-alpha.webp", quality=95)
    half_clear().save(out / "lossless-alpha.webp", lossless=True, exact=True)
    scene.save(out / "profile.webp", lossless=True, icc_profile=swapped())
    lying().save(out / "exif.webp", lossless=True, exif=b"Exif\0\0" + exif(6))
    picture(size=(47, 31)).save(out / "odd.webp", lossless=True)
    black = picture([(0, 0, 0)] * 4)
    scene.save(out / "moving.webp", save_all=True, append_images=[black], duration=100, lossless=True)
    (out / "moving-offset.webp").write_bytes(offset_animation())
