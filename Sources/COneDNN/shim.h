#ifndef COVERSLIP_CONEDNN_SHIM_H
#define COVERSLIP_CONEDNN_SHIM_H
#include <oneapi/dnnl/dnnl.h>
#endif
