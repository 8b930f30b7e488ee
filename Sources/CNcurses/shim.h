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
/* Whether the description in use moves the cursor as ECMA-48 does: CUP, ESC [ row ; column H. */
static inline int coverslip_speaks_ecma48(void) {
  static const char expected[] = "\033[%i%p1%d;%p2%dH";
  const char *value = tigetstr((char *)"cup");
  int i = 0;
  if (value == (char *)0 || value == (char *)-1) return 0;
  while (expected[i] != 0 && value[i] == expected[i]) i++;
  return expected[i] == 0;
}

/* ncurses as a painter: the standard screen is a variable, the attributes are macros. */

/* Attributes as bits: 1 bold, 2 dim, 4 italic, 8 underlined, 16 reversed. */
static inline attr_t coverslip_attributes(int bits) {
  return (bits & 1 ? A_BOLD : 0) | (bits & 2 ? A_DIM : 0) | (bits & 4 ? A_ITALIC : 0) | (bits & 8 ? A_UNDERLINE : 0)
    | (bits & 16 ? A_REVERSE : 0);
}

/* Puts one character with what combines with it, ended by 0, into a cell; nothing is painted yet. */
static inline void coverslip_put(int row, int column, const wchar_t *text, int bits, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, coverslip_attributes(bits), 0, &pair) == OK) mvadd_wch(row, column, &cell);
}

static inline int coverslip_start_colors(void) {
  idcok(stdscr, FALSE);
  return has_colors() && start_color() == OK && use_default_colors() == OK ? COLORS : 0;
}

static inline int coverslip_colors(void) { return COLORS; }

static inline void coverslip_resize(int rows, int columns) {
  if (rows != getmaxy(stdscr) || columns != getmaxx(stdscr)) resize_term(rows, columns);
}

/* Everything is painted anew by the next coverslip_show. */
static inline void coverslip_forget(void) { clearok(stdscr, TRUE); }

/* Paints what was put, and shows the cursor; at row -1 there is none. */
static inline int coverslip_show(int row, int column) {
  curs_set(row >= 0);
  if (row >= 0) move(row, column);
  return wnoutrefresh(stdscr) == OK ? doupdate() : ERR;
}
#endif
