"""HEIC by libheif's `heif-enc`, AVIF by Pillow and by libavif's `avifenc`."""
import io
import pathlib
import subprocess
import tempfile

from PIL import Image

from . import profile, scene
from .png import RGB, png
from .scene import Picture

# The encoders' loss; libheif's conversion of half-resolution colours is coarser at the edge.
LOSSY = 12


def encoded(command, image_file, ending):
    """What the program makes of a PNG; `command` comes before the input and the output."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "in.png"), pathlib.Path(folder, "out" + ending)
        source.write_bytes(image_file)
        output = ["-o", target] if command[0] == "heif-enc" else [target]
        subprocess.run([*command, source, *output], check=True, capture_output=True)
        return target.read_bytes()


def png_of(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def avif(image, *switches):
    return encoded(["avifenc", "--min", "0", "--max", "4", "-s", "4", *switches], png_of(image), ".avif")


def heic(image_file, *switches):
    return encoded(["heif-enc", "-q", "95", *switches], image_file, ".heic")


def several(images):
    """A HEIC of more than one picture; the first is the primary one."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [pathlib.Path(folder, f"{i}.png") for i in range(len(images))]
        for image, source in zip(images, sources):
            image.save(source)
        target = pathlib.Path(folder, "out.heic")
        subprocess.run(["heif-enc", "-q", "95", "-o", target, *sources], check=True, capture_output=True)
        return target.read_bytes()


def moving(images):
    out = io.BytesIO()
    images[0].save(out, "AVIF", quality=95, subsampling="4:4:4", save_all=True, append_images=images[1:], duration=100)
    return out.getvalue()


def pictures():
    slope, alpha = scene.slope(), scene.opacity()
    clear = slope.copy()
    clear.putalpha(alpha)
    laid = scene.on_white(slope, alpha)
    deep = png(RGB, 16, [tuple(v * 257 for v in p) for p in slope.getdata()])
    # A square of two tiles' width for the grid: tiles are at least 64 pixels.
    wide = slope.resize((128, 64))
    yield Picture("plain.avif", avif(slope, "-y", "444"), slope, LOSSY, "AVIF, 4:4:4")
    yield Picture("subsampled.avif", avif(slope, "-y", "420"), slope, LOSSY, "AVIF, 4:2:0")
    yield Picture("ten-bits.avif", encoded(["avifenc", "--min", "0", "--max", "4", "-d", "10", "-y", "444"], deep, ".avif"), slope, LOSSY, "AVIF, 10 bits")
    yield Picture("alpha.avif", avif(clear, "-y", "444"), laid, LOSSY, "AVIF, alpha")
    yield Picture("grey.avif", avif(scene.grey_slope(), "-y", "400"), scene.grey_slope(), LOSSY, "AVIF, grey")
    yield Picture("limited.avif", avif(slope, "-y", "444", "-r", "limited"), slope, LOSSY, "AVIF, samples from 16 to 235")
    yield Picture("turned.avif", avif(slope.transpose(Image.Transpose.ROTATE_270), "--irot", "1"), slope, LOSSY, "AVIF, irot")
    yield Picture("mirrored.avif", avif(slope.transpose(Image.Transpose.FLIP_LEFT_RIGHT), "--imir", "1"), slope, LOSSY, "AVIF, imir")
    yield Picture("grid.avif", avif(wide, "--grid", "2x1"), wide, LOSSY, "AVIF, two tiles")
    icc = profile.swapped()
    with tempfile.NamedTemporaryFile(suffix=".icc") as file:
        file.write(icc)
        file.flush()
        yield Picture("profile.avif", avif(slope, "-y", "444", "--icc", file.name), profile.shown(slope, icc), LOSSY + 4, "AVIF, a colour profile")
    yield Picture("plain.heic", heic(png_of(slope)), slope, LOSSY, "HEIC, 4:2:0")
    yield Picture("full.heic", heic(png_of(slope), "-p", "chroma=444"), slope, LOSSY, "HEIC, 4:4:4")
    yield Picture("ten-bits.heic", heic(deep, "-b", "10"), slope, LOSSY, "HEIC, 10 bits")
    yield Picture("alpha.heic", heic(png_of(clear)), laid, LOSSY, "HEIC, alpha")
    yield Picture("thumbnail.heic", heic(png_of(wide), "-t", "32"), wide, LOSSY, "HEIC, a thumbnail beside the picture")
    yield Picture("pictures.heic", several([slope, wide]), slope, LOSSY, "HEIC, two pictures")
    black = Image.new("RGB", slope.size)
    yield Picture("animated.avif", moving([slope, black, black]), slope, LOSSY, "AVIF, the first of three frames")
