/* The loops over the pixels of pictures in block characters. TerminalKit/Pictures is the only room that calls them; its
 * CellSums, WedgeSums and CellSearch say what the sums are for. Pixels are R, G, B, A of 8 bits; a stride counts bytes
 * from one row of pixels to the next. Eight cells are looked at together: "eights" are of one value of each. */
#ifndef COVERSLIP_PICTURES_H
#define COVERSLIP_PICTURES_H
#include <stddef.h>
#include <stdint.h>

/* Sums over one cell of 8 columns and 8 * rows rows of pixels, rows from 1 to 3. A pair is two pixels side by side,
 * four channels each; what is summed into it are the even and the odd columns.
 *
 * values[16][8] and squares[16][8]: pairs of each eighth of the height, first of the left half, then of the right;
 * squares are rounded to eighths of themselves, and left alone where `squares` is null.
 * columns[8][4]: each column of pixels. all_squares[4]: the squares of the whole cell, in eighths. */
void picture_sum_cell(
    const uint8_t *rgba, ptrdiff_t stride, ptrdiff_t rows, uint16_t *values, uint16_t *squares, uint16_t *columns,
    uint32_t *all_squares);

/* Adds up the squares of one cell, each rounded to quarters and times its weight in 32,768ths, weights[8 * rows][8][4],
 * divided by two: total[4], in eighths. */
void picture_weighted_squares(
    const uint8_t *rgba, ptrdiff_t stride, ptrdiff_t rows, const uint16_t *weights, uint32_t *total);

/* Sums of red, green and blue from the top of each column to each 24th of the height, of the eight cells whose upper
 * left pixels `cells` names: above[8 columns][25][3][8]; what is above the first row is left as it is, zeros. */
void picture_sums_from_top(const uint8_t *const *cells, ptrdiff_t stride, ptrdiff_t rows, float *above);

/* A weight of the places before `end` that no earlier term has; their number is a multiple of four. */
struct picture_term {
  float weight;
  int32_t end;
};

/* Sums over shapes: of each, of its terms (those before ends[shape] that no earlier shape has), the weight times the
 * sum of the table `above` at its places, counted in eights: sums[shapes][3][8]. */
void picture_sums_over_shapes(
    const float *above, const int32_t *places, const struct picture_term *terms, const int32_t *ends, ptrdiff_t shapes,
    float *sums);

/* A step of the search: the piece of this slot is added, and the sum is then that of a partition. */
struct picture_step {
  int32_t slot;
  int32_t partition;
  float gain;
};

/* For each of eight cells the partition for which the squared sum of red, green and blue, times its gain, is greatest
 * and above `least`, else -1: best[8], most[8]. pieces[slots][3][8]; a run of steps ends before each of ends[runs], and
 * begins with a sum of zero. Of equals the first is taken. */
void picture_search(
    const float *pieces, const struct picture_step *steps, const int32_t *ends, ptrdiff_t runs, float least,
    int32_t *best, float *most);

/* What a cell's two sides lie beside its mean: ink and ground times these. */
struct picture_sides {
  float ink, ground;
};

/* The colours of the two sides of a cell, R, G, B and one more each, rounded to the nearest level: mean[4] plus the
 * side's factor times sum[4]. Where `squares` is not null, halfway between that and the root of squares[4] plus the
 * factor times square_sum[4], which is never taken for less than the mean's square. */
void picture_side_colors(
    const float *mean, const float *sum, const float *squares, const float *square_sum, struct picture_sides sides,
    uint8_t *ink, uint8_t *ground);
#endif
