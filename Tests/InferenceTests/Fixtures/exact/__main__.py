"""Writes the pictures and what must be seen in them."""
import json
import pathlib

from . import bmp, gif, heif, jpeg, png, refused, tiff, webp

HERE = pathlib.Path(__file__).resolve().parent


def put(folder, files):
    """Files by name; what was in the folder goes."""
    (HERE / folder).mkdir(exist_ok=True)
    for old in (HERE / folder).iterdir():
        old.unlink()
    for name, data in files:
        assert len(data) < 20_000, (name, len(data))
        (HERE / folder / name).write_bytes(data)


def write():
    expected = {}
    for module in (jpeg, png, webp, gif, tiff, bmp, heif):
        folder = module.__name__.split(".")[-1]
        pictures = list(module.pictures())
        put(folder, [(picture.name, picture.data) for picture in pictures])
        expected |= {f"{folder}/{picture.name}": picture.expectation() for picture in pictures}
    put("refused", refused.files())
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    write()
