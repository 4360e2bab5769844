"""Oranges and lemons with a peel, on a table, and bananas cut out on a transparent ground."""
import numpy as np
from canvas import *


def table(rng, light, dark, horizon):
    """A wooden board that runs into a soft dark background."""
    grain = noise(rng, 120, 5, 0.6, stretch=(6, 0.16))
    fine = noise(rng, 30, 3, 0.6, stretch=(8, 0.12))
    wood = mix(color(light), color(dark), np.clip(0.5 + 0.45 * grain + 0.2 * fine, 0, 1))
    wood = wood * (0.75 + 0.35 * smooth(horizon, HEIGHT, Y))[..., None]
    return wood


def ball(picture, rng, x, y, r, light, dark, squash=1.0):
    """One fruit with pores, its shadow and the light that the table throws back."""
    shadow = smooth(1.25, 0.55, ellipse(x + r * 0.25, y + r * 0.82, r * 1.15, r * 0.38)[2])
    picture = picture * (1 - 0.72 * shadow)[..., None]
    u, v, edge = ellipse(x, y, r, r * squash)
    pores = noise(rng, 5, 2, 0.7)
    patches = noise(rng, 60, 3)
    albedo = mix(color(light), color(dark), np.clip(0.35 + 0.4 * patches + 0.15 * pores, 0, 1))
    lit = shade(albedo, dome(u, v, bumps=pores * 0.32), shine=0.38, power=24, ambient=0.34)
    lit = lit * (1 - 0.35 * smooth(0.75, 1.02, edge))[..., None]
    bounce = smooth(0.4, 1, v) * 0.12
    lit = lit + bounce[..., None] * color(light)
    return mix(picture, lit, inside(edge, r))


def stem(picture, x, y, r):
    """The small green star where the stalk was."""
    angle = np.arctan2(Y - y, (X - x) * 1.0)
    reach = np.hypot(X - x, (Y - y) * 1.4) / (r * (1 + 0.35 * np.cos(5 * angle)))
    picture = picture * (1 - 0.35 * smooth(2.6, 0.8, reach))[..., None]
    picture = mix(picture, color("#6f7d2b"), smooth(1.15, 0.85, reach))
    return mix(picture, color("#c9b878"), smooth(0.5, 0.3, reach))


def half(picture, rng, x, y, rx, ry, rind, pith, flesh, deep, segments=10):
    """A cut face: rind, pith, and segments with their radial fibres."""
    shadow = smooth(1.3, 0.7, ellipse(x + rx * 0.12, y + ry * 0.55, rx * 1.1, ry * 0.85)[2])
    picture = picture * (1 - 0.6 * shadow)[..., None]
    u, v, edge = ellipse(x, y, rx, ry)
    angle = np.arctan2(v, u) + 0.2
    fibre = noise(rng, 9, 3, 0.7) * 0.5 + 0.5 * np.sin(angle * 90 + 4 * noise(rng, 30, 2))
    phase = (angle / (2 * np.pi) * segments) % 1
    wall = np.minimum(phase, 1 - phase) * 2 * np.pi / segments * edge * rx
    pulp = mix(color(flesh), color(deep), np.clip(0.4 + 0.35 * fibre + 0.25 * (1 - edge), 0, 1))
    pulp = pulp + 0.16 * smooth(0.72, 1.0, noise(rng, 6, 2))[..., None]
    face = mix(color(pith), pulp, smooth(1.0, 2.6, wall) * smooth(0.89, 0.85, edge) * smooth(0.07, 0.12, edge))
    face = mix(face, color(rind), smooth(0.93, 0.96, edge))
    face = face * (1.06 - 0.16 * v)[..., None]
    return mix(picture, face, inside(edge, rx))


def leaf(picture, x, y, length, width, angle, light="#5d8f2e", dark="#27551c"):
    u, v, _ = ellipse(x, y, length, width, angle)
    body = 1 - np.abs(v) / np.maximum(1 - u * u, 1e-3) ** 1.0
    mask = smooth(0, 0.06, body) * (np.abs(u) < 1)
    veins = smooth(0.16, 0.0, np.abs(((u * 5 - np.abs(v) * 1.2) % 1) - 0.5)) * 0.3 + smooth(0.07, 0.0, np.abs(v))
    green = mix(color(dark), color(light), np.clip(0.55 - 0.5 * v + 0.35 * veins, 0, 1))
    return mix(picture * (1 - 0.3 * smooth(-0.5, 0.5, body) * (np.abs(u) < 1.1) * (1 - mask))[..., None], green, mask)


def orange(rng):
    picture = table(rng, "#b98a5a", "#6b3f1f", 40)
    back = bokeh(rng, np.ones((H, W, 3)) * color("#2c2a20"), 26, ["#4d5b2a", "#6f5a2c", "#39421f"], 20, 60)
    picture = mix(blur(back, 6), picture, smooth(118, 128, Y))
    light, dark = "#ff9a16", "#ef6f02"
    picture = ball(picture, rng, 176, 150, 92, light, dark, 0.97)
    picture = ball(picture, rng, 322, 168, 84, light, dark, 0.98)
    picture = leaf(picture, 214, 62, 46, 20, -0.5)
    picture = stem(picture, 168, 72, 9)
    picture = half(picture, rng, 246, 262, 92, 70, "#f57f0a", "#ffe9bd", "#ffb03a", "#f27d08")
    return picture


def lemon_shape(x, y, r, angle):
    """Ellipse coordinates pulled out to a nipple at both ends."""
    u, v, _ = ellipse(x, y, r * 1.32, r, angle)
    half_height = np.sqrt(np.clip(1 - (u / 0.9) ** 2, 0, 1))
    tip = 0.2 * np.exp(-((np.abs(u) - 0.9) / 0.12) ** 2)
    profile = np.maximum(half_height, np.where(np.abs(u) < 1.02, tip, 0)) + 0.02 * np.exp(-((np.abs(u) - .8) / .2) ** 2)
    return u, v, profile


def lemon_ball(picture, rng, x, y, r, angle):
    shadow = smooth(1.3, 0.55, ellipse(x + r * 0.2, y + r * 0.8, r * 1.4, r * 0.42)[2])
    picture = picture * (1 - 0.65 * shadow)[..., None]
    u, v, profile = lemon_shape(x, y, r, angle)
    w = v / np.maximum(profile, 1e-3)
    pores = noise(rng, 5, 2, 0.7)
    albedo = mix(color("#ffe01c"), color("#e8b400"), np.clip(0.3 + 0.35 * noise(rng, 60, 3) + 0.15 * pores, 0, 1))
    albedo = mix(albedo, color("#a9b52a"), 0.5 * smooth(0.75, 1.0, np.abs(u)))
    lit = shade(albedo, dome(u * 0.92, np.clip(w, -1, 1) * np.sqrt(np.clip(1 - (u * .92)**2, 0, 1)), angle, pores * 0.3),
                shine=0.4, power=24, ambient=0.42)
    lit = lit * (1 - 0.28 * smooth(0.78, 1.02, np.abs(w)))[..., None]
    return mix(picture, lit, np.clip((profile - np.abs(v)) * r / 0.7 + 0.2, 0, 1) * (np.abs(u) < 1.03))


def lemon(rng):
    picture = table(rng, "#d9d2c4", "#a79d8a", 40)
    back = bokeh(rng, np.ones((H, W, 3)) * color("#7d9a55"), 26, ["#a9c46a", "#5d7f3c", "#dbe6a6"], 20, 60)
    picture = mix(blur(back, 6), picture, smooth(108, 122, Y))
    picture = leaf(picture, 352, 92, 62, 24, 0.35)
    picture = lemon_ball(picture, rng, 170, 150, 74, -0.25)
    picture = lemon_ball(picture, rng, 318, 172, 70, 0.3)
    picture = half(picture, rng, 220, 266, 84, 66, "#f2cd10", "#fff7d0", "#fff07a", "#efd23a", 9)
    return picture


def banana(picture, mask, rng, x, y, radius, thick, start, end):
    """One banana along an arc around (x, y) from angle `start` to `end`, stalk first; angles in radians, y down."""
    r, angle = np.hypot(X - x, Y - y), np.arctan2(Y - y, X - x) % (2 * np.pi)
    along = (angle - start) / (end - start)
    width = thick * np.sqrt(np.clip(1 - np.abs(2 * np.clip(along, 0, 1) - 1.02) ** 3.2, 0, 1))
    stalk = smooth(0.16, 0.05, along)
    width = np.where((along > 0) & (along < 1), np.maximum(width * (1 - 0.55 * stalk), thick * 0.24), 0)
    across = (r - radius) / np.maximum(width, 1e-3)
    body = np.clip((1 - np.abs(across)) * width / 0.7 + 0.3, 0, 1) * (along > 0) * (along < 1)
    # Flat sides with soft edges between them, as bananas have.
    side = np.round(across * 1.35 - 0.15) / 1.35 + 0.15
    tilt = 0.55 * side + 0.45 * across
    u, v = np.cos(angle) * tilt * 0.95, np.sin(angle) * tilt * 0.95
    tone = mix(color("#ffdd3a"), color("#eebb15"), np.clip(0.4 + 0.5 * noise(rng, 70, 3), 0, 1))
    tone = mix(tone, color("#a8b03a"), 0.7 * smooth(0.22, 0.05, along) + 0.35 * smooth(0.8, 1.0, along))
    tone = mix(tone, color("#4a3414"), np.maximum(smooth(0.965, 0.985, along), smooth(0.025, 0.01, along)))
    freckles = smooth(0.62, 0.8, noise(rng, 7, 2)) * smooth(-0.1, 0.5, noise(rng, 60, 2))
    tone = mix(tone, color("#7a5316"), 0.6 * freckles)
    lit = shade(tone, dome(u, v), shine=0.16, power=18, ambient=0.5)
    lit = lit * (1 - 0.3 * smooth(0.75, 1.02, np.abs(across)))[..., None]
    shadow = blur(body, 7)
    picture = picture * (1 - 0.45 * shadow * mask)[..., None]
    return mix(picture, lit, body), np.maximum(mask, body)


def bananas(rng):
    """Returns picture and mask: the ground is transparent."""
    picture, mask = np.ones((H, W, 3)) * color("#e9c22e"), np.zeros((H, W))
    for x, y, radius, thick, start, end in ((262, 10, 268, 33, 2.62, 0.62), (252, 2, 228, 36, 2.62, 0.5),
                                            (236, 10, 172, 38, 2.72, 0.36)):
        picture, mask = banana(picture, mask, rng, x, y, radius, thick, start, end)
    return picture, mask
