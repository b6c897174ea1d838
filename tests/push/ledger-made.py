"""ledger-made.py PATH SEED N: a ledger of N records of all kinds, made up, with the names of its pushers.

The same seed gives the same ledger. Its chain is whole, so `writ ledger verify` finds it sound.
"""

import hashlib
import json
import random
import sys

path, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random = random.Random(seed)
ZERO = "0" * 40
NAMES = ["zoe", 'O"Brien', "erased", "\u00e9mile"]
DECISIONS = ["ADR-0001", "ADR-0002", "all/ADR-0003"]
RESULTS = ["passed"] * 4 + ["violated", "waived", "error", "not-applied"]
PATHS = [
    {"path": "src/a.c"},
    {"path": "src/a/b.c"},
    {"path": 'odd "%_* name'},
    {"path": "srcs"},
    {"path_base64": "/wD/"},
    {"path": None},
]
MESSAGES = ["says\ttab\nand \\ line", "NUL \0 within", "\U0001f600 \u00e4", "\\N", "plain"]


def digits(n):
    return "".join(random.choice("0123456789abcdef") for _ in range(n))


def dumps(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


salts = {name: digits(64) for name in NAMES}
commitments = {
    name: hashlib.sha256(f"{salt}:{name}".encode()).hexdigest() for name, salt in salts.items()
}


def move():
    new = ZERO if random.random() < 0.1 else digits(40)
    name = {"ref": f"refs/heads/{random.choice('xyz')}"}
    if random.random() < 0.05:
        name = {"ref_base64": "cmVmcy9oZWFkcy//"}
    return {**name, "old": digits(40), "new": new}


def violation(decision, result):
    waiver = None
    if result == "waived":
        waiver = {
            "approved_by": "owner@example.org",
            "expires": "2026-12-31",
            "path": "waivers/x.yaml",
            "reason": random.choice(MESSAGES),
            "requested_by": "dev@example.org",
        }
    return {
        **random.choice(PATHS),
        **({"existing": True} if random.random() < 0.2 else {}),
        "column": random.choice([None, 3]),
        "commit": random.choice([None, digits(40)]),
        "decision": decision,
        "fingerprint": digits(32),
        "instead": None,
        "level": "mandatory",
        "line": random.choice([None, 14]),
        "message": random.choice(MESSAGES),
        "ref": "refs/heads/x",
        "waiver": waiver,
    }


def verdict():
    results = {decision: random.choice(RESULTS) for decision in DECISIONS if random.random() < 0.8}
    rejected = any(result in ("violated", "error") for result in results.values())
    user = random.choice(NAMES + [None])
    return {
        "admitted": not rejected or random.random() < 0.2,
        "duration_ms": random.randrange(1000),
        "kind": "verdict",
        "pusher": commitments.get(user),
        "refs": [move() for _ in range(random.choice([0, 1, 1, 1, 3]))],
        "sources": [],
        "surface": "pre-receive",
        "verdict": {
            "as_of": "2026-11-29",
            "bundle": "sha256:" + digits(64),
            "decisions": [
                {
                    "applied": random.randrange(20),
                    "id": decision,
                    "level": random.choice(["mandatory", "advisory"]),
                    "result": result,
                    "source": "docs/adr",
                    **({"error": random.choice(MESSAGES)} if result == "error" else {}),
                }
                for decision, result in results.items()
            ],
            "schema": "writ/verdict/1",
            "unheard-of": [1, {"x": "y"}],
            "verdict": "reject" if rejected else "accept",
            "violations": [
                violation(decision, result)
                for decision, result in results.items()
                if result in ("violated", "waived")
                for _ in range(random.randrange(1, 4))
            ],
            "writ": "0.1.0",
        },
    }


def effect(let):
    moves = [{**move, "found": move["new"], "verdict": let["id"]} for move in let["refs"]]
    if random.random() < 0.2:
        moves.append({**move(), "found": digits(40), "verdict": None})
    return {"kind": "effect", "refs": moves}


def gap():
    found = {"found": digits(40), "known": random.choice([None, digits(40)])}
    return {"kind": "gap", "refs": [{"ref": "refs/heads/past", **found}]}


prev, hours, let = "0" * 64, 0, None
with open(path, "w", encoding="ascii") as ledger:
    end = 0
    for seq in range(1, count + 1):
        if let and let["refs"] and let["admitted"]:
            record, let = effect(let), None
        elif random.random() < 0.1:
            record, let = gap(), None
        else:
            record = let = verdict()
        hours += random.randrange(12)
        day = f"2026-{1 + hours // 24 // 28 % 12:02d}-{1 + hours // 24 % 28:02d}"
        record.update(
            id=digits(32),
            prev=prev,
            repository="/srv/git/x.git",
            schema="writ/ledger/1",
            seq=seq,
            time=f"{day}T{hours % 24:02d}:00:00.{seq:06d}Z",
        )
        line = dumps(record)
        prev = hashlib.sha256(line.encode()).hexdigest()
        end += len(line) + 1
        ledger.write(line + "\n")
with open(path + ".head", "w", encoding="ascii") as head:
    head.write(f"{end:020d} {prev}\n")
with open(path + ".salts", "w", encoding="ascii") as people:
    for name in NAMES:
        if name != "erased":
            person = {"commitment": commitments[name], "name": name, "salt": salts[name]}
            people.write(dumps(person) + "\n")
