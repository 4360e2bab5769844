"""Makes the small pictures of the tests beside this file: a few in general use, and a folder for each format.

    pip install pillow numpy tifffile imagecodecs
    python make_fixtures.py

Needs `cjpeg` of libjpeg-turbo, `vips`, `heif-enc` and `avifenc` too.

The scene is 48 x 32 pixels: red and green above, blue and white below, each a quarter.
"""
import pathlib, struct, subprocess, zlib
from PIL import Image
from corpus import bmp, gif, heif, jpeg, png, tiff, webp
from corpus.profile import swapped

HERE = pathlib.Path(__file__).resolve().parent
SIZE = (48, 32)
QUARTERS = {(0, 0): (220, 30, 30), (1, 0): (30, 200, 30), (0, 1): (30, 30, 220), (1, 1): (250, 250, 250)}


def scene():
    image = Image.new("RGB", SIZE)
    for (x, y), colour in QUARTERS.items():
        image.paste(colour, (x * 24, y * 16, x * 24 + 24, y * 16 + 16))
    return image


def turned():
    """Stored pixels such that the EXIF orientation makes the scene of them."""
    undo = {1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90,
            7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270}
    for orientation, method in undo.items():
        image = scene() if method is None else scene().transpose(method)
        exif = Image.Exif()
        exif[0x0112] = orientation
        image.save(HERE / f"orientation-{orientation}.jpg", quality=95, subsampling=0, exif=exif)


def png16(name, pixels, width, height, colour_type):
    """A PNG of 16 bits a sample, which Pillow doesn't write in colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"".join(struct.pack(">%dH" % len(p), *p) for p in pixels[y * width:(y + 1) * width])
                    for y in range(height))
    (HERE / name).write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16,
                              colour_type, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def main():
    turned()
    image = scene()
    image.save(HERE / "plain.png")
    image.save(HERE / "plain.gif")
    image.save(HERE / "plain.tif")
    image.save(HERE / "plain.bmp")
    image.save(HERE / "plain.avif", quality=95)
    image.save(HERE / "lossy.webp", quality=95)
    image.save(HERE / "lossless.webp", lossless=True)
    image.save(HERE / "progressive.jpg", quality=95, subsampling=0, progressive=True)
    image.convert("CMYK").save(HERE / "cmyk.jpg", quality=95)
    image.convert("L").save(HERE / "grey.jpg", quality=95)
    image.convert("P", palette=Image.Palette.ADAPTIVE).save(HERE / "palette.png")
    image.save(HERE / "swapped-profile.png", icc_profile=swapped())
    clear = image.convert("RGBA")
    clear.putalpha(Image.new("L", SIZE, 255))
    clear.paste((0, 0, 0, 0), (0, 0, 24, 16))
    clear.paste((0, 0, 0, 128), (24, 0, 48, 16))
    clear.save(HERE / "alpha.png")
    clear.save(HERE / "alpha.webp", lossless=True, exact=True)
    image.convert("L").convert("LA").save(HERE / "grey-alpha.png")
    pixels = [image.getpixel((x, y)) for y in range(SIZE[1]) for x in range(SIZE[0])]
    png16("deep.png", [tuple(v * 257 for v in p) for p in pixels], *SIZE, 2)
    png16("deep-alpha.png", [tuple(v * 257 for v in p) + (65535 if i % 48 < 24 else 0,)
                             for i, p in enumerate(pixels)], *SIZE, 6)
    png16("deep-grey.png", [(v[0] * 257,) for v in pixels], *SIZE, 0)
    frames = [image, Image.new("RGB", SIZE, (0, 0, 0))]
    frames[0].save(HERE / "moving.gif", save_all=True, append_images=frames[1:], duration=100)
    frames[0].save(HERE / "moving.webp", save_all=True, append_images=frames[1:], duration=100, lossless=True)
    subprocess.run(["vips", "heifsave", HERE / "plain.png", HERE / "plain.heic", "--Q", "95"], check=True)
    for format in (bmp, gif, heif, jpeg, png, tiff, webp):
        format.make()


if __name__ == "__main__":
    main()
