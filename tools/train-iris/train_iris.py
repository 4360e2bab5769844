"""Train the iris classifier of the tutorial's section 3.1.3 and write its package.

Data: scikit-learn's `load_iris`, 150 flowers of three species, four measurements in centimetres each.
Model: `LogisticRegression(max_iter=200)`, as in the tutorial, written as ONNX of the standard domain: input `features`
float32 [N,4], then MatMul, Add and Softmax, output `probabilities` float32 [N,3].

    python train_iris.py --out ../../assets/models/iris
"""
import argparse, hashlib, json, pathlib
import numpy as np
import onnx, onnxruntime
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

# The largest difference of a probability that float32 may make.
TOLERANCE = 1e-6


def train(data):
    """lbfgs starts at zero and draws nothing; the state is fixed all the same, should the solver change."""
    return LogisticRegression(max_iter=200, random_state=0).fit(data.data, data.target)


def export(model) -> bytes:
    weights = numpy_helper.from_array(model.coef_.T.astype(np.float32), "weights")
    bias = numpy_helper.from_array(model.intercept_.astype(np.float32), "bias")
    features, classes = weights.dims
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["features", "weights"], ["products"]),
            helper.make_node("Add", ["products", "bias"], ["logits"]),
            helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
        ],
        "iris",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", features])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", classes])],
        [weights, bias],
    )
    file = helper.make_model(graph, producer_name="top5", opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(file, full_check=True)
    return file.SerializeToString(deterministic=True)


def check(file: bytes, model, data):
    """Every flower of the data, through the exported model and through scikit-learn."""
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    found, = session.run(None, {"features": data.data.astype(np.float32)})
    wanted = model.predict_proba(data.data)
    difference = float(np.abs(found - wanted).max())
    assert found.shape == wanted.shape == (150, 3)
    assert (found.argmax(axis=1) == model.predict(data.data)).all(), "a flower has another species"
    assert difference < TOLERANCE, f"a probability differs by {difference}"
    return difference


def manifest(file: bytes, data) -> dict:
    return {
        "name": "iris",
        "version": "1",
        "title": "Iris, 3 species by 4 measurements",
        "task": "features",
        "starter": True,
        "file": "iris.onnx",
        "sha256": hashlib.sha256(file).hexdigest(),
        "bytes": len(file),
        "labels": "labels.json",
        "input": {"name": "features", "features": list(data.feature_names)},
        "output": {"kind": "softmax"},
        "license": "MIT",
        "source": "trained with tools/train-iris/train_iris.py on scikit-learn's iris data",
        "description": "Logistic regression on Fisher's iris data: sepals and petals in centimetres, three species.",
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the package's folder")
    out = parser.parse_args().out
    data = load_iris()
    model = train(data)
    file = export(model)
    difference = check(file, model, data)
    out.mkdir(parents=True, exist_ok=True)
    (out / "iris.onnx").write_bytes(file)
    (out / "labels.json").write_text(json.dumps([str(name) for name in data.target_names], indent=2) + "\n")
    (out / "model.json").write_text(json.dumps(manifest(file, data), indent=2) + "\n")
    right = int((model.predict(data.data) == data.target).sum())
    print(f"{len(file)} bytes; {right} of {len(data.target)} right; largest difference to scikit-learn {difference:.1e}")


if __name__ == "__main__":
    main()
