"""What jupyter_client alone receives for the same cells in the same order, each life of a kernel twice.

    python alone.py KERNEL FOLDER < lives.json > answers.jsonl

KERNEL is a kernelspec's name, FOLDER where the kernel works. Input: a list of lives, each a list of codes. A line of
the answer is one life: a list of {"text", "again", "status", "mixed"} or null for a cell that took too long, asked
for input, ended the kernel, or came after one that did: such cells are not to be played. "again" is the text of the
second time.
"""

import json
import queue
import re
import sys
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

from terminal import Terminal

# Of one cell, without the time in which the machine had no processor for the kernel; and of any, all in all.
CELL_S = 8.0
WALL_S = 80.0
START_S = 90.0
# Of one cell, in characters: what prints more is another test's matter.
TEXT_CHARS = 3_000_000

SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


class Outputs:
    """The outputs of one cell, each with the text that stands for it."""

    def __init__(self):
        self.parts = []
        self.displays = {}
        self.clear_next = False
        self.status = "ok"
        self.chars = 0

    def take(self, kind, content):
        if kind == "clear_output":
            self.clear_next = True
            if not content.get("wait"):
                self.clear()
            return
        if kind == "update_display_data":
            for part in self.displays.get(content.get("transient", {}).get("display_id"), ()):
                part[1] = plain(content["data"])
            return
        if kind not in ("stream", "display_data", "execute_result", "error"):
            return
        if self.clear_next:
            self.clear()
        if kind == "stream":
            self.chars += len(content["text"])
            if not (self.parts and self.parts[-1][0] == content["name"]):
                self.parts.append([content["name"], Terminal()])
            self.parts[-1][1].write(content["text"])
            return
        if kind == "error":
            self.status = "error"
            part = ["error", SEQUENCE.sub("", "\n".join(content["traceback"]))]
        elif kind == "execute_result":
            text = plain(content["data"])
            prompt = f"Out[{content['execution_count']}]: "
            part = ["result", prompt + ("\n" if "\n" in text else "") + text]
        else:
            part = ["display", plain(content["data"])]
        self.parts.append(part)
        display_id = content.get("transient", {}).get("display_id")
        if display_id:
            # What is displayed again under an id stands for what was displayed under it before, too.
            for earlier in self.displays.get(display_id, ()):
                earlier[1] = part[1]
            self.displays.setdefault(display_id, []).append(part)

    def pages(self, content):
        """What the reply shows besides: the answer to `name?`."""
        for payload in content.get("payload", ()):
            if payload.get("source") == "page":
                self.parts.append(["display", SEQUENCE.sub("", plain(payload["data"]))])

    def mixed(self):
        """Whether it printed to both streams: ipykernel sends each when it comes to it, now one first and now the other."""
        return {"stdout", "stderr"} <= {kind for kind, _ in self.parts}

    def clear(self):
        self.parts, self.displays, self.clear_next = [], {}, False

    def text(self):
        texts = (part.text().removesuffix("\n") if isinstance(part, Terminal) else part for _, part in self.parts)
        return "\n".join(text for text in texts if text != "")


def plain(data):
    text = data.get("text/plain")
    return text if text is not None else f"[{next(iter(data), 'nothing')}]"


def waited(manager):
    """How long the kernel's main thread has waited for a processor so far, in seconds; 0 where nothing tells it."""
    try:
        pid = manager.provisioner.process.pid
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (AttributeError, OSError, ValueError):
        return 0.0


def execute(manager, client, code):
    """The outputs of one cell; None when it took too long (it was interrupted then), asked, or printed too much.

    Raises RuntimeError when the kernel ended, or goes on in spite of the interrupt.
    """
    message = client.execute(code, allow_stdin=True)
    outputs, good = Outputs(), True
    begun, before = time.monotonic(), waited(manager)

    def late():
        took = time.monotonic() - begun
        return took > WALL_S or took - (waited(manager) - before) > CELL_S

    while True:
        if good and (outputs.chars > TEXT_CHARS or late() or client.stdin_channel.msg_ready()):
            manager.interrupt_kernel()
            good, begun, before = False, time.monotonic(), waited(manager)
        elif late():
            raise RuntimeError("it does not end")
        try:
            heard = client.get_iopub_msg(timeout=0.5)
        except queue.Empty:
            if not manager.is_alive():
                raise RuntimeError("the kernel ended") from None
            continue
        if heard["parent_header"].get("msg_id") != message:
            continue
        if heard["msg_type"] == "status" and heard["content"]["execution_state"] == "idle":
            if good:
                outputs.pages(reply(client, message))
            return outputs if good else None
        outputs.take(heard["msg_type"], heard["content"])


def reply(client, message):
    """The content of the reply to an execute_request; {} where none comes."""
    while True:
        try:
            heard = client.get_shell_msg(timeout=5)
        except queue.Empty:
            return {}
        if heard["parent_header"].get("msg_id") == message:
            return heard["content"]


def live(kernel, folder, codes, wanted):
    """One life; answers outputs by index, up to a cell that ends the kernel."""
    manager = KernelManager(kernel_name=kernel)
    manager.start_kernel(cwd=folder)
    client = manager.client()
    client.start_channels()
    heard = {}
    try:
        client.wait_for_ready(timeout=START_S)
        for at in wanted:
            heard[at] = None
            heard[at] = execute(manager, client, codes[at])
    except RuntimeError:
        pass  # What was asked last is None.
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return heard


def both(kernel, folder, codes):
    """Lives until two in a row had no cell that cannot be played."""
    wanted = list(range(len(codes)))
    before = None
    for _ in range(6):
        heard = live(kernel, folder, codes, wanted)
        broken = [at for at in heard if heard[at] is None]
        if not broken and before is not None and before.keys() == heard.keys():
            return before, heard
        wanted = [at for at in wanted if at not in broken]
        before = None if broken else heard
    return {}, {}


def main():
    kernel, folder = sys.argv[1:3]
    for codes in json.load(sys.stdin):
        first, second = both(kernel, folder, codes)
        answers = [
            {
                "text": first[at].text(),
                "again": second[at].text(),
                "status": first[at].status,
                "mixed": first[at].mixed(),
            }
            if at in first
            else None
            for at in range(len(codes))
        ]
        print(json.dumps(answers), flush=True)


main()
