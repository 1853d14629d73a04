"""Exercises the server with python3-socketio: client.py <url> <transports>"""
import os
import queue
import sys
import traceback

import engineio
import socketio

URL, TRANSPORTS = sys.argv[1], sys.argv[2].split(",")


class InOrder(engineio.Client):
    """Handles messages one after another: by itself it gives each a thread of its own, and the order is lost among those."""

    def _trigger_event(self, event, *args, run_async=False, **kwargs):
        return super()._trigger_event(event, *args, run_async=False, **kwargs)


class Client(socketio.Client):
    def _engineio_client_class(self):
        return InOrder


def connect(namespace="/", wait_timeout=10, **options):
    client = Client(reconnection=False)
    events = queue.Queue()
    client.on("welcome", lambda *args: events.put(("welcome", args)), namespace=namespace)
    client.on("echo", lambda *args: events.put(("echo", args)), namespace=namespace)
    client.on("told", lambda *args: events.put(("told", args)), namespace=namespace)
    client.on("question", lambda value: value, namespace=namespace)
    client.on("connect_error", lambda data: events.put(("connect_error", data)), namespace=namespace)
    client.on("disconnect", lambda: events.put(("disconnect", ())), namespace=namespace)
    client.connect(URL, transports=TRANSPORTS, namespaces=[namespace], wait_timeout=wait_timeout, **options)
    return client, lambda: events.get(timeout=10)


def check():
    client, take = connect(auth={"token": "t"})
    assert take() == ("welcome", ({"token": "t"},))
    assert client.transport() == TRANSPORTS[-1], client.transport()

    client.emit("echo", (1, "grüße 😀", {"a": [True, None]}, "x" * 100_000))
    assert take() == ("echo", (1, "grüße 😀", {"a": [True, None]}, "x" * 100_000))

    client.emit("echo", (b"\x01\x02", {"deep": [b"\x03"]}))
    assert take() == ("echo", (b"\x01\x02", {"deep": [b"\x03"]}))

    assert client.call("ack", "one", timeout=10) == "one"
    assert client.call("ack", {"b": b"\x09"}, timeout=10) == {"b": b"\x09"}
    assert client.call("ask me", "why", timeout=10) == "why"
    assert client.call("ask me", b"\xab\xcd", timeout=10) == "ABCD"

    client.emit("join", "room")
    client.emit("tell", ("room", "hello"))
    assert take() == ("told", ("hello",))

    for i in range(200):
        client.emit("echo", i)
    assert [take() for _ in range(200)] == [("echo", (i,)) for i in range(200)]

    try:
        connect("/closed", wait_timeout=1)
        raise AssertionError("/closed let us in")
    except socketio.exceptions.ConnectionError as error:
        assert "not you" in str(error) or "namespaces failed" in str(error), error

    custom, _ = connect("/custom")
    assert custom.call("where", namespace="/custom", timeout=10) == "custom"
    custom.disconnect()

    client.emit("leave me")
    assert take() == ("disconnect", ())
    client.disconnect()


try:
    check()
except BaseException:
    traceback.print_exc()
    sys.stderr.flush()
    # The client's threads would keep a failed run alive.
    os._exit(1)
