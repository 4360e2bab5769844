// Two settings of glibc's allocator, which Swift's Glibc module does not show. They do nothing elsewhere.
#ifndef CALLOCATOR_H
#define CALLOCATOR_H

// The most heaps that threads share. Before the first thread allocates.
void callocator_limit_heaps(int count);
// Gives free memory inside the heaps back to the system.
void callocator_trim(void);

#endif
