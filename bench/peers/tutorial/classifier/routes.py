"""POST /predict, GET /results/ID, GET /api/model/info."""

import base64

from flask import Blueprint, jsonify, request, url_for

from .tasks import classify

routes = Blueprint("classifier", __name__)


@routes.get("/api/model/info")
def info():
    return jsonify(
        model_name="ImageClassifier_ResNet50", version="1.0", input_type="image/jpeg", output_type="json"
    )


@routes.post("/predict")
def predict():
    upload = request.files.get("image")
    if upload is None:
        return jsonify(error="No image file provided in the request"), 400
    if not (upload.filename or "").lower().endswith((".png", ".jpg", ".jpeg")):
        return jsonify(error="Invalid file type. Please upload a PNG, JPG, or JPEG image."), 400
    task = classify.delay(base64.b64encode(upload.read()).decode())
    where = url_for("classifier.result", task_id=task.id, _external=True)
    return jsonify(message="Image classification task started.", task_id=task.id, status_url=where), 202


@routes.get("/results/<task_id>")
def result(task_id):
    task = classify.AsyncResult(task_id)
    answer = {"task_id": task_id, "status": task.state}
    key = {"SUCCESS": "result", "FAILURE": "error", "PROGRESS": "progress"}.get(task.state)
    if key is not None:
        answer[key] = str(task.info) if key == "error" else task.info
    return jsonify(answer)
