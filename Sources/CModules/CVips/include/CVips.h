// The few libvips operations in use, with fixed arguments: the originals are variadic and NULL-terminated.
// An image is lazy: errors of the pixels appear in cvips_region_compute. NULL or a non-zero status means failure.
#ifndef CVIPS_H
#define CVIPS_H

#include <stddef.h>
#include <stdint.h>

typedef struct CVipsPicture CVipsPicture;
typedef struct CVipsRegion CVipsRegion;

// Starts libvips for untrusted input, without its operation cache, with one worker a pipeline. Once, on one thread.
int cvips_start(void);
// 1 where this build can load the format of an operation such as "jpegload_buffer" and it isn't blocked.
int cvips_can_load(const char *operation);
// Copies the process-wide error log and empties it.
void cvips_take_error(char *text, size_t capacity);

// Opens the bytes with one loader, such as "pngload_buffer". Borrows the bytes until the image is freed.
CVipsPicture *cvips_open(const char *loader, const void *bytes, size_t length);
void cvips_free(CVipsPicture *picture);
int cvips_width(const CVipsPicture *picture);
int cvips_height(const CVipsPicture *picture);
// EXIF orientation, 1...8; 1 where there is none.
int cvips_orientation(CVipsPicture *picture);
// The embedded ICC profile, or NULL; owned by the image.
const void *cvips_profile(CVipsPicture *picture, size_t *length);

// Each gives a new image and leaves the old one with the caller.
CVipsPicture *cvips_profile_to_srgb(CVipsPicture *picture);
// 1 for cyan, magenta, yellow and black of 8 bits; cvips_print_to_rgb makes (255 - ink) * (255 - black) / 255 of them,
// what Pillow and browsers show where no profile says more.
int cvips_is_print_colours(const CVipsPicture *picture);
CVipsPicture *cvips_print_to_rgb(CVipsPicture *picture);
CVipsPicture *cvips_to_srgb(CVipsPicture *picture);
CVipsPicture *cvips_flatten_on_white(CVipsPicture *picture);

// A window on an image of three 8-bit bands, for reading it from top to bottom; NULL for any other image.
CVipsRegion *cvips_region(CVipsPicture *picture);
void cvips_region_free(CVipsRegion *region);
// Decodes whole rows into the window.
int cvips_region_compute(CVipsRegion *region, int first_row, int rows);
// One of the rows in the window, width * 3 bytes; valid until the next compute.
const uint8_t *cvips_region_row(const CVipsRegion *region, int row);

// Encodes three 8-bit bands, rows from top to bottom, as a JPEG without metadata. The file is the caller's: cvips_give_back.
int cvips_jpeg(const uint8_t *rgb, int width, int height, int quality, void **file, size_t *length);
void cvips_give_back(void *file);

#endif
