#define NCURSES_WIDECHAR 1
#define _GNU_SOURCE
#include "CNcurses.h"

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "TrueColor.h"

static SCREEN *screen;
static FILE *input_file;
static FILE *output_file;

static bool names_utf8(const char *name) {
    if (!name) return false;
    return strcasestr(name, "UTF-8") || strcasestr(name, "UTF8");
}

bool nc_use_locale(void) {
    if (!setlocale(LC_CTYPE, "")) {
        // The environment names a locale that is not installed, as in small containers.
        const char *wanted = getenv("LC_ALL");
        if (!wanted || !*wanted) wanted = getenv("LC_CTYPE");
        if (!wanted || !*wanted) wanted = getenv("LANG");
        if (names_utf8(wanted)) setlocale(LC_CTYPE, "C.UTF-8");
    }
    return names_utf8(nl_langinfo(CODESET));
}

int nc_cell_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static FILE *private_stream(int descriptor, const char *mode) {
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    FILE *file = copy < 0 ? NULL : fdopen(copy, mode);
    if (!file && copy >= 0) close(copy);
    return file;
}

static void forget_streams(void) {
    if (input_file) fclose(input_file);
    if (output_file) fclose(output_file);
    input_file = output_file = NULL;
}

bool nc_open(const char *type, int input, int output, bool true_color) {
    input_file = private_stream(input, "r");
    output_file = private_stream(output, "w");
    if (!input_file || !output_file) {
        forget_streams();
        return false;
    }
    use_tioctl(TRUE);
    screen = true_color ? nc_true_color_screen(type, output_file, input_file) : newterm(type, output_file, input_file);
    if (!screen) {
        forget_streams();
        return false;
    }
    set_term(screen);
    raw();
    noecho();
    nonl();
    // A frame is sent whole, even when keys wait.
    typeahead(-1);
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    // Shifting characters within a row would shift parts of pictures.
    idcok(stdscr, FALSE);
    curs_set(0);
    return true;
}

void nc_suspend(void) { endwin(); }

void nc_resume(void) {
    clearok(curscr, TRUE);
    doupdate();
    curs_set(0);
}

void nc_close(void) {
    if (!screen) return;
    if (!isendwin()) endwin();
    delscreen(screen);
    screen = NULL;
    forget_streams();
}

int nc_output(void) { return fileno(output_file); }

int nc_rows(void) { return getmaxy(stdscr); }

int nc_columns(void) { return getmaxx(stdscr); }

void nc_resize(int rows, int columns) {
    if (!is_term_resized(rows, columns)) return;
    resizeterm(rows, columns);
}

bool nc_window_size(int output, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(output, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return true;
}

bool nc_window_pixels(int output, int *width, int *height) {
    struct winsize size;
    if (ioctl(output, TIOCGWINSZ, &size) != 0 || size.ws_xpixel == 0 || size.ws_ypixel == 0) return false;
    *width = size.ws_xpixel;
    *height = size.ws_ypixel;
    return true;
}

bool nc_start_colors(void) {
    if (!has_colors() || start_color() == ERR) return false;
    use_default_colors();
    return true;
}

int nc_pair_count(void) { return COLOR_PAIRS; }

bool nc_set_pair(int pair, int foreground, int background) {
    return init_extended_pair(pair, foreground, background) == OK;
}

void nc_reset_pairs(void) {
    reset_color_pairs();
    clearok(curscr, TRUE);
}

void nc_put(int row, int column, const uint32_t *scalars, int count, unsigned attributes, int pair) {
    wchar_t text[CCHARW_MAX + 1] = {0};
    if (count > CCHARW_MAX) count = CCHARW_MAX;
    for (int i = 0; i < count; i++) {
        // Whatever came this far: no control character leaves here.
        text[i] = scalars[i] < 0x20 || (scalars[i] >= 0x7F && scalars[i] < 0xA0) ? L'?' : (wchar_t)scalars[i];
    }
    attr_t bits = A_NORMAL;
    if (attributes & NC_BOLD) bits |= A_BOLD;
    if (attributes & NC_DIM) bits |= A_DIM;
    if (attributes & NC_UNDERLINE) bits |= A_UNDERLINE;
    if (attributes & NC_REVERSE) bits |= A_REVERSE;
    cchar_t cell;
    if (setcchar(&cell, text, bits, 0, &pair) != OK) return;
    // ERR in the last column of the last row only says that the cursor could not move on.
    mvwadd_wch(stdscr, row, column, &cell);
}

void nc_show(int cursor_row, int cursor_column) {
    bool shown = cursor_row >= 0;
    if (shown) wmove(stdscr, cursor_row, cursor_column);
    wnoutrefresh(stdscr);
    doupdate();
    curs_set(shown ? 1 : 0);
    fflush(output_file);
}

void nc_forget_screen(void) { clearok(curscr, TRUE); }

void nc_forget_rows(int row, int count) { wredrawln(stdscr, row, count); }
