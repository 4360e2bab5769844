#include "CAllocator.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>

void callocator_limit_heaps(int count) { mallopt(M_ARENA_MAX, count); }

void callocator_trim(void) { malloc_trim(0); }
#else
void callocator_limit_heaps(int count) { (void)count; }

void callocator_trim(void) {}
#endif
