#include "COpenVINO.h"

#include <openvino/c/openvino.h>

typedef struct {
    ov_preprocess_prepostprocessor_t *processor;
    ov_preprocess_input_info_t *input;
    ov_preprocess_input_tensor_info_t *tensor;
    ov_preprocess_preprocess_steps_t *steps;
    ov_preprocess_input_model_info_t *model;
    ov_layout_t *samples;
    ov_layout_t *layout;
} Parts;

static int build(Parts *parts, const ov_model_t *model, const char *layout, int is_float, const float *mean,
                 const float *deviation, ov_model_t **out) {
    int status;
    if ((status = ov_preprocess_prepostprocessor_create(model, &parts->processor)) != 0 ||
        (status = ov_preprocess_prepostprocessor_get_input_info(parts->processor, &parts->input)) != 0 ||
        (status = ov_preprocess_input_info_get_tensor_info(parts->input, &parts->tensor)) != 0 ||
        (status = ov_preprocess_input_info_get_preprocess_steps(parts->input, &parts->steps)) != 0 ||
        (status = ov_preprocess_input_info_get_model_info(parts->input, &parts->model)) != 0 ||
        (status = ov_layout_create("NHWC", &parts->samples)) != 0 ||
        (status = ov_layout_create(layout, &parts->layout)) != 0 ||
        (status = ov_preprocess_input_tensor_info_set_element_type(parts->tensor, U8)) != 0 ||
        (status = ov_preprocess_input_tensor_info_set_layout(parts->tensor, parts->samples)) != 0 ||
        (status = ov_preprocess_input_model_info_set_layout(parts->model, parts->layout)) != 0) {
        return status;
    }
    if (is_float) {
        if ((status = ov_preprocess_preprocess_steps_convert_element_type(parts->steps, F32)) != 0 ||
            (status = ov_preprocess_preprocess_steps_mean_multi_channels(parts->steps, mean, 3)) != 0 ||
            (status = ov_preprocess_preprocess_steps_scale_multi_channels(parts->steps, deviation, 3)) != 0) {
            return status;
        }
    }
    return ov_preprocess_prepostprocessor_build(parts->processor, out);
}

int cov_model_take_samples(const COVModel *model, const char *layout, int is_float, const float *mean,
                           const float *deviation, COVModel **out) {
    Parts parts = {0};
    int status = build(&parts, (const ov_model_t *)model, layout, is_float, mean, deviation, (ov_model_t **)out);
    if (parts.layout) ov_layout_free(parts.layout);
    if (parts.samples) ov_layout_free(parts.samples);
    if (parts.model) ov_preprocess_input_model_info_free(parts.model);
    if (parts.steps) ov_preprocess_preprocess_steps_free(parts.steps);
    if (parts.tensor) ov_preprocess_input_tensor_info_free(parts.tensor);
    if (parts.input) ov_preprocess_input_info_free(parts.input);
    if (parts.processor) ov_preprocess_prepostprocessor_free(parts.processor);
    return status;
}
