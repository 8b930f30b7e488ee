/* What stands between the products of attention pooling. Rows are contiguous; several threads may call at once.
 * Tensors/AttentionGates.swift says what each one computes. */
#ifndef COVERSLIP_GATES_H
#define COVERSLIP_GATES_H
#include <stddef.h>

void gates_affine(float *x, const float *bias, int rectified, ptrdiff_t rows, ptrdiff_t width);
void gates_attention(
    float *x, const float *bias, int gated, ptrdiff_t rows, ptrdiff_t gates, const float *weight,
    const float *weight_bias, ptrdiff_t branches, float *logits);
#endif
