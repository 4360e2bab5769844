#include "COpenVINO.h"

#include <stdio.h>
#include <string.h>

#include <openvino/c/openvino.h>

static COVElement element_of(ov_element_type_e type) {
    switch (type) {
    case F32: return COVElementF32;
    case U8: return COVElementU8;
    default: return COVElementOther;
    }
}

void cov_last_error(int status, char *text, size_t capacity) {
    const char *message = ov_get_last_err_msg();
    if (message != NULL && message[0] != '\0') {
        snprintf(text, capacity, "%s", message);
    } else {
        snprintf(text, capacity, "OpenVINO status %d: %s", status, ov_get_error_info((ov_status_e)status));
    }
    if (message != NULL) {
        ov_free(message);
    }
}

int cov_core_create(COVCore **core) { return ov_core_create((ov_core_t **)core); }

void cov_core_free(COVCore *core) { ov_core_free((ov_core_t *)core); }

int cov_model_read(const COVCore *core, const char *path, COVModel **model) {
    return ov_core_read_model((const ov_core_t *)core, path, NULL, (ov_model_t **)model);
}

void cov_model_free(COVModel *model) { ov_model_free((ov_model_t *)model); }

int cov_model_counts(const COVModel *model, size_t *inputs, size_t *outputs) {
    int status = ov_model_inputs_size((const ov_model_t *)model, inputs);
    return status != 0 ? status : (int)ov_model_outputs_size((const ov_model_t *)model, outputs);
}

// Reads rank, dimensions and element type, and frees the port in every case.
static int describe(ov_output_const_port_t *port, COVPort *out) {
    ov_partial_shape_t shape;
    ov_element_type_e type = DYNAMIC;
    int status = ov_port_get_element_type(port, &type);
    if (status == 0 && (status = ov_port_get_partial_shape(port, &shape)) == 0) {
        memset(out, 0, sizeof *out);
        out->element = element_of(type);
        out->rank = shape.rank.min == shape.rank.max && shape.rank.max <= COV_MAX_RANK ? (int32_t)shape.rank.max : -1;
        for (int32_t i = 0; i < out->rank; i++) {
            out->dimensions[i] = shape.dims[i].min == shape.dims[i].max ? shape.dims[i].max : -1;
        }
        ov_partial_shape_free(&shape);
    }
    ov_output_const_port_free(port);
    return status;
}

int cov_model_input(const COVModel *model, const char *name, COVPort *port) {
    ov_output_const_port_t *found = NULL;
    int status = name != NULL ? ov_model_const_input_by_name((const ov_model_t *)model, name, &found)
                              : ov_model_const_input((const ov_model_t *)model, &found);
    return status != 0 ? status : describe(found, port);
}

int cov_model_output(const COVModel *model, COVPort *port) {
    ov_output_const_port_t *found = NULL;
    int status = ov_model_const_output((const ov_model_t *)model, &found);
    return status != 0 ? status : describe(found, port);
}

static int reshape(const COVModel *model, ov_partial_shape_t shape) {
    int status = ov_model_reshape_single_input((const ov_model_t *)model, shape);
    ov_partial_shape_free(&shape);
    return status;
}

int cov_model_reshape(const COVModel *model, int32_t rank, const int64_t *dimensions) {
    ov_partial_shape_t shape;
    int status = ov_partial_shape_create_static(rank, dimensions, &shape);
    return status != 0 ? status : reshape(model, shape);
}

int cov_model_reshape_batch(const COVModel *model, int32_t rank, const int64_t *dimensions, int64_t most) {
    ov_dimension_t all[COV_MAX_RANK];
    if (rank < 1 || rank > COV_MAX_RANK) {
        return INVALID_C_PARAM;
    }
    for (int32_t i = 0; i < rank; i++) {
        all[i].min = all[i].max = dimensions[i];
    }
    all[0].min = 1;
    all[0].max = most;
    ov_partial_shape_t shape;
    int status = ov_partial_shape_create(rank, all, &shape);
    return status != 0 ? status : reshape(model, shape);
}

int cov_compile(const COVCore *core, const COVModel *model, const char *performance_hint, const char *streams,
                const char *threads, const char *cache_folder, COVCompiled **compiled) {
    const ov_property_t properties[] = {
        {ov_property_key_hint_performance_mode, performance_hint},
        {ov_property_key_num_streams, streams},
        {ov_property_key_inference_num_threads, threads},
        {ov_property_key_hint_enable_cpu_pinning, "NO"},
        // bfloat16, the default where the CPU has it, gives other scores than every other machine.
        {ov_property_key_hint_inference_precision, "f32"},
        // Last, so that it can be left out.
        {ov_property_key_cache_dir, cache_folder},
    };
    size_t count = sizeof properties / sizeof properties[0] - (cache_folder == NULL);
    return ov_core_compile_model_props((const ov_core_t *)core, (const ov_model_t *)model, "CPU",
                                       count, properties,
                                       (ov_compiled_model_t **)compiled);
}

void cov_compiled_free(COVCompiled *compiled) { ov_compiled_model_free((ov_compiled_model_t *)compiled); }

int cov_request_create(const COVCompiled *compiled, COVRequest **request) {
    return ov_compiled_model_create_infer_request((const ov_compiled_model_t *)compiled,
                                                  (ov_infer_request_t **)request);
}

void cov_request_free(COVRequest *request) { ov_infer_request_free((ov_infer_request_t *)request); }

int cov_request_set_input(COVRequest *request, const COVTensor *tensor) {
    return ov_infer_request_set_input_tensor((ov_infer_request_t *)request, (const ov_tensor_t *)tensor);
}

int cov_request_output(const COVRequest *request, COVTensor **tensor) {
    return ov_infer_request_get_output_tensor((const ov_infer_request_t *)request, (ov_tensor_t **)tensor);
}

int cov_request_infer(COVRequest *request) { return ov_infer_request_infer((ov_infer_request_t *)request); }

int cov_tensor_create(COVElement element, int32_t rank, const int64_t *dimensions, void *data, COVTensor **tensor) {
    ov_shape_t shape;
    int status = ov_shape_create(rank, dimensions, &shape);
    if (status != 0) {
        return status;
    }
    status = ov_tensor_create_from_host_ptr(element == COVElementF32 ? F32 : U8, shape, data, (ov_tensor_t **)tensor);
    ov_shape_free(&shape);
    return status;
}

int cov_tensor_data(const COVTensor *tensor, void **data, size_t *bytes, COVPort *port) {
    const ov_tensor_t *inner = (const ov_tensor_t *)tensor;
    ov_element_type_e type = DYNAMIC;
    ov_shape_t shape;
    int status = ov_tensor_get_element_type(inner, &type);
    if (status != 0 || (status = ov_tensor_get_shape(inner, &shape)) != 0) {
        return status;
    }
    memset(port, 0, sizeof *port);
    port->element = element_of(type);
    port->rank = shape.rank <= COV_MAX_RANK ? (int32_t)shape.rank : -1;
    for (int32_t i = 0; i < port->rank; i++) {
        port->dimensions[i] = shape.dims[i];
    }
    ov_shape_free(&shape);
    status = ov_tensor_get_byte_size(inner, bytes);
    return status != 0 ? status : (int)ov_tensor_data(inner, data);
}

void cov_tensor_free(COVTensor *tensor) { ov_tensor_free((ov_tensor_t *)tensor); }

static const char *type_name(ov_element_type_e type) {
    switch (type) {
    case BOOLEAN: return "boolean";
    case BF16: return "bf16";
    case F16: return "f16";
    case F32: return "f32";
    case F64: return "f64";
    case I4: return "i4";
    case I8: return "i8";
    case I16: return "i16";
    case I32: return "i32";
    case I64: return "i64";
    case U1: return "u1";
    case U4: return "u4";
    case U8: return "u8";
    case U16: return "u16";
    case U32: return "u32";
    case U64: return "u64";
    case STRING: return "string";
    case DYNAMIC: return "open";
    default: return "another";
    }
}

int cov_model_port(const COVModel *model, int is_output, size_t index, COVNamedPort *out) {
    ov_output_const_port_t *port = NULL;
    memset(out, 0, sizeof *out);
    int status = is_output ? ov_model_const_output_by_index((const ov_model_t *)model, index, &port)
                           : ov_model_const_input_by_index((const ov_model_t *)model, index, &port);
    if (status != 0) {
        return status;
    }
    // A port without a name is no mistake: it answers with an error and stays nameless here.
    char *name = NULL;
    if (ov_port_get_any_name(port, &name) == 0 && name != NULL) {
        snprintf(out->name, sizeof out->name, "%s", name);
        ov_free(name);
    }
    ov_element_type_e type = DYNAMIC;
    if (ov_port_get_element_type(port, &type) == 0) {
        snprintf(out->type, sizeof out->type, "%s", type_name(type));
    }
    return describe(port, &out->port);
}
