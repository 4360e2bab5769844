#define NCURSES_WIDECHAR 1
#define _GNU_SOURCE
#include "CNcurses.h"

#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const struct {
    int signal;
    const char *name;
} fatal[] = {{SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"}, {SIGILL, "SIGILL"}, {SIGTRAP, "SIGTRAP"},
             {SIGABRT, "SIGABRT"}, {SIGFPE, "SIGFPE"}, {SIGSYS, "SIGSYS"}};
enum { FATAL_COUNT = sizeof fatal / sizeof *fatal, TRACE_LIMIT = 128, SECONDS_TO_DIE = 5 };

static struct termios modes;
static char sequences[512];
static size_t sequences_length;
static uint8_t pictures[16 * 1024];
static volatile sig_atomic_t pictures_length;
/// The end of the line that a crash leaves on the terminal, after the signal's name.
static char words[4200];
static size_t words_length;
/// Copies for the guard alone: nobody else writes to them, so all others can be shut.
static int terminal_copy = -1, log_copy = -1, nowhere = -1;
static volatile sig_atomic_t armed;
static volatile sig_atomic_t saved_output = -1, saved_error = -1, drawn_on = -1;
static atomic_flag crashing = ATOMIC_FLAG_INIT;
static volatile sig_atomic_t crash_signal;

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

static void send(int descriptor, const char *text, size_t length) {
    size_t sent = 0;
    while (sent < length) {
        ssize_t count = write(descriptor, text + sent, length - sent);
        if (count <= 0) break;
        sent += (size_t)count;
    }
}

static void shut(int descriptor) {
    if (descriptor >= 0 && nowhere >= 0) dup2(nowhere, descriptor);
}

static void restore(void) {
    if (!armed) return;
    armed = 0;
    // Other threads still draw.
    shut(drawn_on);
    shut(saved_output);
    shut(saved_error);
    // A write that has begun is not stopped by that: 5 ms for it to end.
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
    send(terminal_copy, (const char *)pictures, (size_t)pictures_length);
    send(terminal_copy, sequences, sequences_length);
    tcsetattr(terminal_copy, TCSANOW, &modes);
}

static void restore_at_exit(void) {
    if (!armed) return;
    fflush(stdout);
    dup2(saved_output, STDOUT_FILENO);
    if (saved_error >= 0) dup2(saved_error, STDERR_FILENO);
    restore();
}

static void die(int signal) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(signal, &standard, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(signal);
    // The first process of a container ignores such signals.
    _exit(128 + signal);
}

static void give_up(int alarm) {
    (void)alarm;
    die(crash_signal);
}

/// For a terminal or a log that takes nothing, and a stack that can't be walked.
static void limit_time(void) {
    struct sigaction action = {.sa_handler = give_up, .sa_flags = SA_ONSTACK};
    sigaction(SIGALRM, &action, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    alarm(SECONDS_TO_DIE);
}

static void send_start(int descriptor, const char *name) {
    static const char start[] = "top5 crashed (";
    send(descriptor, start, sizeof start - 1);
    send(descriptor, name, strlen(name));
}

/// Not Swift's own handler: it would ask questions on the terminal while the process, with its locks, lives on.
static void crashed(int signal) {
    if (atomic_flag_test_and_set(&crashing)) {
        for (;;) pause();
    }
    crash_signal = signal;
    limit_time();
    restore();
    // What the terminal still answers to a question would be typed into the shell. Before any word is seen: what is typed
    // behind it counts.
    nanosleep(&(struct timespec){.tv_nsec = 30000000}, NULL);
    tcflush(terminal_copy, TCIFLUSH);
    const char *name = "";
    for (int i = 0; i < FATAL_COUNT; i++) {
        if (fatal[i].signal == signal) name = fatal[i].name;
    }
    send_start(terminal_copy, name);
    send(terminal_copy, words, words_length);
    send_start(log_copy, name);
    send(log_copy, ")\n", 2);
    void *trace[TRACE_LIMIT];
    backtrace_symbols_fd(trace, backtrace(trace, TRACE_LIMIT), log_copy);
    die(signal);
}

static void copy(int descriptor, int *to) {
    if (*to >= 0) {
        dup3(descriptor, *to, O_CLOEXEC);
    } else {
        *to = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    }
}

static void take_signals(void) {
    static bool taken;
    if (taken) return;
    taken = true;
    atexit(restore_at_exit);
    // Loads what it needs, which a handler can't.
    void *first[1];
    backtrace(first, 1);
    struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK};
    // Nothing interrupts the handler, not even SIGTTOU from tcsetattr.
    sigfillset(&action.sa_mask);
    for (int i = 0; i < FATAL_COUNT; i++) {
        struct sigaction before;
        sigaction(fatal[i].signal, NULL, &before);
        if (before.sa_handler != SIG_IGN) sigaction(fatal[i].signal, &action, NULL);
    }
}

bool nc_guard_remember(int terminal) { return tcgetattr(terminal, &modes) == 0; }

void nc_guard_arm(int output, int error, int log, const char *log_path) {
    sequences_length = 0;
    append("\033[?1006l\033[?1000l\033[?2004l");
    append(nc_string("rmkx"));
    append(nc_string("sgr0"));
    append(nc_string("op"));
    append(nc_string("cnorm"));
    append(nc_string("rmcup"));
    append("\r");
    if (!nc_string("rmcup")) append("\n");
    if (log_path) {
        snprintf(words, sizeof words, "); the trace is in %s\n", log_path);
    } else {
        strcpy(words, "); there was no log to write the trace to\n");
    }
    words_length = strlen(words);
    copy(output, &terminal_copy);
    copy(log, &log_copy);
    if (nowhere < 0) nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    saved_output = output;
    saved_error = error;
    drawn_on = nc_output();
    take_signals();
    armed = 1;
    // A stack overflow on this thread needs another stack to be seen.
    static char stack[64 * 1024];
    stack_t current;
    if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) {
        stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
        sigaltstack(&other, NULL);
    }
}

void nc_guard_pictures(const uint8_t *bytes, int count) {
    pictures_length = 0;
    if (count < 0 || (size_t)count > sizeof pictures) return;
    atomic_signal_fence(memory_order_seq_cst);
    memcpy(pictures, bytes, (size_t)count);
    atomic_signal_fence(memory_order_seq_cst);
    pictures_length = count;
}

void nc_guard_disarm(void) { armed = 0; }

void nc_guard_restore_modes(int terminal) { tcsetattr(terminal, TCSADRAIN, &modes); }
