#ifndef COVERSLIP_CLCMS_SHIM_H
#define COVERSLIP_CLCMS_SHIM_H
/* Little CMS, of which nothing is linked: ColorManagement/LittleCMS.swift opens the library when the first profile
   needs it, and every call goes through the addresses that were found in it. */
#include <dlfcn.h>
#include <lcms2.h>

#define COVERSLIP_CMS_SYMBOLS(EACH) \
  EACH(cmsGetEncodedCMMversion) EACH(cmsOpenProfileFromMem) EACH(cmsCloseProfile) EACH(cmsGetDeviceClass) \
  EACH(cmsGetColorSpace) EACH(cmsGetProfileInfoASCII) EACH(cmsCreate_sRGBProfile) EACH(cmsCreateTransform) \
  EACH(cmsDeleteTransform) EACH(cmsDoTransform)

/* Where each of them lies in the library that is open, under its own name and of the type that the header gives it. */
#define COVERSLIP_CMS_ADDRESS(symbol) __typeof__(&symbol) symbol;
typedef struct {
  COVERSLIP_CMS_SYMBOLS(COVERSLIP_CMS_ADDRESS)
} coverslip_cms;

/* Finds all of them in `library`, a handle of dlopen; the name of the first that it lacks, or NULL. */
static inline const char *coverslip_cms_find(coverslip_cms *cms, void *library) {
#define COVERSLIP_CMS_FIND(symbol) \
  cms->symbol = (__typeof__(cms->symbol))dlsym(library, #symbol); \
  if (!cms->symbol) return #symbol;
  COVERSLIP_CMS_SYMBOLS(COVERSLIP_CMS_FIND)
  return NULL;
}

#undef COVERSLIP_CMS_SYMBOLS
#undef COVERSLIP_CMS_ADDRESS
#undef COVERSLIP_CMS_FIND

/* In the header these are macros that Swift cannot import. Four bytes a pixel, red first, the fourth left as it is; and
   65 points a side for what a profile of tables becomes. */
static const cmsUInt32Number coverslip_cms_rgba8 = TYPE_RGBA_8;
static const cmsUInt32Number coverslip_cms_fine_grid = cmsFLAGS_GRIDPOINTS(65);

#endif
