#include "planes.h"

#include "processors.h"

EVERY_PROCESSOR void planes_from_pixels(
    const uint8_t *rgba, ptrdiff_t count, struct channel_scales scales, float *restrict y) {
  for (int channel = 0; channel < 3; channel++, y += count) {
    const float factor = scales.gain[channel], summand = scales.offset[channel];
    for (ptrdiff_t i = 0; i < count; i++) y[i] = (float)rgba[4 * i + channel] * factor + summand;
  }
}

/* The outputs first...last - 1 of a line whose inputs at `tap` lie inside: 0 <= i * stride + tap - padding < side. */
struct span {
  ptrdiff_t first, last;
};

INLINE struct span inside(ptrdiff_t tap, ptrdiff_t side, ptrdiff_t outputs, ptrdiff_t stride, ptrdiff_t padding) {
  struct span span = {0, outputs};
  const ptrdiff_t before = padding - tap, after = side + padding - tap;
  if (before > 0) span.first = (before + stride - 1) / stride;
  if ((outputs - 1) * stride >= after) span.last = after <= 0 ? 0 : (after - 1) / stride + 1;
  if (span.first > span.last) span.first = span.last;
  return span;
}

INLINE void copy_line(const float *x, ptrdiff_t stride, struct span span, ptrdiff_t outputs, float *restrict y) {
  for (ptrdiff_t i = 0; i < span.first; i++) y[i] = 0.0f;
  if (stride == 1) {
    for (ptrdiff_t i = span.first; i < span.last; i++) y[i] = x[i];
  } else {
    for (ptrdiff_t i = span.first; i < span.last; i++) y[i] = x[i * stride];
  }
  for (ptrdiff_t i = span.last; i < outputs; i++) y[i] = 0.0f;
}

EVERY_PROCESSOR void planes_columns(
    const float *x, ptrdiff_t channels, ptrdiff_t side, ptrdiff_t kernel, ptrdiff_t stride, ptrdiff_t padding,
    float *restrict y) {
  const ptrdiff_t outputs = (side + 2 * padding - kernel) / stride + 1;
  for (ptrdiff_t tap = 0; tap < channels * kernel * kernel; tap++) {
    const ptrdiff_t channel = tap / (kernel * kernel), row = tap / kernel % kernel, column = tap % kernel;
    const struct span rows = inside(row, side, outputs, stride, padding);
    const struct span columns = inside(column, side, outputs, stride, padding);
    for (ptrdiff_t i = 0; i < outputs; i++, y += outputs) {
      const struct span span = i < rows.first || i >= rows.last ? (struct span){outputs, outputs} : columns;
      copy_line(x + (channel * side + i * stride + row - padding) * side + column - padding, stride, span, outputs, y);
    }
  }
}

EVERY_PROCESSOR void planes_add_bias(
    float *x, const float *bias, int rectified, ptrdiff_t channels, ptrdiff_t places) {
  for (ptrdiff_t channel = 0; channel < channels; channel++, x += places) {
    const float summand = bias[channel];
    if (rectified) {
      for (ptrdiff_t i = 0; i < places; i++) x[i] = x[i] + summand < 0.0f ? 0.0f : x[i] + summand;
    } else {
      for (ptrdiff_t i = 0; i < places; i++) x[i] += summand;
    }
  }
}

INLINE float larger(float a, float b) { return b > a ? b : a; }

/* 3 x 3, stride 2, padding 1: outputs at every second place, so that a window ends at the border or one place
 * before. */
EVERY_PROCESSOR void planes_largest(const float *x, ptrdiff_t channels, ptrdiff_t side, float *restrict y) {
  const ptrdiff_t outputs = (side + 1) / 2;
  for (ptrdiff_t channel = 0; channel < channels; channel++, x += side * side) {
    for (ptrdiff_t row = 0; row < outputs; row++, y += outputs) {
      const float *middle = x + 2 * row * side;
      const float *above = row > 0 ? middle - side : middle;
      const float *below = 2 * row + 1 < side ? middle + side : middle;
      for (ptrdiff_t i = 0; i < outputs; i++) {
        const ptrdiff_t left = i > 0 ? 2 * i - 1 : 0, right = 2 * i + 1 < side ? 2 * i + 1 : side - 1;
        float peak = larger(larger(above[2 * i], middle[2 * i]), below[2 * i]);
        peak = larger(larger(larger(peak, above[left]), middle[left]), below[left]);
        y[i] = larger(larger(larger(peak, above[right]), middle[right]), below[right]);
      }
    }
  }
}

EVERY_PROCESSOR void planes_means(const float *x, ptrdiff_t channels, ptrdiff_t places, float *y) {
  PARTIAL_SUMS
  for (ptrdiff_t channel = 0; channel < channels; channel++, x += places) {
    float sum = 0.0f;
    for (ptrdiff_t i = 0; i < places; i++) sum += x[i];
    y[channel] = sum / (float)places;
  }
}
