"""HEIC and AVIF: `heif-enc`, `avifenc` and Pillow."""
import pathlib, subprocess, tempfile
from corpus.png import RGB, png
from corpus.profile import swapped
from corpus.scene import COLOURS, exif, folder, half_clear, lying, picture, quarters


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
        run("heif-enc", "-q", "95", source / "turned.jpg", "-o", out / "turned.heic")
    lying().save(out / "turned.avif", quality=95, exif=b"Exif\0\0" + exif(6))
