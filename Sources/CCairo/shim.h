#ifndef COVERSLIP_CCAIRO_SHIM_H
#define COVERSLIP_CCAIRO_SHIM_H
/* Cairo's drawing, its PDF and its image surface; the folder of <cairo.h> comes from pkg-config. */
#include <cairo.h>
#include <cairo-pdf.h>
#endif
