#ifndef COVERSLIP_CPNG_SHIM_H
#define COVERSLIP_CPNG_SHIM_H
/* libpng for Swift: its formats and sizes are macros, which Swift does not see. */
#include <png.h>
#include <stdint.h>
#include <string.h>

/* A picture that is to be written; of one without a colour map `entries` is 0. */
static inline png_image coverslip_png_image(uint32_t width, uint32_t height, uint32_t format, uint32_t entries) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = format;
  image.colormap_entries = entries;
  return image;
}

/* Bytes that it takes at most; 0 where that is too much. */
static inline size_t coverslip_png_most(png_image image) {
  return PNG_IMAGE_DATA_SIZE(image) > 0x40000000 ? 0 : PNG_IMAGE_PNG_SIZE_MAX(image);
}

/* Writes rows of `stride` bytes, and the colour map where there is one. Returns the number of bytes written; 0 on
 * failure, with the reason in `message` (64 bytes). */
static inline size_t coverslip_png_write(
  png_image image, void *memory, size_t capacity, const uint8_t *rows, uint32_t stride, const uint8_t *colors,
  char *message) {
  size_t size = capacity;
  int done = png_image_write_to_memory(&image, memory, &size, 0, rows, (png_int_32)stride, colors);
  memcpy(message, image.message, sizeof image.message);
  return done ? size : 0;
}

/* Bytes that a PNG of `width` by `height` with a colour map takes at most; 0 where that is too much. */
static inline size_t coverslip_png_capacity(uint32_t width, uint32_t height) {
  return coverslip_png_most(coverslip_png_image(width, height, PNG_FORMAT_RGB_COLORMAP, 256));
}

/* Writes indices into a colour map of `entries` RGB triples: see coverslip_png_write. */
static inline size_t coverslip_png_write_indexed(
  void *memory, size_t capacity, uint32_t width, uint32_t height, const uint8_t *indices, const uint8_t *colors,
  uint32_t entries, char *message) {
  png_image image = coverslip_png_image(width, height, PNG_FORMAT_RGB_COLORMAP, entries);
  return coverslip_png_write(image, memory, capacity, indices, width, colors, message);
}

/* Bytes that a PNG of `width` by `height` RGB pixels takes at most; 0 where that is too much. */
static inline size_t coverslip_png_rgb_capacity(uint32_t width, uint32_t height) {
  return coverslip_png_most(coverslip_png_image(width, height, PNG_FORMAT_RGB, 0));
}

/* Writes RGB pixels: see coverslip_png_write. */
static inline size_t coverslip_png_write_rgb(
  void *memory, size_t capacity, uint32_t width, uint32_t height, const uint8_t *pixels, char *message) {
  png_image image = coverslip_png_image(width, height, PNG_FORMAT_RGB, 0);
  return coverslip_png_write(image, memory, capacity, pixels, width * 3, NULL, message);
}

/* Reads the head of a PNG. 1 on success; `image` is to be given to coverslip_png_read or png_image_free. */
static inline int coverslip_png_begin(png_image *image, const void *bytes, size_t count) {
  memset(image, 0, sizeof *image);
  image->version = PNG_IMAGE_VERSION;
  return png_image_begin_read_from_memory(image, bytes, count);
}

/* Reads the pixels as RGBA and ends `image`. 1 on success. */
static inline int coverslip_png_read(png_image *image, uint8_t *pixels) {
  image->format = PNG_FORMAT_RGBA;
  return png_image_finish_read(image, NULL, pixels, (png_int_32)image->width * 4, NULL);
}
#endif
