#ifndef COVERSLIP_CNCURSES_SHIM_H
#define COVERSLIP_CNCURSES_SHIM_H
/* The wide-character part of ncurses, and what Swift cannot import: macros that are not plain numbers, and variables.
 * pkg-config may have defined the X/Open level already. */
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <term.h>
#undef lines
#undef columns
#undef tab

/* glibc declares it only under _GNU_SOURCE; memfd_create(2). 1 is MFD_CLOEXEC. */
extern int memfd_create(const char *name, unsigned int flags);
static inline int coverslip_memory_file(void) { return memfd_create("stderr", 1); }

/* A window that is only read from: reading from a pad never paints. */
static inline WINDOW *coverslip_input_pad(void) { return newpad(1, 1); }

/* One wide character or key code; ERR where none is waiting. */
static inline int coverslip_read(WINDOW *window, wint_t *value) { return wget_wch(window, value); }

/* Paints nothing: returns to the modes and the alternate screen of a program that was suspended. */
static inline int coverslip_resume(void) { return doupdate(); }

/* Whether the terminal description in use has the string capability `name`. */
static inline int coverslip_has_capability(const char *name) {
  const char *value = tigetstr((char *)name);
  return value != (char *)0 && value != (char *)-1 && value[0] != 0;
}
#endif
