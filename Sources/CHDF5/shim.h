#ifndef COVERSLIP_CHDF5_SHIM_H
#define COVERSLIP_CHDF5_SHIM_H
/* HDF5's C interface; the folder of <hdf5.h> comes from pkg-config. */
#include <hdf5.h>
#endif
