#!/usr/bin/env python3
"""Draws the sample pictures into assets/samples: python3 tools/samples/draw.py [NAME…]

The same pictures every time: each drawing has its own fixed seed. Needs NumPy and Pillow.
"""
import pathlib, sys
import numpy as np
from canvas import finish
import animals, fruit, places

OUT = pathlib.Path(__file__).resolve().parents[2] / "assets/samples"
PICTURES = {"alp.jpg": (places.alp, 2), "banana.png": (fruit.bananas, 1), "goldfish.jpg": (animals.goldfish, 1),
            "jellyfish.jpg": (animals.jellyfish, 1), "ladybug.jpg": (animals.ladybug, 1), "lemon.jpg": (fruit.lemon, 1),
            "monarch.jpg": (animals.monarch, 1), "orange.jpg": (fruit.orange, 1)}


def save(drawn, rng, file):
    if isinstance(drawn, tuple):  # A picture and its mask: the ground is transparent.
        picture, mask = drawn
        image = finish(picture, rng, grain=0, vignette=0)
        image.putalpha(finish(np.repeat(mask[..., None], 3, axis=2), rng, grain=0, vignette=0).convert("L"))
        image.save(file, optimize=True)
    else:
        finish(drawn, rng).save(file, quality=88)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for name, (draw, seed) in PICTURES.items():
        if sys.argv[1:] and name.split(".")[0] not in sys.argv[1:]:
            continue
        rng = np.random.default_rng(seed)
        save(draw(rng), rng, OUT / name)
        print(f"{name}  {(OUT / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
