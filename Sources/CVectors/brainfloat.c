#include "brainfloat.h"
#include "exponential.h"
#include "processors.h"

#include <math.h>
#include <string.h>

/* The loops are plain: the compiler makes vectors of them, of sums too, because the order of a sum is left to it
 * here. */
#pragma clang fp reassociate(on) contract(fast)

INLINE float widened(uint16_t half) {
  uint32_t bits = (uint32_t)half << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/* Adding half of the last place kept, less one where that place is even, carries into it exactly when rounding does,
 * and on into the exponent, up to infinity. A not-a-number is made quiet instead: its fraction might carry into the
 * sign. */
INLINE uint16_t rounded(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  uint32_t nearest = bits + 0x7fff + (bits >> 16 & 1);
  uint32_t quiet = bits | 0x400000;
  return (uint16_t)(((bits & 0x7fffffff) > 0x7f800000 ? quiet : nearest) >> 16);
}

EVERY_PROCESSOR void brainfloat_round(size_t count, const float *restrict x, uint16_t *restrict y) {
  for (size_t i = 0; i < count; i++) y[i] = rounded(x[i]);
}

EVERY_PROCESSOR void brainfloat_widen(size_t count, const uint16_t *restrict x, float *restrict y) {
  for (size_t i = 0; i < count; i++) y[i] = widened(x[i]);
}

EVERY_PROCESSOR void brainfloat_layer_norm(
    size_t rows, size_t width, float epsilon, const float *restrict x, const float *restrict weight,
    const float *restrict bias, uint16_t *restrict y) {
  for (size_t row = 0; row < rows; row++, x += width, y += width) {
    float total = 0, squares = 0;
    for (size_t i = 0; i < width; i++) total += x[i];
    float mean = total / (float)width;
    for (size_t i = 0; i < width; i++) squares += (x[i] - mean) * (x[i] - mean);
    float factor = 1 / sqrtf(squares / (float)width + epsilon);
    for (size_t i = 0; i < width; i++) y[i] = rounded((x[i] - mean) * factor * weight[i] + bias[i]);
  }
}

EVERY_PROCESSOR void brainfloat_softmax(
    size_t rows, size_t count, float scale, float *restrict s, uint16_t *restrict p) {
  if (count == 0) return;
  const float factor = scale * log2_of_e;
  for (size_t row = 0; row < rows; row++, s += count, p += count) {
    float peak = largest(s, (ptrdiff_t)count), total = 0;
    for (size_t i = 0; i < count; i++) {
      s[i] = power_of_two((s[i] - peak) * factor);
      total += s[i];
    }
    float share = 1 / total;
    for (size_t i = 0; i < count; i++) p[i] = rounded(s[i] * share);
  }
}

EVERY_PROCESSOR void brainfloat_swiglu(
    size_t rows, size_t width, const uint16_t *restrict x, uint16_t *restrict y) {
  for (size_t row = 0; row < rows; row++, x += 2 * width, y += width) {
    for (size_t i = 0; i < width; i++) y[i] = rounded(silu(widened(x[i])) * widened(x[width + i]));
  }
}
