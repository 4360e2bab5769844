// OpenVINO's C API behind handles and structs of our own, so that no importer needs OpenVINO's headers.
// Every call that returns int gives 0 or OpenVINO's negative status; cov_last_error then has the text.
#ifndef COPENVINO_H
#define COPENVINO_H

#include <stddef.h>
#include <stdint.h>

#define COV_MAX_RANK 8

typedef struct COVCore COVCore;
typedef struct COVModel COVModel;
typedef struct COVCompiled COVCompiled;
typedef struct COVRequest COVRequest;
typedef struct COVTensor COVTensor;

/// The element types that packages may use; everything else is reported as COVElementOther.
typedef enum { COVElementOther = 0, COVElementF32 = 1, COVElementU8 = 2 } COVElement;

/// One input or output; a dimension that the model leaves open is -1, an open rank is -1.
typedef struct {
    int32_t rank;
    int64_t dimensions[COV_MAX_RANK];
    COVElement element;
} COVPort;

// Copies the last error's text and frees the original, which belongs to the caller.
void cov_last_error(int status, char *text, size_t capacity);

int cov_core_create(COVCore **core);
void cov_core_free(COVCore *core);

int cov_model_read(const COVCore *core, const char *path, COVModel **model);
void cov_model_free(COVModel *model);
int cov_model_counts(const COVModel *model, size_t *inputs, size_t *outputs);
// A NULL name means the only input.
int cov_model_input(const COVModel *model, const char *name, COVPort *port);
int cov_model_output(const COVModel *model, COVPort *port);
// Closes the open dimensions of the only input.
int cov_model_reshape(const COVModel *model, int32_t rank, const int64_t *dimensions);
// The same with a first dimension from 1 to most.
int cov_model_reshape_batch(const COVModel *model, int32_t rank, const int64_t *dimensions, int64_t most);

// Makes a model whose only input takes an image's samples as they are: u8 [1,height,width,3]. Type and layout of the
// original, and (sample - mean) / deviation for a float one, are computed inside; mean and deviation in the order of
// the channels. layout: the original's, "NCHW" or "NHWC".
int cov_model_take_samples(const COVModel *model, const char *layout, int is_float, const float *mean,
                           const float *deviation, COVModel **out);

// Properties are variadic, or an array of structs of untyped pointers, in the original.
// cache_folder: where compiled models are kept for the next start; NULL: nowhere.
int cov_compile(const COVCore *core, const COVModel *model, const char *performance_hint, const char *streams,
                const char *threads, const char *cache_folder, COVCompiled **compiled);
void cov_compiled_free(COVCompiled *compiled);

int cov_request_create(const COVCompiled *compiled, COVRequest **request);
void cov_request_free(COVRequest *request);
// Of a tensor of the caller's; it must outlive the request's next computation.
int cov_request_set_input(COVRequest *request, const COVTensor *tensor);
int cov_request_output(const COVRequest *request, COVTensor **tensor);
// Computes on a thread of the engine and waits for it. Call it from few and always the same threads: the engine keeps
// some memory for each.
int cov_request_infer(COVRequest *request);

// A tensor over memory of the caller's, aligned to 64 bytes for speed.
int cov_tensor_create(COVElement element, int32_t rank, const int64_t *dimensions, void *data, COVTensor **tensor);
// The tensor's own memory, valid until the tensor is freed.
int cov_tensor_data(const COVTensor *tensor, void **data, size_t *bytes, COVPort *port);
void cov_tensor_free(COVTensor *tensor);

#define COV_MAX_NAME 256
#define COV_MAX_TYPE 16

/// One input or output with its name, cut if it is longer, and the name of its element type, such as "f32" or "i64".
typedef struct {
    COVPort port;
    char name[COV_MAX_NAME];
    char type[COV_MAX_TYPE];
} COVNamedPort;

// An input, or with is_output an output, by its place.
int cov_model_port(const COVModel *model, int is_output, size_t index, COVNamedPort *out);

#endif
