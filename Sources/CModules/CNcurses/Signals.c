#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

static const int taken[] = {
    SIGWINCH, SIGTSTP, SIGCONT,
    // Each of these would end the process without a chance to put the terminal back.
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR, SIGSTKFLT,
    // Ignored: the call that meets a closed pipe or a full file fails.
    SIGPIPE, SIGXFSZ,
};
enum { TAKEN_COUNT = sizeof taken / sizeof *taken };

static struct sigaction before[TAKEN_COUNT];
static int pipe_ends[2] = {-1, -1};

static void received(int signal) {
    int saved = errno;
    char byte = 0;
    switch (signal) {
    case SIGWINCH: byte = NC_RESIZED; break;
    case SIGTSTP: byte = NC_STOP; break;
    case SIGCONT: byte = NC_CONTINUED; break;
    default: byte = NC_TERMINATE; break;
    }
    // A full pipe already holds enough to act on.
    ssize_t written = write(pipe_ends[1], &byte, 1);
    (void)written;
    errno = saved;
}

int nc_signals_open(void) {
    if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    sigset_t own;
    sigemptyset(&own);
    for (int i = 0; i < TAKEN_COUNT; i++) {
        bool ignored = taken[i] == SIGPIPE || taken[i] == SIGXFSZ;
        struct sigaction action = {.sa_handler = ignored ? SIG_IGN : received, .sa_flags = SA_RESTART};
        sigaction(taken[i], &action, &before[i]);
        sigaddset(&own, taken[i]);
    }
    // At least this thread must be there to receive them.
    pthread_sigmask(SIG_UNBLOCK, &own, NULL);
    return pipe_ends[0];
}

/// Empties the pipe; true when one of the bytes was NC_CONTINUED.
static bool drain(bool *terminated) {
    char bytes[64];
    bool continued = false;
    ssize_t count;
    while ((count = read(pipe_ends[0], bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            if (bytes[i] == NC_CONTINUED) continued = true;
            if (bytes[i] == NC_TERMINATE) *terminated = true;
        }
    }
    return continued;
}

void nc_signals_stop_process(int orphan_wait) {
    bool terminated = false;
    drain(&terminated);
    struct sigaction own, standard = {.sa_handler = SIG_DFL};
    sigaction(SIGTSTP, &standard, &own);
    kill(0, SIGTSTP);
    struct pollfd wait = {.fd = pipe_ends[0], .events = POLLIN};
    for (int waited = 0; waited < orphan_wait; waited += 10) {
        if (poll(&wait, 1, 10) > 0 && drain(&terminated)) break;
    }
    sigaction(SIGTSTP, &own, NULL);
    // What else came in meanwhile is not lost.
    if (terminated) received(SIGTERM);
}

void nc_signals_close(void) {
    for (int i = 0; i < TAKEN_COUNT; i++) sigaction(taken[i], &before[i], NULL);
}
