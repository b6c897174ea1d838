"""Judges the contracts of the ready-made policies as pushes: each becomes two repositories and a
push of its own, judged by the hook, and by `writ check` for the list of its violations. It shares
no line with `writ test`. TAP on standard output.

    contracts.py WRIT SRCDIR [FOLDER/NAME.txtar...]

KEEP=1 keeps the repositories.
"""

import base64
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SUFFIXES = ("deleted", "executable", "symlink", "submodule", "base64", "no newline")
MODES = {"executable": "100755", "symlink": "120000", "submodule": "160000"}


class Contract:
    """The parts of a txtar archive: the keys of its comment, and (name, content) of each file."""

    def __init__(self, path):
        self.keys, self.files = {}, []
        pieces = re.split(rb"^-- (.+) --\n", path.read_bytes(), flags=re.MULTILINE)
        for line in pieces[0].decode().splitlines():
            key, colon, value = line.partition(":")
            if colon:
                self.keys.setdefault(key, value.strip())
        for name, content in zip(pieces[1::2], pieces[2::2]):
            if re.search(rb" \(no newline\)( |$)", name):
                content = content.removesuffix(b"\n")
            self.files.append((name, content))

    def chunk(self, name):
        return next((content for at, content in self.files if at == name.encode()), None)

    def overlay(self, prefix):
        start = prefix.encode() + b"/"
        return [(name[len(start):], content) for name, content in self.files
                if name.startswith(start)]

    def commits(self):
        if self.overlay("after"):
            return ["after"]
        names = (f"commit-{n}" for n in itertools.count(1))
        return list(itertools.takewhile(self.overlay, names))


def marked(name):
    """A path and the words in brackets behind it."""
    words = set()
    while match := re.search(rb" \(([a-z0-9 ]+)\)$", name):
        if match[1].decode() not in SUFFIXES:
            break
        words.add(match[1].decode())
        name = name[:match.start()]
    return name, words


def quoted(path):
    return b'"' + b"".join(b"\\%03o" % byte for byte in path) + b'"'


def file_command(name, content):
    """What fast-import is told of one file of an overlay."""
    path, words = marked(name)
    if "deleted" in words:
        return b"D %s\n" % quoted(path)
    mode = next((MODES[word] for word in MODES if word in words), "100644").encode()
    if "submodule" in words:
        return b"M %s %s %s\n" % (mode, content.strip(), quoted(path))
    if "base64" in words:
        content = base64.b64decode(content)
    return b"M %s inline %s\ndata %d\n%s\n" % (mode, quoted(path), len(content), content)


def commit_command(contract, ref, mark, parent, message, overlay):
    author = contract.chunk(f"commit-{mark - 2}.author") if mark > 2 else None
    author = (author or contract.keys.get("author", "").encode()).strip()
    committer = contract.keys.get("committer", "").encode()
    nobody = b"Ann <ann@example.org>"
    out = [b"commit %s\nmark :%d\n" % (ref.encode(), mark),
           b"author %s 1700000000 +0000\n" % (author or nobody),
           b"committer %s 1700000000 +0000\n" % (committer or nobody),
           b"data %d\n%s\n" % (len(message), message)]
    if parent:
        out.append(b"from :%d\n" % parent)
    return b"".join(out + [file_command(*file) for file in overlay])


class Scene:
    """The repository of the server before the push, and the client's with what is pushed."""

    def __init__(self, contract, work, env):
        self.contract, self.work, self.env = contract, work, env
        self.ref = contract.keys.get("ref") or "refs/heads/main"
        self.update = contract.keys.get("update", "")
        self.home = "refs/heads/before" if self.update == "create" else self.ref
        for name in ("server.git", "client.git"):
            for folder in ("objects", "refs/heads", "hooks"):
                (work / name / folder).mkdir(parents=True)
            (work / name / "HEAD").write_text("ref: refs/heads/main\n")
        before = self.stream(1, 0, b"root\n", [])
        before += self.stream(2, 1, b"before\n", contract.overlay("before"))
        self.imported("server.git", before)
        marks = self.imported("client.git", before + self.pushed())
        self.old, self.tip = marks[2], marks[max(marks)]
        self.commits = [marks[mark] for mark in sorted(marks) if mark > 2]
        if self.update == "force" and not self.commits:
            self.tip = marks[1]

    def stream(self, mark, parent, message, overlay):
        return commit_command(self.contract, self.home, mark, parent, message, overlay)

    def pushed(self):
        """The new commits. A forced one stands on the root, with all that was there before."""
        keys, out, force = self.contract.keys, [], self.update == "force"
        for i, name in enumerate([] if self.update == "delete" else self.contract.commits()):
            message = self.contract.chunk(f"commit-{i + 1}.message")
            if message is None:
                message = (keys.get("message") or "A change").encode() + b"\n"
            overlay = self.contract.overlay(name)
            if i == 0 and force:
                overlay = self.contract.overlay("before") + overlay
            parent = 1 if i == 0 and force else i + 2
            out.append(self.stream(i + 3, parent, message, overlay))
        return b"".join(out)

    def imported(self, name, stream):
        git_dir = self.work / name
        subprocess.run(["git", f"--git-dir={git_dir}", "-c", "fastimport.unpackLimit=1",
                        "fast-import", "--quiet", f"--export-marks={git_dir}/marks"],
                       input=stream, env=self.env, check=True, stdout=sys.stderr,
                       stderr=subprocess.STDOUT)
        lines = (git_dir / "marks").read_text().split()
        return {int(mark[1:]): id for mark, id in zip(lines[::2], lines[1::2])}

    def govern(self, policy, writ):
        """POLICY alone is in force, with the table of principals beside it."""
        decisions = self.work / "decisions"
        decisions.mkdir()
        shutil.copyfile(policy, decisions / policy.name)
        shutil.copyfile(policy.parent / "owners.yaml", decisions / "owners.yaml")
        for name in ("server.git", "client.git"):
            (self.work / name / "config").write_text(
                "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
                "[gc]\n\tauto = 0\n[receive]\n\tautogc = false\n"
                f'[writ]\n\tsource = "{decisions}"\n\tuser-variable = CONTRACT_USER\n')
        hook = self.work / "server.git/hooks/pre-receive"
        hook.write_text(f'#!/bin/sh\nexec "{writ}" pre-receive\n')
        hook.chmod(0o755)

    def push(self):
        spec = ":" + self.ref if self.update == "delete" else f"+{self.tip}:{self.ref}"
        env = self.env | {"CONTRACT_USER": self.contract.keys.get("user", "")}
        done = subprocess.run(["git", f"--git-dir={self.work}/client.git", "push",
                               str(self.work / "server.git"), spec], env=env,
                              capture_output=True, check=False)
        (self.work / "push.log").write_bytes(done.stdout + done.stderr)
        self.said = (done.stdout + done.stderr).decode(errors="replace")
        return "accept" if done.returncode == 0 else "reject"

    def check(self, writ):
        """The verdict as `check` has it."""
        base = self.work / "client.git/refs/remotes/origin" / self.home.removeprefix("refs/heads/")
        base.parent.mkdir(parents=True, exist_ok=True)
        base.write_text(self.old + "\n")
        user = self.contract.keys.get("user")
        done = subprocess.run([writ, "check", f"{self.old}..{self.tip}", "--ref", self.ref,
                               *(["--user", user] if user else []), "--format", "json"],
                              env=self.env | {"GIT_DIR": str(self.work / "client.git")},
                              capture_output=True, check=False)
        (self.work / "check.log").write_bytes(done.stderr)
        return json.loads(done.stdout)

    def place(self, violation):
        if violation.get("path"):
            line = violation.get("line")
            return violation["path"] + (f":{line}" if line else "")
        if violation.get("commit"):
            return f"commit-{self.commits.index(violation['commit']) + 1}"
        return violation["ref"]


def said_violations(text):
    """Those of a rejection as git shows it: `check` cannot be asked about refs that are deleted,
    forced or new."""
    place, found = None, []
    for line in text.splitlines():
        line = re.sub(r"^remote: ?", "", line).rstrip()
        if match := re.match(r" *--> (\S+)", line):
            place = match[1]
        elif place and (match := re.match(r" *(?:= |\| *\^+ )(.*)", line)):
            found.append(f"{place}: {match[1]}")
            place = None
    return found


def judge(path, policy, work, env, writ):
    """What is wrong with the contract at PATH, or None."""
    contract = Contract(path)
    scene = Scene(contract, work, env)
    scene.govern(policy, writ)
    got, errors = [scene.push()], []
    if scene.update in ("delete", "force", "create"):
        got += sorted(said_violations(scene.said))
    else:
        verdict = scene.check(writ)
        errors = [d["error"] for d in verdict["decisions"] if d["result"] == "error"]
        got += sorted(f"{scene.place(v)}: {v['message']}" for v in verdict["violations"]
                      if "existing" not in v)
    expected = (contract.chunk("expect") or b"").decode().splitlines()
    want = expected[:1] + sorted(expected[1:])
    if want != got:
        return "\n".join([f"wanted {line}" for line in want] + [f"got {line}" for line in got])
    # A rejection without a violation is a policy that could not decide, and that says why.
    return "rejected without a violation or an error" if want == ["reject"] and not errors else None


class Report:
    def __init__(self):
        self.count, self.failed = 0, 0

    def point(self, name, wrong, logs=()):
        self.count += 1
        self.failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {self.count} - {name}")
        for text in [wrong or ""] + [log.read_text(errors="replace") for log in logs
                                     if wrong and log.exists()]:
            print("".join(f"# {line}\n" for line in text.splitlines()), end="", flush=True)


def has_all_kinds(folder):
    texts = [path.read_text() for path in folder.glob("*.txtar")]
    return all(any(re.search(kind, text, re.MULTILINE) for text in texts)
               for kind in ("^accept$", "^reject$", r"^(update: delete|-- .*\(deleted\) --)$"))


def main(writ, srcdir, *names):
    folders = sorted(p for p in (Path(srcdir) / "policies").iterdir()
                     if p.is_dir() and p.name[0].isdigit())
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    tmp = Path(tempfile.mkdtemp(prefix="writ-contracts."))
    env |= {"LC_ALL": "C", "TZ": "UTC", "HOME": str(tmp), "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1"}
    report = Report()
    for folder in [] if names else folders:
        report.point(f"{folder.name} has contracts that accept, reject and delete",
                     not has_all_kinds(folder) and "one of these is missing")
    for path in [Path(name) for name in names] or sorted(p for f in folders
                                                         for p in f.glob("*.txtar")):
        work = tmp / path.parent.name / path.stem
        try:
            wrong = judge(path, path.parent.with_suffix(".md"), work, env, writ)
        except (OSError, ValueError, LookupError, subprocess.CalledProcessError) as error:
            wrong = f"cannot be judged: {error!r}"
        report.point(f"{path.parent.name}/{path.stem}", wrong,
                     (work / "push.log", work / "check.log"))
        if not os.environ.get("KEEP"):
            shutil.rmtree(work, ignore_errors=True)
    if not os.environ.get("KEEP"):
        shutil.rmtree(tmp)
    print(f"1..{report.count}")
    return report.failed > 0


sys.exit(main(*sys.argv[1:]))
