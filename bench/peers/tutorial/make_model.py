"""Writes one ResNet-50 with random weights twice: for PyTorch, and as ONNX for top5."""

import pathlib
import warnings

import torch
import torchvision

folder = pathlib.Path(__file__).parent / ".work"
folder.mkdir(exist_ok=True)
torch.manual_seed(0)
model = torchvision.models.resnet50(weights=None).eval()
torch.save(model.state_dict(), folder / "resnet50.pt")
with warnings.catch_warnings():
    # The older exporter needs no further package.
    warnings.simplefilter("ignore")
    torch.onnx.export(
        model,
        torch.zeros(1, 3, 224, 224),
        str(folder / "resnet50.part"),
        input_names=["input"],
        output_names=["logits"],
        opset_version=17,
        dynamo=False,
    )
(folder / "resnet50.part").rename(folder / "resnet50.onnx")
