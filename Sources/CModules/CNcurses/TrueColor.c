// Descriptions with 24-bit colours (xterm-direct and others) are in a package that small machines lack, and none is
// there for most terminals. So a compiled description is made from the terminal's own, in the format of term(5) with
// 32-bit numbers, and handed to ncurses in the environment variable TERMINFO as "hex:...", as terminfo(5) allows.
#define NCURSES_WIDECHAR 1
#define _GNU_SOURCE
#include "TrueColor.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#define NAME "top5-direct"
#define MAGIC_32_BIT_NUMBERS 01036
#define LARGEST 30000

static const char foreground[] = "\033[38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm";
static const char background[] = "\033[48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm";

typedef struct {
    uint8_t bytes[LARGEST];
    int count;
    bool full;
} buffer;

static void add(buffer *b, const void *bytes, int count) {
    if (b->full || b->count + count > LARGEST) {
        b->full = true;
        return;
    }
    memcpy(b->bytes + b->count, bytes, (size_t)count);
    b->count += count;
}

static void add_number(buffer *b, int32_t value, int size) {
    uint32_t bits = (uint32_t)value;
    uint8_t bytes[4] = {(uint8_t)bits, (uint8_t)(bits >> 8), (uint8_t)(bits >> 16), (uint8_t)(bits >> 24)};
    add(b, bytes, size);
}

static void pad_to_even(buffer *b) {
    if (b->count % 2) add(b, "", 1);
}

static int number_of(const char *name) {
    if (strcmp(name, "colors") == 0) return 1 << 24;
    if (strcmp(name, "pairs") == 0) return 1 << 16;
    int value = tigetnum(name);
    return value < 0 ? -1 : value;
}

static const char *string_of(const char *name) {
    if (strcmp(name, "setaf") == 0) return foreground;
    if (strcmp(name, "setab") == 0) return background;
    if (strcmp(name, "op") == 0) return "\033[39;49m";
    // Palettes make no sense with direct colours.
    static const char *const absent[] = {"initc", "initp", "oc", "setf", "setb", "scp"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        if (strcmp(name, absent[i]) == 0) return NULL;
    }
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

static int names_in(NCURSES_CONST char *const *names) {
    int count = 0;
    while (names[count]) count++;
    return count;
}

static bool describe(buffer *entry) {
    static buffer strings;
    strings = (buffer){.count = 0};
    int flags = names_in(boolnames), numbers = names_in(numnames), texts = names_in(strnames);
    static int16_t offsets[1024];
    if (texts > 1024) return false;
    for (int i = 0; i < texts; i++) {
        const char *value = string_of(strnames[i]);
        offsets[i] = value ? (int16_t)strings.count : -1;
        if (value) add(&strings, value, (int)strlen(value) + 1);
    }
    int32_t header[] = {MAGIC_32_BIT_NUMBERS, sizeof NAME, flags, numbers, texts, strings.count};
    for (int i = 0; i < 6; i++) add_number(entry, header[i], 2);
    add(entry, NAME, sizeof NAME);
    for (int i = 0; i < flags; i++) {
        bool on = tigetflag(boolnames[i]) > 0 && strcmp(boolnames[i], "ccc") != 0;
        add_number(entry, on ? 1 : 0, 1);
    }
    pad_to_even(entry);
    for (int i = 0; i < numbers; i++) add_number(entry, number_of(numnames[i]), 4);
    for (int i = 0; i < texts; i++) add_number(entry, offsets[i], 2);
    add(entry, strings.bytes, strings.count);
    pad_to_even(entry);
    // Extended part: the flags RGB (direct colours, 8 bits each) and AX (default colours), true; then their names.
    int32_t extended[] = {2, 0, 0, 2, 7};
    for (int i = 0; i < 5; i++) add_number(entry, extended[i], 2);
    add(entry, "\1\1", 2);
    add_number(entry, 0, 2);
    add_number(entry, 3, 2);
    add(entry, "AX\0RGB", 7);
    return !entry->full && !strings.full;
}

static char variable[sizeof "TERMINFO=hex:" + 2 * LARGEST];

SCREEN *nc_true_color_screen(const char *type, FILE *output, FILE *input) {
    int status = 0;
    if (setupterm(type, fileno(output), &status) != OK) return NULL;
    static buffer entry;
    entry = (buffer){.count = 0};
    bool described = describe(&entry);
    del_curterm(cur_term);
    if (!described) return NULL;

    char *end = stpcpy(variable, "TERMINFO=hex:");
    for (int i = 0; i < entry.count; i++) {
        *end++ = "0123456789ABCDEF"[entry.bytes[i] >> 4];
        *end++ = "0123456789ABCDEF"[entry.bytes[i] & 15];
    }
    *end = 0;

    // setenv may free what another thread is reading, so the whole environment is swapped, and the array is never
    // freed.
    char **before = environ;
    int count = 0;
    while (before[count]) count++;
    char **during = calloc((size_t)count + 2, sizeof *during);
    if (!during) return NULL;
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (strncmp(before[i], "TERMINFO=", 9) != 0) during[kept++] = before[i];
    }
    during[kept] = variable;
    environ = during;
    SCREEN *screen = newterm(NAME, output, input);
    environ = before;
    return screen;
}
