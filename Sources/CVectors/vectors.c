/* The element-wise loops of the encoders. In C, because one C function can be compiled for several processors and
 * chosen when the program starts (target_clones), which Swift cannot do. Tensors is the only module that calls them. */
#include "CVectors.h"
#include "exponential.h"
#include "processors.h"

/* x Phi(x) = x (1 + erf(x / sqrt 2)) / 2, within 1.5e-7 + 1e-7 |x|; NaN stays NaN.
 *
 * With the tail Q(t) = Phi(-t), t = |x|, it is max(x, 0) - t Q(t): no branch, and no cancellation for x < 0. The
 * tail falls like e^(-t^2 / 2), so that R(t) = -log2 Q(t) is smooth and nearly a parabola: a polynomial of degree 7
 * over 0...8, fitted so that t 2^-R(t) is off by 2.7e-8 at most (Lawson's iteration; a rational erf needs a division
 * and has twice the terms). Beyond 8 the term is below 1e-14 and stays there. */
INLINE float gelu(float x) {
  float t = x < 0.0f ? -x : x;
  t = t > 8.0f ? 8.0f : t;
  float r = 3.152039654e-6f;
  r = r * t + 2.931664369e-7f;
  r = r * t - 6.359275430e-4f;
  r = r * t + 7.810703479e-3f;
  r = r * t - 5.312380195e-2f;
  r = r * t - 4.589283466e-1f;
  r = r * t - 1.151162863f;
  r = r * t - 9.999961257e-1f;
  return (x < 0.0f ? 0.0f : x) - t * power_of_two(r);
}

EVERY_PROCESSOR void vectors_gelu(float *x, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) x[i] = gelu(x[i]);
}

EVERY_PROCESSOR void vectors_silu_product(float *gate, const float *restrict up, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) gate[i] = silu(gate[i]) * up[i];
}

/* In double precision, four at a time in single: in a long row with one large value, each of the others may be below
 * its last place, but not all of them together. */
INLINE double total(const float *x, ptrdiff_t count) {
  double lanes[8] = {0}, sum = 0;
  ptrdiff_t i = 0;
  for (; i + 32 <= count; i += 32) {
    for (int j = 0; j < 8; j++) lanes[j] += (double)((x[i + j] + x[i + 8 + j]) + (x[i + 16 + j] + x[i + 24 + j]));
  }
  for (; i < count; i++) sum += (double)x[i];
  for (int j = 0; j < 8; j++) sum += lanes[j];
  return sum;
}

EVERY_PROCESSOR void vectors_softmax(float *x, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, float scale) {
  const float factor = scale * log2_of_e;
  for (; rows > 0 && columns > 0; rows--, x += stride) {
    const float peak = largest(x, columns);
    for (ptrdiff_t i = 0; i < columns; i++) x[i] = power_of_two((x[i] - peak) * factor);
    const float share = (float)(1.0 / total(x, columns));
    for (ptrdiff_t i = 0; i < columns; i++) x[i] *= share;
  }
}

INLINE void normalise(
    const float *x, const float *weight, const float *bias, float epsilon, ptrdiff_t width, float *y) {
  PARTIAL_SUMS
  float sum = 0.0f, squares = 0.0f;
  for (ptrdiff_t i = 0; i < width; i++) sum += x[i];
  const float mean = sum / (float)width;
  for (ptrdiff_t i = 0; i < width; i++) squares += (x[i] - mean) * (x[i] - mean);
  const float scale = 1.0f / __builtin_elementwise_sqrt(squares / (float)width + epsilon);
  for (ptrdiff_t i = 0; i < width; i++) y[i] = (x[i] - mean) * scale * weight[i] + bias[i];
}

EVERY_PROCESSOR void vectors_layer_norm(
    const float *x, ptrdiff_t stride, const float *weight, const float *bias, float epsilon, ptrdiff_t rows,
    ptrdiff_t width, float *restrict y, ptrdiff_t y_stride) {
  for (ptrdiff_t row = 0; row < rows; row++) {
    normalise(x + row * stride, weight, bias, epsilon, width, y + row * y_stride);
  }
}

EVERY_PROCESSOR void vectors_repeat(
    const float *row, ptrdiff_t rows, ptrdiff_t width, float *restrict y, ptrdiff_t stride) {
  for (; rows > 0; rows--, y += stride) {
    for (ptrdiff_t i = 0; i < width; i++) y[i] = row[i];
  }
}

EVERY_PROCESSOR void vectors_add(float *restrict x, const float *y, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) x[i] += y[i];
}

EVERY_PROCESSOR void vectors_add_scaled(
    float *restrict x, const float *y, const float *scale, ptrdiff_t rows, ptrdiff_t width) {
  for (; rows > 0; rows--, x += width, y += width) {
    for (ptrdiff_t i = 0; i < width; i++) x[i] += scale[i] * y[i];
  }
}

EVERY_PROCESSOR void vectors_mean(
    const float *x, ptrdiff_t rows, ptrdiff_t width, ptrdiff_t stride, float *restrict y) {
  for (ptrdiff_t i = 0; i < width; i++) y[i] = x[i];
  for (ptrdiff_t row = 1; row < rows; row++) {
    for (ptrdiff_t i = 0; i < width; i++) y[i] += x[row * stride + i];
  }
  for (ptrdiff_t i = 0; i < width; i++) y[i] /= (float)rows;
}

EVERY_PROCESSOR void vectors_gather_patches(
    const uint8_t *rgba, ptrdiff_t side, ptrdiff_t patch, struct channel_scales scales, float *restrict y) {
  for (ptrdiff_t top = 0; top + patch <= side; top += patch) {
    for (ptrdiff_t left = 0; left + patch <= side; left += patch) {
      for (int channel = 0; channel < 3; channel++) {
        for (ptrdiff_t row = 0; row < patch; row++, y += patch) {
          const uint8_t *from = rgba + ((top + row) * side + left) * 4 + channel;
          for (ptrdiff_t i = 0; i < patch; i++) {
            y[i] = (float)from[4 * i] * scales.gain[channel] + scales.offset[channel];
          }
        }
      }
    }
  }
}
