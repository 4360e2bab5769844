// What Linux lets a thread ask of its scheduler.
#ifndef CSCHEDULER_H
#define CSCHEDULER_H

// The calling thread's share of a core at a time, in microseconds; 0: the kernel's own. Threads that it starts inherit it.
// 0, or errno. Kernels before 6.12 take the call and change nothing.
int cscheduler_set_slice(unsigned microseconds);

#endif
