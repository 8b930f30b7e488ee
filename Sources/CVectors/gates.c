#include "gates.h"

#include <stdint.h>
#include <string.h>

/* One copy a kind of processor, chosen when the program starts. */
#if defined(__x86_64__) && defined(__linux__)
#define EVERY_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_PROCESSOR
#endif
#define INLINE static inline __attribute__((always_inline))

/* e^x, clamped to -43...43, where tanh and the sigmoid have long reached their ends and products of two exponentials stay
 * finite; relative error below 2e-7. 2^n e^r with |r| <= ln(2) / 2: ln 2 in two parts (Cody and Waite 1980), e^r by its
 * Taylor polynomial of degree 7 (the next term is below 6e-9); adding 1.5 * 2^23 leaves n in the low bits of the sum. */
INLINE float exponential(float x) {
  const float rounding = 12582912.0f;
  x = x > -43.0f ? x : -43.0f;
  x = x < 43.0f ? x : 43.0f;
  float shifted = x * 1.442695041f + rounding;
  float n = shifted - rounding;
  float r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float y = r * (1.0f / 5040) + 1.0f / 720;
  y = y * r + 1.0f / 120;
  y = y * r + 1.0f / 24;
  y = y * r + 1.0f / 6;
  y = y * r + 0.5f;
  y = y * r + 1.0f;
  y = y * r + 1.0f;
  uint32_t power, bits;
  memcpy(&power, &shifted, sizeof power);
  memcpy(&bits, &y, sizeof bits);
  bits += power << 23;
  memcpy(&y, &bits, sizeof y);
  return y;
}

/* tanh(v) = (1 - a) / (1 + a) with a = e^-2v; sigmoid(u) = 1 / (1 + b) with b = e^-u: one division for both. */
INLINE void gate(float *x, const float *bias, ptrdiff_t gates) {
  for (ptrdiff_t i = 0; i < gates; i++) {
    float a = exponential(-2.0f * (x[i] + bias[i]));
    float b = exponential(-(x[gates + i] + bias[gates + i]));
    x[i] = (1.0f - a) / ((1.0f + a) * (1.0f + b));
  }
}

INLINE void hyperbolic_tangent(float *x, const float *bias, ptrdiff_t gates) {
  for (ptrdiff_t i = 0; i < gates; i++) {
    float a = exponential(-2.0f * (x[i] + bias[i]));
    x[i] = (1.0f - a) / (1.0f + a);
  }
}

/* The order of the sum is left to the compiler, which then keeps several partial sums. */
INLINE float dot(const float *x, const float *y, ptrdiff_t count) {
#pragma clang fp reassociate(on) contract(fast)
  float sum = 0.0f;
  for (ptrdiff_t i = 0; i < count; i++) sum += x[i] * y[i];
  return sum;
}

EVERY_PROCESSOR void gates_affine(float *x, const float *bias, int rectified, ptrdiff_t rows, ptrdiff_t width) {
  for (float *end = x + rows * width; x < end; x += width) {
    if (rectified) {
      for (ptrdiff_t i = 0; i < width; i++) x[i] = x[i] + bias[i] > 0.0f ? x[i] + bias[i] : 0.0f;
    } else {
      for (ptrdiff_t i = 0; i < width; i++) x[i] += bias[i];
    }
  }
}

EVERY_PROCESSOR void gates_attention(
    float *x, const float *bias, int gated, ptrdiff_t rows, ptrdiff_t gates, const float *weight,
    const float *weight_bias, ptrdiff_t branches, float *logits) {
  for (ptrdiff_t row = 0; row < rows; row++, x += gated ? 2 * gates : gates) {
    if (gated) gate(x, bias, gates);
    else hyperbolic_tangent(x, bias, gates);
    for (ptrdiff_t branch = 0; branch < branches; branch++) {
      logits[branch * rows + row] = dot(x, weight + branch * gates, gates) + weight_bias[branch];
    }
  }
}
