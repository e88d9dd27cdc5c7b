"""
A kernel that nobody should believe: `hostile_kernel.py CONNECTION_FILE MODE`. Asked to execute the JSON text of
{"tag", "lines"} it prints those lines as a good kernel would, and in between does what its mode says.
"""

import hashlib
import hmac
import json
import os
import random
import sys
import uuid
import zlib

import zmq

mode = sys.argv[2]
with open(sys.argv[1]) as file:
    connection = json.load(file)
key = connection["key"].encode()
context = zmq.Context()
sockets = {}
kinds = {"shell": zmq.ROUTER, "iopub": zmq.PUB, "stdin": zmq.ROUTER, "control": zmq.ROUTER, "hb": zmq.REP}
for name, kind in kinds.items():
    separator = "-" if connection["transport"] == "ipc" else ":"
    sockets[name] = context.socket(kind)
    sockets[name].sndhwm = 0
    sockets[name].bind(f"{connection['transport']}://{connection['ip']}{separator}{connection[name + '_port']}")


def signed(parts):
    signature = hmac.new(key, b"".join(parts), hashlib.sha256).hexdigest().encode()
    return [b"<IDS|MSG>", signature, *parts]


def frames(kind, parent, content, **more):
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "k", "username": "k", "date": "", "version": "5.3"}
    return signed([json.dumps(part).encode() for part in (header | more, parent, {}, content)])


def publish(kind, parent, content, **more):
    sockets["iopub"].send_multipart([b"topic", *frames(kind, parent, content, **more)])


def garbage(who, parent, n):
    """Bytes that are no messages, and messages that are none of Jupyter's."""
    header = {"msg_id": "x", "msg_type": "stream"}
    deep = b"[" * 100_000 + b"]" * 100_000
    choices = [
        [os.urandom(random.randrange(1, 3000))],
        [b""] * 5,
        [b"<IDS|MSG>"],
        [b"<IDS|MSG>", b"", b"", b"", b"", b""],
        [b"part"] * 3000,
        signed([b"\xff\xfe", b"{}", b"{}", b"{}"]),
        signed([b"[]", b"[]", b"[]", b"[]"]),
        signed([json.dumps(header).encode(), b"{}", b"{}", b'"text"']),
        signed([json.dumps(header).encode(), b"{}", b"{}", b'{"name": 5, "text": {"a": 1}}']),
        signed([json.dumps(header | {"msg_id": 5}).encode(), b"{}", b"{}", b"{}"]),
        signed([json.dumps(header | {"msg_id": "y" * 5000}).encode(), b"{}", b"{}", b"{}"]),
        signed([json.dumps(header | {"msg_type": "display_data"}).encode(), b"{}", b"{}", b'{"data": ' + deep + b"}"]),
        signed([json.dumps(header | {"msg_type": "z" * 190}).encode(), json.dumps(parent).encode(), b"{}", b"{}"]),
        signed([json.dumps(header).encode(), json.dumps({"msg_id": "", "msg_type": 7}).encode(), b"{}", b"{}"]),
        signed([json.dumps(header | {"msg_type": "status"}).encode(), b"{}", b"{}", b'{"execution_state": ["idle"]}']),
        signed([json.dumps(header | {"msg_type": "__proto__"}).encode(), b"{}", b"{}", b'{"__proto__": {"busy": true}}']),
    ]
    message = choices[n % len(choices)]
    sockets["iopub"].send_multipart(message)
    for name in ("shell", "stdin", "control"):
        sockets[name].send_multipart([who, *message])


def nonsense(who, parent, n):
    """Messages that are sound, and make no sense."""
    choices = [
        ("execute_input", {"code": None, "execution_count": "many"}),
        ("execute_result", {"data": {}, "metadata": None, "execution_count": -1}),
        ("update_display_data", {"data": {"text/plain": "?"}, "metadata": {}, "transient": {"display_id": "never made"}}),
        ("display_data", {"data": None, "metadata": [], "transient": 5}),
        ("clear_output", {"wait": "perhaps"}),
        ("comm_msg", {"comm_id": "none", "data": {"a": list(range(100))}}),
        ("error", {"ename": 5, "traceback": "none"}),
        ("stream", {"name": "neither", "text": ""}),
        ("status", {"execution_state": "dreaming"}),
        ("shutdown_reply", {"restart": True}),
        ("kind-nobody-knows", {"": ""}),
    ]
    kind, content = choices[n % len(choices)]
    # Under a request that nobody sent: what belongs to ours is part of its picture.
    publish(kind, parent | {"msg_id": uuid.uuid4().hex, "session": "another"}, content)
    sockets["shell"].send_multipart([who, *frames("complete_reply", parent, {"matches": 5})])
    sockets["control"].send_multipart([who, *frames("interrupt_reply", parent, content)])
    sockets["stdin"].send_multipart([who, *frames("comm_open", parent, content)])


def early(who, parent, n):
    """The end of the request, again and again before it ends."""
    if n % 3 == 0:
        publish("status", parent, {"execution_state": "busy"})
    sockets["control"].send_multipart([who, *frames("execute_reply", parent, {"status": "ok"}, session="other")])
    publish("status", {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "foreign"}, {"execution_state": "idle"})


between = {"garbage": garbage, "nonsense": nonsense, "early": early}


def execute(who, request, code):
    order = json.loads(code)
    tag = order["tag"]
    publish("execute_input", request, {"code": code, "execution_count": 1})
    for n in range(order["lines"]):
        body = f"{tag} {n:08d} hostile"
        publish("stream", request, {"name": "stdout", "text": f"{body} {zlib.crc32(body.encode()):08x}\n"})
        if n % 10 == 0 and mode in between:
            between[mode](who, request, n // 10)


poller = zmq.Poller()
for name in ("shell", "control", "hb"):
    poller.register(sockets[name], zmq.POLLIN)
while True:
    ready = dict(poller.poll())
    if mode == "silent":
        for name in ready:
            name.recv_multipart()
        continue
    if sockets["hb"] in ready:
        sockets["hb"].send(sockets["hb"].recv())
    for name in ("control", "shell"):
        if sockets[name] not in ready:
            continue
        who, _, _, header, _, _, content, *_ = sockets[name].recv_multipart()
        request = json.loads(header)
        if request["msg_type"] == "shutdown_request":
            sys.exit(0)
        publish("status", request, {"execution_state": "busy"})
        if request["msg_type"] == "kernel_info_request":
            reply = {"status": "ok", "language_info": {"name": "hostile", "version": "1"}, "banner": ""}
            sockets[name].send_multipart([who, *frames("kernel_info_reply", request, reply)])
        elif request["msg_type"] == "execute_request":
            execute(who, request, json.loads(content)["code"])
            done = {"status": "ok", "execution_count": 1}
            sockets[name].send_multipart([who, *frames("execute_reply", request, done)])
        publish("status", request, {"execution_state": "idle"})
