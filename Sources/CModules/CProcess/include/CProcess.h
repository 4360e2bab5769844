// Calls of Linux for child processes that Swift's Glibc module does not show.
#ifndef CPROCESS_H
#define CPROCESS_H

// The kernel sends this process the signal when the thread that started it ends. 0, or errno.
int cprocess_die_with_parent(int signal);
// A descriptor that one thread makes readable to wake another; closed on exec, never blocks. -1 and errno on failure.
int cprocess_event_open(void);
// Has a child that posix_spawn(3) starts close every descriptor from the first one on. 0, or an error.
int cprocess_close_from(void *spawn_file_actions, int first);

#endif
