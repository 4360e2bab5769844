"""The task that does nothing, on Redis as broker and for results."""

import os

from celery import Celery

queue = Celery("tasks", broker=os.environ["NOOP_REDIS"], backend=os.environ["NOOP_REDIS"])
queue.conf.update(
    broker_connection_retry_on_startup=True,
    result_expires=3600,
    # A result is what top5 keeps of every job; who wants none says so.
    task_ignore_result=os.environ.get("NOOP_RESULTS") == "0",
    task_acks_late=os.environ.get("NOOP_ACKS_LATE") == "1",
    worker_prefetch_multiplier=int(os.environ.get("NOOP_PREFETCH", "64")),
)


@queue.task
def noop():
    return None
