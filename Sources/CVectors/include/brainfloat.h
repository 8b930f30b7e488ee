/* The loops between the bf16 products of the encoders. A brain float is the upper half of a single-precision float (8
 * bits of exponent, 7 of fraction), here as its bits. BrainFloats is the only module that calls them. Rows are
 * contiguous unless a stride is named; results may not overlap what is read, except where said. */
#ifndef COVERSLIP_BRAINFLOAT_H
#define COVERSLIP_BRAINFLOAT_H
#include <stddef.h>
#include <stdint.h>

/* y = x, rounded to the nearest brain float, ties to even; not-a-number stays one. */
void brainfloat_round(size_t count, const float *x, uint16_t *y);

/* y = x, exactly. */
void brainfloat_widen(size_t count, const uint16_t *x, float *y);

/* y = (x - mean) / sqrt(variance + epsilon) * weight + bias of every row; x, y [rows, width]. */
void brainfloat_layer_norm(
    size_t rows, size_t width, float epsilon, const float *x, const float *weight, const float *bias, uint16_t *y);

/* p = softmax(scale * s) of every row, scale above 0; s, p [rows, count]. What s holds afterwards is spent. */
void brainfloat_softmax(size_t rows, size_t count, float scale, float *s, uint16_t *p);

/* y = silu(gate) * up, silu(x) = x / (1 + exp(-x)); x = [gate, up] [rows, 2 width], y [rows, width]. */
void brainfloat_swiglu(size_t rows, size_t width, const uint16_t *x, uint16_t *y);
#endif
