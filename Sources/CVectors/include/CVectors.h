#ifndef COVERSLIP_CVECTORS_H
#define COVERSLIP_CVECTORS_H
#include <stddef.h>
#include <stdint.h>

#include "brainfloat.h"
#include "cpuid_facts.h"
#include "gates.h"
#include "pictures.h"
#include "planes.h"

/* Matrices are row-major; a stride counts elements from one row to the next. Nothing is allocated, nothing is kept:
 * every function may run on many threads at once. Tensors/Kernels.swift says what each one computes. */

void vectors_gelu(float *x, ptrdiff_t count);
void vectors_silu_product(float *gate, const float *up, ptrdiff_t count);
void vectors_softmax(float *x, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, float scale);
void vectors_layer_norm(
    const float *x, ptrdiff_t stride, const float *weight, const float *bias, float epsilon, ptrdiff_t rows,
    ptrdiff_t width, float *y, ptrdiff_t y_stride);
void vectors_repeat(const float *row, ptrdiff_t rows, ptrdiff_t width, float *y, ptrdiff_t stride);
void vectors_add(float *x, const float *y, ptrdiff_t count);
void vectors_add_scaled(float *x, const float *y, const float *scale, ptrdiff_t rows, ptrdiff_t width);
void vectors_mean(const float *x, ptrdiff_t rows, ptrdiff_t width, ptrdiff_t stride, float *y);
void vectors_gather_patches(
    const uint8_t *rgba, ptrdiff_t side, ptrdiff_t patch, struct channel_scales scales, float *y);
#endif
