#ifndef COVERSLIP_CHDF5_SHIM_H
#define COVERSLIP_CHDF5_SHIM_H
/* HDF5's C interface, of which nothing is linked: FeatureFiles/HDF5/HDF5Library.swift opens the library when the first
   file needs it, and every call goes through the addresses that were found in it. */
#if __has_include(<hdf5/serial/hdf5.h>)
#include <hdf5/serial/hdf5.h> /* Debian */
#else
#include <hdf5.h>
#endif
#include <dlfcn.h>
#include <string.h>

/* The header's constants call these two, which are not linked; coverslip_h5_enter opens the library instead. */
#undef H5CHECK
#define H5CHECK
#undef H5OPEN
#define H5OPEN

/* The functions, and at the end the identifiers of classes and types, which stand in variables.
   A name that the header maps to a versioned one is looked up as that. */
#define COVERSLIP_H5_SYMBOLS(EACH) \
  EACH(H5open) EACH(H5get_libversion) EACH(H5free_memory) EACH(H5Eset_auto2) EACH(H5Ewalk2) EACH(H5Eclear2) \
  EACH(H5Fopen) EACH(H5Fcreate) EACH(H5Fflush) EACH(H5Fclose) EACH(H5Lexists) EACH(H5Lget_info) \
  EACH(H5Dopen2) EACH(H5Dcreate2) EACH(H5Dget_space) EACH(H5Dget_type) EACH(H5Dget_create_plist) \
  EACH(H5Dget_storage_size) EACH(H5Dget_num_chunks) EACH(H5Dread) EACH(H5Dwrite) EACH(H5Dclose) \
  EACH(H5Aexists) EACH(H5Aopen) EACH(H5Acreate2) EACH(H5Aget_space) EACH(H5Aget_type) EACH(H5Aread) EACH(H5Awrite) \
  EACH(H5Aclose) EACH(H5Screate) EACH(H5Screate_simple) EACH(H5Sget_simple_extent_ndims) \
  EACH(H5Sget_simple_extent_dims) EACH(H5Sclose) EACH(H5Pcreate) EACH(H5Pset_file_locking) EACH(H5Pget_layout) \
  EACH(H5Pget_external_count) EACH(H5Pget_chunk) EACH(H5Pset_chunk) EACH(H5Pget_nfilters) EACH(H5Pget_filter2) \
  EACH(H5Pset_obj_track_times) EACH(H5Pclose) EACH(H5Zfilter_avail) EACH(H5Tcopy) EACH(H5Tequal) EACH(H5Tget_class) \
  EACH(H5Tget_size) EACH(H5Tis_variable_str) EACH(H5Tset_size) EACH(H5Tset_fields) EACH(H5Tset_ebias) \
  EACH(H5Tset_cset) EACH(H5Tclose) \
  EACH(H5P_CLS_FILE_ACCESS_ID_g) EACH(H5P_CLS_DATASET_CREATE_ID_g) EACH(H5T_C_S1_g) EACH(H5T_NATIVE_FLOAT_g) \
  EACH(H5T_NATIVE_DOUBLE_g) EACH(H5T_NATIVE_INT64_g) EACH(H5T_NATIVE_INT32_g) EACH(H5T_NATIVE_UINT8_g)

/* Where each of them lies in the library that is open, under its own name and of the type that the header gives it. */
#define COVERSLIP_H5_ADDRESS(symbol) __typeof__(&symbol) symbol;
typedef struct {
  COVERSLIP_H5_SYMBOLS(COVERSLIP_H5_ADDRESS)
} coverslip_h5;

/* Finds all of them in `library`, a handle of dlopen; the name of the first that it lacks, or NULL. */
static inline const char *coverslip_h5_find(coverslip_h5 *h5, void *library) {
#define COVERSLIP_H5_NAME(symbol) #symbol
#define COVERSLIP_H5_FIND(symbol) \
  h5->symbol = (__typeof__(h5->symbol))dlsym(library, COVERSLIP_H5_NAME(symbol)); \
  if (!h5->symbol) return COVERSLIP_H5_NAME(symbol);
  COVERSLIP_H5_SYMBOLS(COVERSLIP_H5_FIND)
  return NULL;
}

#undef COVERSLIP_H5_SYMBOLS
#undef COVERSLIP_H5_ADDRESS
#undef COVERSLIP_H5_NAME
#undef COVERSLIP_H5_FIND

/* Below, what Swift cannot import: macros, and structs that change between versions. The addresses are passed by value,
   as Swift holds them; to copy them is little beside what such a call does. */

/* Before other calls: the library initialised, which gives types and classes their identifiers, and no error stack on
   stderr. Debian's build keeps that setting per thread, so that every entry sets it. */
static inline void coverslip_h5_enter(coverslip_h5 h5) {
  h5.H5open();
  h5.H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

typedef struct {
  char *text;
  size_t size;
} coverslip_h5_message;

static inline herr_t coverslip_h5_innermost(unsigned n, const H5E_error2_t *error, void *client) {
  coverslip_h5_message *message = (coverslip_h5_message *)client;
  if (n == 0 && error->desc) {
    strncpy(message->text, error->desc, message->size - 1);
    message->text[message->size - 1] = 0;
  }
  return 0;
}

/* What the innermost function of the last failed call said; empty where nothing was said. */
static inline void coverslip_h5_reason(coverslip_h5 h5, char *text, size_t size) {
  coverslip_h5_message message = {text, size};
  text[0] = 0;
  h5.H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, coverslip_h5_innermost, &message);
  h5.H5Eclear2(H5E_DEFAULT);
}

/* Opens for reading. File locks are best effort: network file systems often have none. */
static inline hid_t coverslip_h5_open(coverslip_h5 h5, const char *path) {
  hid_t access = h5.H5Pcreate(*h5.H5P_CLS_FILE_ACCESS_ID_g);
  h5.H5Pset_file_locking(access, 1, 1);
  hid_t file = h5.H5Fopen(path, H5F_ACC_RDONLY, access);
  h5.H5Pclose(access);
  return file;
}

static inline hid_t coverslip_h5_create(coverslip_h5 h5, const char *path) {
  return h5.H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
}

/* -1 no such link, 0 a hard link, 1 a link to a name or to another file. */
static inline int coverslip_h5_link(coverslip_h5 h5, hid_t file, const char *name) {
  H5L_info_t info;
  if (h5.H5Lexists(file, name, H5P_DEFAULT) <= 0 || h5.H5Lget_info(file, name, &info, H5P_DEFAULT) < 0) return -1;
  return info.type == H5L_TYPE_HARD ? 0 : 1;
}

/* 1 where the values lie in other files: external storage or a virtual dataset. */
static inline int coverslip_h5_elsewhere(coverslip_h5 h5, hid_t creation) {
  return h5.H5Pget_layout(creation) == H5D_VIRTUAL || h5.H5Pget_external_count(creation) > 0;
}

/* 1 where a filter of the pipeline is not there, with its name or number. */
static inline int coverslip_h5_missing_filter(coverslip_h5 h5, hid_t creation, char *name, size_t size) {
  for (int i = 0; i < h5.H5Pget_nfilters(creation); i++) {
    unsigned flags, configuration, values[1];
    size_t count = 0;
    name[0] = 0;
    H5Z_filter_t filter =
      h5.H5Pget_filter2(creation, (unsigned)i, &flags, &count, values, size, name, &configuration);
    if (filter < 0 || h5.H5Zfilter_avail(filter) <= 0) {
      name[size - 1] = 0;
      return 1;
    }
  }
  return 0;
}

/* 1 where `type` is IEEE half precision in this machine's byte order. */
static inline int coverslip_h5_is_half(coverslip_h5 h5, hid_t type) {
  hid_t half = h5.H5Tcopy(*h5.H5T_NATIVE_FLOAT_g);
  h5.H5Tset_fields(half, 15, 10, 5, 0, 10);
  h5.H5Tset_size(half, 2);
  h5.H5Tset_ebias(half, 15);
  int same = h5.H5Tequal(type, half) > 0;
  h5.H5Tclose(half);
  return same;
}

/* UTF-8 of any length: the string that h5py writes for `str`, and reads back as one. To be closed. */
static inline hid_t coverslip_h5_text(coverslip_h5 h5) {
  hid_t type = h5.H5Tcopy(*h5.H5T_C_S1_g);
  h5.H5Tset_size(type, H5T_VARIABLE);
  h5.H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

/* How a dataset is made: chunks of `rows` rows where `rows` is above 0; no times, so that equal data are equal
 * bytes. */
static inline hid_t coverslip_h5_creation(coverslip_h5 h5, int rank, const hsize_t *shape, hsize_t rows) {
  hid_t creation = h5.H5Pcreate(*h5.H5P_CLS_DATASET_CREATE_ID_g);
  h5.H5Pset_obj_track_times(creation, 0);
  if (rows > 0) {
    hsize_t chunk[8];
    for (int i = 0; i < rank && i < 8; i++) chunk[i] = i == 0 ? rows : shape[i];
    h5.H5Pset_chunk(creation, rank, chunk);
  }
  return creation;
}

/* A space whose first dimension may grow where `extendible`. */
static inline hid_t coverslip_h5_space(coverslip_h5 h5, int rank, const hsize_t *shape, int extendible) {
  hsize_t limit[8];
  for (int i = 0; i < rank && i < 8; i++) limit[i] = i == 0 && extendible ? H5S_UNLIMITED : shape[i];
  return h5.H5Screate_simple(rank, shape, limit);
}

static inline herr_t coverslip_h5_read(coverslip_h5 h5, hid_t dataset, hid_t type, void *values) {
  return h5.H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}

static inline herr_t coverslip_h5_write(coverslip_h5 h5, hid_t dataset, hid_t type, const void *values) {
  return h5.H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}
#endif
