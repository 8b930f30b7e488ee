// A disk that fails where a test says so: a VFS of SQLite over its usual one. Facts: https://sqlite.org/vfs.html.
#ifndef COVERSLIP_FAULTY_DISK_H
#define COVERSLIP_FAULTY_DISK_H

#include "CFaultyMemory.h"

/// What becomes of the operation that was chosen.
typedef enum {
  /// It fails, once, as a disk with a bad block does.
  FaultyDiskError = 0,
  /// It fails, once, as a full disk does: only writes, truncations and syncs are counted.
  FaultyDiskFull = 1,
  /// It and all that come after it have no effect, as if the process had been killed before it.
  FaultyDiskDead = 2,
} FaultyDiskFault;

/// Makes the disk SQLite's default one, once; does nothing to files that are not armed. Returns SQLite's result code.
int faulty_disk_install(void);

/// From now on operations on files whose path begins with `prefix` are counted, and number `point` (1, 2, ...) has the
/// fault; giving locks back and closing are never counted. One prefix at a time; a path longer than 1023 bytes arms
/// nothing.
void faulty_disk_arm(const char *prefix, long point, FaultyDiskFault fault);

/// Ends it. Returns how many operations there were.
long faulty_disk_disarm(void);

#endif
