#!/bin/sh
# The JSON that the golden tests compare with is canonical (compact, ASCII, keys sorted, one final
# line end) and keeps to the published schema. The schema is checked where python3-jsonschema is.

srcdir=${srcdir:-.}
command -v python3 >/dev/null || {
	echo "1..0 # SKIP no python3"
	exit 0
}
exec python3 - "$srcdir" <<'END'
import glob, json, sys

root = sys.argv[1]
try:
    import jsonschema
except ImportError:
    jsonschema = None


def broken(path, schema):
    text = open(path, encoding="ascii").read()
    value = json.loads(text)
    if json.dumps(value, sort_keys=True, separators=(",", ":")) + "\n" != text:
        return "not canonical"
    if schema:
        return jsonschema.exceptions.best_match(schema.iter_errors(value))


schema = None
if jsonschema and hasattr(jsonschema, "Draft202012Validator"):
    document = json.load(open(root + "/docs/verdict.schema.json"))
    jsonschema.Draft202012Validator.check_schema(document)
    schema = jsonschema.Draft202012Validator(document)

paths = sorted(glob.glob(root + "/tests/golden/*.json"))
print(f"1..{len(paths) + 1}")
print("ok 1 - there are golden verdicts" if paths else "not ok 1 - no golden verdicts")
failed = not paths
for number, path in enumerate(paths, 2):
    why = broken(path, schema)
    failed |= bool(why)
    print("not ok" if why else "ok", number, "-", path.split("/")[-1])
    if why:
        print("# " + str(why).replace("\n", "\n# "))
sys.exit(failed)
END
