#include "CChafa.h"

#include <chafa.h>
#include <string.h>

static ChafaCanvasMode mode_for(cc_colors colors) {
    switch (colors) {
    case CC_TRUE_COLOR: return CHAFA_CANVAS_MODE_TRUECOLOR;
    case CC_INDEXED_240: return CHAFA_CANVAS_MODE_INDEXED_240;
    case CC_SIXTEEN: return CHAFA_CANVAS_MODE_INDEXED_16;
    default: return CHAFA_CANVAS_MODE_FGBG;
    }
}

static ChafaSymbolMap *symbols(ChafaSymbolTags tags) {
    ChafaSymbolMap *map = chafa_symbol_map_new();
    chafa_symbol_map_add_by_tags(map, tags);
    return map;
}

void cc_render(
    const uint8_t *rgb, int width, int height, int columns, int rows, cc_colors colors, bool ascii, cc_cell *cells) {
    const ChafaSymbolTags shapes =
        CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_SOLID | CHAFA_SYMBOL_TAG_BLOCK | CHAFA_SYMBOL_TAG_HALF
        | CHAFA_SYMBOL_TAG_QUAD;
    const bool monochrome = colors == CC_MONOCHROME;
    chafa_set_n_threads(1);
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    chafa_canvas_config_set_geometry(config, columns, rows);
    chafa_canvas_config_set_canvas_mode(config, mode_for(colors));
    // Shapes show edges; where there are no colours, the density of fill characters shows brightness. ASCII then shows
    // that alone.
    ChafaSymbolMap *edges = symbols(ascii ? (monochrome ? CHAFA_SYMBOL_TAG_SPACE : CHAFA_SYMBOL_TAG_ASCII) : shapes);
    ChafaSymbolMap *fills = symbols(
        !monochrome ? CHAFA_SYMBOL_TAG_NONE
        : ascii     ? CHAFA_SYMBOL_TAG_ASCII
                    : CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_SOLID | CHAFA_SYMBOL_TAG_STIPPLE);
    chafa_canvas_config_set_symbol_map(config, edges);
    chafa_canvas_config_set_fill_symbol_map(config, fills);
    chafa_canvas_config_set_work_factor(config, 0.8f);
    chafa_canvas_config_set_fg_color(config, 0xFFFFFF);
    chafa_canvas_config_set_bg_color(config, 0x000000);
    // Chosen by eye on photographs: DIN99d turns few colours lurid, error diffusion makes specks of them.
    chafa_canvas_config_set_color_space(
        config, colors == CC_TRUE_COLOR ? CHAFA_COLOR_SPACE_DIN99D : CHAFA_COLOR_SPACE_RGB);
    chafa_canvas_config_set_preprocessing_enabled(config, monochrome && !ascii);
    bool dithers = colors == CC_SIXTEEN || colors == CC_INDEXED_240;
    chafa_canvas_config_set_dither_mode(config, dithers ? CHAFA_DITHER_MODE_ORDERED : CHAFA_DITHER_MODE_NONE);
    chafa_canvas_config_set_dither_intensity(config, 0.5f);

    ChafaCanvas *canvas = chafa_canvas_new(config);
    // Rows of three bytes a pixel that don't fill whole words come out sheared (chafa 1.12); four bytes a pixel never do.
    size_t pixels = (size_t)width * (size_t)height;
    uint8_t *rgba = g_malloc(pixels * 4);
    for (size_t pixel = 0; pixel < pixels; pixel++) {
        memcpy(rgba + pixel * 4, rgb + pixel * 3, 3);
        rgba[pixel * 4 + 3] = 255;
    }
    chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, rgba, width, height, width * 4);
    g_free(rgba);
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            cc_cell *cell = &cells[row * columns + column];
            gint foreground = -1, background = -1;
            // chafa 1.12 reads beyond its palette when asked without one.
            if (!monochrome) chafa_canvas_get_colors_at(canvas, column, row, &foreground, &background);
            cell->character = chafa_canvas_get_char_at(canvas, column, row);
            cell->foreground = foreground;
            cell->background = background;
        }
    }
    chafa_canvas_unref(canvas);
    chafa_canvas_config_unref(config);
    chafa_symbol_map_unref(edges);
    chafa_symbol_map_unref(fills);
}
