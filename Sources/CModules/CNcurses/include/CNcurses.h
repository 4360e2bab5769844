// ncursesw, terminfo and the signals around them, without a type or macro of ncurses: they are macros, variables or
// variadic there. One terminal a process; everything but the crash guard and the signal handlers is for one thread only
// (ncurses is not thread-safe).
#pragma once

#include <stdbool.h>
#include <stdint.h>

// Locale. LC_CTYPE only: a decimal comma must not reach other libraries.

/// Takes the character set of the environment; true when it is UTF-8.
bool nc_use_locale(void);
/// wcwidth in the thread's locale: cells of a scalar, -1 when the C library does not know it.
int nc_cell_width(uint32_t scalar);

// Terminal description, before the screen is opened.

typedef enum { NC_DESCRIBED, NC_UNKNOWN_TERMINAL, NC_NO_DATABASE } nc_description;
nc_description nc_describe(const char *type, int output);
/// -1 when absent.
int nc_number(const char *capability);
bool nc_flag(const char *capability);
/// NULL when absent; valid until the next description or opening.
const char *nc_string(const char *capability);

// Screen.

/// Takes the terminal over: alternate screen, raw keys, application keypad, hidden cursor.
/// With `true_color` the description is replaced by a copy whose colours are 24-bit numbers.
/// False leaves nothing open.
bool nc_open(const char *type, int input, int output, bool true_color);
/// Gives the terminal's modes and screen back; `nc_resume` takes them again.
void nc_suspend(void);
void nc_resume(void);
/// Also forgets the screen.
void nc_close(void);
/// The descriptor that frames are written to.
int nc_output(void);
int nc_rows(void);
int nc_columns(void);
void nc_resize(int rows, int columns);
/// The terminal's own idea of its size; false when it has none.
bool nc_window_size(int output, int *rows, int *columns);
/// The same in pixels.
bool nc_window_pixels(int output, int *width, int *height);

/// Starts colours; false when the terminal has none.
bool nc_start_colors(void);
int nc_pair_count(void);
/// -1 is the terminal's own colour.
bool nc_set_pair(int pair, int foreground, int background);
/// Forgets all pairs, and what the screen shows with them.
void nc_reset_pairs(void);

enum { NC_BOLD = 1, NC_DIM = 2, NC_UNDERLINE = 4, NC_REVERSE = 8 };
void nc_put(int row, int column, const uint32_t *scalars, int count, unsigned attributes, int pair);
/// Sends what differs; a negative row hides the cursor.
void nc_show(int cursor_row, int cursor_column);
/// Makes the next `nc_show` send everything.
void nc_forget_screen(void);
/// Makes the next `nc_show` send these rows: something else has drawn on them.
void nc_forget_rows(int row, int count);

// Crash guard: async-signal-safe restoring of the terminal, also at `exit`. A crash then leaves one line on the terminal
// and a trace in the log, and ends the process by its signal.

/// Remembers the terminal's modes as they are now. False when `terminal` is none.
bool nc_guard_remember(int terminal);
/// From now on a crash or an exit restores them; an exit also makes `output`, the terminal, and `error` the descriptors
/// 1 and 2 again. After `nc_open`. A NULL `log_path`: what is written to `log` is lost.
void nc_guard_arm(int output, int error, int log, const char *log_path);
/// What a crash or an exit sends first: it frees the terminal of the pictures that it holds. For the drawing thread.
void nc_guard_pictures(const uint8_t *bytes, int count);
/// From now on nothing is restored; a crash still ends with a line and a trace.
void nc_guard_disarm(void);
/// Sets the remembered modes.
void nc_guard_restore_modes(int terminal);

// Signals as bytes in a pipe.

enum { NC_RESIZED = 'w', NC_TERMINATE = 't', NC_STOP = 'z', NC_CONTINUED = 'c' };
/// Takes SIGWINCH, SIGTSTP, SIGCONT and all that would end the process, but crashes; ignores SIGPIPE and SIGXFSZ.
/// Returns the end to read, or -1.
int nc_signals_open(void);
/// Stops the process group as the shell's Ctrl-Z would, and returns when it runs again, at the latest after
/// `orphan_wait` milliseconds where nobody could continue it.
void nc_signals_stop_process(int orphan_wait);
/// Gives the signals back to whom they belonged before.
void nc_signals_close(void);
