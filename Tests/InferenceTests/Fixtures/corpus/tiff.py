"""TIFF: the layouts and compressions that tifffile and Pillow write."""
import numpy, tifffile
from corpus.profile import swapped
from corpus.scene import COLOURS, folder, half_clear, lying, picture, quarters


def make():
    out = folder("tiff")
    rgb = numpy.array(picture())
    grey = numpy.array(quarters([220, 30, 100, 250]), numpy.uint8)
    alpha = numpy.array(half_clear())
    weight = alpha[..., 3:].astype(numpy.uint16)
    premultiplied = numpy.concatenate([(alpha[..., :3] * weight // 255).astype(numpy.uint8), alpha[..., 3:]], 2)
    inks = numpy.dstack([255 - rgb, numpy.zeros(rgb.shape[:2], numpy.uint8)])

    def write(name, pixels, photometric="rgb", **options):
        options.setdefault("metadata", None)
        tifffile.imwrite(out / f"{name}.tif", pixels, photometric=photometric, software=False, **options)

    write("strips", rgb, rowsperstrip=8)
    write("tiles", rgb, tile=(16, 16))
    write("lzw", rgb, compression="lzw")
    write("lzw-predictor", rgb, compression="lzw", predictor=2)
    write("deflate", rgb, compression="zlib")
    write("packbits", rgb, compression="packbits")
    write("jpeg", rgb, compression="jpeg", compressionargs={"level": 95})
    write("planes", numpy.ascontiguousarray(rgb.transpose(2, 0, 1)), planarconfig="separate")
    write("deep", rgb.astype(numpy.uint16) * 257)
    write("grey", grey, "minisblack")
    write("grey-deep", grey.astype(numpy.uint16) * 257, "minisblack")
    write("grey-inverted", 255 - grey, "miniswhite")
    write("inks", inks, "separated", extrasamples=[])
    write("alpha", alpha, extrasamples=["unassalpha"])
    write("alpha-premultiplied", premultiplied, extrasamples=["assocalpha"])
    write("big-endian", rgb, byteorder=">")
    write("deep-big-endian", rgb.astype(numpy.uint16) * 257, byteorder=">")
    write("bigtiff", rgb, bigtiff=True)
    write("bigtiff-big-endian", rgb, bigtiff=True, byteorder=">")
    write("turned", numpy.array(lying()), extratags=[(274, 3, 1, 6, True)])
    write("profile", rgb, iccprofile=swapped())
    with tifffile.TiffWriter(out / "pages.tif") as pages:
        for pixels in (rgb, numpy.zeros_like(rgb), numpy.zeros_like(rgb)):
            pages.write(pixels, photometric="rgb", metadata=None, software=False)
    indexed = picture([0, 1, 2, 3], "P")
    indexed.putpalette([sample for colour in COLOURS for sample in colour])
    indexed.save(out / "palette.tif")
    bilevel = picture([0, 255, 255, 0], "1")
    bilevel.save(out / "bilevel.tif")
    bilevel.save(out / "fax.tif", compression="group4")
