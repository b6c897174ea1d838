"""Reads each golden report as the tool of its format would, and compares: the same findings with the
same severities everywhere, at the places that JSON has. Prints what differs."""

import glob
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree

golden = sys.argv[1]
problems = []
UNRESERVED = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")
COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)")


def expect(holds, path, what):
    if not holds:
        problems.append(f"{path}: {what}")


def canonical(path):
    text = open(path, encoding="ascii").read()
    value = json.loads(text)
    compact = json.dumps(value, sort_keys=True, separators=(",", ":")) + "\n"
    expect(text == compact, path, "not canonical")
    return value


def verdict(name):
    """The record: shown violations with their severity, and what else is told."""
    document = json.load(open(f"{golden}/{name}.json"))
    reject = "warning" if "mode" in document else "error"
    levels = {"mandatory": reject, "advisory": "warning"}
    shown = [v for v in document["violations"] if v["level"] != "shadow"]
    for violation in shown:
        counts = not violation.get("existing") and not violation["waiver"]
        violation["severity"] = levels[violation["level"]] if counts else "note"
    failures = [levels[d["level"]] for d in document["decisions"]
                if d["result"] == "error" and d["level"] != "shadow" and "error" in d]
    return document, shown, failures, [reject] * len(document["errors"])


def sarif(name):
    path = f"{golden}/{name}.sarif"
    run, = canonical(path)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], path, "ruleIndex is wrong")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        expect(UNRESERVED.fullmatch(uri), path, f"the URI {uri} is not encoded")
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    failed = any(n["level"] == "error" for n in notifications)
    expect(run["invocations"][0]["executionSuccessful"] is not failed or
           run["properties"]["verdict"] == "none", path, "executionSuccessful is wrong")
    return run["results"], [n["level"] for n in notifications]


def compare_sarif(name, shown, results):
    path = f"{golden}/{name}.sarif"
    expect(len(shown) == len(results), path, "not the violations of the verdict")
    for violation, result in zip(shown, results):
        location = result["locations"][0]["physicalLocation"]
        uri = location["artifactLocation"]["uri"]
        if violation.get("path"):
            expect(urllib.parse.unquote(uri) == violation["path"], path, f"{uri} is another path")
        old = violation.get("existing") and not violation.get("traded")
        state = "unchanged" if old else "new"
        expect(result["baselineState"] == state, path, "baselineState is wrong")
        expect(result["level"] == violation["severity"], path, "level is wrong")
        expect(location.get("region", {}).get("startLine") == violation["line"], path, "line")
        expect(bool(violation["waiver"]) == ("suppressions" in result), path, "suppressions")
        expect(result["partialFingerprints"]["writ/v1"] == violation["fingerprint"], path,
               "fingerprint")


def gitlab(name):
    path = f"{golden}/{name}.gitlab.json"
    entries = canonical(path)
    severities = {"blocker": "error", "minor": "warning", "info": "note"}
    for entry in entries:
        expect(sorted(entry) == ["check_name", "description", "fingerprint", "location", "severity"],
               path, "other fields")
        expect(entry["location"]["path"] and entry["location"]["lines"]["begin"] >= 1, path, "place")
    prints = [entry["fingerprint"] for entry in entries]
    expect(len(set(prints)) == len(prints), path, "fingerprints repeat")
    return [severities[entry["severity"]] for entry in entries]


def rdjsonl(name):
    path = f"{golden}/{name}.rdjsonl"
    severities = {"ERROR": "error", "WARNING": "warning", "INFO": "note"}
    lines = open(path, encoding="ascii").read().splitlines()
    diagnostics = [json.loads(line) for line in lines]
    for diagnostic in diagnostics:
        expect(diagnostic["location"]["path"], path, "no path")
        span = diagnostic["location"].get("range")
        expect(not span or span["start"]["line"] >= 1, path, "a line below 1")
    return [severities[diagnostic["severity"]] for diagnostic in diagnostics]


def github(name):
    path = f"{golden}/{name}.github.txt"
    severities = []
    for line in open(path, encoding="utf-8").read().splitlines():
        command = COMMAND.fullmatch(line)
        expect(command or not line.startswith("::"), path, f"no command: {line}")
        if command:
            severities.append(command[1].replace("notice", "note"))
            pairs = dict(pair.split("=", 1) for pair in command[2].split(","))
            expect(set(pairs) <= {"file", "line", "col", "title"}, path, "other properties")
            expect(not any(":" in value for value in pairs.values()), path, "not escaped")
    return severities


def junit(name, document):
    path = f"{golden}/{name}.junit.xml"
    suite = xml.etree.ElementTree.parse(path).getroot()[0]
    for attribute, element in (("tests", ""), ("failures", "/failure"), ("errors", "/error"),
                               ("skipped", "/skipped")):
        found = len(suite.findall("testcase" + element))
        expect(int(suite.get(attribute)) == found, path, f"{attribute} is wrong")
    observed = "mode" in document
    bad = int(suite.get("failures")) + int(suite.get("errors")) > 0
    expect(bad == (document["verdict"] != "accept" and not observed), path, "another verdict")


def compare(name):
    document, shown, failures, errors = verdict(name)
    results, notifications = sarif(name)
    compare_sarif(name, shown, results)
    expect(notifications[:len(failures) + len(errors)] == failures + errors,
           f"{golden}/{name}.sarif", "other failures and errors than the verdict")
    severities = [v["severity"] for v in shown] + notifications
    for reader in (gitlab, rdjsonl, github):
        expect(reader(name) == severities, f"{golden}/{name}", f"{reader.__name__} tells other things")
    junit(name, document)


names = [path[len(golden) + 1:-len(".sarif")] for path in sorted(glob.glob(golden + "/*.sarif"))]
expect(names, golden, "no reports")
for name in names:
    compare(name)
sys.exit("\n".join(problems) or 0)
