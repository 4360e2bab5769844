// The innermost loop of the resize, in C for one SSE2 instruction that Swift can't name (pmaddwd).
#ifndef CRESAMPLER_H
#define CRESAMPLER_H

#include <stddef.h>
#include <stdint.h>

// Bits of a weight behind the point, and how many of them are in its lower half.
#define CRESAMPLER_PRECISION 22
#define CRESAMPLER_LOW_BITS 11

// Two neighbouring weights, each as high * 2^11 + low.
typedef struct {
    int16_t high[2];
    int16_t low[2];
} CResamplerPair;

// One row of RGB pixels, three bytes each: target[c] = round(sum of weight * pixel), for each column c the pixels from
// starts[c] on with the pairs[c * stride...], pair_counts[c] of them. A last pair may hold a zero for a pixel that is
// not there; nothing is read behind source_bytes. Exactly the integers of Pillow's ImagingResampleHorizontal_8bpc.
void cresampler_row(const uint8_t *source, size_t source_bytes, const int32_t *starts, const int32_t *pair_counts,
                    const CResamplerPair *pairs, size_t stride, size_t columns, uint8_t *target);

#endif
