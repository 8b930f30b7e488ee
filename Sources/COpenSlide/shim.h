#ifndef COVERSLIP_COPENSLIDE_H
#define COVERSLIP_COPENSLIDE_H

/* Types only: nothing here is linked. SlideReading/OpenSlideLibrary.swift finds the functions when the program runs. */
#include <openslide/openslide.h>

/* openslide_open_function is the type of a pointer to openslide_open, as the header declares it. */
#define COVERSLIP_FUNCTION(name) typedef __typeof__(&name) name##_function

COVERSLIP_FUNCTION(openslide_get_version);
COVERSLIP_FUNCTION(openslide_open);
COVERSLIP_FUNCTION(openslide_close);
COVERSLIP_FUNCTION(openslide_get_error);
COVERSLIP_FUNCTION(openslide_get_level_count);
COVERSLIP_FUNCTION(openslide_get_level_dimensions);
COVERSLIP_FUNCTION(openslide_get_level_downsample);
COVERSLIP_FUNCTION(openslide_get_best_level_for_downsample);
COVERSLIP_FUNCTION(openslide_get_property_names);
COVERSLIP_FUNCTION(openslide_get_property_value);
COVERSLIP_FUNCTION(openslide_get_associated_image_names);
COVERSLIP_FUNCTION(openslide_get_associated_image_dimensions);
COVERSLIP_FUNCTION(openslide_read_region);
COVERSLIP_FUNCTION(openslide_read_associated_image);

#undef COVERSLIP_FUNCTION

/* Since OpenSlide 4.0.0; the header may be that of 3.4.1, which does not declare them. */
typedef int64_t (*openslide_get_icc_profile_size_function)(openslide_t *);
typedef void (*openslide_read_icc_profile_function)(openslide_t *, void *);

#endif
