#ifndef COVERSLIP_CHDF5_SHIM_H
#define COVERSLIP_CHDF5_SHIM_H
/* HDF5's C interface; the folder of <hdf5.h> comes from pkg-config. Below it, what Swift cannot import: macros that
   initialise the library, global type identifiers, and structs that change between versions. */
#include <hdf5.h>
#include <string.h>

/* No error stack on stderr. Debian's build keeps this setting per thread, so that every entry sets it. */
static inline void coverslip_h5_silence(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

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
static inline void coverslip_h5_reason(char *text, size_t size) {
  coverslip_h5_message message = {text, size};
  text[0] = 0;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, coverslip_h5_innermost, &message);
  H5Eclear2(H5E_DEFAULT);
}

/* Opens for reading. File locks are best effort: network file systems often have none. */
static inline hid_t coverslip_h5_open(const char *path) {
  hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  H5Pset_file_locking(access, 1, 1);
  hid_t file = H5Fopen(path, H5F_ACC_RDONLY, access);
  H5Pclose(access);
  return file;
}

static inline hid_t coverslip_h5_create(const char *path) {
  return H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
}

/* -1 no such link, 0 a hard link, 1 a link to a name or to another file. */
static inline int coverslip_h5_link(hid_t file, const char *name) {
  H5L_info_t info;
  if (H5Lexists(file, name, H5P_DEFAULT) <= 0 || H5Lget_info(file, name, &info, H5P_DEFAULT) < 0) return -1;
  return info.type == H5L_TYPE_HARD ? 0 : 1;
}

/* 1 where the values lie in other files: external storage or a virtual dataset. */
static inline int coverslip_h5_elsewhere(hid_t creation) {
  return H5Pget_layout(creation) == H5D_VIRTUAL || H5Pget_external_count(creation) > 0;
}

/* 1 where a filter of the pipeline is not there, with its name or number. */
static inline int coverslip_h5_missing_filter(hid_t creation, char *name, size_t size) {
  for (int i = 0; i < H5Pget_nfilters(creation); i++) {
    unsigned flags, configuration, values[1];
    size_t count = 0;
    name[0] = 0;
    H5Z_filter_t filter =
      H5Pget_filter2(creation, (unsigned)i, &flags, &count, values, size, name, &configuration);
    if (filter < 0 || H5Zfilter_avail(filter) <= 0) {
      name[size - 1] = 0;
      return 1;
    }
  }
  return 0;
}

/* 1 where `type` is IEEE half precision in this machine's byte order. */
static inline int coverslip_h5_is_half(hid_t type) {
  hid_t half = H5Tcopy(H5T_NATIVE_FLOAT);
  H5Tset_fields(half, 15, 10, 5, 0, 10);
  H5Tset_size(half, 2);
  H5Tset_ebias(half, 15);
  int same = H5Tequal(type, half) > 0;
  H5Tclose(half);
  return same;
}

static inline hid_t coverslip_h5_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t coverslip_h5_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t coverslip_h5_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t coverslip_h5_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t coverslip_h5_uint8(void) { return H5T_NATIVE_UINT8; }

/* UTF-8 of any length: the string that h5py writes for `str`, and reads back as one. To be closed. */
static inline hid_t coverslip_h5_text(void) {
  hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

/* How a dataset is made: chunks of `rows` rows where `rows` is above 0; no times, so that equal data are equal
 * bytes. */
static inline hid_t coverslip_h5_creation(int rank, const hsize_t *shape, hsize_t rows) {
  hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_obj_track_times(creation, 0);
  if (rows > 0) {
    hsize_t chunk[8];
    for (int i = 0; i < rank && i < 8; i++) chunk[i] = i == 0 ? rows : shape[i];
    H5Pset_chunk(creation, rank, chunk);
  }
  return creation;
}

/* A space whose first dimension may grow where `extendible`. */
static inline hid_t coverslip_h5_space(int rank, const hsize_t *shape, int extendible) {
  hsize_t limit[8];
  for (int i = 0; i < rank && i < 8; i++) limit[i] = i == 0 && extendible ? H5S_UNLIMITED : shape[i];
  return H5Screate_simple(rank, shape, limit);
}

static inline herr_t coverslip_h5_read(hid_t dataset, hid_t type, void *values) {
  return H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}

static inline herr_t coverslip_h5_write(hid_t dataset, hid_t type, const void *values) {
  return H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}
#endif
