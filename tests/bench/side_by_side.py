"""What the programs share that judge trees with writ and with another tool."""
import json
import os
import subprocess


class Trouble(Exception):
    """Nothing was compared."""


def run(command, accept=(0,), **more):
    """The standard output of a command, whose exit status is one of accept."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **more)
    except OSError as error:
        raise Trouble("%s: %s" % (command[0], error.strerror)) from error
    if done.returncode not in accept:
        raise Trouble("%s: exit status %d\n%s" % (" ".join(command), done.returncode, done.stderr.decode()))
    return done.stdout.decode()


class Tree:
    """A work tree to write into and to judge as a commit."""

    def __init__(self, path):
        self.path = path

    def git(self, *arguments):
        return run(["git", "-C", self.path, *arguments])

    def configure(self):
        self.git("config", "user.name", "bench")
        self.git("config", "user.email", "bench@example.org")

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--allow-empty", "-m", message)


def judge(writ, tree, decisions, what=("--tree", "HEAD")):
    """The verdict of writ on HEAD, as data."""
    command = [writ, "check", *what, "--ref", "refs/heads/main", "--source", decisions, "--format", "json"]
    return json.loads(run(command, (0, 1), cwd=tree.path))


def write(root, path, text, mode="w"):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, mode, encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()
