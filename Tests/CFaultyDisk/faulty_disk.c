#include "CFaultyDisk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

/// An open file: the usual VFS keeps its own in the bytes behind this.
typedef struct {
  sqlite3_file base;
  const char *path;
} File;

typedef enum { Whole, Failing, Gone } State;

static sqlite3_vfs disk;
static sqlite3_vfs *usual;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int installed = SQLITE_ERROR;

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static struct {
  char prefix[1024];
  size_t length;
  long point;
  long seen;
  FaultyDiskFault fault;
} armed;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((File *)file + 1); }

/// Counts an operation on `path`, and says what becomes of it.
static State step(const char *path) {
  State state = Whole;
  pthread_mutex_lock(&guard);
  if (armed.length > 0 && path != NULL && strncmp(path, armed.prefix, armed.length) == 0) {
    armed.seen++;
    if (armed.fault == FaultyDiskDead) {
      if (armed.seen >= armed.point) state = Gone;
    } else if (armed.seen == armed.point) {
      state = Failing;
    }
  }
  pthread_mutex_unlock(&guard);
  return state;
}

static int isFull(void) { return armed.fault == FaultyDiskFull; }

/// Whether the process is taken for dead; no operation of its own.
static int isGone(const char *path) {
  pthread_mutex_lock(&guard);
  int gone = armed.length > 0 && path != NULL && strncmp(path, armed.prefix, armed.length) == 0 &&
             armed.fault == FaultyDiskDead && armed.seen >= armed.point;
  pthread_mutex_unlock(&guard);
  return gone;
}

#define STEP(file, code) \
  if (step(((File *)(file))->path) != Whole) return (code)

static int closeFile(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int readFile(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at) {
  STEP(file, SQLITE_IOERR_READ);
  return real(file)->pMethods->xRead(real(file), bytes, count, at);
}

static int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at) {
  STEP(file, isFull() ? SQLITE_FULL : SQLITE_IOERR_WRITE);
  return real(file)->pMethods->xWrite(real(file), bytes, count, at);
}

static int truncateFile(sqlite3_file *file, sqlite3_int64 size) {
  STEP(file, SQLITE_IOERR_TRUNCATE);
  return real(file)->pMethods->xTruncate(real(file), size);
}

/// Counted, and left out: what a process wrote survives the process without it.
static int syncFile(sqlite3_file *file, int flags) {
  (void)flags;
  STEP(file, isFull() ? SQLITE_FULL : SQLITE_IOERR_FSYNC);
  return SQLITE_OK;
}

static int fileSize(sqlite3_file *file, sqlite3_int64 *size) {
  STEP(file, SQLITE_IOERR_FSTAT);
  return real(file)->pMethods->xFileSize(real(file), size);
}

static int lockFile(sqlite3_file *file, int level) {
  STEP(file, SQLITE_IOERR_LOCK);
  return real(file)->pMethods->xLock(real(file), level);
}

/// Never fails: a process that dies loses its locks.
static int unlockFile(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }

static int checkReservedLock(sqlite3_file *file, int *isHeld) {
  STEP(file, SQLITE_IOERR_CHECKRESERVEDLOCK);
  return real(file)->pMethods->xCheckReservedLock(real(file), isHeld);
}

static int controlFile(sqlite3_file *file, int operation, void *argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int sectorSize(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int characteristics(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

static int mapShared(sqlite3_file *file, int region, int size, int extends, void volatile **memory) {
  STEP(file, SQLITE_IOERR_SHMMAP);
  return real(file)->pMethods->xShmMap(real(file), region, size, extends, memory);
}

static int lockShared(sqlite3_file *file, int offset, int count, int flags) {
  if (flags & SQLITE_SHM_LOCK) STEP(file, SQLITE_IOERR_SHMLOCK);
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

/// A process that dies takes no shared memory away.
static int unmapShared(sqlite3_file *file, int deletes) {
  return real(file)->pMethods->xShmUnmap(real(file), isGone(((File *)file)->path) ? 0 : deletes);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = closeFile,
    .xRead = readFile,
    .xWrite = writeFile,
    .xTruncate = truncateFile,
    .xSync = syncFile,
    .xFileSize = fileSize,
    .xLock = lockFile,
    .xUnlock = unlockFile,
    .xCheckReservedLock = checkReservedLock,
    .xFileControl = controlFile,
    .xSectorSize = sectorSize,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = mapShared,
    .xShmLock = lockShared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmapShared,
};

static int openFile(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *granted) {
  (void)vfs;
  file->pMethods = NULL;
  real(file)->pMethods = NULL;
  if (step(path) != Whole) return SQLITE_CANTOPEN;
  int result = usual->xOpen(usual, path, real(file), flags, granted);
  if (real(file)->pMethods != NULL) {
    ((File *)file)->path = path;
    file->pMethods = &methods;
  }
  return result;
}

static int deleteFile(sqlite3_vfs *vfs, const char *path, int syncs) {
  (void)vfs;
  if (step(path) != Whole) return SQLITE_IOERR_DELETE;
  return usual->xDelete(usual, path, syncs);
}

static int accessFile(sqlite3_vfs *vfs, const char *path, int flags, int *answer) {
  (void)vfs;
  if (step(path) != Whole) return SQLITE_IOERR_ACCESS;
  return usual->xAccess(usual, path, flags, answer);
}

static void install(void) {
  usual = sqlite3_vfs_find(NULL);
  if (usual == NULL) return;
  disk = *usual;
  disk.zName = "faulty";
  disk.szOsFile = (int)sizeof(File) + usual->szOsFile;
  disk.pNext = NULL;
  disk.xOpen = openFile;
  disk.xDelete = deleteFile;
  disk.xAccess = accessFile;
  installed = sqlite3_vfs_register(&disk, 1);
}

int faulty_disk_install(void) {
  if (sqlite3_initialize() != SQLITE_OK) return SQLITE_ERROR;
  pthread_once(&once, install);
  return installed;
}

void faulty_disk_arm(const char *prefix, long point, FaultyDiskFault fault) {
  pthread_mutex_lock(&guard);
  armed.length = strlen(prefix) < sizeof armed.prefix ? strlen(prefix) : 0;
  memcpy(armed.prefix, prefix, armed.length);
  armed.point = point;
  armed.seen = 0;
  armed.fault = fault;
  pthread_mutex_unlock(&guard);
}

long faulty_disk_disarm(void) {
  pthread_mutex_lock(&guard);
  long seen = armed.seen;
  armed.length = 0;
  pthread_mutex_unlock(&guard);
  return seen;
}
