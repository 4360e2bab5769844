"""Sends no-op tasks, first with nobody there, then has the workers of ./run do them; prints figures as JSON."""

import json
import os
import sys
import time

import redis

from tasks import noop, queue

jobs = int(sys.argv[1])
ready, go = sys.argv[2], sys.argv[3]
server = redis.Redis.from_url(os.environ["NOOP_REDIS"])


def waiting():
    return server.llen("celery") + server.hlen("unacked")


with queue.pool.acquire(block=True) as connection:
    producer = queue.amqp.Producer(connection)
    noop.apply_async(producer=producer)
    start = time.monotonic()
    for _ in range(jobs - 1):
        noop.apply_async(producer=producer)
    enqueued = time.monotonic() - start

# The workers start only now, so that they never wait for the sender.
open(ready, "w").close()
while not os.path.exists(go):
    time.sleep(0.01)
before = server.llen("celery")
start = time.monotonic()
while waiting() > 0:
    time.sleep(0.01)
# An acknowledgement comes before its task is done; with results the last one is waited for as well.
if queue.conf.task_ignore_result is False:
    while server.dbsize() < jobs:
        time.sleep(0.01)
seconds = time.monotonic() - start
report = {
    "celery": sys.modules["celery"].__version__,
    "redis": server.info("server")["redis_version"],
    "jobs": jobs,
    "processes": int(os.environ["NOOP_PROCESSES"]),
    "results": not queue.conf.task_ignore_result,
    "acks_late": queue.conf.task_acks_late,
    "enqueues_per_second": round((jobs - 1) / enqueued, 1),
    "jobs_per_second": round(before / seconds, 1),
}
print(json.dumps(report))
