#ifndef COVERSLIP_CJPEG_SHIM_H
#define COVERSLIP_CJPEG_SHIM_H
/* libjpeg-turbo for Swift: it ends with longjmp, which must not cross Swift, and its messages go to a place of ours. */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

typedef struct {
  struct jpeg_error_mgr base;
  jmp_buf back;
  char *message;
} coverslip_jpeg_errors;

static void coverslip_jpeg_exit(j_common_ptr info) {
  coverslip_jpeg_errors *errors = (coverslip_jpeg_errors *)info->err;
  char text[JMSG_LENGTH_MAX];
  info->err->format_message(info, text);
  strncpy(errors->message, text, 127);
  longjmp(errors->back, 1);
}

/* The library calls it for the first warning of a stream. */
static void coverslip_jpeg_note(j_common_ptr info) {
  char text[JMSG_LENGTH_MAX];
  info->err->format_message(info, text);
  strncpy(((coverslip_jpeg_errors *)info->err)->message, text, 127);
}

/* Errors of the library go to `message` and end in a jump to errors->back; warnings are counted, and the first one
 * goes there too. */
static inline struct jpeg_error_mgr *coverslip_jpeg_listen(coverslip_jpeg_errors *errors, char *message) {
  struct jpeg_error_mgr *base = jpeg_std_error(&errors->base);
  base->error_exit = coverslip_jpeg_exit;
  base->output_message = coverslip_jpeg_note;
  errors->message = message;
  return base;
}

/* Writes RGBA pixels, without their fourth channel, as a baseline JPEG of `quality`, 1 to 100, with 4:2:0 chroma.
 * Returns the bytes, to be freed with free(); NULL on failure, with the reason in `message` (128 bytes, zeroed). */
static inline uint8_t *coverslip_jpeg_write(
  const uint8_t *pixels, uint32_t width, uint32_t height, int quality, unsigned long *size, char *message) {
  struct jpeg_compress_struct info;
  coverslip_jpeg_errors errors;
  /* On the heap, since what a function changes of its own after setjmp is lost at longjmp. */
  unsigned char **written = calloc(1, sizeof *written);
  *size = 0;
  if (written == NULL) return NULL;
  info.err = coverslip_jpeg_listen(&errors, message);
  if (setjmp(errors.back)) {
    jpeg_destroy_compress(&info);
    free(*written);
    free(written);
    return NULL;
  }
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, written, size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = 4;
  info.in_color_space = JCS_EXT_RGBX;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = (JSAMPROW)(pixels + (size_t)info.next_scanline * width * 4);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  uint8_t *bytes = *written;
  free(written);
  return bytes;
}

/* Reads a JPEG of three components, `width` by `height`, as RGBA, every side divided by `reduction` (1, 2, 4 or 8,
 * which divides it) by a smaller transform; `tables` is an abbreviated stream of the tables that
 * `bytes` leaves out, or has no bytes. 1 where all of it was read and the library had nothing to say. */
static inline int coverslip_jpeg_read(
  const uint8_t *bytes, size_t count, const uint8_t *tables, size_t table_count, int is_rgb, uint32_t width,
  uint32_t height, uint32_t reduction, void *pixels) {
  struct jpeg_decompress_struct info;
  coverslip_jpeg_errors errors;
  char message[128];
  info.err = coverslip_jpeg_listen(&errors, message);
  if (setjmp(errors.back)) {
    jpeg_destroy_decompress(&info);
    return 0;
  }
  jpeg_create_decompress(&info);
  int is_whole = 1;
  if (table_count > 0) {
    jpeg_mem_src(&info, tables, table_count);
    is_whole = jpeg_read_header(&info, FALSE) == JPEG_HEADER_TABLES_ONLY;
  }
  if (is_whole) {
    jpeg_mem_src(&info, bytes, count);
    is_whole = jpeg_read_header(&info, TRUE) == JPEG_HEADER_OK && info.image_width == width
               && info.image_height == height && info.num_components == 3 && info.data_precision == 8;
  }
  if (is_whole) {
    info.jpeg_color_space = is_rgb ? JCS_RGB : JCS_YCbCr;
    info.out_color_space = JCS_EXT_RGBA;
    info.scale_num = 1;
    info.scale_denom = reduction;
    jpeg_start_decompress(&info);
    is_whole = info.output_width == width / reduction && info.output_height == height / reduction;
    while (is_whole && info.output_scanline < info.output_height) {
      JSAMPROW row = (JSAMPROW)pixels + (size_t)info.output_scanline * info.output_width * 4;
      jpeg_read_scanlines(&info, &row, 1);
    }
    if (is_whole) jpeg_finish_decompress(&info);
    is_whole = is_whole && errors.base.num_warnings == 0;
  }
  jpeg_destroy_decompress(&info);
  return is_whole;
}

/* Reads the head of a JPEG. Returns its number of components; 0 on failure, with the reason in `message` (128 bytes,
 * zeroed). */
static inline int coverslip_jpeg_begin(
  const uint8_t *bytes, size_t count, uint32_t *width, uint32_t *height, char *message) {
  struct jpeg_decompress_struct info;
  coverslip_jpeg_errors errors;
  info.err = coverslip_jpeg_listen(&errors, message);
  if (setjmp(errors.back)) {
    jpeg_destroy_decompress(&info);
    return 0;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, bytes, count);
  jpeg_read_header(&info, TRUE);
  *width = info.image_width;
  *height = info.image_height;
  int components = info.num_components;
  jpeg_destroy_decompress(&info);
  return components;
}

/* A picture in many passes over so many pixels would be decoded for hours: the library counts passes here. */
static void coverslip_jpeg_progress(j_common_ptr info) {
  if (info->is_decompressor && ((j_decompress_ptr)info)->input_scan_number > 500) {
    coverslip_jpeg_errors *errors = (coverslip_jpeg_errors *)info->err;
    strncpy(errors->message, "more than 500 passes", 127);
    longjmp(errors->back, 1);
  }
}

/* Reads a JPEG of one or three components, `width` by `height`, as RGBA. 1 where all of it was read and the library had
 * nothing to say; else 0, with the reason in `message` (128 bytes, zeroed). */
static inline int coverslip_jpeg_picture(
  const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels, char *message) {
  struct jpeg_decompress_struct info;
  struct jpeg_progress_mgr progress;
  coverslip_jpeg_errors errors;
  info.err = coverslip_jpeg_listen(&errors, message);
  if (setjmp(errors.back)) {
    jpeg_destroy_decompress(&info);
    return 0;
  }
  jpeg_create_decompress(&info);
  memset(&progress, 0, sizeof progress);
  progress.progress_monitor = coverslip_jpeg_progress;
  info.progress = &progress;
  jpeg_mem_src(&info, bytes, count);
  jpeg_read_header(&info, TRUE);
  info.out_color_space = JCS_EXT_RGBA;
  int is_whole = info.image_width == width && info.image_height == height;
  if (is_whole) {
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height) {
      JSAMPROW row = pixels + (size_t)info.output_scanline * width * 4;
      jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    is_whole = errors.base.num_warnings == 0;
  }
  jpeg_destroy_decompress(&info);
  return is_whole;
}
#endif
