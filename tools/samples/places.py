"""A mountain range above a meadow."""
import numpy as np
from canvas import *


def ridge(rng, base, height, cell, peaks):
    """Height of a skyline for every column: noise plus a few sharp peaks."""
    x = X[0]
    rough = sum(noise(rng, cell / 2**k, 1)[0] * 0.5**k for k in range(5))
    tops = sum(h * np.maximum(0, 1 - np.abs(x - px) / w) ** 1.15 for px, h, w in peaks)
    return base - tops - height * rough


def rock_and_snow(rng, skyline, snow_line, haze):
    """A mountain face: ribs that run down from the skyline, lit from the left, with snow where it is not too steep."""
    below = Y - skyline[None, :]
    lean = X + 0.9 * below * np.sin(X / 53) + 14 * noise(rng, 60, 3)
    ribs = sum(np.abs(((lean / w + k * 0.37) % 2) - 1) * w * 0.25 for k, w in enumerate((96, 41, 19)))
    hills = ribs * smooth(0, 90, below + 20) + 8 * noise(rng, 46, 5, 0.55)
    gy, gx = np.gradient(blur(hills, 1.2), 1 / SCALE)
    light = np.clip(0.66 + 0.42 * gx - 0.1 * gy, 0.2, 1.1)
    cover = Y + 30 * noise(rng, 60, 5, 0.6) + 26 * np.abs(gx)
    snow = smooth(snow_line + 30, snow_line - 30, cover) * smooth(1.15, 0.7, 0.8 * np.abs(gx) + 0.6 * noise(rng, 18, 4, 0.7))
    rock = mix(color("#4f5566"), color("#8a8580"), np.clip(0.5 + 0.5 * noise(rng, 24, 5, 0.7), 0, 1))
    white = mix(color("#7f9dcf"), color("#ffffff"), np.clip(light * 1.5 - 0.4, 0, 1))
    face = mix(rock * (0.6 * light + 0.4)[..., None], white, snow)
    face = mix(face, color("#a9c3e4"), haze * 0.5 + haze * 0.5 * smooth(0, 170, below))
    return face, np.clip(below * SCALE * 0.7 + 0.5, 0, 1)


def forest(picture, rng, level, tall, tone, count):
    """A row of fir trees with their feet at `level`."""
    for x in np.sort(rng.uniform(-10, WIDTH + 10, count)):
        h = tall * rng.uniform(0.55, 1.1)
        foot = level + rng.uniform(0, 6)
        points = [(x, foot - h)]
        for k in range(1, 6):
            reach = h * 0.05 * k
            points += [(x + reach, foot - h + k * h / 5.2), (x + reach * 0.5, foot - h + k * h / 5.2)]
        mirrored = [(2 * x - px, py) for px, py in reversed(points)]
        picture = mix(picture, color(tone) * rng.uniform(0.7, 1.25), polygon(points + mirrored))
    return picture


def alp(rng):
    picture = mix(color("#2f6fc0"), color("#cfe3f5"), smooth(0, 190, Y))
    clouds = smooth(0.25, 0.95, noise(rng, 130, 5, stretch=(2.2, 0.8)) + 0.2) * smooth(190, 30, Y)
    picture = mix(picture, color("#ffffff"), clouds * 0.75)
    for base, height, cell, peaks, snow_line, haze in (
            (206, 12, 120, [(70, 96, 130), (404, 120, 150)], 230, 0.5),
            (280, 14, 90, [(226, 232, 230), (40, 96, 120), (440, 124, 130)], 290, 0.08)):
        face, mask = rock_and_snow(rng, ridge(rng, base, height, cell, peaks), snow_line, haze)
        picture = mix(picture, face, mask)
    meadow = ridge(rng, 322, 6, 150, [(30, 16, 150), (470, 22, 170)])[None, :]
    grass = mix(color("#4f7f35"), color("#93ad56"), np.clip(0.5 + 0.5 * noise(rng, 50, 5, 0.7), 0, 1))
    picture = mix(picture, grass * (0.8 + 0.002 * (Y - 240))[..., None], np.clip((Y - meadow) * 1.2, 0, 1))
    picture = forest(picture, rng, 330, 24, "#2a4a2c", 64)
    picture = forest(picture, rng, 348, 34, "#1d3a22", 26)
    return picture
