#include "CVips.h"

#include <stdio.h>
#include <string.h>

#include <vips/vips.h>

#define IMAGE(picture) ((VipsImage *)(picture))

// libvips' warnings would go to standard error, which belongs to the screen.
static void drop_log(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain, (void)level, (void)message, (void)data;
}

int cvips_start(void) {
    if (VIPS_INIT("top5")) {
        return -1;
    }
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO, drop_log, NULL);
    vips_block_untrusted_set(TRUE);
    // Only the loaders that are named here: an SVG or a PDF never gets to its library.
    static const char *const loaders[] = {"VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer",
                                          "VipsForeignLoadWebpBuffer", "VipsForeignLoadNsgifBuffer",
                                          "VipsForeignLoadTiffBuffer", "VipsForeignLoadHeifBuffer"};
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < sizeof loaders / sizeof loaders[0]; i++) {
        vips_operation_block_set(loaders[i], FALSE);
    }
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    return 0;
}

int cvips_can_load(const char *operation) {
    // Building an operation that was blocked as untrusted fails; looking up its class does not.
    GType type = vips_type_find("VipsOperation", operation);
    if (type == 0) {
        return 0;
    }
    VipsOperationClass *class = VIPS_OPERATION_CLASS(g_type_class_ref(type));
    int usable = (class->flags & VIPS_OPERATION_BLOCKED) == 0;
    g_type_class_unref(class);
    return usable;
}

void cvips_take_error(char *text, size_t capacity) {
    char *copy = vips_error_buffer_copy();
    snprintf(text, capacity, "%s", copy);
    g_free(copy);
}

CVipsPicture *cvips_open(const char *loader, const void *bytes, size_t length) {
    // A file that ends early or is damaged must fail, not yield grey: "error" includes "truncated".
    VipsBlob *blob = vips_blob_new(NULL, bytes, length);
    VipsImage *out = NULL;
    int status = vips_call(loader, blob, &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    vips_area_unref(VIPS_AREA(blob));
    return status == 0 ? (CVipsPicture *)out : NULL;
}

void cvips_free(CVipsPicture *picture) { g_object_unref(IMAGE(picture)); }

int cvips_width(const CVipsPicture *picture) { return vips_image_get_width((const VipsImage *)picture); }

int cvips_height(const CVipsPicture *picture) { return vips_image_get_height((const VipsImage *)picture); }

int cvips_orientation(CVipsPicture *picture) { return vips_image_get_orientation(IMAGE(picture)); }

const void *cvips_profile(CVipsPicture *picture, size_t *length) {
    const void *data = NULL;
    if (vips_image_get_typeof(IMAGE(picture), VIPS_META_ICC_NAME) == 0 ||
        vips_image_get_blob(IMAGE(picture), VIPS_META_ICC_NAME, &data, length)) {
        return NULL;
    }
    return data;
}

CVipsPicture *cvips_profile_to_srgb(CVipsPicture *picture) {
    VipsImage *out = NULL;
    int status = vips_icc_transform(IMAGE(picture), &out, "srgb", "embedded", TRUE, "intent",
                                    VIPS_INTENT_RELATIVE, "black_point_compensation", TRUE, "depth", 8, NULL);
    return status == 0 ? (CVipsPicture *)out : NULL;
}

int cvips_is_print_colours(const CVipsPicture *picture) {
    const VipsImage *image = (const VipsImage *)picture;
    return vips_image_get_interpretation(image) == VIPS_INTERPRETATION_CMYK && vips_image_get_bands(image) >= 4 &&
           vips_image_get_format(image) == VIPS_FORMAT_UCHAR;
}

CVipsPicture *cvips_print_to_rgb(CVipsPicture *picture) {
    VipsImage *ink = NULL, *black = NULL, *paper = NULL, *through = NULL, *product = NULL, *scaled = NULL, *out = NULL;
    double scale = 1.0 / 255.0, half = 0.5;
    VipsImage *image = IMAGE(picture);
    if (vips_extract_band(image, &ink, 0, "n", 3, NULL) == 0 && vips_extract_band(image, &black, 3, NULL) == 0 &&
        vips_invert(ink, &paper, NULL) == 0 && vips_invert(black, &through, NULL) == 0 &&
        vips_multiply(paper, through, &product, NULL) == 0 &&
        vips_linear(product, &scaled, &scale, &half, 1, "uchar", TRUE, NULL) == 0) {
        vips_copy(scaled, &out, "interpretation", VIPS_INTERPRETATION_sRGB, NULL);
    }
    VipsImage *parts[] = {ink, black, paper, through, product, scaled};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i] != NULL) {
            g_object_unref(parts[i]);
        }
    }
    return (CVipsPicture *)out;
}

CVipsPicture *cvips_to_srgb(CVipsPicture *picture) {
    VipsImage *converted = NULL;
    VipsImage *out = NULL;
    if (vips_colourspace(IMAGE(picture), &converted, VIPS_INTERPRETATION_sRGB, NULL)) {
        return NULL;
    }
    int status = vips_cast(converted, &out, VIPS_FORMAT_UCHAR, NULL);
    g_object_unref(converted);
    return status == 0 ? (CVipsPicture *)out : NULL;
}

CVipsPicture *cvips_flatten_on_white(CVipsPicture *picture) {
    if (!vips_image_hasalpha(IMAGE(picture))) {
        g_object_ref(IMAGE(picture));
        return picture;
    }
    VipsArrayDouble *white = vips_array_double_newv(3, 255.0, 255.0, 255.0);
    VipsImage *out = NULL;
    int status = vips_flatten(IMAGE(picture), &out, "background", white, NULL);
    vips_area_unref(VIPS_AREA(white));
    return status == 0 ? (CVipsPicture *)out : NULL;
}

CVipsRegion *cvips_region(CVipsPicture *picture) {
    VipsImage *image = IMAGE(picture);
    if (vips_image_get_bands(image) != 3 || vips_image_get_format(image) != VIPS_FORMAT_UCHAR) {
        vips_error("top5", "%d bands of format %d instead of three 8-bit bands", vips_image_get_bands(image),
                   (int)vips_image_get_format(image));
        return NULL;
    }
    return (CVipsRegion *)vips_region_new(image);
}

void cvips_region_free(CVipsRegion *region) { g_object_unref(region); }

int cvips_region_compute(CVipsRegion *region, int first_row, int rows) {
    VipsRegion *inner = (VipsRegion *)region;
    VipsRect rect = {0, first_row, inner->im->Xsize, rows};
    return vips_region_prepare(inner, &rect);
}

const uint8_t *cvips_region_row(const CVipsRegion *region, int row) {
    return VIPS_REGION_ADDR((const VipsRegion *)region, 0, row);
}

int cvips_jpeg(const uint8_t *rgb, int width, int height, int quality, void **file, size_t *length) {
    VipsImage *image =
        vips_image_new_from_memory(rgb, (size_t)width * (size_t)height * 3, width, height, 3, VIPS_FORMAT_UCHAR);
    if (image == NULL) {
        return -1;
    }
    VipsImage *colours = NULL;
    int status = vips_copy(image, &colours, "interpretation", VIPS_INTERPRETATION_sRGB, NULL);
    if (status == 0) {
        status = vips_jpegsave_buffer(colours, file, length, "Q", quality, "strip", TRUE, "optimize_coding", TRUE, NULL);
        g_object_unref(colours);
    }
    g_object_unref(image);
    return status;
}

void cvips_give_back(void *file) { g_free(file); }
