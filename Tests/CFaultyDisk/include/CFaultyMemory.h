// Memory that runs out where a test says so: an allocator of SQLite over its usual one. Facts:
// https://sqlite.org/malloc.html.
#ifndef COVERSLIP_FAULTY_MEMORY_H
#define COVERSLIP_FAULTY_MEMORY_H

/// Which allocations fail.
typedef enum {
  /// The chosen one alone.
  FaultyMemoryOnce = 0,
  /// The chosen one and all that come after it.
  FaultyMemoryEver = 1,
} FaultyMemoryFault;

/// Makes the allocator SQLite's own, and takes the small pieces away that SQLite hands out by itself. Must be called
/// before SQLite starts. Returns SQLite's result code: SQLITE_MISUSE where it was started.
int faulty_memory_install(void);

/// From now on allocations are counted, of all connections and threads, and number `point` (1, 2, ...) has the fault.
void faulty_memory_arm(long point, FaultyMemoryFault fault);

/// Ends it. Returns how many allocations there were.
long faulty_memory_disarm(void);

#endif
