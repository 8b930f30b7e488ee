#ifndef COVERSLIP_CONEDNN_SHIM_H
#define COVERSLIP_CONEDNN_SHIM_H
#include <oneapi/dnnl/dnnl.h>

/* Debian's oneDNN runs its loops on GNU OpenMP's threads and has no control of its own for their number. <omp.h> lies
 * in the folder of one compiler; its declaration of the one function needed is this. */
void omp_set_num_threads(int);
#endif
