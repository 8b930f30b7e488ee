/* What the loops between products have in common. */
#ifndef COVERSLIP_EXPONENTIAL_H
#define COVERSLIP_EXPONENTIAL_H
#include <stddef.h>
#include <stdint.h>

#include "processors.h"

/* 2^y with a relative error below 1.1e-7, y clamped to -125...126; NaN stays NaN.
 *
 * y = n + f, |f| <= 1/2: adding 1.5 * 2^23 + 127 rounds y to the integer n and leaves n + 127, the exponent of 2^n,
 * in the low bits of the sum. 2^f is a polynomial of degree 6 that is exact at 0, with the smallest largest relative
 * error (2e-9; Lawson's iteration on 4001 Chebyshev nodes). The product with 2^n is exact; to add n to the
 * exponent's bits instead would make a number of some NaNs. */
INLINE float power_of_two(float y) {
  const float rounding = 12583039.0f;
  y = y < -125.0f ? -125.0f : y;
  y = y > 126.0f ? 126.0f : y;
  union { float value; uint32_t bits; } n = {y + rounding}, power;
  float f = y - (n.value - rounding);
  float p = 1.535334159e-4f;
  p = p * f + 1.339890063e-3f;
  p = p * f + 9.618437849e-3f;
  p = p * f + 5.550332367e-2f;
  p = p * f + 2.402264774e-1f;
  p = p * f + 6.931471825e-1f;
  p = p * f + 1.0f;
  power.bits = n.bits << 23;
  return p * power.value;
}

static const float log2_of_e = 1.442695041f;

/* x / (1 + e^-x). Below -87 it is that of -87, -1.4e-36: the power has its end there, which a larger x would outweigh.
 * NaN stays NaN. */
INLINE float silu(float x) {
  x = x < -87.0f ? -87.0f : x;
  return x / (1.0f + power_of_two(-log2_of_e * x));
}

/* In lanes by hand: a compiler may not take a maximum in another order, because of NaN. The last lanes are those at
 * the end, some of them looked at twice. Where there is a NaN, the answer is any of the values: a softmax is NaN
 * then. */
INLINE float largest(const float *x, ptrdiff_t count) {
  float peak = x[0];
  if (count < 32) {
    for (ptrdiff_t i = 1; i < count; i++) peak = x[i] > peak ? x[i] : peak;
    return peak;
  }
  float lanes[32];
  for (int j = 0; j < 32; j++) lanes[j] = x[count - 32 + j];
  for (ptrdiff_t i = 0; i + 32 < count; i += 32) {
    for (int j = 0; j < 32; j++) lanes[j] = x[i + j] > lanes[j] ? x[i + j] : lanes[j];
  }
  for (int j = 0; j < 32; j++) peak = lanes[j] > peak ? lanes[j] : peak;
  return peak;
}

#endif
