#include "gates.h"
#include "exponential.h"
#include "processors.h"

/* e^x, clamped to -43...43, where tanh and the sigmoid have long reached their ends and products of two exponentials
 * stay finite; NaN stays NaN. */
INLINE float exponential(float x) {
  x = x < -43.0f ? -43.0f : x;
  x = x > 43.0f ? 43.0f : x;
  return power_of_two(log2_of_e * x);
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
      for (ptrdiff_t i = 0; i < width; i++) x[i] = x[i] + bias[i] < 0.0f ? 0.0f : x[i] + bias[i];
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
