#define _GNU_SOURCE
#include "CNcurses.h"

#include <curses.h>
#include <term.h>

nc_description nc_describe(const char *type, int output) {
    int status = 0;
    if (setupterm(type, output, &status) == OK) return NC_DESCRIBED;
    return status < 0 ? NC_NO_DATABASE : NC_UNKNOWN_TERMINAL;
}

int nc_number(const char *capability) {
    int value = tigetnum(capability);
    return value < 0 ? -1 : value;
}

bool nc_flag(const char *capability) { return tigetflag(capability) > 0; }

const char *nc_string(const char *capability) {
    const char *value = tigetstr(capability);
    return value == (const char *)-1 ? NULL : value;
}
