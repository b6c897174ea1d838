"""A client of `writ mcp` for the push tests: starts it in the current folder and speaks to it over a pipe."""

import json
import os
import subprocess
import sys

VERSION = "io.modelcontextprotocol/protocolVersion"
META = {VERSION: "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}


class Server:
    def __init__(self, *options, revision="2025-11-25"):
        self.process = subprocess.Popen([os.environ["WRIT"], "mcp", *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.last = 0
        if revision:
            self.request("initialize", protocolVersion=revision, capabilities={},
                         clientInfo={"name": "test", "version": "1"})
            self.write(self.message("notifications/initialized"))

    def message(self, method, number=None, **params):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if number is not None:
            message["id"] = number
        return json.dumps(message).encode() + b"\n"

    def write(self, text):
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def read(self):
        """The next line, which is all of one message."""
        line = self.process.stdout.readline()
        if not line.endswith(b"\n"):
            sys.exit("the server ended: " + repr(line))
        return line

    def ask(self, text):
        self.write(text)
        return json.loads(self.read())

    def request(self, method, **params):
        self.last += 1
        answer = self.ask(self.message(method, self.last, **params))
        if answer.get("id") != self.last:
            sys.exit("no answer to %d: %r" % (self.last, answer))
        return answer

    def call(self, tool, **arguments):
        return self.request("tools/call", name=tool, arguments=arguments)["result"]

    def verdict(self, **arguments):
        """The bytes of the verdict, as they stand in the message."""
        self.last += 1
        self.write(self.message("tools/call", self.last, name="check", arguments=arguments))
        line = self.read()
        before, found, verdict = line.partition(b'"structuredContent":')
        if not found or not verdict.endswith(b"}}\n"):
            sys.exit("no verdict: %r" % line)
        return verdict[:-3]

    def end(self):
        self.process.stdin.close()
        rest = self.process.stdout.read()
        status = self.process.wait()
        if rest or status:
            sys.exit("it ends with %d, and %r" % (status, rest))


def same(what, got, wanted):
    if got != wanted:
        sys.exit("%s: %.2000r, not %.2000r" % (what, got, wanted))
