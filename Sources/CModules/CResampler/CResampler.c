#include "CResampler.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static const int32_t half = 1 << (CRESAMPLER_PRECISION - 1);

static uint8_t sample(int32_t sum) {
    int32_t value = sum >> CRESAMPLER_PRECISION;
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static void column(const uint8_t *pixel, const uint8_t *end, const CResamplerPair *pairs, int32_t count,
                   uint8_t *target) {
    int32_t sums[3] = {half, half, half};
    for (int32_t place = 0; place < count * 2 && pixel < end; place++, pixel += 3) {
        const CResamplerPair *pair = pairs + place / 2;
        int32_t weight = pair->high[place % 2] * (1 << CRESAMPLER_LOW_BITS) + pair->low[place % 2];
        for (int colour = 0; colour < 3; colour++) {
            sums[colour] += weight * pixel[colour];
        }
    }
    for (int colour = 0; colour < 3; colour++) {
        target[colour] = sample(sums[colour]);
    }
}

#if defined(__SSE2__)
// Both pixels of a pair are multiplied and added by one instruction a half, which is exact: 16 x 16 bits into 32.
static void fast_column(const uint8_t *pixel, const CResamplerPair *pairs, int32_t count, uint8_t *target) {
    const __m128i zero = _mm_setzero_si128();
    __m128i high = zero, low = zero;
    for (int32_t place = 0; place < count; place++, pixel += 6) {
        __m128i both = _mm_loadl_epi64((const __m128i *)pixel);
        __m128i woven = _mm_unpacklo_epi8(both, _mm_srli_si128(both, 3));
        __m128i wide = _mm_unpacklo_epi8(woven, zero);
        __m128i weights = _mm_loadl_epi64((const __m128i *)(pairs + place));
        high = _mm_add_epi32(high, _mm_madd_epi16(wide, _mm_shuffle_epi32(weights, 0x00)));
        low = _mm_add_epi32(low, _mm_madd_epi16(wide, _mm_shuffle_epi32(weights, 0x55)));
    }
    __m128i sum = _mm_add_epi32(_mm_add_epi32(_mm_slli_epi32(high, CRESAMPLER_LOW_BITS), low), _mm_set1_epi32(half));
    __m128i words = _mm_packs_epi32(_mm_srai_epi32(sum, CRESAMPLER_PRECISION), zero);
    int32_t bytes = _mm_cvtsi128_si32(_mm_packus_epi16(words, zero));
    memcpy(target, &bytes, 3);
}
#endif

void cresampler_row(const uint8_t *source, size_t source_bytes, const int32_t *starts, const int32_t *pair_counts,
                    const CResamplerPair *pairs, size_t stride, size_t columns, uint8_t *target) {
    for (size_t place = 0; place < columns; place++, target += 3, pairs += stride) {
        size_t first = (size_t)starts[place] * 3;
#if defined(__SSE2__)
        // The last load of a column takes eight bytes where six are needed.
        if (first + (size_t)pair_counts[place] * 6 + 2 <= source_bytes) {
            fast_column(source + first, pairs, pair_counts[place], target);
            continue;
        }
#endif
        column(source + first, source + source_bytes, pairs, pair_counts[place], target);
    }
}
