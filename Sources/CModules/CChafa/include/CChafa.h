// chafa, reduced to what the preview needs: pixels in, characters and colours of cells out, or a picture as a sequence.
// Calls on different threads are fine, one picture each; chafa's own threads are off.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { CC_MONOCHROME, CC_SIXTEEN, CC_INDEXED_240, CC_TRUE_COLOR } cc_colors;

typedef struct {
    uint32_t character;
    // 0xRRGGBB; -1 is the terminal's own colour.
    int32_t foreground;
    int32_t background;
} cc_cell;

/// Writes `columns * rows` cells, row by row, for an RGB picture of 3 bytes a pixel without gaps.
/// With `ascii` the characters are printable ASCII, otherwise also block elements (U+2580 to U+259F).
void cc_render(
    const uint8_t *rgb, int width, int height, int columns, int rows, cc_colors colors, bool ascii, cc_cell *cells);

typedef enum { CC_SIXEL, CC_ITERM2 } cc_protocol;

/// A picture of 3 bytes a pixel as a sequence for the terminal, scaled to `pixel_width * pixel_height`; to be freed with
/// `cc_free`. NULL when it can't be made. For iTerm2 the terminal scales it to `columns * rows` cells.
uint8_t *cc_print(
    const uint8_t *rgb, int width, int height, int pixel_width, int pixel_height, int columns, int rows,
    cc_protocol protocol, bool few_colors, size_t *length);
void cc_free(uint8_t *bytes);
