"""Makes the small models of the tests beside this file. Needs onnx, numpy and openvino (for the IR) from PyPI.

    python make_models.py

Every image model is the same: the means of red, green and blue, times a fixed matrix, are the scores. So a test knows
what must come out, and the files stay small. The folders are whole packages whose results are wrong in one way each.
"""
import hashlib, json, pathlib, shutil
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).resolve().parent
FLOAT, U8, F16, I64 = TensorProto.FLOAT, TensorProto.UINT8, TensorProto.FLOAT16, TensorProto.INT64


def weights(inputs, classes):
    """Class i likes input i, and dislikes the others half as much."""
    return np.array([[1.0 if k % inputs == i else -0.5 for k in range(classes)] for i in range(inputs)], np.float32)


def save(path, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(
        nodes, "test", [helper.make_tensor_value_info(*one) for one in inputs],
        [helper.make_tensor_value_info(*one) for one in outputs],
        [numpy_helper.from_array(value, name) for name, value in constants])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8, producer_name="top5")
    (HERE / path).parent.mkdir(exist_ok=True)
    onnx.save(model, HERE / path)
    return model


def image(path, shape, classes=3, layout="NCHW", end=(), element=FLOAT, output=FLOAT, channels=3, constants=()):
    """Means of the channels, times the weights, then the nodes of `end` from "scores" to "out"."""
    nodes, source = [], "image"
    if element != FLOAT:
        nodes.append(helper.make_node("Cast", [source], ["float"], to=FLOAT))
        source = "float"
    axes = [2, 3] if layout == "NCHW" else [1, 2]
    nodes += [
        helper.make_node("ReduceMean", [source], ["means"], axes=axes, keepdims=0),
        helper.make_node("MatMul", ["means", "weights"], ["scores"]),
    ]
    nodes += end or [helper.make_node("Identity", ["scores"], ["out"])]
    return save(path, nodes, [("image", element, shape)], [("out", output, [shape[0], classes])],
                [("weights", weights(channels, classes)), *constants])


def softmax():
    return [helper.make_node("Softmax", ["scores"], ["out"], axis=1)]


def package(name, title, labels):
    """A `model.json` and labels around `name`/`name`.onnx."""
    folder = HERE / name
    model = folder / f"{name}.onnx"
    (folder / "labels.txt").write_text("".join(f"{label}\n" for label in labels))
    manifest = {
        "name": name, "version": "1", "title": title, "task": "image-classification", "file": model.name,
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(), "bytes": model.stat().st_size,
        "labels": "labels.txt", "input": {"layout": "NCHW", "element_type": "f32", "width": 8, "height": 8},
        "resize": {"rule": "shorter-side", "size": 8, "crop": "center", "filter": "bilinear-antialiased"},
        "channel_order": "RGB", "scale": 1 / 255, "output": {"kind": "logits"}, "license": "MIT",
        "source": "made by make_models.py",
    }
    (folder / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")


def main():
    # What `add` can be certain of.
    image("nchw.onnx", [1, 3, 8, 8])
    image("nchw-softmax.onnx", ["N", 3, 8, 8], end=softmax())
    image("nhwc.onnx", [1, 8, 8, 3], layout="NHWC")
    image("nhwc-u8.onnx", [1, 8, 8, 3], layout="NHWC", element=U8, end=softmax())
    quantise = [helper.make_node("Softmax", ["scores"], ["shares"], axis=1),
                helper.make_node("QuantizeLinear", ["shares", "scale", "zero"], ["out"])]
    image("quantised.onnx", [1, 8, 8, 3], layout="NHWC", element=U8, output=U8, end=quantise,
          constants=[("scale", np.array(1 / 256, np.float32)), ("zero", np.array(0, np.uint8))])
    # What it must ask about.
    image("ambiguous.onnx", [1, 3, 3, 3])
    image("open-size.onnx", ["N", 3, "H", "W"])
    image("all-open.onnx", ["N", "C", "H", "W"])
    # What it must refuse.
    image("grey.onnx", [1, 1, 8, 8], channels=1)
    image("batch-8.onnx", [8, 3, 8, 8])
    image("half.onnx", [1, 3, 8, 8], element=F16)
    save("two-inputs.onnx", [helper.make_node("Add", ["a", "b"], ["out"])],
         [("a", FLOAT, [1, 3, 8, 8]), ("b", FLOAT, [1, 3, 8, 8])], [("out", FLOAT, [1, 3, 8, 8])])
    save("two-outputs.onnx", [helper.make_node("Identity", ["row"], ["same"]),
                              helper.make_node("ArgMax", ["row"], ["label"], axis=1, keepdims=0)],
         [("row", FLOAT, [1, 4])], [("label", I64, [1]), ("same", FLOAT, [1, 4])])
    save("any-rank.onnx", [helper.make_node("Relu", ["x"], ["out"])], [("x", FLOAT, None)], [("out", FLOAT, None)])
    save("sound.onnx", [helper.make_node("Relu", ["x"], ["out"])], [("x", FLOAT, [1, 16, 40])],
         [("out", FLOAT, [1, 16, 40])])
    save("picture-out.onnx", [helper.make_node("Relu", ["x"], ["out"])], [("x", FLOAT, [1, 3, 8, 8])],
         [("out", FLOAT, [1, 3, 8, 8])])
    # Rows of numbers.
    save("features.onnx", [helper.make_node("MatMul", ["row", "weights"], ["scores"]),
                           helper.make_node("Softmax", ["scores"], ["out"], axis=1)],
         [("row", FLOAT, ["N", 4])], [("out", FLOAT, ["N", 3])], [("weights", weights(4, 3))])
    # In several files.
    external = image("external.onnx", [1, 3, 8, 8])
    (HERE / "external.weights").unlink(missing_ok=True)
    onnx.save(external, HERE / "external.onnx", save_as_external_data=True, location="external.weights",
              size_threshold=0)
    (HERE / "external.weights").chmod(0o644)
    import openvino
    openvino.save_model(openvino.convert_model(HERE / "nchw.onnx"), HERE / "ir.xml", compress_to_fp16=False)
    (HERE / "no-model.onnx").write_bytes(b"This is no model.\n")

    # Packages that load, or nearly, and whose results are wrong.
    nothing = [helper.make_node("Sub", ["scores", "scores"], ["zero"]),
               helper.make_node("Div", ["zero", "zero"], ["nan"]), helper.make_node("Add", ["scores", "nan"], ["out"])]
    image("nan/nan.onnx", [1, 3, 8, 8], end=nothing)
    package("nan", "Gives NaN for every picture", ["red", "green", "blue"])
    image("wrong-count/wrong-count.onnx", [1, 3, 8, 8])
    package("wrong-count", "Has three outputs and four labels", ["red", "green", "blue", "white"])
    (HERE / "wrong-rank").mkdir(exist_ok=True)
    shutil.copy(HERE / "sound.onnx", HERE / "wrong-rank/wrong-rank.onnx")
    package("wrong-rank", "Takes [1,16,40], not an image", ["red", "green", "blue"])
    image("colours/colours.onnx", [1, 3, 8, 8])
    package("colours", "Which of red, green and blue a picture has most of", ["red", "green", "blue"])


if __name__ == "__main__":
    main()
