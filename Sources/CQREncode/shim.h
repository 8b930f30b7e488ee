#ifndef COVERSLIP_CQRENCODE_SHIM_H
#define COVERSLIP_CQRENCODE_SHIM_H
/* libqrencode: bytes to the modules of a QR code. */
#include <qrencode.h>
#endif
