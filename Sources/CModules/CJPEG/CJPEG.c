#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jpeglib.h>
#include <jerror.h>

// A progressive picture of a few kilobytes can ask for thousands of passes over all of its pixels. Encoders write about
// ten; libjpeg-turbo's own fuzzers stop at 500.
static const int max_scans = 500;

// An APP2 segment holds at most 65,519 bytes of a profile.
static const unsigned profile_segment_bytes = 0xFFFF;

struct CJPEGReader {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    int status;
    int64_t deadline;
    char message[JMSG_LENGTH_MAX];
};

static CJPEGReader *reader_of(j_common_ptr info) { return (CJPEGReader *)info->client_data; }

static void escape(CJPEGReader *reader, int status) {
    reader->status = status;
    longjmp(reader->escape, 1);
}

static void on_error(j_common_ptr info) {
    CJPEGReader *reader = reader_of(info);
    info->err->format_message(info, reader->message);
    switch (info->err->msg_code) {
    case JERR_INPUT_EMPTY:
    case JERR_INPUT_EOF: escape(reader, CJPEGCutOff); break;
    case JERR_OUT_OF_MEMORY: escape(reader, CJPEGNoMemory); break;
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_SOF_UNSUPPORTED:
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION: escape(reader, CJPEGUnsupported); break;
    default: escape(reader, CJPEGDamaged);
    }
}

// The library goes on after these with grey or shifted pixels: for it a warning, for a classification an error.
static void on_message(j_common_ptr info, int level) {
    if (level >= 0) {
        return;
    }
    switch (info->err->msg_code) {
    case JWRN_JPEG_EOF:
        info->err->format_message(info, reader_of(info)->message);
        escape(reader_of(info), CJPEGCutOff);
        break;
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
        info->err->format_message(info, reader_of(info)->message);
        escape(reader_of(info), CJPEGDamaged);
        break;
    default: break;
    }
}

int64_t cjpeg_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

// Called for each row of blocks of each pass.
static void on_progress(j_common_ptr info) {
    CJPEGReader *reader = reader_of(info);
    if (reader->info.input_scan_number > max_scans) {
        snprintf(reader->message, sizeof reader->message, "over %d scans", max_scans);
        escape(reader, CJPEGDamaged);
    }
    if (cjpeg_now() > reader->deadline) {
        escape(reader, CJPEGTimedOut);
    }
}

static void on_output(j_common_ptr info) { (void)info; }

CJPEGReader *cjpeg_open(const void *bytes, size_t length, int64_t deadline, CJPEGHeader *header, int *status) {
    CJPEGReader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        return NULL;
    }
    reader->deadline = deadline;
    reader->info.err = jpeg_std_error(&reader->errors);
    reader->errors.error_exit = on_error;
    reader->errors.emit_message = on_message;
    reader->errors.output_message = on_output;
    reader->info.client_data = reader;
    if (setjmp(reader->escape)) {
        *status = reader->status;
        return reader;
    }
    jpeg_create_decompress(&reader->info);
    // Creation clears the struct but for the error handler and the client data.
    reader->progress.progress_monitor = on_progress;
    reader->info.progress = &reader->progress;
    jpeg_save_markers(&reader->info, JPEG_APP0 + 2, profile_segment_bytes);
    jpeg_mem_src(&reader->info, bytes, length);
    jpeg_read_header(&reader->info, TRUE);
    header->width = (int32_t)reader->info.image_width;
    header->height = (int32_t)reader->info.image_height;
    header->components = reader->info.num_components;
    header->is_adobe_cmyk = reader->info.num_components == 4 && reader->info.saw_Adobe_marker;
    *status = CJPEGDone;
    return reader;
}

void cjpeg_free(CJPEGReader *reader) {
    // Safe in every state: it only gives memory back.
    jpeg_destroy_decompress(&reader->info);
    free(reader);
}

const char *cjpeg_message(const CJPEGReader *reader) { return reader->message; }

uint8_t *cjpeg_profile(CJPEGReader *reader, size_t *length) {
    JOCTET *profile = NULL;
    unsigned count = 0;
    if (setjmp(reader->escape)) {
        return NULL;
    }
    if (!jpeg_read_icc_profile(&reader->info, &profile, &count)) {
        return NULL;
    }
    *length = count;
    return profile;
}

void cjpeg_free_profile(uint8_t *profile) { free(profile); }

int cjpeg_start(CJPEGReader *reader, int eighths, int32_t *left, int32_t *columns, int32_t *rows) {
    if (setjmp(reader->escape)) {
        return reader->status;
    }
    struct jpeg_decompress_struct *info = &reader->info;
    info->scale_num = (unsigned)eighths;
    info->scale_denom = 8;
    info->out_color_space = JCS_RGB;
    info->dct_method = JDCT_ISLOW;
    info->do_fancy_upsampling = TRUE;
    jpeg_start_decompress(info);
    if (*left > 0 || *columns < (int32_t)info->output_width) {
        JDIMENSION start = (JDIMENSION)*left, width = (JDIMENSION)*columns;
        jpeg_crop_scanline(info, &start, &width);
        *left = (int32_t)start;
        *columns = (int32_t)width;
    }
    *rows = (int32_t)info->output_height;
    return CJPEGDone;
}

int cjpeg_read_row(CJPEGReader *reader, uint8_t *row) {
    if (setjmp(reader->escape)) {
        return reader->status;
    }
    JSAMPROW rows[1] = {row};
    return jpeg_read_scanlines(&reader->info, rows, 1) == 1 ? CJPEGDone : CJPEGCutOff;
}

int cjpeg_finish(CJPEGReader *reader) {
    if (setjmp(reader->escape)) {
        return reader->status;
    }
    jpeg_finish_decompress(&reader->info);
    return CJPEGDone;
}
