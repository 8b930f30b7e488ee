#include "CFaultyMemory.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <stddef.h>

static sqlite3_mem_methods usual;
static atomic_long seen;
static atomic_long point;
static atomic_int fault;
static atomic_int armed;

/// Counts an allocation; 1 where it fails.
static int fails(void) {
  if (!atomic_load(&armed)) return 0;
  long number = atomic_fetch_add(&seen, 1) + 1;
  long chosen = atomic_load(&point);
  return atomic_load(&fault) == FaultyMemoryEver ? number >= chosen : number == chosen;
}

static void *allocate(int count) { return fails() ? NULL : usual.xMalloc(count); }

static void *resize(void *memory, int count) { return fails() ? NULL : usual.xRealloc(memory, count); }

int faulty_memory_install(void) {
  int result = sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
  if (result != SQLITE_OK) return result;
  sqlite3_mem_methods methods = usual;
  methods.xMalloc = allocate;
  methods.xRealloc = resize;
  result = sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
  if (result != SQLITE_OK) return result;
  return sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

void faulty_memory_arm(long chosen, FaultyMemoryFault kind) {
  atomic_store(&seen, 0);
  atomic_store(&point, chosen);
  atomic_store(&fault, kind);
  atomic_store(&armed, 1);
}

long faulty_memory_disarm(void) {
  atomic_store(&armed, 0);
  return atomic_load(&seen);
}
