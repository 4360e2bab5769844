// libjpeg-turbo's decoder without its longjmp and its structs: every call gives a status, 0 for success.
#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>

typedef struct CJPEGReader CJPEGReader;

typedef enum {
    CJPEGDone = 0,
    // The data ends before the picture does.
    CJPEGCutOff = 1,
    // Data that contradicts itself.
    CJPEGDamaged = 2,
    // A kind that the library was built without, or a colour space that is not grey, RGB or YCbCr.
    CJPEGUnsupported = 3,
    // The time limit was reached.
    CJPEGTimedOut = 4,
    CJPEGNoMemory = 5,
} CJPEGStatus;

typedef struct {
    int32_t width, height;
    // 1 grey, 3 colour, 4 print colours.
    int32_t components;
    int32_t is_adobe_cmyk;
} CJPEGHeader;

// Nanoseconds of the clock that deadlines are told in.
int64_t cjpeg_now(void);

// Reads the header. Borrows the bytes until the reader is freed. The reader comes back also where the status is none
// of success, to be asked for the message and freed; NULL only without memory.
CJPEGReader *cjpeg_open(const void *bytes, size_t length, int64_t deadline, CJPEGHeader *header,
                        int *status);
void cjpeg_free(CJPEGReader *reader);
const char *cjpeg_message(const CJPEGReader *reader);

// The colour profile of the file's APP2 segments, or NULL; to be freed by cjpeg_free_profile.
uint8_t *cjpeg_profile(CJPEGReader *reader, size_t *length);
void cjpeg_free_profile(uint8_t *profile);

// Starts decoding to RGB at eighths/8 of the size (1...8), the columns from *left on and *columns of them, counted in
// pixels of the smaller picture. Both are widened to whole blocks; the new values and the number of rows come back.
int cjpeg_start(CJPEGReader *reader, int eighths, int32_t *left, int32_t *columns, int32_t *rows);
// Decodes the next row into columns * 3 bytes.
int cjpeg_read_row(CJPEGReader *reader, uint8_t *row);
// Reads what is behind the last row; finds a picture that ends early.
int cjpeg_finish(CJPEGReader *reader);

#endif
