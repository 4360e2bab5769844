#define NCURSES_WIDECHAR 1
#define _GNU_SOURCE
#include "CNcurses.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// SIGQUIT is no crash, but ends the process without a chance to tidy up as well.
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT, SIGSYS};
enum { FATAL_COUNT = sizeof fatal / sizeof *fatal };

static struct sigaction before[FATAL_COUNT];
static struct termios modes;
static char sequences[512];
static size_t sequences_length;
static volatile sig_atomic_t armed_terminal = -1;
static volatile sig_atomic_t saved_output = -1;
static volatile sig_atomic_t saved_error = -1;

static void append(const char *text) {
    if (!text) return;
    while (*text && sequences_length < sizeof sequences) {
        // Leaves out padding, "$<5/>": only tputs can wait.
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end) {
                text = end + 1;
                continue;
            }
        }
        sequences[sequences_length++] = *text++;
    }
}

static void restore(void) {
    int terminal = armed_terminal;
    if (terminal < 0) return;
    armed_terminal = -1;
    size_t sent = 0;
    while (sent < sequences_length) {
        ssize_t count = write(terminal, sequences + sent, sequences_length - sent);
        if (count <= 0) break;
        sent += (size_t)count;
    }
    tcsetattr(terminal, TCSANOW, &modes);
    // The words of Swift's own crash reporter, which comes next, are for the terminal.
    dup2(saved_output, STDOUT_FILENO);
    dup2(saved_error, STDERR_FILENO);
}

static void crashed(int signal, siginfo_t *info, void *context) {
    (void)context;
    restore();
    // Nobody would answer them any more, and the crash reporter may wait long for its user.
    nc_signals_close();
    for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal[i], &before[i], NULL);
    // A fault happens again when the handler returns; anything else has to be sent again.
    bool is_fault = info->si_code > 0 && signal != SIGTRAP && signal != SIGABRT && signal != SIGQUIT && signal != SIGSYS;
    if (!is_fault) raise(signal);
}

bool nc_guard_remember(int terminal) { return tcgetattr(terminal, &modes) == 0; }

void nc_guard_arm(int terminal, int output, int error) {
    static bool at_exit;
    if (!at_exit) {
        at_exit = true;
        atexit(restore);
    }
    sequences_length = 0;
    append("\033[?2004l");
    append(nc_string("rmkx"));
    append(nc_string("sgr0"));
    append(nc_string("op"));
    append(nc_string("cnorm"));
    append(nc_string("rmcup"));
    append("\r");
    if (!nc_string("rmcup")) append("\n");
    saved_output = output;
    saved_error = error;
    if (armed_terminal < 0) {
        struct sigaction action = {.sa_sigaction = crashed, .sa_flags = SA_SIGINFO | SA_ONSTACK};
        // Nothing interrupts the handler, not even SIGTTOU from tcsetattr.
        sigfillset(&action.sa_mask);
        for (int i = 0; i < FATAL_COUNT; i++) {
            sigaction(fatal[i], NULL, &before[i]);
            if (before[i].sa_handler != SIG_IGN) sigaction(fatal[i], &action, NULL);
        }
    }
    armed_terminal = terminal;
    // A stack overflow on this thread needs another stack to be seen.
    static char stack[64 * 1024];
    stack_t current;
    if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) {
        stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
        sigaltstack(&other, NULL);
    }
}

void nc_guard_disarm(void) {
    if (armed_terminal < 0) return;
    armed_terminal = -1;
    for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal[i], &before[i], NULL);
}

void nc_guard_restore_modes(int terminal) { tcsetattr(terminal, TCSADRAIN, &modes); }
