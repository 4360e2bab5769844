#include "CChafa.h"

#include <chafa.h>

static ChafaCanvasMode mode_for(cc_colors colors) {
    switch (colors) {
    case CC_TRUE_COLOR: return CHAFA_CANVAS_MODE_TRUECOLOR;
    case CC_INDEXED_240: return CHAFA_CANVAS_MODE_INDEXED_240;
    case CC_SIXTEEN: return CHAFA_CANVAS_MODE_INDEXED_16;
    default: return CHAFA_CANVAS_MODE_FGBG;
    }
}

static ChafaSymbolMap *symbols_for(bool ascii) {
    ChafaSymbolMap *symbols = chafa_symbol_map_new();
    if (ascii) {
        chafa_symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_ASCII);
    } else {
        chafa_symbol_map_add_by_tags(
            symbols, CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_SOLID | CHAFA_SYMBOL_TAG_BLOCK | CHAFA_SYMBOL_TAG_HALF
                         | CHAFA_SYMBOL_TAG_QUAD);
    }
    return symbols;
}

void cc_render(
    const uint8_t *rgb, int width, int height, int columns, int rows, cc_colors colors, bool ascii, cc_cell *cells) {
    chafa_set_n_threads(1);
    ChafaSymbolMap *symbols = symbols_for(ascii);
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    chafa_canvas_config_set_geometry(config, columns, rows);
    chafa_canvas_config_set_canvas_mode(config, mode_for(colors));
    chafa_canvas_config_set_symbol_map(config, symbols);
    if (colors == CC_MONOCHROME) {
        // Without colours the density of a character is its brightness.
        chafa_canvas_config_set_fill_symbol_map(config, symbols);
    }
    chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_DIN99D);
    chafa_canvas_config_set_work_factor(config, 0.8f);
    chafa_canvas_config_set_fg_color(config, 0xFFFFFF);
    chafa_canvas_config_set_bg_color(config, 0x000000);
    chafa_canvas_config_set_preprocessing_enabled(config, colors <= CC_SIXTEEN);
    chafa_canvas_config_set_dither_mode(
        config, colors == CC_TRUE_COLOR ? CHAFA_DITHER_MODE_NONE : CHAFA_DITHER_MODE_DIFFUSION);

    ChafaCanvas *canvas = chafa_canvas_new(config);
    chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGB8, rgb, width, height, width * 3);
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            cc_cell *cell = &cells[row * columns + column];
            gint foreground = -1, background = -1;
            chafa_canvas_get_colors_at(canvas, column, row, &foreground, &background);
            cell->character = chafa_canvas_get_char_at(canvas, column, row);
            cell->foreground = foreground;
            cell->background = background;
        }
    }
    chafa_canvas_unref(canvas);
    chafa_canvas_config_unref(config);
    chafa_symbol_map_unref(symbols);
}
