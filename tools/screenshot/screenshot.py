#!/usr/bin/env python3
"""Draws a terminal screen, as `tmux capture-pane -e -p` prints it, as a PNG on an exact grid of cells.

    python3 tools/screenshot/screenshot.py SCREEN.txt PICTURE.png [--font-size PIXELS] [--columns N]

Needs Pillow and the DejaVu Sans Mono fonts (Debian: fonts-dejavu-core). Block elements and box lines are drawn as
rectangles that fill their cells, so that no seams show; a font's own would leave gaps.
"""
import argparse, pathlib, re, sys, unicodedata
from PIL import Image, ImageDraw, ImageFont

FONTS = pathlib.Path("/usr/share/fonts/truetype/dejavu")
FOREGROUND, BACKGROUND = (216, 222, 233), (24, 26, 31)
BASIC = [(36, 39, 46), (224, 82, 82), (126, 190, 92), (226, 178, 76), (92, 146, 232), (190, 118, 218), (78, 184, 196),
         (200, 204, 212), (110, 116, 128), (255, 118, 118), (158, 222, 120), (255, 212, 110), (128, 178, 255),
         (218, 152, 244), (112, 218, 228), (248, 250, 252)]
MARGIN = 10  # Pixels around the screen.

# Arms of a box character to the left, right, top and bottom: 0 none, 1 light, 2 heavy, 3 double.
BOX = {"─": "1100", "│": "0011", "┌": "0101", "┐": "1001", "└": "0110", "┘": "1010", "├": "0111", "┤": "1011",
       "┬": "1101", "┴": "1110", "┼": "1111", "╭": "0101", "╮": "1001", "╰": "0110", "╯": "1010", "━": "2200",
       "┃": "0022", "┏": "0202", "┓": "2002", "┗": "0220", "┛": "2020", "┣": "0222", "┫": "2022", "┳": "2202",
       "┻": "2220", "╋": "2222", "═": "3300", "║": "0033", "╔": "0303", "╗": "3003", "╚": "0330", "╝": "3030",
       "╠": "0333", "╣": "3033", "╦": "3303", "╩": "3330", "╬": "3333", "╴": "1000", "╵": "0010", "╶": "0100",
       "╷": "0001", "╸": "2000", "╹": "0020", "╺": "0200", "╻": "0002", "╼": "1200", "╽": "0012", "╾": "2100",
       "╿": "0021"}
# Quadrants by the corners that they fill: upper left 1, upper right 2, lower left 4, lower right 8.
QUADRANTS = dict(zip("▘▝▖▗▚▞▛▜▙▟", (1, 2, 4, 8, 9, 6, 7, 11, 13, 14)))


def palette(index):
    """xterm's 256 colours."""
    if index < 16:
        return BASIC[index]
    if index < 232:
        levels = (0, 95, 135, 175, 215, 255)
        index -= 16
        return levels[index // 36], levels[index // 6 % 6], levels[index % 6]
    return (8 + 10 * (index - 232),) * 3


class Pen:
    """The colours and attributes that the last escape sequences left."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.front = self.back = None
        self.bold = self.dim = self.italic = self.underline = self.reverse = False

    def apply(self, parameters):
        codes = [int(p or 0) for p in re.split("[;:]", parameters)] if parameters else [0]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.reset()
            elif code in (1, 2, 3, 4, 7):
                setattr(self, {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse"}[code], True)
            elif code == 22:
                self.bold = self.dim = False
            elif code in (23, 24, 27):
                setattr(self, {23: "italic", 24: "underline", 27: "reverse"}[code], False)
            elif code in (38, 48):
                kind = codes.pop(0) if codes else 0
                if kind == 5 and codes:
                    chosen = palette(codes.pop(0))
                elif kind == 2 and len(codes) >= 3:
                    chosen, codes = tuple(codes[:3]), codes[3:]
                else:
                    return
                setattr(self, "front" if code == 38 else "back", chosen)
            elif code == 39:
                self.front = None
            elif code == 49:
                self.back = None
            else:
                for first, side, bright in ((30, "front", 0), (40, "back", 0), (90, "front", 8), (100, "back", 8)):
                    if first <= code < first + 8:
                        setattr(self, side, BASIC[code - first + bright])

    def colors(self):
        front, back = self.front or FOREGROUND, self.back or BACKGROUND
        if self.reverse:
            front, back = back, front
        if self.dim:
            front = tuple((a * 3 + b * 2) // 5 for a, b in zip(front, back))
        return front, back


def cell_width(character):
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def read(text):
    """The screen as rows of (characters, width, front, back, bold, italic, underline); a cell keeps its accents."""
    rows, pen = [], Pen()
    for line in text.rstrip("\n").split("\n"):
        row = []
        for part in re.finditer(r"\x1b\[([0-9;:]*)m|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|(.)", line):
            if part[1] is not None:
                pen.apply(part[1])
            elif part[2] is not None:
                width = cell_width(part[2])
                if width == 0 and row:
                    row[-1] = (row[-1][0] + part[2], *row[-1][1:])
                elif width:
                    row.append((part[2], width, *pen.colors(), pen.bold, pen.italic, pen.underline))
        rows.append(row)
    return rows


def blocks(character):
    """Rectangles (left, top, right, bottom in eighths of the cell) of a block element, or None."""
    code = ord(character)
    if character == "▀":
        return [(0, 0, 8, 4)]
    if 0x2581 <= code <= 0x2588:
        return [(0, 8 - (code - 0x2580), 8, 8)]
    if 0x2589 <= code <= 0x258F:
        return [(0, 0, 0x2590 - code, 8)]
    if character == "▐":
        return [(4, 0, 8, 8)]
    if character == "▔":
        return [(0, 0, 8, 1)]
    if character == "▕":
        return [(7, 0, 8, 8)]
    if character in QUADRANTS:
        corners = QUADRANTS[character]
        return [(4 * (k % 2), 4 * (k // 2), 4 * (k % 2) + 4, 4 * (k // 2) + 4) for k in range(4) if corners >> k & 1]
    return None


def braille(draw, x, y, w, h, character, front):
    dots = ord(character) - 0x2800
    for bit, (column, row) in enumerate(((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))):
        if dots >> bit & 1:
            cx, cy, r = x + w * (2 * column + 1) / 4, y + h * (2 * row + 1) / 8, w / 8
            draw.ellipse([cx - r, cy - r, cx + r, cy + r], fill=front)


def box(draw, x, y, w, h, arms, front):
    """Lines from the middle of the cell to its edges, one pixel past the middle so that corners close."""
    thin = max(1, round(w / 8))
    cx, cy = x + w // 2, y + h // 2
    for arm, (dx, dy) in zip(arms, ((-1, 0), (1, 0), (0, -1), (0, 1))):
        if arm == "0":
            continue
        thick = thin * 2 if arm == "2" else thin
        for shift in (-thin, thin) if arm == "3" else (0,):
            left, top = cx - thick // 2, cy - thick // 2
            right, bottom = left + thick - 1, top + thick - 1
            if dx:
                top, bottom = top + shift, bottom + shift
                left, right = (x, right) if dx < 0 else (left, x + w - 1)
            else:
                left, right = left + shift, right + shift
                top, bottom = (y, bottom) if dy < 0 else (top, y + h - 1)
            draw.rectangle([left, top, right, bottom], fill=front)


def render(rows, columns, size):
    fonts = {key: ImageFont.truetype(str(FONTS / name), size)
             for key, name in ((False, "DejaVuSansMono.ttf"), (True, "DejaVuSansMono-Bold.ttf"))}
    w = round(fonts[False].getlength("M"))
    ascent, descent = fonts[False].getmetrics()
    h = ascent + descent
    image = Image.new("RGB", (columns * w + 2 * MARGIN, len(rows) * h + 2 * MARGIN), BACKGROUND)
    draw = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        x, y = MARGIN, MARGIN + number * h
        for text, width, front, back, bold, italic, underline in row:
            draw.rectangle([x, y, x + width * w - 1, y + h - 1], fill=back)
            rectangles = blocks(text[0])
            if rectangles is not None:
                for left, top, right, bottom in rectangles:
                    draw.rectangle([x + round(left * w / 8), y + round(top * h / 8),
                                    x + round(right * w / 8) - 1, y + round(bottom * h / 8) - 1], fill=front)
            elif text[0] in "░▒▓":
                share = "░▒▓".index(text[0]) + 1
                tone = tuple((f * share + b * (4 - share)) // 4 for f, b in zip(front, back))
                draw.rectangle([x, y, x + w - 1, y + h - 1], fill=tone)
            elif text in BOX:
                box(draw, x, y, w, h, BOX[text], front)
            elif 0x2800 <= ord(text[0]) <= 0x28FF:
                braille(draw, x, y, w, h, text[0], front)
            elif not text.isspace():
                draw.text((x, y + ascent), text, font=fonts[bold], fill=front, anchor="ls")
            if underline:
                draw.rectangle([x, y + ascent + 1, x + width * w - 1, y + ascent + 1], fill=front)
            x += width * w
    return image


def main():
    parser = argparse.ArgumentParser(description="Draw a captured terminal screen as a PNG.")
    parser.add_argument("screen", type=pathlib.Path)
    parser.add_argument("picture", type=pathlib.Path)
    parser.add_argument("--font-size", type=int, default=16, help="pixels, default 16")
    parser.add_argument("--columns", type=int, default=0, help="width in cells, default: the longest row")
    arguments = parser.parse_args()
    if not (FONTS / "DejaVuSansMono.ttf").exists():
        sys.exit("screenshot: DejaVu Sans Mono is missing; on Debian: apt-get install fonts-dejavu-core")
    rows = read(arguments.screen.read_text())
    columns = max([arguments.columns] + [sum(cell[1] for cell in row) for row in rows])
    render(rows, columns, arguments.font_size).save(arguments.picture, optimize=True)


if __name__ == "__main__":
    main()
