#include "CFaultyDisk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

/// An open file: the usual VFS keeps its own in the bytes behind this.
typedef struct {
  sqlite3_file base;
  const char *path;
} File;

typedef enum { Reading, Writing } Use;

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

/// Counts an operation on `path`. Returns 0 where it is done, else the result code that it has instead: `code`, or that
/// of a full disk. A full disk is met by what writes alone.
static int step(const char *path, Use use, int code) {
  int result = SQLITE_OK;
  pthread_mutex_lock(&guard);
  int isFull = armed.fault == FaultyDiskFull;
  if (armed.length > 0 && path != NULL && strncmp(path, armed.prefix, armed.length) == 0 &&
      (use == Writing || !isFull)) {
    armed.seen++;
    int fails = armed.fault == FaultyDiskDead ? armed.seen >= armed.point : armed.seen == armed.point;
    if (fails) result = isFull ? SQLITE_FULL : code;
  }
  pthread_mutex_unlock(&guard);
  return result;
}

/// Whether the process is taken for dead; no operation of its own.
static int isGone(const char *path) {
  pthread_mutex_lock(&guard);
  int gone = armed.length > 0 && path != NULL && strncmp(path, armed.prefix, armed.length) == 0 &&
             armed.fault == FaultyDiskDead && armed.seen >= armed.point;
  pthread_mutex_unlock(&guard);
  return gone;
}

static int closeFile(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int readFile(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at) {
  int fault = step(((File *)file)->path, Reading, SQLITE_IOERR_READ);
  if (fault != SQLITE_OK) return fault;
  return real(file)->pMethods->xRead(real(file), bytes, count, at);
}

static int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at) {
  int fault = step(((File *)file)->path, Writing, SQLITE_IOERR_WRITE);
  if (fault != SQLITE_OK) return fault;
  return real(file)->pMethods->xWrite(real(file), bytes, count, at);
}

static int truncateFile(sqlite3_file *file, sqlite3_int64 size) {
  int fault = step(((File *)file)->path, Writing, SQLITE_IOERR_TRUNCATE);
  if (fault != SQLITE_OK) return fault;
  return real(file)->pMethods->xTruncate(real(file), size);
}

/// Counted, and left out: what a process wrote survives the process without it.
static int syncFile(sqlite3_file *file, int flags) {
  (void)flags;
  int fault = step(((File *)file)->path, Writing, SQLITE_IOERR_FSYNC);
  if (fault != SQLITE_OK) return fault;
  return SQLITE_OK;
}

static int fileSize(sqlite3_file *file, sqlite3_int64 *size) {
  int fault = step(((File *)file)->path, Reading, SQLITE_IOERR_FSTAT);
  if (fault != SQLITE_OK) return fault;
  return real(file)->pMethods->xFileSize(real(file), size);
}

static int lockFile(sqlite3_file *file, int level) {
  int fault = step(((File *)file)->path, Reading, SQLITE_IOERR_LOCK);
  if (fault != SQLITE_OK) return fault;
  return real(file)->pMethods->xLock(real(file), level);
}

/// Never fails: a process that dies loses its locks.
static int unlockFile(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }

static int checkReservedLock(sqlite3_file *file, int *isHeld) {
  int fault = step(((File *)file)->path, Reading, SQLITE_IOERR_CHECKRESERVEDLOCK);
  if (fault != SQLITE_OK) return fault;
  return real(file)->pMethods->xCheckReservedLock(real(file), isHeld);
}

static int controlFile(sqlite3_file *file, int operation, void *argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int sectorSize(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int characteristics(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

static int mapShared(sqlite3_file *file, int region, int size, int extends, void volatile **memory) {
  int fault = step(((File *)file)->path, Reading, SQLITE_IOERR_SHMMAP);
  if (fault != SQLITE_OK) return fault;
  return real(file)->pMethods->xShmMap(real(file), region, size, extends, memory);
}

static int lockShared(sqlite3_file *file, int offset, int count, int flags) {
  int fault = flags & SQLITE_SHM_LOCK ? step(((File *)file)->path, Reading, SQLITE_IOERR_SHMLOCK) : SQLITE_OK;
  if (fault != SQLITE_OK) return fault;
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
  int fault = step(path, Reading, SQLITE_CANTOPEN);
  if (fault != SQLITE_OK) return fault;
  int result = usual->xOpen(usual, path, real(file), flags, granted);
  if (real(file)->pMethods != NULL) {
    ((File *)file)->path = path;
    file->pMethods = &methods;
  }
  return result;
}

static int deleteFile(sqlite3_vfs *vfs, const char *path, int syncs) {
  (void)vfs;
  int fault = step(path, Reading, SQLITE_IOERR_DELETE);
  if (fault != SQLITE_OK) return fault;
  return usual->xDelete(usual, path, syncs);
}

static int accessFile(sqlite3_vfs *vfs, const char *path, int flags, int *answer) {
  (void)vfs;
  int fault = step(path, Reading, SQLITE_IOERR_ACCESS);
  if (fault != SQLITE_OK) return fault;
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
