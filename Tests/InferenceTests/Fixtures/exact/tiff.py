"""TIFF: by tifffile, what it doesn't write by Pillow."""
import io

import numpy
import tifffile
from PIL import Image

from . import profile, scene
from .scene import HEIGHT, WIDTH, Picture

ORIENTATION = 274


def tiff(*pages, **options):
    """Each page an array; `options` as `TiffWriter.write`."""
    out = io.BytesIO()
    byteorder, big = options.pop("byteorder", "<"), options.pop("bigtiff", False)
    with tifffile.TiffWriter(out, byteorder=byteorder, bigtiff=big) as writer:
        for page in pages:
            writer.write(page, **{"photometric": "rgb", "metadata": None, "software": False, **options})
    return out.getvalue()


def pillow(image, **options):
    out = io.BytesIO()
    image.save(out, "TIFF", **options)
    return out.getvalue()


def colour_pictures():
    slope = scene.slope()
    rgb = numpy.asarray(slope)
    yield Picture("plain.tif", tiff(rgb), slope, 0, "RGB")
    yield Picture("strips.tif", tiff(rgb, rowsperstrip=7), slope, 0, "five strips")
    yield Picture("tiles.tif", tiff(rgb, tile=(16, 16)), slope, 0, "tiles of 16 x 16 pixels")
    for name in ("lzw", "deflate", "packbits"):
        yield Picture(f"{name}.tif", tiff(rgb, compression=name, rowsperstrip=8), slope, 0, name)
    yield Picture("predictor.tif", tiff(rgb, compression="lzw", predictor=True), slope, 0, "differences, LZW")
    yield Picture("tiles-deflate.tif", tiff(rgb, compression="deflate", tile=(32, 16)), slope, 0, "tiles, deflate")
    yield Picture("jpeg.tif", tiff(rgb, compression="jpeg", compressionargs={"level": 98}), slope, 8, "JPEG inside")
    yield Picture("planar.tif", tiff(numpy.moveaxis(rgb, 2, 0).copy(), planarconfig="separate"), slope, 0, "each channel by itself")
    deep = rgb.astype(numpy.uint16) * 257
    yield Picture("rgb-16.tif", tiff(deep), slope, 0, "RGB, 16 bits")
    yield Picture("big-endian.tif", tiff(rgb, byteorder=">"), slope, 0, "big-endian")
    yield Picture("big-endian-16.tif", tiff(deep, byteorder=">", compression="deflate", predictor=True), slope, 0, "big-endian, 16 bits, differences")
    yield Picture("bigtiff.tif", tiff(rgb, bigtiff=True), slope, 0, "BigTIFF")
    yield Picture("bigtiff-big-endian.tif", tiff(rgb, bigtiff=True, byteorder=">"), slope, 0, "BigTIFF, big-endian")
    black = numpy.zeros_like(rgb)
    yield Picture("pages.tif", tiff(rgb, black, black, compression="deflate"), slope, 0, "the first of three pages")
    for orientation in (3, 6):
        stored = numpy.asarray(scene.stored_for(slope, orientation))
        tag = [(ORIENTATION, "H", 1, orientation, True)]
        yield Picture(f"turned-{orientation}.tif", tiff(stored, extratags=tag), slope, 0, f"orientation {orientation}")
    icc = profile.swapped()
    yield Picture("profile.tif", tiff(rgb, iccprofile=icc), profile.shown(slope, icc), 3, "a colour profile")
    alpha = scene.opacity()
    opaque = numpy.asarray(alpha)
    laid = scene.on_white(slope, alpha)
    both = numpy.dstack([rgb, opaque])
    yield Picture("alpha.tif", tiff(both, extrasamples=["unassalpha"]), laid, 1, "alpha")
    multiplied = numpy.dstack([numpy.rint(rgb * (opaque[..., None] / 255)).astype(numpy.uint8), opaque])
    yield Picture("alpha-multiplied.tif", tiff(multiplied, extrasamples=["assocalpha"]), laid, 3, "colours multiplied with alpha")
    yield Picture("alpha-16.tif", tiff(both.astype(numpy.uint16) * 257, extrasamples=["unassalpha"]), laid, 1, "alpha, 16 bits")


def grey_pictures():
    grey = scene.grey_slope()
    values = numpy.asarray(grey)
    dark = {"photometric": "minisblack"}
    yield Picture("grey.tif", tiff(values, **dark), grey, 0, "grey")
    yield Picture("grey-16.tif", tiff(values.astype(numpy.uint16) * 257, **dark), grey, 0, "grey, 16 bits")
    yield Picture("grey-white.tif", tiff(255 - values, photometric="miniswhite"), grey, 0, "grey, 0 is white")
    both = numpy.dstack([values, numpy.asarray(scene.opacity())])
    laid = scene.on_white(grey, scene.opacity())
    yield Picture("grey-alpha.tif", tiff(both, extrasamples=["unassalpha"], **dark), laid, 1, "grey with alpha")
    bits = numpy.array(scene.indices(2), dtype=bool).reshape(HEIGHT, WIDTH)
    two = scene.greys(1)
    yield Picture("bits.tif", tiff(bits, **dark), two, 0, "1 bit")
    yield Picture("bits-white.tif", tiff(~bits, photometric="miniswhite"), two, 0, "1 bit, 0 is white")
    one = two.convert("1", dither=Image.Dither.NONE)
    for name in ("group3", "group4"):
        yield Picture(f"{name}.tif", pillow(one, compression=name), two, 0, f"fax, {name}")
    pattern = numpy.array(scene.indices(256), dtype=numpy.uint8).reshape(HEIGHT, WIDTH)
    colours = numpy.array(scene.palette(256), dtype=numpy.uint16).T * 257
    yield Picture("palette.tif", tiff(pattern, photometric="palette", colormap=colours), scene.indexed(256), 0, "palette")


def pictures():
    yield from colour_pictures()
    yield from grey_pictures()
