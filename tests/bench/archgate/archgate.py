"""Runs archgate from its source, and compares what it finds with what writ finds."""
import collections
import glob
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from side_by_side import judge, read, run, write  # noqa: E402

BUN = "bun@1.4.5"
# What the program imports when it judges; it is installed without the rest, in the versions that it names.
PACKAGES = ("@commander-js/extra-typings", "@sentry/node-core", "inquirer", "meriyah", "posthog-node", "zod")

Place = collections.namedtuple("Place", "path line")


class Program:
    """Its source at the tip of CLONE with its packages, and Bun, which runs it; all below TMP."""

    def __init__(self, clone, tmp):
        self.source = os.path.join(tmp, "program")
        self.bun = os.path.join(tmp, "bun", "node_modules", ".bin", "bun")
        self.environment = dict(os.environ, HOME=tmp, ARCHGATE_TELEMETRY="0", CI="")
        run(["git", "clone", "--quiet", clone, self.source])
        versions = json.loads(read(os.path.join(self.source, "package.json")))["devDependencies"]
        packages = os.path.join(tmp, "packages")
        install(os.path.join(tmp, "bun"), [BUN])
        install(packages, ["%s@%s" % (name, versions[name]) for name in PACKAGES])
        os.rename(os.path.join(packages, "node_modules"), os.path.join(self.source, "node_modules"))

    def command(self, *options):
        return [self.bun, os.path.join(self.source, "src", "cli.ts"), "check", "--output", "json", *options]

    def find(self, tree, *options):
        """The places in TREE by rule, and the rules that failed to run."""
        said = run(self.command(*options), (0, 1, 2), cwd=tree.path, env=self.environment)
        found, failed = collections.defaultdict(set), set()
        for result in json.loads(said)["results"]:
            rule = "%s/%s" % (result["adrId"], result["ruleId"])
            if result["status"] == "error":
                failed.add(rule)
            for one in result["violations"]:
                found[rule].add(Place(one.get("file"), one.get("line")))
        return found, failed


def install(where, names):
    write(where, "package.json", "{}")
    run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-save", "--prefix", where] + names)


def rules_of(decisions):
    """The rule that each decision stands for, by id."""
    rules = {}
    for path in sorted(glob.glob(os.path.join(decisions, "*.md"))):
        rules["ADR-" + os.path.basename(path)[:4]] = re.search(r"^x-rule: (\S+)$", read(path), re.M).group(1)
    return rules


def find_ours(writ, tree, decisions, rules, what=("--tree", "HEAD")):
    """As Program.find, of writ."""
    answer = judge(writ, tree, decisions, what)
    found = collections.defaultdict(set)
    for one in answer["violations"]:
        found[rules[one["decision"]]].add(Place(one["path"], one["line"]))
    return found, {rules[one["id"]] for one in answer["decisions"] if one["result"] == "error"}


def agree(theirs, ours):
    """Whether they are of the same files, and of the same lines where both give lines."""
    if {place.path for place in theirs} != {place.path for place in ours}:
        return False
    for path in {place.path for place in ours}:
        a, b = ({place.line for place in side if place.path == path} for side in (theirs, ours))
        if None not in a | b and a != b:
            return False
    return True


def show(places, failed):
    if failed:
        return "fails"
    texts = sorted({place.path + (":%d" % place.line if place.line else "") for place in places})
    return "<br>".join(texts[:4]) + ("<br>and %d more" % (len(texts) - 4) if len(texts) > 4 else "") or "-"
