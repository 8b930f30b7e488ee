#include "pictures.h"

#include "processors.h"

#include <string.h>

/* Every processor must come to the same picture: no product is fused with a sum. */
#pragma clang fp contract(off)

typedef uint8_t half_row __attribute__((vector_size(16), may_alias));
typedef uint16_t levels __attribute__((vector_size(32), may_alias));
typedef uint16_t pair __attribute__((vector_size(16), may_alias));
typedef uint32_t wide_levels __attribute__((vector_size(64), may_alias));
typedef uint32_t pixels __attribute__((vector_size(32), may_alias));
typedef int32_t ints __attribute__((vector_size(32), may_alias));
typedef float four __attribute__((vector_size(16), aligned(4), may_alias));
typedef float floats __attribute__((vector_size(32), aligned(4), may_alias));

enum { eights = 8, channels = 3, rows_of_table = 25 };

/* Four pixels. */
#define LOAD_LEVELS(name, bytes)            \
  half_row name##_bytes;                    \
  memcpy(&name##_bytes, bytes, 16);         \
  const levels name = __builtin_convertvector(name##_bytes, levels)

/* Pixels two columns apart added, and stored. */
#define STORE_PAIR(target, sum)                                                              \
  do {                                                                                       \
    const pair folded = __builtin_shufflevector(sum, sum, 0, 1, 2, 3, 4, 5, 6, 7) +           \
                        __builtin_shufflevector(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15);      \
    memcpy(target, &folded, sizeof folded);                                                   \
  } while (0)

#define WIDE(levels_) __builtin_convertvector(levels_, wide_levels)

/* The four channels of four pixels. */
#define ADD_UP(target, sum)                                                                             \
  for (int channel = 0; channel < 4; channel++) {                                                       \
    (target)[channel] = (sum)[channel] + (sum)[4 + channel] + (sum)[8 + channel] + (sum)[12 + channel]; \
  }

INLINE void sum_cell(
    const uint8_t *restrict rgba, ptrdiff_t stride, ptrdiff_t rows, uint16_t *restrict values,
    uint16_t *restrict squares, uint16_t *restrict columns, uint32_t *restrict all_squares) {
  levels left_columns = {0}, right_columns = {0};
  wide_levels total = {0};
  for (int eighth = 0; eighth < 8; eighth++) {
    levels left = {0}, right = {0}, left_squares = {0}, right_squares = {0};
    for (ptrdiff_t row = 0; row < rows; row++, rgba += stride) {
      LOAD_LEVELS(first, rgba);
      LOAD_LEVELS(last, rgba + 16);
      left += first;
      right += last;
      if (squares) {
        left_squares += (first * first + 4) >> 3;
        right_squares += (last * last + 4) >> 3;
      }
    }
    STORE_PAIR(values + 8 * eighth, left);
    STORE_PAIR(values + 8 * (8 + eighth), right);
    if (squares) {
      STORE_PAIR(squares + 8 * eighth, left_squares);
      STORE_PAIR(squares + 8 * (8 + eighth), right_squares);
      total += WIDE(left_squares + right_squares);
    }
    left_columns += left;
    right_columns += right;
  }
  memcpy(columns, &left_columns, sizeof left_columns);
  memcpy(columns + 16, &right_columns, sizeof right_columns);
  ADD_UP(all_squares, total);
}

EVERY_PROCESSOR void picture_sum_cell(
    const uint8_t *restrict rgba, ptrdiff_t stride, ptrdiff_t rows, uint16_t *restrict values,
    uint16_t *restrict squares, uint16_t *restrict columns, uint32_t *restrict all_squares) {
  if (!squares) {
    sum_cell(rgba, stride, rows, values, 0, columns, all_squares);
  } else if (rows == 2) {
    sum_cell(rgba, stride, 2, values, squares, columns, all_squares);
  } else {
    sum_cell(rgba, stride, rows, values, squares, columns, all_squares);
  }
}

/* The upper 16 bits of a product of 16 bits. */
#define UPPER_HALF(a, b) __builtin_convertvector((WIDE(a) * WIDE(b)) >> 16, levels)

EVERY_PROCESSOR void picture_weighted_squares(
    const uint8_t *restrict rgba, ptrdiff_t stride, ptrdiff_t rows, const uint16_t *restrict weights,
    uint32_t *restrict total) {
  wide_levels sum = {0};
  for (ptrdiff_t row = 0; row < 8 * rows; row++, rgba += stride, weights += 32) {
    LOAD_LEVELS(first, rgba);
    LOAD_LEVELS(last, rgba + 16);
    levels first_weight, last_weight;
    memcpy(&first_weight, weights, sizeof first_weight);
    memcpy(&last_weight, weights + 16, sizeof last_weight);
    const levels first_quarter = (first * first + 2) >> 2, last_quarter = (last * last + 2) >> 2;
    const levels first_share = UPPER_HALF(first_quarter, first_weight);
    const levels last_share = UPPER_HALF(last_quarter, last_weight);
    sum += WIDE(first_share + last_share);
  }
  ADD_UP(total, sum);
}

/* A row of eight pixels of each of eight cells, turned: a vector holds one column of all cells. */
INLINE void turn(const uint8_t *const *cells, ptrdiff_t offset, pixels *restrict columns) {
  pixels row[eights], twos[eights], fours[eights];
  for (int cell = 0; cell < eights; cell++) memcpy(&row[cell], cells[cell] + offset, sizeof row[cell]);
  for (int cell = 0; cell < eights; cell += 2) {
    twos[cell] = __builtin_shufflevector(row[cell], row[cell + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    twos[cell + 1] = __builtin_shufflevector(row[cell], row[cell + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (int half = 0; half < eights; half += 4) {
    for (int side = 0; side < 2; side++) {
      const pixels upper = twos[half + side], lower = twos[half + side + 2];
      fours[half + 2 * side] = __builtin_shufflevector(upper, lower, 0, 1, 8, 9, 4, 5, 12, 13);
      fours[half + 2 * side + 1] = __builtin_shufflevector(upper, lower, 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int column = 0; column < 4; column++) {
    columns[column] = __builtin_shufflevector(fours[column], fours[column + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    columns[column + 4] = __builtin_shufflevector(fours[column], fours[column + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

#define CHANNEL(pixels_, channel) \
  __builtin_convertvector((ints)((pixels_) >> (8 * (channel)) & 0xff), floats)

EVERY_PROCESSOR void picture_sums_from_top(
    const uint8_t *const *cells, ptrdiff_t stride, ptrdiff_t rows, float *restrict above) {
  floats *table = (floats *)above;
  const ptrdiff_t next = channels;
  for (ptrdiff_t eighth = 0; eighth < 8; eighth++) {
    pixels row[3][eights];
    for (ptrdiff_t i = 0; i < rows; i++) turn(cells, (eighth * rows + i) * stride, row[i]);
    for (int column = 0; column < eights; column++) {
      floats *sums = table + (column * rows_of_table + 3 * eighth) * channels;
      for (int channel = 0; channel < channels; channel++, sums++) {
        /* Three 24ths are as many rows, or two, the middle 24th half of each, or one. */
        const floats first = CHANNEL(row[0][column], channel);
        const floats last = rows == 1 ? first : CHANNEL(row[rows - 1][column], channel);
        const floats middle = rows == 3 ? CHANNEL(row[1][column], channel) : 0.5f * (first + last);
        sums[next] = sums[0] + first;
        sums[2 * next] = sums[next] + middle;
        sums[3 * next] = sums[2 * next] + last;
      }
    }
  }
}

EVERY_PROCESSOR void picture_sums_over_shapes(
    const float *restrict above, const int32_t *restrict places, const struct picture_term *restrict terms,
    const int32_t *restrict ends, ptrdiff_t shapes, float *restrict sums) {
  const floats *table = (const floats *)above;
  floats *target = (floats *)sums;
  ptrdiff_t place = 0, term = 0;
  for (ptrdiff_t shape = 0; shape < shapes; shape++, target += channels) {
    floats red = {0}, green = {0}, blue = {0};
    for (; term < ends[shape]; term++) {
      floats own_red = {0}, own_green = {0}, own_blue = {0};
      for (; place < terms[term].end; place += 4) {
        const floats *a = table + places[place], *b = table + places[place + 1];
        const floats *c = table + places[place + 2], *d = table + places[place + 3];
        own_red += a[0] + b[0] + (c[0] + d[0]);
        own_green += a[1] + b[1] + (c[1] + d[1]);
        own_blue += a[2] + b[2] + (c[2] + d[2]);
      }
      red += terms[term].weight * own_red;
      green += terms[term].weight * own_green;
      blue += terms[term].weight * own_blue;
    }
    target[0] = red;
    target[1] = green;
    target[2] = blue;
  }
}

EVERY_PROCESSOR void picture_search(
    const float *restrict pieces, const struct picture_step *restrict steps, const int32_t *restrict ends,
    ptrdiff_t runs, float least, int32_t *restrict best, float *restrict most) {
  const floats *table = (const floats *)pieces;
  ints found = (ints){0} - 1;
  floats greatest = (floats){0} + least;
  int32_t step = 0;
  for (ptrdiff_t run = 0; run < runs; run++) {
    floats red = {0}, green = {0}, blue = {0};
    for (; step < ends[run]; step++) {
      const floats *piece = table + channels * steps[step].slot;
      red += piece[0];
      green += piece[1];
      blue += piece[2];
      const floats gain = (red * red + green * green + blue * blue) * steps[step].gain;
      const ints better = gain > greatest;
      greatest = (floats)(((ints)gain & better) | ((ints)greatest & ~better));
      found = (steps[step].partition & better) | (found & ~better);
    }
  }
  memcpy(best, &found, sizeof found);
  memcpy(most, &greatest, sizeof greatest);
}

/* For each of two sides, the value plus its factor times the sum. */
#define BOTH_SIDES(value, factors, sum)                                                                       \
  (__builtin_shufflevector(*(const four *)(value), *(const four *)(value), 0, 1, 2, 3, 4, 5, 6, 7) +           \
   (factors) * __builtin_shufflevector(*(const four *)(sum), *(const four *)(sum), 0, 1, 2, 3, 4, 5, 6, 7))

EVERY_PROCESSOR void picture_side_colors(
    const float *restrict mean, const float *restrict sum, const float *restrict squares,
    const float *restrict square_sum, struct picture_sides sides, uint8_t *restrict ink, uint8_t *restrict ground) {
  const floats factors = {sides.ink,    sides.ink,    sides.ink,    sides.ink,
                          sides.ground, sides.ground, sides.ground, sides.ground};
  floats level = BOTH_SIDES(mean, factors, sum);
  if (squares) {
    const floats light = __builtin_elementwise_max(BOTH_SIDES(squares, factors, square_sum), level * level);
    level = 0.5f * (level + __builtin_elementwise_sqrt(__builtin_elementwise_min(light, (floats){0} + 65025.0f)));
  }
  level = __builtin_elementwise_min(__builtin_elementwise_max(level, (floats){0}), (floats){0} + 255.0f);
  /* Adding 2^23 leaves a whole number in the low bits. */
  const pixels whole = (pixels)(level + 8388608.0f);
  for (int channel = 0; channel < 4; channel++) {
    ink[channel] = (uint8_t)whole[channel];
    ground[channel] = (uint8_t)whole[4 + channel];
  }
}
