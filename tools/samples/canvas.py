"""Fields of numbers over the picture, and the few steps that turn them into light: noise, shapes, shading, layers.

A picture is a float array [height, width, 3] in 0...1; a mask is [height, width] in 0...1. Everything is drawn at
`SCALE` times the final size and shrunk at the end, which smooths the edges.
"""
import numpy as np
from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 480, 360, 2
W, H = WIDTH * SCALE, HEIGHT * SCALE
LIGHT = np.array([-0.45, -0.65, 0.62]) / np.linalg.norm([-0.45, -0.65, 0.62])

# Coordinates in final pixels, so that a drawing does not depend on SCALE.
Y, X = (np.mgrid[0:H, 0:W] + 0.5) / SCALE


def color(text):
    """`#rrggbb` as three numbers in 0...1."""
    return np.array([int(text[i:i + 2], 16) for i in (1, 3, 5)]) / 255


def smooth(low, high, x):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mix(a, b, t):
    """`a` where t is 0, `b` where it is 1."""
    t = t[..., None] if np.ndim(t) == 2 else t
    return a * (1 - t) + b * t


def noise(rng, cell, octaves=4, gain=0.5, stretch=(1, 1)):
    """Smooth random hills, mean near 0, range about -1...1; `cell` is the widest hill in final pixels."""
    total, amplitude, weight = np.zeros((H, W)), 1.0, 0.0
    for _ in range(octaves):
        rows = max(2, int(HEIGHT / (cell * stretch[1])) + 3)
        columns = max(2, int(WIDTH / (cell * stretch[0])) + 3)
        grid = Image.fromarray(rng.uniform(-1, 1, (rows, columns)).astype(np.float32))
        total += amplitude * np.asarray(grid.resize((W, H), Image.BICUBIC))
        weight += amplitude
        amplitude *= gain
        cell = max(cell / 2, 1)
    return total / weight * 1.6


def blur(field, pixels):
    """Gaussian blur of a mask or a picture, radius in final pixels."""
    if field.ndim == 3:
        return np.stack([blur(field[..., c], pixels) for c in range(3)], axis=-1)
    # Pillow has no Gaussian filter for float images: three box blurs by running sums are one, nearly.
    out = field
    size = max(1, int(pixels * SCALE))
    for _ in range(3):
        for axis in (0, 1):
            padded = np.pad(out, [(size, size) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
            sums = np.cumsum(padded, axis=axis, dtype=np.float64)
            sums = np.concatenate([np.zeros_like(np.take(sums, [0], axis)), sums], axis=axis)
            span, count = 2 * size + 1, out.shape[axis]
            take = np.arange(count)
            out = (np.take(sums, take + span, axis) - np.take(sums, take, axis)) / span
    return out


def polygon(points, soft=0.0):
    """Mask of a closed outline, points in final pixels."""
    image = Image.new("L", (W, H), 0)
    ImageDraw.Draw(image).polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255)
    mask = np.asarray(image) / 255
    return blur(mask, soft) if soft else mask


def line(points, width):
    """Mask of a path with round joints, points and width in final pixels."""
    image = Image.new("L", (W, H), 0)
    draw = ImageDraw.Draw(image)
    scaled = [(x * SCALE, y * SCALE) for x, y in points]
    draw.line(scaled, fill=255, width=max(1, round(width * SCALE)), joint="curve")
    radius = width * SCALE / 2
    for x, y in (scaled[0], scaled[-1]):
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=255)
    return np.asarray(image) / 255


def curve(points, steps=24):
    """A smooth path through the points (Catmull-Rom)."""
    p = np.array([points[0], *points, points[-1]], dtype=float)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = [0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
             for a, b, c, d in zip(p, p[1:], p[2:], p[3:])]
    return [tuple(q) for q in np.concatenate(parts)] + [tuple(points[-1])]


def ellipse(x, y, rx, ry, angle=0.0):
    """Coordinates inside an ellipse: (u, v, edge) with edge = 1 on the outline, 0 in the centre."""
    c, s = np.cos(angle), np.sin(angle)
    u, v = ((X - x) * c + (Y - y) * s) / rx, (-(X - x) * s + (Y - y) * c) / ry
    return u, v, np.sqrt(u * u + v * v)


def inside(edge, radius):
    """Mask of `edge` <= 1 with an outline of about one final pixel; `radius` in final pixels."""
    return np.clip((1 - edge) * radius / 0.7 + 0.5, 0, 1)


def dome(u, v, angle=0.0, bumps=None):
    """Normals of a ball over ellipse coordinates, roughened by the slope of `bumps`."""
    z = np.sqrt(np.clip(1 - u * u - v * v, 0.0, 1))
    c, s = np.cos(angle), np.sin(angle)
    n = np.stack([u * c - v * s, u * s + v * c, z], axis=-1)
    if bumps is not None:
        gy, gx = np.gradient(bumps, 1 / SCALE)
        n = n + np.stack([-gx, -gy, np.zeros_like(gx)], axis=-1)
    return n / np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-6)


def shade(albedo, normals, shine=0.35, power=40, ambient=0.35):
    """Light from above left on coloured normals: diffuse, a highlight and a darker rim."""
    diffuse = np.clip(normals @ LIGHT, 0, 1)
    half = LIGHT + np.array([0, 0, 1])
    half = half / np.linalg.norm(half)
    highlight = np.clip(normals @ half, 0, 1) ** power
    body = albedo * (ambient + (1.05 - ambient) * diffuse)[..., None]
    return body + shine * highlight[..., None]


def bokeh(rng, base, spots, colors, smallest, largest, strength=0.5):
    """A background out of focus: soft discs of light over `base`."""
    picture = base.copy()
    for _ in range(spots):
        x, y, r = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(smallest, largest)
        edge = np.hypot(X - x, Y - y) / r
        picture = mix(picture, color(rng.choice(colors)), smooth(1.25, 0.75, edge) * rng.uniform(0.15, 1) * strength)
    return picture


def finish(picture, rng, grain=0.012, vignette=0.18):
    """Vignette and film grain, shrunk to the final size, as an 8-bit image."""
    far = np.hypot((X - WIDTH / 2) / WIDTH, (Y - HEIGHT / 2) / HEIGHT)
    picture = picture * (1 - vignette * smooth(0.3, 0.75, far))[..., None]
    small = picture.reshape(HEIGHT, SCALE, WIDTH, SCALE, 3).mean(axis=(1, 3))
    small = small + rng.normal(0, grain, (HEIGHT, WIDTH, 1))
    return Image.fromarray((np.clip(small, 0, 1) * 255 + 0.5).astype(np.uint8))
