#define _GNU_SOURCE

#include "CAllocator.h"

#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// Nothing was ever written to a segment that its file does not make writable: whatever is dropped is read again from
// the file, mostly from the page cache. Only code that the loader has to patch in place is an exception.
static int is_patched(const struct dl_phdr_info *object) {
    for (int i = 0; i < object->dlpi_phnum; i++) {
        if (object->dlpi_phdr[i].p_type != PT_DYNAMIC) continue;
        const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(object->dlpi_addr + object->dlpi_phdr[i].p_vaddr);
        for (; entry->d_tag != DT_NULL; entry++) {
            if (entry->d_tag == DT_TEXTREL) return 1;
            if (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0) return 1;
        }
    }
    return 0;
}

static int drop_object(struct dl_phdr_info *object, size_t size, void *page_size) {
    (void)size;
    if (strncmp(object->dlpi_name, "linux-vdso", 10) == 0 || is_patched(object)) return 0;
    uintptr_t page = *(const uintptr_t *)page_size;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
        uintptr_t begin = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        uintptr_t end = object->dlpi_addr + segment->p_vaddr + segment->p_filesz;
        madvise((void *)begin, end - begin, MADV_DONTNEED);
    }
    return 0;
}

void callocator_drop_code(void) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    dl_iterate_phdr(drop_object, &page);
}

#ifdef __GLIBC__
#include <malloc.h>

void callocator_limit_heaps(int count) { mallopt(M_ARENA_MAX, count); }

void callocator_trim(void) { malloc_trim(0); }
#else
void callocator_limit_heaps(int count) { (void)count; }

void callocator_trim(void) {}
#endif
