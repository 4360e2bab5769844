"""Run the tutorial's app and write down what it answers, for the tests of `POST /predict`.

    python record_answers.py            # writes answers.json beside this file

Every request goes over a socket to Flask's own server, once with the tutorial's model and once without one. An answer
that is no JSON (Flask's HTML pages) is written as null; its status counts all the same.
"""
import base64, http.client, importlib, json, os, pathlib, pickle, sys, tempfile, threading
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from werkzeug.serving import make_server

HERE = pathlib.Path(__file__).resolve().parent
JSON = "application/json"
GOOD = '{"features": [5.1, 3.5, 1.4, 0.2]}'


def features(text):
    return '{"features": %s}' % text


# name -> body; sent as application/json.
BODIES = {
    "setosa": GOOD,
    "versicolor": features("[6.1, 2.9, 4.7, 1.4]"),
    "virginica": features("[6.3, 3.3, 6.0, 2.5]"),
    "integers": features("[5, 3, 1, 0]"),
    "negative": features("[-5, 3, -0, 0]"),
    "exponents": features("[51e-1, 0.35E+1, 1.4e0, 2e-1]"),
    "zeros": features("[0, 0, 0, 0]"),
    "another key too": '{"a": {"b": [null, true]}, "features": [5.1, 3.5, 1.4, 0.2]}',
    "the key twice": '{"features": [1, 2, 3], "features": [5.1, 3.5, 1.4, 0.2]}',
    "an escaped key": '{"feature\\u0073": [5.1, 3.5, 1.4, 0.2]}',
    "white space": ' \r\n\t{ "features" : [ 5.1 , 3.5 , 1.4 , 0.2 ] } \n',
    "byte order mark": "\ufeff" + GOOD,
    # No JSON
    "no body": "",
    "half a body": '{"features"',
    "a list that ends early": '{"features": [5.1, 3.5',
    "single quotes": "{'features': [5.1, 3.5, 1.4, 0.2]}",
    "a comma too many": features("[5.1, 3.5, 1.4, 0.2,]"),
    "more behind": GOOD + "x",
    "a leading zero": features("[05, 3, 1, 0]"),
    "no digit before the point": features("[.5, 3, 1, 0]"),
    "no digit behind the point": features("[5., 3, 1, 0]"),
    "a plus": features("[+5, 3, 1, 0]"),
    "nan in small letters": features("[nan, 3, 1, 0]"),
    "a tab in a string": '{"features": "\t"}',
    "a wrong escape": '{"features": "\\x"}',
    "half an escape": '{"features": "\\u12"}',
    "a comment": GOOD + " // good",
    "no UTF-8": b'{"features": ["\xff", 1, 1, 1]}',
    "a no-break space": '{"features":\u00a0[5.1, 3.5, 1.4, 0.2]}',
    "5000 digits": features("[1%s, 3, 1, 0]" % ("0" * 5000)),
    "2000 brackets": "[" * 2000 + "]" * 2000,
    # No features
    "an empty object": "{}",
    "null": "null",
    "false": "false",
    "0": "0",
    "an empty string": '""',
    "an empty list": "[]",
    "a list": "[5.1, 3.5, 1.4, 0.2]",
    "a string": '"abc"',
    "another case": '{"Features": [5.1, 3.5, 1.4, 0.2]}',
    "a number": "5",
    "a number with a point": "5.5",
    "NaN alone": "NaN",
    "true": "true",
    "a string with the word": '"the features of it"',
    "a list with the word": '["features"]',
    # No list of four
    "a number as features": features("5"),
    "null as features": features("null"),
    "text as features": features('"1234"'),
    "an object as features": features("{}"),
    "no numbers": features("[]"),
    "three numbers": features("[1, 2, 3]"),
    "five numbers": features("[1, 2, 3, 4, 5]"),
    # No numbers
    "strings that are numbers": features('["5.1", "3.5", "1.4", "0.2"]'),
    "strings that are none": features('["abc", "def", "", "\\u4e2d"]'),
    "one string": features('["abc", 3.5, 1.4, 0.2]'),
    "one string that is a number": features('[5.1, "3.5", 1.4, 0.2]'),
    "a string and a truth": features('["a", true, 1, 2]'),
    "half a pair": features('["\\ud800", 1, 1, 1]'),
    "null among numbers": features("[null, 3.5, 1.4, 0.2]"),
    "four nulls": features("[null, null, null, null]"),
    "null and a string": features('[null, "abc", 1.4, 0.2]'),
    "null and a string with a quote": features('[null, "it\'s", 1.4, 0.2]'),
    "null and a string that is a number": features('[null, " 3.5 ", 1.4, 0.2]'),
    "truths": features("[true, false, true, false]"),
    "a truth among numbers": features("[true, 3.5, 1.4, 0]"),
    "an object among numbers": features('[{"a": 1}, 3.5, 1.4, 0.2]'),
    "a string before an object": features('["abc", {}, 1.4, 0.2]'),
    "an object before a string": features('[{}, "abc", 1.4, 0.2]'),
    # Lists in the list
    "lists of one": features("[[5.1], [3.5], [1.4], [0.2]]"),
    "lists of lists of one": features("[[[5.1]], [[3.5]], [[1.4]], [[0.2]]]"),
    "lists of two": features("[[1, 2], [3, 4], [5, 6], [7, 8]]"),
    "empty lists": features("[[], [], [], []]"),
    "a list among numbers": features("[[1, 2], 3, 4, 5]"),
    "a last list": features("[1, 2, 3, [4]]"),
    "uneven lists": features("[[1], [2, 3], [4], [5]]"),
    "uneven lists below": features("[[[1], [2, 3]], [[2], [3]], [[3], [4]], [[4], [5]]]"),
    "lists of strings": features('[["a"], [2], [3], [4]]'),
    "lists of nulls": features("[[null], [2], [3], [4]]"),
    "lists of objects": features("[[{}], [1], [2], [3]]"),
    "a string among lists": features('["a", [1], [2], [3]]'),
    # Numbers of no good size
    "NaN": features("[NaN, 3.5, 1.4, 0.2]"),
    "Infinity": features("[Infinity, 3.5, 1.4, 0.2]"),
    "NaN and -Infinity": features("[-Infinity, NaN, 1.4, 0.2]"),
    "over float64": features("[1e400, 3.5, 1.4, 0.2]"),
    "below float64": features("[5.1, -1e400, 1.4, 0.2]"),
    "over float32": features("[1e300, 1, 1, 1]"),
    "1e30": features("[1e30, 1, 1, 1]"),
    "1e-400": features("[1e-400, 1, 1, 1]"),
    "2^63 - 1": features("[9223372036854775807, 1, 1, 1]"),
    "2^63": features("[9223372036854775808, 1, 1, 1]"),
    "2^64": features("[18446744073709551616, 1, 1, 1]"),
    "-2^63 - 1": features("[-9223372036854775809, 1, 1, 1]"),
    "2^64 and a string": features('[18446744073709551616, "abc", 1, 1]'),
    "2^64 and a string that is a number": features('[18446744073709551616, "1.5", 1, 1]'),
    "2^63 and a string": features('[9223372036854775808, "abc", 1, 1]'),
    "400 digits": features("[1%s, 1, 1, 1]" % ("0" * 400)),
}

# name -> Content-Type; sent with the good body.
TYPES = {
    "with a charset": "application/json; charset=utf-8",
    "in capitals": "Application/JSON",
    "of JSON's kind": "application/vnd.iris+json",
}


def send(port, body, kind):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/predict", body=body, headers={"Content-Type": kind})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text) if answer.headers.get_content_type() == JSON else None


def record(port, name, body, kind=JSON, model=True):
    data = body if isinstance(body, bytes) else body.encode()
    status, answer = send(port, data, kind)
    line = {"name": name, "type": kind, "model": model, "status": status, "answer": answer}
    if isinstance(body, bytes):
        line["base64"] = base64.b64encode(body).decode()
    else:
        line["body"] = body
    return line


def main():
    data = load_iris()
    model = LogisticRegression(max_iter=200).fit(data.data, data.target)
    sys.path.insert(0, str(HERE))
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        pathlib.Path("iris_model.pkl").write_bytes(pickle.dumps(model))
        module = importlib.import_module("tutorial_app")
        server = make_server("127.0.0.1", 0, module.app)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        lines += [record(server.port, name, body) for name, body in BODIES.items()]
        lines += [record(server.port, name, GOOD, kind) for name, kind in TYPES.items()]
        os.remove("iris_model.pkl")
        importlib.reload(module)
        server.app = module.app
        for name, body in {"good": GOOD, "no body": "", "an empty object": "{}"}.items():
            lines.append(record(server.port, f"without a model: {name}", body, model=False))
        server.shutdown()
        os.chdir(HERE)
    (HERE / "answers.json").write_text(
        "[\n" + ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n]\n")
    print(f"{len(lines)} answers")


if __name__ == "__main__":
    main()
