// Two settings of glibc's allocator, which Swift's Glibc module does not show (they do nothing elsewhere), and the
// program's own code in memory.
#ifndef CALLOCATOR_H
#define CALLOCATOR_H

// The most heaps that threads share. Before the first thread allocates.
void callocator_limit_heaps(int count);
// Gives free memory inside the heaps back to the system.
void callocator_trim(void);
// Unmaps the pages of code and constants, of the program and its libraries, that are in memory: those still needed
// come back one by one. Holds the loader's lock meanwhile, so no library is loaded or unloaded.
void callocator_drop_code(void);

#endif
