// The few libvips operations in use, with fixed arguments: the originals are variadic and NULL-terminated.
// An image is lazy: errors of the pixels appear in cvips_write_rgb8. NULL or a non-zero status means failure.
#ifndef CVIPS_H
#define CVIPS_H

#include <stddef.h>

typedef struct CVipsPicture CVipsPicture;

// Starts libvips for untrusted input, without its operation cache, with one worker a pipeline. Once, on one thread.
int cvips_start(void);
// 1 where this build can load the format of an operation such as "jpegload_buffer" and it isn't blocked.
int cvips_can_load(const char *operation);
// Copies the process-wide error log and empties it.
void cvips_take_error(char *text, size_t capacity);

// Borrows the bytes until the image is freed. A shrink above 1 (2, 4 or 8) is honoured by JPEG alone.
CVipsPicture *cvips_open(const void *bytes, size_t length, int jpeg_shrink);
void cvips_free(CVipsPicture *picture);
int cvips_width(const CVipsPicture *picture);
int cvips_height(const CVipsPicture *picture);
// EXIF orientation, 1...8; 1 where there is none.
int cvips_orientation(CVipsPicture *picture);
// The embedded ICC profile, or NULL; owned by the image.
const void *cvips_profile(CVipsPicture *picture, size_t *length);

// Each gives a new image and leaves the old one with the caller.
CVipsPicture *cvips_profile_to_srgb(CVipsPicture *picture);
CVipsPicture *cvips_to_srgb(CVipsPicture *picture);
CVipsPicture *cvips_flatten_on_white(CVipsPicture *picture);
CVipsPicture *cvips_shrink(CVipsPicture *picture, int factor);
// Turns the pixels as the EXIF orientation says; decodes all of them first, since turning reads out of order.
CVipsPicture *cvips_turn_upright(CVipsPicture *picture);

// Decodes into width * height * 3 bytes, rows top to bottom. Fails unless the image has three 8-bit bands.
int cvips_write_rgb8(CVipsPicture *picture, void *destination, size_t capacity);

#endif
