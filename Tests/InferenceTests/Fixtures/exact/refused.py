"""Files of the formats that are read, but of kinds that are not; their expectations stand in the test."""
import struct

import imagecodecs
import numpy

from . import bmp, scene, tiff
from .jpeg import joined, pillow, segments
from .scene import HEIGHT, WIDTH


def files():
    rgb = numpy.asarray(scene.slope())
    grey = numpy.asarray(scene.grey_slope())
    yield "twelve-bits.jpg", imagecodecs.jpeg8_encode(grey.astype(numpy.uint16) * 16, 90, bitspersample=12)
    yield "lossless.jpg", imagecodecs.ljpeg_encode(grey)
    yield "jpeg-ls.jpg", imagecodecs.jpegls_encode(grey)
    found, rest = segments(pillow(scene.slope()))
    yield "hierarchical.jpg", joined([(0xC5 if marker == 0xC0 else marker, body) for marker, body in found], rest)
    planes = numpy.moveaxis(rgb, 2, 0).copy()
    yield "planar-tiles.tif", tiff.tiff(planes, planarconfig="separate", tile=(16, 16), compression="lzw")
    dark = {"photometric": "minisblack"}
    yield "floating-point.tif", tiff.tiff((grey / 255).astype(numpy.float32), **dark)
    yield "signed.tif", tiff.tiff((grey // 2).astype(numpy.int8), **dark)
    yield "32-bits.tif", tiff.tiff(grey.astype(numpy.uint32) << 24, **dark)
    yield "32-bits-rgb.tif", tiff.tiff(rgb.astype(numpy.uint32) << 24, byteorder=">", bigtiff=True)
    jpeg = pillow(scene.slope())
    yield "jpeg-inside.bmp", bmp.bitmap(bmp.info(0, bmp.JPEG, body=len(jpeg)), jpeg)
    yield "png-inside.bmp", bmp.bitmap(bmp.info(0, bmp.PNG, body=8), b"\x89PNG\r\n\x1a\n")
    yield "huffman.bmp", bmp.bitmap(bmp.info(1, 3, size=64), bytes(100), bmp.table(scene.palette(2)))
    yield "rle24.bmp", bmp.bitmap(bmp.info(24, 4, size=64), bytes(100))
    yield "wrong-depth.bmp", bmp.bitmap(bmp.info(5), bytes(WIDTH * HEIGHT))
    yield "gaps-in-mask.bmp", bmp.bitmap(bmp.info(32, bmp.BITFIELDS), bytes(WIDTH * HEIGHT * 4),
                                         struct.pack("<3I", 0xF0F000, 0xFF00, 0xFF))
    yield "pixels-in-header.bmp", bmp.bitmap(bmp.info(24), bytes(WIDTH * HEIGHT * 4), start=30)
