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

static void draw(ChafaCanvas *canvas, const uint8_t *rgb, int width, int height) {
    // Rows of three bytes a pixel that don't fill whole words come out sheared (chafa 1.12); four bytes a pixel never do.
    size_t pixels = (size_t)width * (size_t)height;
    uint8_t *rgba = g_malloc(pixels * 4);
    for (size_t pixel = 0; pixel < pixels; pixel++) {
        memcpy(rgba + pixel * 4, rgb + pixel * 3, 3);
        rgba[pixel * 4 + 3] = 255;
    }
    chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, rgba, width, height, width * 4);
    g_free(rgba);
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
    draw(canvas, rgb, width, height);
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

static ChafaTermInfo *sequences(void) {
    ChafaTermInfo *info = chafa_term_info_new();
    chafa_term_info_set_seq(info, CHAFA_TERM_SEQ_BEGIN_SIXELS, "\033P%1;%2;%3q", NULL);
    chafa_term_info_set_seq(info, CHAFA_TERM_SEQ_END_SIXELS, "\033\\", NULL);
    chafa_term_info_set_seq(
        info, CHAFA_TERM_SEQ_BEGIN_ITERM2_IMAGE,
        "\033]1337;File=inline=1;width=%1;height=%2;preserveAspectRatio=0;doNotMoveCursor=1:", NULL);
    chafa_term_info_set_seq(info, CHAFA_TERM_SEQ_END_ITERM2_IMAGE, "\a", NULL);
    return info;
}

uint8_t *cc_print(
    const uint8_t *rgb, int width, int height, int pixel_width, int pixel_height, int columns, int rows,
    cc_protocol protocol, bool few_colors, size_t *length) {
    bool sixel = protocol == CC_SIXEL;
    chafa_set_n_threads(1);
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    // A sixel picture is one cell as large as the whole, so that it has exactly these pixels.
    chafa_canvas_config_set_geometry(config, sixel ? 1 : columns, sixel ? 1 : rows);
    chafa_canvas_config_set_cell_geometry(
        config, sixel ? pixel_width : (pixel_width + columns - 1) / columns,
        sixel ? pixel_height : (pixel_height + rows - 1) / rows);
    chafa_canvas_config_set_pixel_mode(config, sixel ? CHAFA_PIXEL_MODE_SIXELS : CHAFA_PIXEL_MODE_ITERM2);
    chafa_canvas_config_set_canvas_mode(
        config, few_colors ? CHAFA_CANVAS_MODE_INDEXED_16 : CHAFA_CANVAS_MODE_TRUECOLOR);
    chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_RGB);
    chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_ORDERED);
    chafa_canvas_config_set_dither_intensity(config, 0.5f);
    chafa_canvas_config_set_work_factor(config, 0.8f);
    ChafaCanvas *canvas = chafa_canvas_new(config);
    draw(canvas, rgb, width, height);
    ChafaTermInfo *info = sequences();
    GString *text = chafa_canvas_print(canvas, info);
    chafa_term_info_unref(info);
    chafa_canvas_unref(canvas);
    chafa_canvas_config_unref(config);
    if (!text) return NULL;
    *length = text->len;
    return (uint8_t *)g_string_free(text, FALSE);
}

void cc_free(uint8_t *bytes) { g_free(bytes); }
