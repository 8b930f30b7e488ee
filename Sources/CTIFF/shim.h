#ifndef COVERSLIP_CTIFF_SHIM_H
#define COVERSLIP_CTIFF_SHIM_H
/* libtiff for Swift: TIFFSetField is variadic, which Swift cannot call, so each kind of value has a function here; and
 * the messages of one file are kept with that file, not printed by the library's global handler. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <tiffio.h>

/* The last error of one file; the owner of the TIFF handle owns it and frees it after TIFFClose. */
typedef struct {
  char message[256];
} coverslip_tiff_log;

static int coverslip_tiff_keep(TIFF *tiff, void *log, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  (void)module;
  vsnprintf(((coverslip_tiff_log *)log)->message, sizeof(((coverslip_tiff_log *)log)->message), format, arguments);
  return 1;
}

static int coverslip_tiff_ignore(TIFF *tiff, void *log, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  (void)log;
  (void)module;
  (void)format;
  (void)arguments;
  return 1;
}

/* TIFFFdOpenExt over a descriptor that TIFFClose will close; mode "w" or "w8" (BigTIFF). NULL on failure. */
static inline TIFF *coverslip_tiff_open(int descriptor, const char *name, const char *mode, coverslip_tiff_log *log) {
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (options == NULL) return NULL;
  TIFFOpenOptionsSetErrorHandlerExtR(options, coverslip_tiff_keep, log);
  TIFFOpenOptionsSetWarningHandlerExtR(options, coverslip_tiff_ignore, NULL);
  TIFF *tiff = TIFFFdOpenExt(descriptor, name, mode, options);
  TIFFOpenOptionsFree(options);
  return tiff;
}

/* TIFFSetField for tags of type SHORT, LONG and the pseudo tags of the JPEG codec. 1 on success. */
static inline int coverslip_tiff_set_integer(TIFF *tiff, uint32_t tag, int value) {
  return TIFFSetField(tiff, tag, value);
}

/* TIFFSetField for tags of two SHORTs. */
static inline int coverslip_tiff_set_pair(TIFF *tiff, uint32_t tag, int first, int second) {
  return TIFFSetField(tiff, tag, first, second);
}

/* TIFFSetField for tags of type RATIONAL. */
static inline int coverslip_tiff_set_rational(TIFF *tiff, uint32_t tag, double value) {
  return TIFFSetField(tiff, tag, value);
}

/* TIFFSetField for tags of type ASCII; libtiff copies the text. */
static inline int coverslip_tiff_set_text(TIFF *tiff, uint32_t tag, const char *value) {
  return TIFFSetField(tiff, tag, value);
}
#endif
