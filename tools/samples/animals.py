"""A goldfish, a ladybug, a monarch butterfly and a jellyfish."""
import numpy as np
from canvas import *


def fin(picture, rng, points, light, dark, root, rays=34, opacity=0.86):
    """A translucent fin: rays fan out from `root`."""
    mask = polygon(curve(points + [points[0]]), 0.6)
    angle = np.arctan2(Y - root[1], X - root[0])
    ray = 0.5 + 0.5 * np.sin(angle * rays + 2 * noise(rng, 60, 2))
    far = np.hypot(X - root[0], Y - root[1])
    far = far / far[mask > 0.5].max()
    body = mix(color(light), color(dark), np.clip(0.15 + 0.55 * ray, 0, 1))
    return mix(picture, body * (1.08 - 0.2 * far)[..., None], mask * (opacity - 0.3 * far * ray))


def water(rng, top, bottom):
    """A tank: light from above, soft plants behind."""
    picture = mix(color(top), color(bottom), Y / HEIGHT)
    picture = bokeh(rng, picture, 12, ["#1d5a3a", "#2f7a44", "#174b46"], 30, 90, 0.45)
    for _ in range(9):
        x, lean, tall = rng.uniform(0, WIDTH), rng.uniform(-40, 40), rng.uniform(120, 280)
        path = curve([(x, HEIGHT + 10), (x + lean * 0.2, HEIGHT - tall * 0.5), (x + lean, HEIGHT - tall)])
        picture = mix(picture, color(rng.choice(["#23613a", "#2f7d45", "#3d8f3f"])), blur(line(path, 9), 3) * 0.6)
    return picture


def gravel(picture, rng, level):
    """Small stones along the ground."""
    for _ in range(420):
        y = level + (HEIGHT + 8 - level) * rng.uniform(0, 1) ** 0.8
        r = 3 + 5 * (y - level) / (HEIGHT - level) * rng.uniform(0.6, 1.3)
        box = slice(max(0, int((y - 2 * r) * SCALE)), int((y + 2 * r) * SCALE))
        x = rng.uniform(0, WIDTH)
        edge = np.hypot((X[box] - x) / r, (Y[box] - y) / (r * 0.7))
        stone = color(rng.choice(["#b9a58a", "#8d7a66", "#d2c7b3", "#6d6258"])) * rng.uniform(0.6, 0.95)
        lit = stone * (1.1 - 0.45 * ((Y[box] - y) / r))[..., None]
        picture[box] = mix(picture[box], lit, smooth(1.15, 0.85, edge))
    return picture


def goldfish(rng):
    picture = water(rng, "#3f8f9c", "#0d3a3f")
    picture = gravel(picture, rng, 306)
    light, dark = "#ffb347", "#f2640c"
    picture = fin(picture, rng, [(352, 168), (392, 120), (448, 92), (440, 140), (424, 172), (446, 214), (452, 262),
                                 (396, 226)], light, dark, (330, 172), 60)
    picture = fin(picture, rng, [(176, 112), (216, 62), (272, 64), (318, 96), (330, 132), (250, 116)],
                  light, dark, (240, 190), 44)
    picture = fin(picture, rng, [(274, 222), (300, 226), (322, 270), (296, 280), (270, 252)], light, dark, (276, 190), 50)
    picture = fin(picture, rng, [(190, 226), (218, 232), (228, 284), (198, 276)], light, dark, (200, 190), 50)

    outline = curve([(72, 176), (92, 142), (140, 112), (206, 102), (270, 116), (322, 146), (362, 158), (362, 186),
                     (322, 204), (268, 230), (200, 240), (140, 228), (94, 204), (72, 176)])
    body = polygon(outline, 0.5)
    u, v, _ = ellipse(212, 172, 158, 72)
    rows, columns = (Y - 100) / 9.5, (X - 60) / 12.5
    shifted = columns + 0.5 * (np.floor(rows) % 2)
    scale = np.hypot(((shifted % 1) - 0.62) * 1.25, (rows % 1) - 0.5)
    albedo = mix(color("#ff8b14"), color("#ffd27a"), smooth(0.1, 0.95, v))
    albedo = mix(albedo, color("#e2480a"), smooth(-0.35, -1.0, v))
    albedo = mix(albedo, color("#ffe3a8"), 0.3 * smooth(0.25, 0.05, scale) * (X > 142))
    albedo = mix(albedo, color("#b83a04"), 0.55 * smooth(0.42, 0.66, scale) * smooth(138, 152, X))
    lit = shade(albedo, dome(u * 0.72, v * 0.93), shine=0.3, power=26, ambient=0.5)
    picture = mix(picture, lit, body)

    gill = line(curve([(144, 118), (160, 150), (162, 188), (146, 224)]), 4)
    picture = mix(picture, color("#b53c06"), blur(gill, 1) * body * 0.7)
    picture = mix(picture, color("#a6380a"), blur(line(curve([(73, 184), (86, 190), (98, 188)]), 3), 0.6) * 0.9)
    for r, tone in ((15, "#f9d48b"), (12.5, "#3a1c08"), (9, "#0b0705")):
        picture = mix(picture, color(tone), inside(np.hypot(X - 112, Y - 158) / r, r))
    picture = mix(picture, color("#ffffff"), inside(np.hypot(X - 108, Y - 153) / 3.2, 3.2))
    picture = fin(picture, rng, [(168, 196), (206, 194), (236, 216), (224, 232), (186, 224)], light, dark, (164, 196), 40)
    for x, y, r in ((58, 120, 7), (70, 88, 5), (50, 62, 9), (64, 34, 6)):
        edge = np.hypot(X - x, Y - y) / r
        picture = mix(picture, color("#e8ffff"), smooth(0.7, 0.95, edge) * (edge < 1) * 0.7 + (edge < 1) * 0.08)
    return picture


def leaf_ground(rng):
    """A big leaf from near by: midrib, side veins, cells."""
    slope = (Y - 215) - (X - 240) * -0.18
    side = np.abs(slope)
    veins = np.abs((((X + 0.9 * side) / 74) % 1) - 0.5) * 74
    fine = noise(rng, 10, 3, 0.7)
    green = mix(color("#3f8a24"), color("#7fbf3f"), np.clip(0.5 + 0.35 * noise(rng, 160, 3) + 0.18 * fine, 0, 1))
    green = mix(green, color("#b9dd7c"), 0.6 * smooth(4.5, 1.0, veins) * smooth(170, 20, side))
    green = green * (1 - 0.25 * smooth(4, 9, veins) * smooth(16, 9, veins))[..., None]
    green = mix(green, color("#cbe795"), smooth(8, 3, side))
    back = bokeh(rng, np.ones((H, W, 3)) * color("#28501f"), 40, ["#5f9a3a", "#a4cf62", "#1c3d17"], 18, 60, 0.6)
    edge = side - 172 + 14 * np.sin(X / 40)
    return mix(green * (1.05 - 0.0012 * side)[..., None], back, smooth(0, 10, edge))


def ladybug(rng):
    picture = leaf_ground(rng)
    x, y, rx, ry, turn = 240, 184, 122, 98, -0.18
    picture = picture * (1 - 0.6 * smooth(1.35, 0.75, ellipse(x + 14, y + 42, rx * 1.15, ry * 0.85)[2]))[..., None]
    for foot in ([(176, 232), (150, 268), (126, 276)], [(232, 262), (226, 300), (206, 316)],
                 [(306, 244), (330, 280), (356, 284)], [(150, 120), (118, 96), (98, 98)], [(180, 100), (160, 66), (140, 60)]):
        picture = mix(picture, color("#120d0b"), line(curve(foot), 8))
    for feeler in ([(112, 168), (92, 140), (78, 136)], [(104, 196), (74, 186), (62, 194)]):
        picture = mix(picture, color("#1a120e"), line(curve(feeler), 4.5))

    u, v, edge = ellipse(140, 198, 52, 56, turn)
    dark = mix(np.ones((H, W, 3)) * color("#15110f"), color("#f6efe0"),
               np.maximum(smooth(1.1, 0.85, np.hypot((u + 0.1) / 0.34, (v + 0.62) / 0.26)),
                          smooth(1.1, 0.85, np.hypot((u + 0.1) / 0.34, (v - 0.62) / 0.26))))
    picture = mix(picture, shade(dark, dome(u, v, turn), 0.5, 30), inside(edge, 50))

    u, v, edge = ellipse(x + 8, y, rx, ry, turn)
    shell = mix(color("#e3210f"), color("#a90d06"), np.clip(0.4 + 0.4 * v + 0.1 * noise(rng, 50, 3), 0, 1))
    spots = [(-0.42, -0.36, 0.2), (-0.42, 0.36, 0.2), (0.12, -0.5, 0.21), (0.12, 0.5, 0.21), (0.58, -0.3, 0.17),
             (0.58, 0.3, 0.17), (-0.78, 0.0, 0.19)]
    for su, sv, sr in spots:
        shell = mix(shell, color("#140c0a"), smooth(1.06, 0.94, np.hypot((u - su) / sr, (v - sv) / (sr * 1.15))))
    shell = mix(shell, color("#30080a"), smooth(0.022, 0.01, np.abs(v)) * 0.9)
    lit = shade(shell, dome(u, v, turn), shine=0.75, power=42, ambient=0.36)
    lit = lit * (1 - 0.4 * smooth(0.8, 1.02, edge))[..., None]
    lit = lit + (0.18 * smooth(0.55, 0.9, edge) * smooth(0.4, -0.8, v))[..., None] * color("#bcd7ff")
    return mix(picture, lit, inside(edge, rx))


def wing(picture, rng, outline, root, fingers, mirror):
    """One wing: orange between black veins, a black border with white dots."""
    flip = (lambda p: (2 * 240 - p[0], p[1])) if mirror else (lambda p: p)
    outline, root, fingers = [flip(p) for p in outline], flip(root), [flip(p) for p in fingers]
    shape = polygon(curve(outline + [outline[0]]), 0.4)
    depth = blur(shape, 11)
    far = np.hypot(X - root[0], Y - root[1]) / 170
    orange = mix(color("#ffa01e"), color("#d9540a"), np.clip(0.25 + 0.5 * far + 0.25 * noise(rng, 40, 3), 0, 1))
    orange = orange * (0.94 + 0.1 * noise(rng, 6, 2))[..., None]
    body = mix(orange, color("#14100e"), smooth(0.93, 0.83, depth))
    for finger in fingers:
        middle = ((root[0] + finger[0]) / 2 + (finger[1] - root[1]) * 0.06, (root[1] + finger[1]) / 2)
        body = mix(body, color("#14100e"), line(curve([root, middle, finger]), 5.2))
    border = [p for i, p in enumerate(curve(outline + [outline[0]])) if i % 7 == 0]
    centre = np.mean(np.array(outline), axis=0)
    for k, point in enumerate(border):
        inward = np.array(centre) - point
        inward /= np.linalg.norm(inward)
        if np.hypot(point[0] - root[0], point[1] - root[1]) < 60:
            continue
        for reach, r in ((6, 2.7), (14, 2.3)) if k % 2 else ((9.5, 2.4),):
            dot = np.array(point) + inward * reach
            body = mix(body, color("#fff6e6"), inside(np.hypot(X - dot[0], Y - dot[1]) / r, r))
    return mix(picture, body, shape)


def monarch(rng):
    picture = bokeh(rng, mix(color("#7fae4f"), color("#3f7030"), Y / HEIGHT), 46,
                    ["#a8cf6a", "#d58ac0", "#b35fa6", "#5c8f3a", "#e7a9cf", "#2f5a26"], 16, 54, 0.7)
    picture = blur(picture, 3)
    for _ in range(170):  # A thistle-like flower under the butterfly.
        angle, reach = rng.uniform(np.pi * 1.02, np.pi * 1.98), rng.uniform(40, 84)
        tip = (240 + np.cos(angle) * reach * 1.3, 352 + np.sin(angle) * reach)
        petal = line([(240 + rng.uniform(-26, 26), 352), tip], rng.uniform(3, 6))
        picture = mix(picture, color(rng.choice(["#d169b5", "#b04a98", "#e79ad0", "#943a86"])), petal)
    hind = [(240, 176), (180, 176), (128, 208), (116, 252), (144, 292), (190, 298), (226, 268), (238, 220)]
    fore = [(238, 172), (206, 108), (150, 58), (86, 34), (50, 40), (62, 92), (96, 146), (140, 184), (196, 194)]
    hind_veins = [(126, 224), (120, 256), (146, 288), (184, 294), (216, 272)]
    fore_veins = [(60, 46), (66, 86), (92, 136), (132, 176), (112, 52)]
    for mirror in (False, True):
        picture = wing(picture, rng, hind, (234, 190), hind_veins, mirror)
        picture = wing(picture, rng, fore, (234, 168), fore_veins, mirror)
    for rx, ry, y in ((8, 52, 222), (11, 28, 172), (9, 10, 138)):
        u, v, edge = ellipse(240, y, rx, ry)
        picture = mix(picture, shade(np.ones((H, W, 3)) * color("#1d1714"), dome(u, v), 0.25, 14), inside(edge, rx))
    for side in (-1, 1):
        for dx, dy in ((3, 134), (5, 160), (5, 176), (4, 188)):
            dot = np.hypot(X - 240 - side * dx, Y - dy) / 1.6
            picture = mix(picture, color("#fff6e6"), inside(dot, 1.6))
        feeler = curve([(240 + side * 3, 130), (240 + side * 16, 102), (240 + side * 34, 76)])
        picture = mix(picture, color("#14100e"), np.maximum(line(feeler, 2), line(feeler[-4:], 4.5)))
    return picture


def jellyfish(rng):
    picture = mix(color("#0b3f9e"), color("#031038"), smooth(-20, HEIGHT, Y + 0.25 * np.abs(X - 200)))
    for _ in range(10):  # Shafts of light from the surface.
        x = rng.uniform(-40, WIDTH)
        shaft = polygon([(x, -5), (x + 26, -5), (x + 130, HEIGHT), (x + 40, HEIGHT)])
        picture = picture + (blur(shaft, 14) * 0.05 * smooth(HEIGHT, 0, Y))[..., None] * color("#8fd0ff")
    glow = np.exp(-(((X - 240) / 190) ** 2 + ((Y - 140) / 150) ** 2))
    picture = picture + glow[..., None] * color("#ff9a5a") * 0.16

    for k in range(26):  # Long thin tentacles.
        x = 240 + (k - 12.5) * 9.6 + rng.uniform(-3, 3)
        sway = rng.uniform(-26, 26)
        path = curve([(x, 168), (x + sway * 0.3, 220), (x - sway * 0.4 + 8, 286), (x + sway + 14, 350), (x + sway, 380)])
        thread = line(path, rng.uniform(1.2, 2.4))
        picture = picture + (blur(thread, 1) * 0.62 * smooth(390, 170, Y))[..., None] * color("#ff9d78")
    for k in range(6):  # Frilled arms in the middle.
        x = 240 + (k - 2.5) * 20
        for layer in range(3):
            sway = rng.uniform(-22, 22)
            path = curve([(x, 160), (x + sway, 206), (x - sway, 250), (x + sway * 0.8 + 10, 300 + 10 * layer)], 10)
            frill = blur(line(path, 13 - 3 * layer), 2.5)
            ripple = 0.65 + 0.5 * noise(rng, 12, 2)
            picture = mix(picture, color("#ffd9bf"), np.clip(frill * ripple * smooth(330, 150, Y), 0, 1) * 0.55)

    u, v = (X - 240) / 142, (Y - 166) / 122
    scallop = 0.10 * np.abs(np.sin(u * 13)) * (1 - u * u)
    dome_edge = np.where(v < 0, np.hypot(u, v), np.hypot(u, v / np.maximum(0.2 + scallop, 0.05)))
    bell = smooth(1.01, 0.985, dome_edge)
    rim = smooth(0.55, 1.0, dome_edge)
    streak = np.abs(np.sin(np.arctan2(u, 0.35 - v) * 15 + 0.3 * noise(rng, 60, 2)))
    tone = mix(color("#f0643c"), color("#ffd0a8"), np.clip(0.25 + 0.5 * rim + 0.35 * smooth(0.8, 1, streak), 0, 1))
    tone = tone * (0.72 + 0.4 * smooth(0.3, -1, v) + 0.1 * noise(rng, 50, 3))[..., None]
    picture = mix(picture, tone, bell * (0.72 + 0.25 * rim))
    for side in (-1, 1):  # The four rings seen through the bell.
        for dx, dy, r in ((0.24, -0.42, 0.2), (0.5, -0.2, 0.15)):
            ring = np.hypot(u - side * dx, (v - dy) * 1.3) / r
            picture = mix(picture, color("#ffe9d2"), smooth(0.5, 0.8, ring) * smooth(1.15, 0.9, ring) * 0.6)
    shine = smooth(1, 0.2, np.hypot((u + 0.42) / 0.3, (v + 0.62) / 0.2))
    return picture + (shine * 0.28)[..., None]
