#define _GNU_SOURCE

#include "CProcess.h"

#include <errno.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

// prctl(2) is variadic, which Swift does not call.
int cprocess_die_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal) == 0 ? 0 : errno; }

int cprocess_event_open(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int cprocess_close_from(void *spawn_file_actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(spawn_file_actions, first);
}
