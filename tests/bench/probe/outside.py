"""Times a program with a window from outside: from the Return key to the picture of the last line on its screen.

Reads lines of JSON. The first says how to start it:
  {"command": [...], "env": {...}, "clicks": ["x,y"], "keys": [keys before typing], "submit": key, "settle_s": quiet before it is ready}
Each further one, {"type": text, "limit_s": seconds}, types the text and submits it. It must end by printing a block of full-block
characters; the clock stops when a grab of the screen shows it. Answers {"seconds": or null, "still_s": longest time in which
the screen stood still}. A screen of its own (Xvfb), the window as large as it.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import numpy as np
from PIL import ImageGrab

SIZE = "1280x900"
# Fewer pixels of one colour, of each third one both ways, are no block.
BLOCK_PIXELS = 3000
# Fewer changed pixels are a cursor.
CURSOR_PIXELS = 60


def start_display():
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE + "x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    return server, ":" + os.read(read, 16).decode().strip()


class Window:
    def __init__(self, display, app):
        self.display = display
        self.app = app

    def grab(self):
        pixels = np.asarray(ImageGrab.grab(xdisplay=self.display).convert("RGB"))[::3, ::3].astype(np.uint32)
        return (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]

    def xdotool(self, *args):
        environment = {**os.environ, "DISPLAY": self.display}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["xdotool", *args], env=environment, check=True, **quiet)

    def fill_screen(self, limit=60):
        """Waits until there is a window, and has it fill the screen."""
        end = time.time() + limit
        while True:
            try:
                self.xdotool("getactivewindow", "windowmove", "0", "0", "windowsize", "100%", "100%")
                return
            except subprocess.CalledProcessError:
                if time.time() > end or self.app.poll() is not None:
                    raise
                time.sleep(1)

    def settle(self, quiet=2.0, limit=90.0):
        """Waits until the screen has not changed by more than a cursor for `quiet` seconds."""
        last, since, end = self.grab(), time.time(), time.time() + limit
        while time.time() < end and time.time() - since < quiet:
            if self.app.poll() is not None:
                raise SystemExit("it has ended by itself")
            time.sleep(0.2)
            now = self.grab()
            if (now != last).sum() > CURSOR_PIXELS:
                last, since = now, time.time()

    def run(self, text, submit, limit):
        """Types, submits, and waits for the block. Returns seconds (None: not within the limit) and the longest stillness."""
        self.xdotool("type", "--delay", "6", text)
        self.settle(0.7)
        before = self.grab()
        counted = dict(zip(*np.unique(before, return_counts=True)))
        background = max(counted, key=counted.get)
        began = time.perf_counter()
        self.xdotool("key", submit)
        last, changed, still = before, began, 0.0
        while time.perf_counter() - began < limit:
            now = self.grab()
            at = time.perf_counter()
            if (now != last).sum() > CURSOR_PIXELS:
                still, changed, last = max(still, at - changed), at, now
            values, counts = np.unique(now, return_counts=True)
            if any(n - counted.get(v, 0) >= BLOCK_PIXELS and stands_out(v, background) for v, n in zip(values, counts)):
                return at - began, still
            time.sleep(0.02)
        return None, still


def stands_out(colour, background):
    """Whether text has that colour: an area that only turned from grey to white is no block."""
    light = [sum((int(c) >> shift) & 255 for shift in (16, 8, 0)) for c in (colour, background)]
    return abs(light[0] - light[1]) > 3 * 100


def main():
    how = json.loads(sys.stdin.readline())
    home = tempfile.mkdtemp(prefix="tandem-bench-peer-")
    server, display = start_display()
    environment = {
        **os.environ,
        "DISPLAY": display,
        "HOME": home,
        "XDG_RUNTIME_DIR": home,
        "PYTHONNOUSERSITE": "1",
        "QT_X11_NO_MITSHM": "1",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        **how.get("env", {}),
    }
    environment = {name: value for name, value in environment.items() if value is not None}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    manager = subprocess.Popen(["openbox"], env=environment, **quiet)
    app = subprocess.Popen(
        [part.replace("{home}", home) for part in how["command"]],
        env=environment,
        cwd=home,
        **quiet,
        start_new_session=True,
    )
    window = Window(display, app)
    try:
        time.sleep(6)
        window.settle(how.get("settle_s", 3))
        window.fill_screen()
        window.settle(how.get("settle_s", 3))
        for place in how.get("clicks", []):
            window.xdotool("mousemove", *place.split(","), "click", "1")
            window.settle()
        for key in how.get("keys", []):
            window.xdotool("key", key)
            time.sleep(0.5)
        window.settle()
        picture(window, "ready")
        print(json.dumps({"ready": True}), flush=True)
        for number, line in enumerate(sys.stdin):
            asked = json.loads(line)
            seconds, still = window.run(asked["type"], how["submit"], asked["limit_s"])
            picture(window, str(number))
            # The block leaves the screen before the next one.
            if seconds is not None and asked.get("after"):
                window.settle(0.7)
                window.xdotool("type", "--delay", "6", asked["after"])
                window.xdotool("key", how["submit"])
            if seconds is not None:
                window.settle(1.5)
            print(json.dumps({"seconds": seconds, "still_s": still}), flush=True)
    finally:
        try:
            os.killpg(app.pid, signal.SIGTERM)
            app.wait(5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass
        for end in (lambda: os.killpg(app.pid, signal.SIGKILL), manager.kill, server.kill):
            try:
                end()
            except ProcessLookupError:
                pass
        end_all(home)
        shutil.rmtree(home, ignore_errors=True)


def end_all(home):
    """Ends what was started with that home folder: kernels, and what keeps them, outlive a window."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as environ:
                if f"HOME={home}".encode() in environ.read().split(b"\0"):
                    os.kill(int(pid), signal.SIGKILL)
        except OSError:
            pass


def picture(window, name):
    folder = os.environ.get("TANDEM_BENCH_PICTURES")
    if folder:
        os.makedirs(folder, exist_ok=True)
        ImageGrab.grab(xdisplay=window.display).save(os.path.join(folder, f"{os.environ['PEER']}-{name}.png"))


main()
