/// What Celery 5.7.0 with kombu 5.7.0 has put into a real Redis 7; only folders in tracebacks were renamed.
enum RecordedMessages {
    static let queued = #"""
        {"body": "W1sxLCAyXSwge30sIHsiY2FsbGJhY2tzIjogbnVsbCwgImVycmJhY2tzIjogbnVsbCwgImNoYWluIjogbnVsbCwgImNob3JkIjog\#
        bnVsbH1d", "content-encoding": "utf-8", "content-type": "application/json", "headers": {"lang": "py", "task": \#
        "tasks.add", "id": "67efd160-989e-497b-ab65-e3b8b88c6748", "shadow": null, "eta": null, "expires": null, "grou\#
        p": null, "group_index": null, "retries": 0, "timelimit": [null, null], "root_id": "67efd160-989e-497b-ab65-e3\#
        b8b88c6748", "parent_id": null, "argsrepr": "(1, 2)", "kwargsrepr": "{}", "origin": "gen2968@vm", "ignore_resu\#
        lt": false, "replaced_task_nesting": 0, "stamped_headers": null, "stamps": {}}, "properties": {"correlation_id\#
        ": "67efd160-989e-497b-ab65-e3b8b88c6748", "reply_to": "8cccff5f-a3a9-311d-b498-334c67227fac", "delivery_mode"\#
        : 2, "delivery_info": {"exchange": "", "routing_key": "celery"}, "priority": 0, "body_encoding": "base64", "de\#
        livery_tag": "b7f205a6-441b-465d-af9f-809176d4cb5a"}}
        """#
    static let queuedWithPriority = #"""
        {"body": "W1szXSwgeyJ4IjogIlx1MDBlOSJ9LCB7ImNhbGxiYWNrcyI6IG51bGwsICJlcnJiYWNrcyI6IG51bGwsICJjaGFpbiI6IG51bGws\#
        ICJjaG9yZCI6IG51bGx9XQ==", "content-encoding": "utf-8", "content-type": "application/json", "headers": {"lang"\#
        : "py", "task": "tasks.wait", "id": "e84d1802-9759-41d9-b987-54e5c1a302b1", "shadow": null, "eta": null, "expi\#
        res": null, "group": null, "group_index": null, "retries": 0, "timelimit": [null, null], "root_id": "e84d1802-\#
        9759-41d9-b987-54e5c1a302b1", "parent_id": null, "argsrepr": "(3,)", "kwargsrepr": "{'x': '\u00e9'}", "origin"\#
        : "gen2968@vm", "ignore_result": null, "replaced_task_nesting": 0, "stamped_headers": null, "stamps": {}}, "pr\#
        operties": {"correlation_id": "e84d1802-9759-41d9-b987-54e5c1a302b1", "reply_to": "8cccff5f-a3a9-311d-b498-334\#
        c67227fac", "delivery_mode": 2, "delivery_info": {"exchange": "", "routing_key": "celery"}, "priority": 3, "bo\#
        dy_encoding": "base64", "delivery_tag": "f54804a6-a408-4d37-a810-65b54ed4d4f4"}}
        """#
    static let heartbeat = #"""
        {"body": "eyJob3N0bmFtZSI6ICJjZWxlcnlAdm0iLCAidXRjb2Zmc2V0IjogMC4wLCAicGlkIjogMTc3MjAsICJjbG9jayI6IDIsICJmcmVx\#
        IjogMi4wLCAiYWN0aXZlIjogMCwgInByb2Nlc3NlZCI6IDAsICJsb2FkYXZnIjogWzIuNDgsIDEuNjgsIDEuMzRdLCAic3dfaWRlbnQiOiAicH\#
        ktY2VsZXJ5IiwgInN3X3ZlciI6ICI1LjcuMCIsICJzd19zeXMiOiAiTGludXgiLCAidGltZXN0YW1wIjogMTc5NTkxMjc2NS40NTg5MjE3LCAi\#
        dHlwZSI6ICJ3b3JrZXItaGVhcnRiZWF0In0=", "content-encoding": "utf-8", "content-type": "application/json", "heade\#
        rs": {"hostname": "celery@vm"}, "properties": {"delivery_mode": 1, "delivery_info": {"exchange": "celeryev", "\#
        routing_key": "worker.heartbeat"}, "priority": 0, "body_encoding": "base64", "delivery_tag": "ebe9605a-faff-47\#
        38-a012-ac300494a7b9"}}
        """#
    static let sent = #"""
        {"body": "eyJob3N0bmFtZSI6ICJnZW4xNzc0NkB2bSIsICJ1dGNvZmZzZXQiOiAwLjAsICJwaWQiOiAxNzc0NiwgImNsb2NrIjogMSwgInV1\#
        aWQiOiAiMjEzMWJmMzQtZjRkYi00NTQ2LWE4NDQtODBlNmI0N2NlOWE2IiwgInJvb3RfaWQiOiAiMjEzMWJmMzQtZjRkYi00NTQ2LWE4NDQtOD\#
        BlNmI0N2NlOWE2IiwgInBhcmVudF9pZCI6IG51bGwsICJuYW1lIjogInRhc2tzLmFkZCIsICJhcmdzIjogIigxLCAyKSIsICJrd2FyZ3MiOiAi\#
        e30iLCAicmV0cmllcyI6IDAsICJldGEiOiBudWxsLCAiZXhwaXJlcyI6IG51bGwsICJxdWV1ZSI6ICJjZWxlcnkiLCAiZXhjaGFuZ2UiOiAiIi\#
        wgInJvdXRpbmdfa2V5IjogImNlbGVyeSIsICJ0aW1lc3RhbXAiOiAxNzk1OTEyNzY3LjIyNDUyNSwgInR5cGUiOiAidGFzay1zZW50In0=", "\#
        content-encoding": "utf-8", "content-type": "application/json", "headers": {"hostname": "gen17746@vm"}, "prope\#
        rties": {"delivery_mode": 1, "delivery_info": {"exchange": "celeryev", "routing_key": "task.sent"}, "priority"\#
        : 0, "body_encoding": "base64", "delivery_tag": "0ff43eb3-1da6-4077-a966-bc0b1469a3a1"}}
        """#
    static let startedAndReceived = #"""
        {"body": "W3siaG9zdG5hbWUiOiAiY2VsZXJ5QHZtIiwgInV0Y29mZnNldCI6IDAuMCwgInBpZCI6IDE3NzIwLCAiY2xvY2siOiA1LCAidXVp\#
        ZCI6ICIyMTMxYmYzNC1mNGRiLTQ1NDYtYTg0NC04MGU2YjQ3Y2U5YTYiLCAidGltZXN0YW1wIjogMTc5NTkxMjc2Ny4yMzM2MjUyLCAidHlwZS\#
        I6ICJ0YXNrLXN0YXJ0ZWQifSwgeyJob3N0bmFtZSI6ICJjZWxlcnlAdm0iLCAidXRjb2Zmc2V0IjogMC4wLCAicGlkIjogMTc3MjAsICJjbG9j\#
        ayI6IDYsICJ1dWlkIjogIjYzNzIxMjVkLWIxNmQtNDA5OS1iY2I1LWFiZDc0MzlkNGRmNSIsICJuYW1lIjogInRhc2tzLmZhaWwiLCAiYXJncy\#
        I6ICIoJ25vIGdvb2Q6IFx1MDBlOScsKSIsICJrd2FyZ3MiOiAie30iLCAicm9vdF9pZCI6ICI2MzcyMTI1ZC1iMTZkLTQwOTktYmNiNS1hYmQ3\#
        NDM5ZDRkZjUiLCAicGFyZW50X2lkIjogbnVsbCwgInJldHJpZXMiOiAwLCAiZXRhIjogbnVsbCwgImV4cGlyZXMiOiBudWxsLCAidGltZXN0YW\#
        1wIjogMTc5NTkxMjc2Ny4yMzQ4Mjc1LCAidHlwZSI6ICJ0YXNrLXJlY2VpdmVkIn1d", "content-encoding": "utf-8", "content-typ\#
        e": "application/json", "headers": {"hostname": "celery@vm"}, "properties": {"delivery_mode": 1, "delivery_inf\#
        o": {"exchange": "celeryev", "routing_key": "task.multi"}, "priority": 0, "body_encoding": "base64", "delivery\#
        _tag": "35b31fa1-af1a-4cfc-83b7-a5cb3d72bd2d"}}
        """#
    static let succeeded = #"""
        {"body": "W3siaG9zdG5hbWUiOiAiY2VsZXJ5QHZtIiwgInV0Y29mZnNldCI6IDAuMCwgInBpZCI6IDE3NzIwLCAiY2xvY2siOiA5LCAidXVp\#
        ZCI6ICIyMTMxYmYzNC1mNGRiLTQ1NDYtYTg0NC04MGU2YjQ3Y2U5YTYiLCAicmVzdWx0IjogIjMiLCAicnVudGltZSI6IDAuMDIxMzAzMzg4MD\#
        AwMjA1ODE0LCAidGltZXN0YW1wIjogMTc5NTkxMjc2Ny4yNTE0ODYsICJ0eXBlIjogInRhc2stc3VjY2VlZGVkIn1d", "content-encoding\#
        ": "utf-8", "content-type": "application/json", "headers": {"hostname": "celery@vm"}, "properties": {"delivery\#
        _mode": 1, "delivery_info": {"exchange": "celeryev", "routing_key": "task.multi"}, "priority": 0, "body_encodi\#
        ng": "base64", "delivery_tag": "6fcacda5-671d-4a9e-ac10-da95b7573dc3"}}
        """#
    static let failed = #"""
        {"body": "W3siaG9zdG5hbWUiOiAiY2VsZXJ5QHZtIiwgInV0Y29mZnNldCI6IDAuMCwgInBpZCI6IDE3NzIwLCAiY2xvY2siOiAxMywgInV1\#
        aWQiOiAiNjM3MjEyNWQtYjE2ZC00MDk5LWJjYjUtYWJkNzQzOWQ0ZGY1IiwgImV4Y2VwdGlvbiI6ICJWYWx1ZUVycm9yKCdubyBnb29kOiBcdT\#
        AwZTknKSIsICJ0cmFjZWJhY2siOiAiVHJhY2ViYWNrIChtb3N0IHJlY2VudCBjYWxsIGxhc3QpOlxuICBGaWxlIFwiL3Nydi92ZW52L2NlbGVy\#
        eS9hcHAvdHJhY2UucHlcIiwgbGluZSA1NjQsIGluIHRyYWNlX3Rhc2tcbiAgICBSID0gcmV0dmFsID0gZnVuKCphcmdzLCAqKmt3YXJncylcbi\#
        AgICAgICAgICAgICAgICAgXl5eXl5eXl5eXl5eXl5eXl5eXl5cbiAgRmlsZSBcIi9zcnYvdmVudi9jZWxlcnkvYXBwL3RyYWNlLnB5XCIsIGxp\#
        bmUgODgzLCBpbiBfX3Byb3RlY3RlZF9jYWxsX19cbiAgICByZXR1cm4gc2VsZi5ydW4oKmFyZ3MsICoqa3dhcmdzKVxuICAgICAgICAgICBeXl\#
        5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXG4gIEZpbGUgXCIvc3J2L2FwcC90YXNrcy5weVwiLCBsaW5lIDI3LCBpbiBmYWlsXG4gICAgcmFpc2Ug\#
        VmFsdWVFcnJvcihyZWFzb24pXG5WYWx1ZUVycm9yOiBubyBnb29kOiBcdTAwZTlcbiIsICJ0aW1lc3RhbXAiOiAxNzk1OTEyNzY3LjI2NDczNT\#
        UsICJ0eXBlIjogInRhc2stZmFpbGVkIn1d", "content-encoding": "utf-8", "content-type": "application/json", "headers\#
        ": {"hostname": "celery@vm"}, "properties": {"delivery_mode": 1, "delivery_info": {"exchange": "celeryev", "ro\#
        uting_key": "task.multi"}, "priority": 0, "body_encoding": "base64", "delivery_tag": "de71f2e6-c706-42c2-98b5-\#
        fe27b136fcba"}}
        """#
    static let retried = #"""
        {"body": "W3siaG9zdG5hbWUiOiAiY2VsZXJ5QHZtIiwgInV0Y29mZnNldCI6IDAuMCwgInBpZCI6IDE3NzIwLCAiY2xvY2siOiAxNiwgInV1\#
        aWQiOiAiNDhkZDhhZmYtZmYxYS00NDBiLWE1YmYtY2EwZGFiMDg1MjkxIiwgImV4Y2VwdGlvbiI6ICJDb25uZWN0aW9uRXJyb3IoJ3RoZSBmaX\#
        JzdCB0cnkgbmV2ZXIgc3VjY2VlZHMnKSIsICJ0cmFjZWJhY2siOiAiVHJhY2ViYWNrIChtb3N0IHJlY2VudCBjYWxsIGxhc3QpOlxuICBGaWxl\#
        IFwiL3Nydi9hcHAvdGFza3MucHlcIiwgbGluZSAzMywgaW4gY29tZV9hZ2FpblxuICAgIHJhaXNlIENvbm5lY3Rpb25FcnJvcihcInRoZSBmaX\#
        JzdCB0cnkgbmV2ZXIgc3VjY2VlZHNcIilcbkNvbm5lY3Rpb25FcnJvcjogdGhlIGZpcnN0IHRyeSBuZXZlciBzdWNjZWVkc1xuXG5EdXJpbmcg\#
        aGFuZGxpbmcgb2YgdGhlIGFib3ZlIGV4Y2VwdGlvbiwgYW5vdGhlciBleGNlcHRpb24gb2NjdXJyZWQ6XG5cblRyYWNlYmFjayAobW9zdCByZW\#
        NlbnQgY2FsbCBsYXN0KTpcbiAgRmlsZSBcIi9zcnYvdmVudi9jZWxlcnkvYXBwL3RyYWNlLnB5XCIsIGxpbmUgNTY0LCBpbiB0cmFjZV90YXNr\#
        XG4gICAgUiA9IHJldHZhbCA9IGZ1bigqYXJncywgKiprd2FyZ3MpXG4gICAgICAgICAgICAgICAgIF5eXl5eXl5eXl5eXl5eXl5eXl5eXG4gIE\#
        ZpbGUgXCIvc3J2L3ZlbnYvY2VsZXJ5L2FwcC90cmFjZS5weVwiLCBsaW5lIDg4MywgaW4gX19wcm90ZWN0ZWRfY2FsbF9fXG4gICAgcmV0dXJu\#
        IHNlbGYucnVuKCphcmdzLCAqKmt3YXJncylcbiAgICAgICAgICAgXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXlxuICBGaWxlIFwiL3Nydi9hcH\#
        AvdGFza3MucHlcIiwgbGluZSAzNywgaW4gY29tZV9hZ2FpblxuICAgIHJhaXNlIHNlbGYucmV0cnkoZXhjPWVycm9yLCBjb3VudGRvd249c2Vj\#
        b25kcylcbiAgICAgICAgICBeXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXG4gIEZpbGUgXCIvc3J2L3ZlbnYvY2VsZX\#
        J5L2FwcC90YXNrLnB5XCIsIGxpbmUgOTYzLCBpbiByZXRyeVxuICAgIHJhaXNlIHJldFxuY2VsZXJ5LmV4Y2VwdGlvbnMuUmV0cnk6IFJldHJ5\#
        IGluIDFzOiBDb25uZWN0aW9uRXJyb3IoJ3RoZSBmaXJzdCB0cnkgbmV2ZXIgc3VjY2VlZHMnKVxuIiwgInRpbWVzdGFtcCI6IDE3OTU5MTI3Nj\#
        cuMjgzMzIxNiwgInR5cGUiOiAidGFzay1yZXRyaWVkIn1d", "content-encoding": "utf-8", "content-type": "application/jso\#
        n", "headers": {"hostname": "celery@vm"}, "properties": {"delivery_mode": 1, "delivery_info": {"exchange": "ce\#
        leryev", "routing_key": "task.multi"}, "priority": 0, "body_encoding": "base64", "delivery_tag": "49dea6ac-c10\#
        1-4324-92bb-4b60a5f4a417"}}
        """#
    static let revoked = #"""
        {"body": "W3siaG9zdG5hbWUiOiAiY2VsZXJ5QHZtIiwgInV0Y29mZnNldCI6IDAuMCwgInBpZCI6IDE3NzIwLCAiY2xvY2siOiAyMywgInV1\#
        aWQiOiAiYTRmODYxYWItMGVhNC00ZDM1LWJjM2QtZjdiNjg0NDBjNTU4IiwgInRlcm1pbmF0ZWQiOiB0cnVlLCAic2lnbnVtIjogMTUsICJleH\#
        BpcmVkIjogZmFsc2UsICJ0aW1lc3RhbXAiOiAxNzk1OTEyNzY4LjI1Mjg4MTUsICJ0eXBlIjogInRhc2stcmV2b2tlZCJ9XQ==", "content-\#
        encoding": "utf-8", "content-type": "application/json", "headers": {"hostname": "celery@vm"}, "properties": {"\#
        delivery_mode": 1, "delivery_info": {"exchange": "celeryev", "routing_key": "task.multi"}, "priority": 0, "bod\#
        y_encoding": "base64", "delivery_tag": "e441d80c-25c5-4ebe-9ac3-4cfc3bc9625f"}}
        """#
    static let metaStarted = #"""
        {"status": "STARTED", "result": {"pid": 17725, "hostname": "celery@vm"}, "traceback": null, "children": [], "d\#
        ate_done": null, "name": "tasks.add", "args": [1, 2], "kwargs": {}, "worker": "celery@vm", "retries": 0, "queu\#
        e": "celery", "task_id": "2131bf34-f4db-4546-a844-80e6b47ce9a6"}
        """#
    static let metaSuccess = #"""
        {"status": "SUCCESS", "result": 3, "traceback": null, "children": [], "date_done": "2026-11-29T00:39:27.248466\#
        +00:00", "name": "tasks.add", "args": [1, 2], "kwargs": {}, "worker": "celery@vm", "retries": 0, "queue": "cel\#
        ery", "task_id": "2131bf34-f4db-4546-a844-80e6b47ce9a6"}
        """#
    static let metaFailure = #"""
        {"status": "FAILURE", "result": {"exc_type": "ValueError", "exc_message": ["no good: \u00e9"], "exc_module": "\#
        builtins"}, "traceback": "Traceback (most recent call last):\n  File \"/srv/venv/celery/app/trace.py\", line 5\#
        64, in trace_task\n    R = retval = fun(*args, **kwargs)\n                 ^^^^^^^^^^^^^^^^^^^^\n  File \"/srv\#
        /venv/celery/app/trace.py\", line 883, in __protected_call__\n    return self.run(*args, **kwargs)\n          \#
         ^^^^^^^^^^^^^^^^^^^^^^^^^\n  File \"/srv/app/tasks.py\", line 27, in fail\n    raise ValueError(reason)\nValu\#
        eError: no good: \u00e9\n", "children": [], "date_done": "2026-11-29T00:39:27.255613+00:00", "name": "tasks.fa\#
        il", "args": ["no good: \u00e9"], "kwargs": {}, "worker": "celery@vm", "retries": 0, "queue": "celery", "task_\#
        id": "6372125d-b16d-4099-bcb5-abd7439d4df5"}
        """#
    static let metaRetry = #"""
        {"status": "RETRY", "result": {"exc_type": "ConnectionError", "exc_message": ["the first try never succeeds"],\#
         "exc_module": "builtins"}, "traceback": "Traceback (most recent call last):\n  File \"/srv/app/tasks.py\", li\#
        ne 33, in come_again\n    raise ConnectionError(\"the first try never succeeds\")\nConnectionError: the first \#
        try never succeeds\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most r\#
        ecent call last):\n  File \"/srv/venv/celery/app/trace.py\", line 564, in trace_task\n    R = retval = fun(*ar\#
        gs, **kwargs)\n                 ^^^^^^^^^^^^^^^^^^^^\n  File \"/srv/venv/celery/app/trace.py\", line 883, in _\#
        _protected_call__\n    return self.run(*args, **kwargs)\n           ^^^^^^^^^^^^^^^^^^^^^^^^^\n  File \"/srv/a\#
        pp/tasks.py\", line 37, in come_again\n    raise self.retry(exc=error, countdown=seconds)\n          ^^^^^^^^^\#
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n  File \"/srv/venv/celery/app/task.py\", line 963, in retry\n    raise ret\nc\#
        elery.exceptions.Retry: Retry in 1s: ConnectionError('the first try never succeeds')\n", "children": [[["48dd8\#
        aff-ff1a-440b-a5bf-ca0dab085291", null], null]], "date_done": null, "name": "tasks.come_again", "args": [1], "\#
        kwargs": {}, "worker": "celery@vm", "retries": 0, "queue": "celery", "task_id": "48dd8aff-ff1a-440b-a5bf-ca0da\#
        b085291"}
        """#
    static let metaRevoked = #"""
        {"status": "REVOKED", "result": {"exc_type": "TaskRevokedError", "exc_message": ["revoked"], "exc_module": "ce\#
        lery.exceptions"}, "traceback": null, "children": null, "date_done": "2026-11-29T00:39:28.251062+00:00", "task\#
        _id": "4592d4f5-15d1-4415-8318-62b6251600a1"}
        """#

    /// A value of `unacked`: the message, its exchange and its routing key.
    static let reserved = "[" + queued + #", "", "celery"]"#
}
