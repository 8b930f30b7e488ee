#include "brainfloat.h"

#include <math.h>
#include <string.h>

/* One copy a kind of processor, chosen when the program starts. The loops are plain: the compiler makes vectors of them,
 * of sums too, because the order of a sum is left to it here. */
#if defined(__x86_64__) && defined(__linux__)
#define EVERY_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_PROCESSOR
#endif
#define INLINE static inline __attribute__((always_inline))
#pragma clang fp reassociate(on) contract(fast)

INLINE float widened(uint16_t half) {
  uint32_t bits = (uint32_t)half << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/* Adding half of the last place kept, less one where that place is even, carries into it exactly when rounding does, and
 * on into the exponent, up to infinity. A not-a-number is made quiet instead: its fraction might carry into the sign. */
INLINE uint16_t rounded(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  uint32_t nearest = bits + 0x7fff + (bits >> 16 & 1);
  uint32_t quiet = bits | 0x400000;
  return (uint16_t)(((bits & 0x7fffffff) > 0x7f800000 ? quiet : nearest) >> 16);
}

/* e^x, clamped to -87...88; relative error below 1e-6, far below a brain float's last place. 2^n e^r with
 * |r| <= ln(2) / 2, e^r by its Taylor polynomial of degree 6 (the next term is below 2e-7); adding 1.5 * 2^23 makes n a
 * whole number whose bits stand in the fraction, which holds only while the sums below keep their order. */
INLINE float exponential(float x) {
#pragma clang fp reassociate(off)
  const float magic = 12582912;
  x = x > -87 ? x : -87;
  x = x < 88 ? x : 88;
  float shifted = x * 1.44269504f + magic;
  float r = x - (shifted - magic) * 0.693147181f;
  float y = r * (1.0f / 720) + 1.0f / 120;
  y = y * r + 1.0f / 24;
  y = y * r + 1.0f / 6;
  y = y * r + 0.5f;
  y = y * r + 1;
  y = y * r + 1;
  uint32_t power, bits;
  memcpy(&power, &shifted, sizeof power);
  memcpy(&bits, &y, sizeof bits);
  bits += power << 23;
  memcpy(&y, &bits, sizeof y);
  return y;
}

/* Sixteen maxima side by side: one comparison after the other would wait for the one before. */
INLINE float largest(size_t count, const float *x) {
  float peaks[16];
  for (int lane = 0; lane < 16; lane++) peaks[lane] = x[0];
  size_t whole = count / 16 * 16;
  for (size_t i = 0; i < whole; i += 16) {
    for (int lane = 0; lane < 16; lane++) peaks[lane] = x[i + lane] > peaks[lane] ? x[i + lane] : peaks[lane];
  }
  for (size_t i = whole; i < count; i++) peaks[0] = x[i] > peaks[0] ? x[i] : peaks[0];
  float peak = peaks[0];
  for (int lane = 1; lane < 16; lane++) peak = peaks[lane] > peak ? peaks[lane] : peak;
  return peak;
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
  for (size_t row = 0; row < rows; row++, s += count, p += count) {
    float peak = largest(count, s), total = 0;
    for (size_t i = 0; i < count; i++) {
      s[i] = exponential((s[i] - peak) * scale);
      total += s[i];
    }
    float factor = 1 / total;
    for (size_t i = 0; i < count; i++) p[i] = rounded(s[i] * factor);
  }
}

EVERY_PROCESSOR void brainfloat_swiglu(
    size_t rows, size_t width, const uint16_t *restrict x, uint16_t *restrict y) {
  for (size_t row = 0; row < rows; row++, x += 2 * width, y += width) {
    for (size_t i = 0; i < width; i++) {
      float gate = widened(x[i]);
      y[i] = rounded(gate / (1 + exponential(-gate)) * widened(x[width + i]));
    }
  }
}
