#ifndef COVERSLIP_COPENBLAS_SHIM_H
#define COVERSLIP_COPENBLAS_SHIM_H
/* The single-precision C interface of OpenBLAS. The folder of <cblas.h> comes from pkg-config: other BLAS libraries
 * put a header of the same name elsewhere, without the control of threads. */
#include <cblas.h>
#endif
