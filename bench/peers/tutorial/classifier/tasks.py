"""The workers' side: image in base64 to the five best classes, step by step."""

import base64
import io
import pathlib

from .queue import queue

_model = None
_prepare = None


def _load():
    """Once in each worker process, not in the web's: that only names the task."""
    global _model, _prepare
    if _model is not None:
        return
    import torch
    import torchvision
    from torchvision import transforms

    torch.set_num_threads(1)
    weights = pathlib.Path(__file__).parent.parent / ".work" / "resnet50.pt"
    model = torchvision.models.resnet50(weights=None)
    model.load_state_dict(torch.load(weights, weights_only=True))
    _model = model.eval()
    _prepare = transforms.Compose(
        [
            transforms.Resize(256),
            transforms.CenterCrop(224),
            transforms.ToTensor(),
            transforms.Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]),
        ]
    )


@queue.task(bind=True, name="classify")
def classify(self, image):
    import torch
    from PIL import Image

    def step(words):
        self.update_state(state="PROGRESS", meta={"status": words})

    _load()
    step("Decoding image...")
    picture = Image.open(io.BytesIO(base64.b64decode(image))).convert("RGB")
    step("Preprocessing image...")
    batch = _prepare(picture).unsqueeze(0)
    step("Running model inference...")
    with torch.no_grad():
        scores = torch.softmax(_model(batch)[0], dim=0)
    step("Formatting results...")
    best = torch.topk(scores, 5)
    lines = [
        {"label": f"class {index}", "probability": f"{score:.4f}"}
        for score, index in zip(best.values.tolist(), best.indices.tolist())
    ]
    return {"status": "Completed", "predictions": lines}
