#!/bin/sh
# The JSON that the golden tests compare with is canonical (compact, ASCII, keys sorted, one final
# line end) and keeps to the published schema: verdicts, and their lines. The schema is checked
# where python3-jsonschema is.

srcdir=${srcdir:-.}
command -v python3 >/dev/null || {
	echo "1..0 # SKIP no python3"
	exit 0
}
exec python3 - "$srcdir" <<'END'
import glob, json, sys

root = sys.argv[1]
try:
    from jsonschema import Draft202012Validator, exceptions
except ImportError:
    Draft202012Validator = None


def schemas():
    """Of a document and of a line; none without jsonschema."""
    if not Draft202012Validator:
        return None, None
    document = json.load(open(root + "/docs/verdict.schema.json"))
    Draft202012Validator.check_schema(document)
    whole = Draft202012Validator(document)
    return whole, whole.evolve(schema=document["$defs"]["line"])


def broken(text, schema):
    value = json.loads(text)
    if json.dumps(value, sort_keys=True, separators=(",", ":")) + "\n" != text:
        return "not canonical"
    if schema:
        return exceptions.best_match(schema.iter_errors(value))


def of_lines(lines):
    types = [json.loads(line).get("type") for line in lines]
    if types != ["violation"] * (len(lines) - 1) + ["verdict"]:
        return "not violations, and then the verdict"


def same_but_lines(path, lines):
    """The lines hold what the document holds."""
    document = json.load(open(path[:-1]))
    values = [json.loads(line) for line in lines]
    for value in values:
        del value["type"]
    verdict = dict(values[-1], violations=values[:-1])
    if verdict != document:
        return "not what " + path[:-1] + " says"


def broken_lines(path, schema):
    lines = open(path, encoding="ascii").read().splitlines(keepends=True)
    for line in lines:
        if why := broken(line, schema):
            return why
    return of_lines(lines) or same_but_lines(path, lines)


def goldens(ending):
    paths = sorted(glob.glob(root + "/tests/golden/*" + ending))
    return [path for path in paths if not path.endswith(".gitlab.json")]


documents, lines = goldens(".json"), goldens(".jsonl")
whole, line = schemas()
results = [(path, broken(open(path, encoding="ascii").read(), whole)) for path in documents]
results += [(path, broken_lines(path, line)) for path in lines]
print(f"1..{len(results) + 1}")
print("ok 1 - there are golden verdicts" if documents and len(documents) == len(lines)
      else "not ok 1 - golden verdicts are missing")
failed = not documents or len(documents) != len(lines)
for number, (path, why) in enumerate(results, 2):
    failed |= bool(why)
    print("not ok" if why else "ok", number, "-", path.split("/")[-1])
    if why:
        print("# " + str(why).replace("\n", "\n# "))
sys.exit(failed)
END
