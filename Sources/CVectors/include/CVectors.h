/* The element-wise loops of the encoders. In C, because one C function can be compiled for several processors and chosen
 * when the program starts (target_clones), which Swift cannot do. Tensors is the only module that calls them. */
#ifndef COVERSLIP_CVECTORS_H
#define COVERSLIP_CVECTORS_H
#include <stddef.h>
#endif
