"""The queue that web and workers share: Redis as broker and for results."""

import os

from celery import Celery

queue = Celery("classifier", broker=os.environ["TUTORIAL_REDIS"], backend=os.environ["TUTORIAL_REDIS"])
queue.conf.update(task_track_started=True, result_expires=3600, broker_connection_retry_on_startup=True)
