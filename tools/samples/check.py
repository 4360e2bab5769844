#!/usr/bin/env python3
"""Prints what the bundled model says of each sample picture, by a way of its own beside top5's: Pillow and OpenVINO.

    python3 tools/samples/check.py

Needs NumPy, Pillow and openvino. Ends with status 1 if fewer than four pictures have the drawn thing in the top-5.
"""
import json, pathlib, sys
import numpy as np
import openvino
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "assets/models/tiny-resnet-64"
SIDE = 64
# The way in which the model was trained: tools/train/README.md.
MEAN, DEVIATION = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])


def tensor(file):
    """The picture on white, shorter side to 64 pixels, its middle, normalised: float32 [1,3,64,64]."""
    image = Image.open(file).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    scale = SIDE / min(image.size)
    width, height = (max(SIDE, round(side * scale)) for side in image.size)
    image = image.resize((width, height), Image.BILINEAR)
    left, top = (width - SIDE) // 2, (height - SIDE) // 2
    pixels = np.asarray(image.crop((left, top, left + SIDE, top + SIDE)), dtype=float) / 255
    return ((pixels - MEAN) / DEVIATION).transpose(2, 0, 1)[None].astype(np.float32)


def main():
    labels = [entry["label"] for entry in json.loads((MODEL / "labels.json").read_text())]
    model = openvino.Core().compile_model(MODEL / "tiny-resnet-64.onnx", "CPU")
    expected = json.loads(pathlib.Path(__file__).with_name("expected.json").read_text())
    found = 0
    print("| picture | drawn thing | the model's top-5 |\n| --- | --- | --- |")
    for name, label in expected.items():
        logits = model([tensor(ROOT / "assets/samples" / name)])[0][0]
        scores = np.exp(logits - logits.max())
        scores /= scores.sum()
        top = np.argsort(-scores)[:5]
        found += label in [labels[i] for i in top]
        print(f"| `{name}` | {label} | {', '.join(f'{labels[i]} {scores[i]:.2f}' for i in top)} |")
    print(f"\n{found} of {len(expected)} in the top-5")
    sys.exit(found < 4)


if __name__ == "__main__":
    main()
