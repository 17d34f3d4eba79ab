"""cable.py NS_A IF_A NS_B IF_B STATE.json: a TAP device in each of two network namespaces, and their frames carried between.

STATE: {"ab": {"delay": ms, "jitter": ms, "loss": %, "rate": kbit/s, "queue": ms, "dup": %, "reorder": bool}, "ba": {...}}
SIGHUP reads it again. Needs nothing of the kernel but tun (tc's netem is a module that often is not there).
"""
import ctypes
import fcntl
import heapq
import json
import os
import random
import select
import signal
import struct
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TAP_WITHOUT_HEADER = 0x0002 | 0x1000
LARGEST_FRAME = 65536
FRAMES_PER_TURN = 64

libc = ctypes.CDLL(None, use_errno=True)
# Always the same dice, so that a run can be repeated.
dice = random.Random(int(os.environ.get("SEED", "1")))


def open_tap(namespace, name):
    with open("/run/netns/" + namespace) as file:
        if libc.setns(file.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns " + namespace)
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP_WITHOUT_HEADER))
    return tap


class Direction:
    def __init__(self, source, target):
        self.source, self.target = source, target
        self.line = {}
        self.last = 0.0
        self.busy_until = 0.0

    def times(self, size, now):
        """When this frame arrives: never, once or twice."""
        line, at = self.line, now
        if chance(line.get("loss")):
            return []
        if line.get("rate"):
            start = max(now, self.busy_until)
            if (start - now) * 1000 > line.get("queue", 200):
                return []
            self.busy_until = at = start + size * 8 / (line["rate"] * 1000)
        jitter = line.get("jitter", 0)
        at += (line.get("delay", 0) + (dice.uniform(-jitter, jitter) if jitter else 0)) / 1000
        if not line.get("reorder"):
            at = self.last = max(at, self.last)
        return [max(at, now)] * (2 if chance(line.get("dup")) else 1)


def chance(per_cent):
    return bool(per_cent) and dice.random() * 100 < per_cent


def main(namespace_a, name_a, namespace_b, name_b, state):
    a, b = open_tap(namespace_a, name_a), open_tap(namespace_b, name_b)
    directions = {"ab": Direction(a, b), "ba": Direction(b, a)}

    def load(*_):
        try:
            with open(state) as file:
                lines = json.load(file)
        except (OSError, ValueError) as error:
            print("state:", error, flush=True)
            return
        for name, direction in directions.items():
            direction.line = lines.get(name, {})

    signal.signal(signal.SIGHUP, load)
    load()
    print("ready", flush=True)
    carry({direction.source: direction for direction in directions.values()})


def carry(by_source):
    poll = select.epoll()
    for source in by_source:
        poll.register(source, select.EPOLLIN)
    waiting, number = [], 0
    while True:
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            _, _, target, frame = heapq.heappop(waiting)
            try:
                os.write(target, frame)
            except OSError:
                pass  # the other end is down: the frame is lost
            now = time.monotonic()
        for source, _ in poll.poll(max(0.0, waiting[0][0] - now) if waiting else -1):
            direction = by_source[source]
            for _ in range(FRAMES_PER_TURN):
                try:
                    frame = os.read(source, LARGEST_FRAME)
                except BlockingIOError:
                    break
                for at in direction.times(len(frame), time.monotonic()):
                    number += 1
                    heapq.heappush(waiting, (at, number, direction.target, frame))


main(*sys.argv[1:6])
