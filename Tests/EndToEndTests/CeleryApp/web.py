"""The tutorial's web side, section 3.4: POST /predict and GET /results/ID, and GET /api/model/info of 3.1.2."""

import base64
import sys

import flask

from tasks import classify

app = flask.Flask(__name__)


@app.get("/api/model/info")
def info():
    return flask.jsonify(
        {
            "model_name": "ImageClassifier_ResNet50",
            "version": "1.0",
            "input_type": "image/jpeg",
            "output_type": "json",
        }
    )


@app.post("/predict")
def predict():
    if "image" not in flask.request.files:
        return flask.jsonify({"error": "No image file provided in the request"}), 400
    file = flask.request.files["image"]
    if file.filename == "" or not file.filename.lower().endswith((".png", ".jpg", ".jpeg")):
        return flask.jsonify({"error": "Invalid file type. Please upload a PNG, JPG, or JPEG image."}), 400
    try:
        task = classify.delay(base64.b64encode(file.read()).decode("utf-8"))
        url = flask.url_for("get_result", task_id=task.id, _external=True)
        answer = {"message": "Image classification task started.", "task_id": task.id, "status_url": url}
        return flask.jsonify(answer), 202
    except Exception as error:
        return flask.jsonify({"error": f"Failed to start task: {error}"}), 500


@app.get("/results/<task_id>")
def get_result(task_id):
    task = classify.AsyncResult(task_id)
    response = {"task_id": task_id, "status": task.state}
    if task.state == "SUCCESS":
        response["result"] = task.result
    elif task.state == "FAILURE":
        response["error"] = str(task.info)
    elif task.state == "PROGRESS":
        response["progress"] = task.info
    return flask.jsonify(response)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]))
