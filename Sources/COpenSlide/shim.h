#ifndef COVERSLIP_COPENSLIDE_H
#define COVERSLIP_COPENSLIDE_H

#include <openslide.h>

#endif
