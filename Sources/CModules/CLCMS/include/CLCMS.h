// Little CMS: one kind of conversion, from a profile's RGB to sRGB, eight bits a sample.
#ifndef CLCMS_H
#define CLCMS_H

#include <stddef.h>
#include <stdint.h>

typedef struct CLCMSTransform CLCMSTransform;

// Relative colorimetric with black point compensation. NULL for a profile that is none, or not of RGB. Costs some
// milliseconds; afterwards any number of threads may use it at once.
CLCMSTransform *clcms_to_srgb(const void *profile, size_t length);
void clcms_free(CLCMSTransform *transform);
// Converts pixels of three bytes in place.
void clcms_convert(const CLCMSTransform *transform, uint8_t *pixels, size_t count);

#endif
