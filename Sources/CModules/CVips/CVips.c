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

CVipsPicture *cvips_open(const void *bytes, size_t length, int jpeg_shrink) {
    // A file that ends early or is damaged must fail, not yield grey: "error" includes "truncated".
    if (jpeg_shrink > 1) {
        VipsImage *out = NULL;
        int status = vips_jpegload_buffer((void *)bytes, length, &out, "shrink", jpeg_shrink, "access",
                                          VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
        return status == 0 ? (CVipsPicture *)out : NULL;
    }
    return (CVipsPicture *)vips_image_new_from_buffer(bytes, length, "", "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                                      VIPS_FAIL_ON_ERROR, NULL);
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

CVipsPicture *cvips_shrink(CVipsPicture *picture, int factor) {
    VipsImage *out = NULL;
    int status = vips_shrink(IMAGE(picture), &out, factor, factor, NULL);
    return status == 0 ? (CVipsPicture *)out : NULL;
}

CVipsPicture *cvips_turn_upright(CVipsPicture *picture) {
    VipsImage *decoded = vips_image_copy_memory(IMAGE(picture));
    if (decoded == NULL) {
        return NULL;
    }
    VipsImage *out = NULL;
    int status = vips_autorot(decoded, &out, NULL);
    g_object_unref(decoded);
    return status == 0 ? (CVipsPicture *)out : NULL;
}

int cvips_write_rgb8(CVipsPicture *picture, void *destination, size_t capacity) {
    VipsImage *image = IMAGE(picture);
    if (vips_image_get_bands(image) != 3 || vips_image_get_format(image) != VIPS_FORMAT_UCHAR ||
        VIPS_IMAGE_SIZEOF_IMAGE(image) != capacity) {
        vips_error("top5", "%d bands of format %d instead of three 8-bit bands", vips_image_get_bands(image),
                   (int)vips_image_get_format(image));
        return -1;
    }
    // A memory image over the caller's buffer: the pixels are computed straight into it.
    VipsImage *target = vips_image_new_from_memory(destination, capacity, vips_image_get_width(image),
                                                   vips_image_get_height(image), 3, VIPS_FORMAT_UCHAR);
    if (target == NULL) {
        return -1;
    }
    int status = vips_image_write(image, target);
    g_object_unref(target);
    return status;
}
