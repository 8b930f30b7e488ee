/* The loops of a convolutional network: planes [channels, side * side], one channel after the other. Results must not
 * overlap what is read, except where said. Tensors/PlaneKernels.swift says what each one computes. */
#ifndef COVERSLIP_PLANES_H
#define COVERSLIP_PLANES_H
#include <stddef.h>
#include <stdint.h>

/* value * gain + offset of red, green and blue. */
struct channel_scales {
  float gain[3], offset[3];
};

void planes_from_pixels(const uint8_t *rgba, ptrdiff_t count, struct channel_scales scales, float *y);
void planes_columns(
    const float *x, ptrdiff_t channels, ptrdiff_t side, ptrdiff_t kernel, ptrdiff_t stride, ptrdiff_t padding,
    float *y);
void planes_add_bias(float *x, const float *bias, int rectified, ptrdiff_t channels, ptrdiff_t places);
void planes_largest(const float *x, ptrdiff_t channels, ptrdiff_t side, float *y);
void planes_means(const float *x, ptrdiff_t channels, ptrdiff_t places, float *y);
#endif
