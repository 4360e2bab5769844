"""Tasks that end in every way in which a Celery task can end; the classifier is a fake one and needs no PyTorch."""

import base64
import os
import time

from celery import Celery

queue = Celery("tasks", broker=os.environ["CELERY_REDIS"], backend=os.environ["CELERY_REDIS"])
queue.conf.update(
    broker_connection_retry_on_startup=True,
    result_expires=3600,
    result_extended=os.environ.get("CELERY_EXTENDED") == "1",
    task_send_sent_event=os.environ.get("CELERY_EVENTS") == "1",
    task_track_started=os.environ.get("CELERY_STARTED") == "1",
    worker_prefetch_multiplier=1,
)


@queue.task
def add(one, other):
    return one + other


@queue.task
def fail(reason):
    raise ValueError(reason)


@queue.task(bind=True, max_retries=1)
def come_again(self, seconds):
    try:
        raise ConnectionError("the first try never succeeds")
    except ConnectionError as error:
        if self.request.retries:
            return "second try"
        raise self.retry(exc=error, countdown=seconds)


@queue.task
def wait(seconds):
    time.sleep(seconds)
    return seconds


@queue.task(bind=True)
def classify(self, image):
    for status in ("Decoding image...", "Preprocessing image...", "Running model inference...", "Formatting results..."):
        self.update_state(state="PROGRESS", meta={"status": status})
        time.sleep(float(os.environ.get("CLASSIFY_SECONDS", "0.3")))
    if not base64.b64decode(image).startswith((b"\xff\xd8", b"\x89PNG")):
        raise ValueError("cannot identify image file")
    labels = ("golden_retriever", "Labrador_retriever", "kuvasz", "clumber", "flat-coated_retriever")
    scores = ("0.9213", "0.0345", "0.0112", "0.0069", "0.0021")
    predictions = [{"label": label, "probability": score} for label, score in zip(labels, scores)]
    return {"status": "Completed", "predictions": predictions}
