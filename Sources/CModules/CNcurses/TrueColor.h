#pragma once

#include <curses.h>
#include <stdio.h>

/// `newterm` over a copy of the description of `type` whose colour numbers are 0xRRGGBB; NULL when it can't be made.
SCREEN *nc_true_color_screen(const char *type, FILE *output, FILE *input);
