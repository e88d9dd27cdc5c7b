"""A kernel with a bare client that only reads: what its code takes by itself.

Started with the kernel's name. Reads lines of JSON {"code": ...}, runs each, and answers a line of JSON {"seconds": from the
request to its reply and idle, "printed": the last line that it printed}.
"""
import json
import sys
import time

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name=sys.argv[1])
try:
    for line in sys.stdin:
        code = json.loads(line)["code"]
        began = time.perf_counter()
        asked = client.execute(code)
        end, failed = "", None
        while True:
            message = client.get_iopub_msg(timeout=300)
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != asked:
                continue
            if kind == "stream":
                end = (end + content["text"])[-1000:]
            elif kind == "error":
                failed = content["evalue"]
            elif kind == "status" and content["execution_state"] == "idle":
                break
        client.get_shell_msg(timeout=60)
        seconds = time.perf_counter() - began
        printed = end.rstrip("\n").rsplit("\n", 1)[-1]
        print(json.dumps({"seconds": seconds, "printed": printed, "failed": failed}), flush=True)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
