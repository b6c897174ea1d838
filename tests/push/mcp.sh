#!/bin/sh
# shellcheck disable=SC2059,SC2119 # formats, no arguments
# `writ mcp`, spoken to over a pipe: what it says of a change is what `writ check` and the server say,
# and whatever is sent to it, it answers or goes on.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

if ! command -v python3 >/dev/null; then
	echo '1..0 # SKIP python3 is not installed'
	exit 0
fi
PYTHONPATH=$push_dir
PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH PYTHONDONTWRITEBYTECODE

# A client whose HEAD is what the server has, going by the server's decisions.
begun()
{
	server P S M
	put conf/x 'one\n'
	put src/a 'fine\n'
	commit 'ABC-1 begin'
	plant
	git fetch -q origin
	git branch -q -u origin/main main
	git config writ.source "$DECISIONS"
}

# talk: a script of Python on standard input, which has what mcp.py has.
talk()
{
	{
		printf 'from mcp import *\n'
		cat
	} >"$T/talk.py"
	python3 "$T/talk.py" 2>"$OUT" || fail 'the conversation went wrong'
	no_crash
}

json_of()
{
	"$WRIT" check --format json "$@" >"$T/verdict.json" || [ $? -eq 1 ]
}

verdict_is_what_check_prints()
{
	begun
	printf 'fine\nBAD\n' >"$T/content"
	json_of --stdin src/a <"$T/content" && mv "$T/verdict.json" "$T/path"
	cp "$T/content" src/a && git diff >"$T/patch"
	json_of --worktree && mv "$T/verdict.json" "$T/worktree"
	git add -A && put src/a 'fine\n' && put conf/x 'two\n'
	json_of --staged && mv "$T/verdict.json" "$T/staged"
	git reset -q --hard && put src/a 'more\nBAD\n' && commit 'no ticket'
	json_of origin/main..HEAD && mv "$T/verdict.json" "$T/range"
	json_of --ref refs/heads/other origin/main..HEAD && mv "$T/verdict.json" "$T/ref"
	git reset -q --hard origin/main
	talk <<-'END'
		import pathlib
		here = pathlib.Path(os.environ["HOME"]).parent
		top = pathlib.Path.cwd().parent
		content = (top / "content").read_text()
		server = Server()
		def check(name, **arguments):
		    printed = (top / name).read_bytes()
		    same(name, server.verdict(**arguments), printed.rstrip(b"\n"))
		    if b'"verdict":"reject"' not in printed: sys.exit(name + " is accepted")
		check("path", path="src/a", content=content)
		check("path", path=str(pathlib.Path.cwd() / "src/a"), content=content)
		check("worktree", patch=(top / "patch").read_text())
		check("range", range="origin/main..main@{1}")
		check("ref", range="origin/main..main@{1}", ref="refs/heads/other")
		pathlib.Path("src/a").write_text(content)
		check("worktree", worktree=True)
		subprocess.check_call(["git", "add", "src/a"])
		pathlib.Path("src/a").write_text("fine\n")
		check("staged", staged=True)
		server.end()
	END
}
scenario 34 verdict_is_what_check_prints

verdict_is_what_the_server_says()
{
	begun
	printf '#!/bin/sh\nread -r old new ref\n%s\nexit 1\n' \
		"'$WRIT' check \$old..\$new --ref \$ref --format json >'$T/server'" \
		>"$SERVER/hooks/pre-receive"
	put src/a 'fine\nBAD\n' && git add -A
	printf 'no ticket\n' >"$T/message"
	date="$(git log -1 --format=%ct) +0000"
	GIT_AUTHOR_DATE=$date GIT_COMMITTER_DATE=$date \
		git commit -q --cleanup=verbatim -F "$T/message"
	push_rejected origin main
	git reset -q --hard origin/main
	talk <<-'END'
		for revision in "2025-03-26", "2025-06-18", "2025-11-25":
		    server = Server(revision=revision)
		    same(revision, server.verdict(path="src/a", content="fine\nBAD\n", message="no ticket\n"),
		         open("../server", "rb").read().rstrip(b"\n"))
		    server.end()
	END
}
scenario 34 verdict_is_what_the_server_says

each_request_looks_anew()
{
	begun
	git config --unset writ.source
	talk <<-'END'
		import pathlib
		server = Server()
		result = server.call("check", path="src/a", content="BAD\n")
		if not result["isError"] or "docs/adr" not in result["content"][0]["text"]: sys.exit(repr(result))
		os.makedirs("docs/adr")
		for file in pathlib.Path("../decisions").glob("*.md"):
		    pathlib.Path("docs/adr", file.name).write_text(file.read_text())
		subprocess.check_call("git add -A && git commit -q -m 'ABC-2 decide'", shell=True)
		result = server.call("check", path="src/a", content="BAD\n")
		same("verdict", result["structuredContent"]["verdict"], "reject")
		same("isError", result["isError"], False)
		ids = [it["name"] for it in server.request("resources/list")["result"]["resources"]]
		if "ADR-0002" not in ids: sys.exit(repr(ids))
		subprocess.check_call("git rm -q docs/adr/0002* && git commit -q -m 'ABC-3 undecide'", shell=True)
		same("later", server.call("check", path="src/a", content="BAD\n")["structuredContent"]["verdict"],
		     "accept")
		same("gone", server.call("decision", id="ADR-0002")["isError"], True)
		subprocess.check_call("echo 'x: [' | sed 's/^/---\\nstatus: accepted\\n/' >docs/adr/0009-x.md &&"
		                      "git add -A && git commit -q -m 'ABC-4 break'", shell=True)
		result = server.call("context", paths=["src/a"])
		same("broken", (result["isError"], "does not compile" in result["content"][0]["text"]), (True, True))
		server.end()
	END
}
scenario 34 each_request_looks_anew

content_changes_no_decision()
{
	begun
	git config --unset writ.source
	mkdir -p docs/adr && cp "$push_dir"/decisions/S/*.md docs/adr && commit 'ABC-2 decide'
	talk <<-'END'
		import pathlib
		server = Server()
		for file in pathlib.Path("docs/adr").glob("*.md"):
		    text = file.read_text()
		    result = server.call("check", path=str(file), content=text.replace("accepted", "rejected"))
		    if not result["structuredContent"]["decisions"][0]["applied"]: sys.exit(repr(result))
		server.end()
	END
}
scenario 34 content_changes_no_decision

answers_keep_to_their_schemas()
{
	begun
	talk <<-'END'
		server = Server()
		tools = server.request("tools/list")["result"]["tools"]
		try:
		    from jsonschema import Draft202012Validator as validator
		except ImportError:
		    sys.exit(0)
		calls = {"check": [{"path": "a", "content": "BAD\n"}, {"worktree": True}, {"range": "HEAD"}],
		         "context": [{"paths": ["src/a", ".", "conf/"]}, {"paths": ["a"], "budget": 4000}],
		         "search": [{"query": "conf"}, {"query": "nothing of it"}],
		         "decision": [{"id": "ADR-0001"}],
		         "explain": [{"path": "src/a"}, {"id": "ADR-0001"}, {"id": "WRIT-OBJECT"},
		                     {"path": "conf", "id": "ADR-0001", "ref": "main"}]}
		same("tools", sorted(calls), sorted(tool["name"] for tool in tools))
		for tool in tools:
		    validator.check_schema(tool["inputSchema"])
		    validator.check_schema(tool["outputSchema"])
		    for arguments in calls[tool["name"]]:
		        validator(tool["inputSchema"]).validate(arguments)
		        result = server.call(tool["name"], **arguments)
		        if result["isError"]: sys.exit(repr(result))
		        validator(tool["outputSchema"]).validate(result["structuredContent"])
		server.end()
	END
}
scenario 34 answers_keep_to_their_schemas

lines_have_a_bound()
{
	begun
	talk <<-'END'
		server = Server()
		most = 8 << 20
		def line(length):
		    text = server.message("tools/call", 7, name="check", arguments={"path": "a", "content": ""})
		    return text.replace(b'"content": ""', b'"content": "' + b"x" * (length - len(text) + 1) + b'"')
		same("length", len(line(most)), most + 1)
		same("as long", server.ask(line(most))["result"]["structuredContent"]["verdict"], "accept")
		same("too long", server.ask(line(most + 1))["error"]["code"], -32600)
		same("much too long", server.ask(line(5 * most))["error"]["code"], -32600)
		same("after it", server.request("ping")["result"], {})
		deep = b'{"jsonrpc":"2.0","id":1,"method":"ping","params":' + b'{"a":' * 4000000
		same("deep", server.ask(deep[:most - 1] + b"\n")["error"]["code"], -32600)
		wide = b'[' + b'0,' * (most // 2 - 1) + b'0]'
		same("wide", server.ask(wide[:most] + b"\n")["error"]["code"], -32600)
		server.end()
	END
}
scenario 34 lines_have_a_bound

whatever_comes_it_goes_on()
{
	begun
	talk <<-'END'
		import random
		random.seed(1)
		server = Server()
		whole = server.message("tools/call", 1, name="check", arguments={"path": "a", "content": "b\n"})[:-1]
		for i in range(300):
		    broken = bytearray(whole)
		    for _ in range(random.randrange(1, 6)):
		        broken[random.randrange(len(broken))] = random.choice(b'\0\xff{}[]",:\\ \r0an')
		    server.write(bytes(broken).replace(b"\n", b"") + b"\n")
		    server.write(server.message("ping", "mark %d" % i))
		    while json.loads(server.read()).get("id") != "mark %d" % i:
		        pass
		for text in b"\0\n", b"\xff\xfe\n", b'{"id":"\xff"}\n', b"\xef\xbb\xbf{\n", b'"\n':
		    same(repr(text), server.ask(text)["error"]["code"] in (-32700, -32600), True)
		server.write(b'{"jsonrpc":"2.0","id":9,"method":"ping"}')
		server.process.stdin.close()
		same("without a line feed", json.loads(server.read())["id"], 9)
		server.end()
	END
}
scenario 34 whatever_comes_it_goes_on

request_can_be_taken_back_until_its_turn()
{
	begun
	talk <<-'END'
		server = Server()
		check = lambda n: server.message("tools/call", n, name="check", arguments={"worktree": True})
		cancel = lambda n: server.message("notifications/cancelled", requestId=n, reason="changed my mind")
		server.write(check("a") + check("b") + check(5) + cancel("b") + cancel(5) + check("c"))
		same("answered", [json.loads(server.read())["id"] for _ in range(2)], ["a", "c"])
		server.write(cancel("c") + cancel(77) + server.message("notifications/cancelled", requestId={}))
		same("goes on", server.request("ping")["result"], {})
		server.end()
	END
}
scenario 34 request_can_be_taken_back_until_its_turn

requests_need_no_session()
{
	begun
	talk <<-'END'
		server = Server(revision=None)
		found = server.request("server/discover", _meta=META)["result"]
		same("versions", found["supportedVersions"], ["2026-07-28"])
		same("capabilities", found["capabilities"], {"resources": {}, "tools": {}})
		result = server.request("tools/call", name="check", arguments={"path": "a", "content": "BAD\n"},
		                        _meta=META)["result"]
		same("verdict", (result["resultType"], result["structuredContent"]["verdict"]), ("complete", "reject"))
		same("version", server.request("tools/list", _meta={**META, VERSION: "2027-01-01"})["error"]["code"],
		     -32022)
		server.end()
	END
}
scenario 34 requests_need_no_session

decisions_are_resources_in_pages()
{
	begun
	for n in $(seq 100 219); do
		printf -- '---\nstatus: proposed\n---\n# Number %d\n' "$n" >"$DECISIONS/0$n-n.md"
	done
	talk <<-'END'
		server = Server()
		names, cursor, pages = [], {}, 0
		while True:
		    page = server.request("resources/list", **cursor)["result"]
		    names += [it["name"] for it in page["resources"]]
		    pages += 1
		    if "nextCursor" not in page: break
		    cursor = {"cursor": page["nextCursor"]}
		same("pages", pages, 3)
		same("order", names, sorted(set(names)))
		for it in page["resources"]:
		    read = server.request("resources/read", uri=it["uri"])["result"]["contents"]
		    same("size", len(read[0]["text"].encode()), it["size"])
		server.end()
	END
}
scenario 34 decisions_are_resources_in_pages

decisions_can_be_named()
{
	begun
	git config --unset writ.source
	mkdir -p "$T/other" && cp "$push_dir"/decisions/S/*.md "$T/other"
	cd "$T"
	talk <<-'END'
		server = Server("--in", "client", "--source", "../other")
		same("verdict", server.call("check", path="a", content="BAD\n")["structuredContent"]["verdict"], "reject")
		same("decisions", len(server.request("resources/list")["result"]["resources"]), 1)
		server.end()
	END
}
scenario 34 decisions_can_be_named

outside_of_a_repository_it_says_so()
{
	mkdir "$T/nowhere"
	cd "$T/nowhere"
	GIT_CEILING_DIRECTORIES=$T
	export GIT_CEILING_DIRECTORIES
	talk <<-'END'
		server = Server()
		same("call", server.call("check", worktree=True)["isError"], True)
		same("list", server.request("resources/list")["error"]["code"], -32603)
		same("tools", len(server.request("tools/list")["result"]["tools"]), 5)
		server.end()
	END
}
scenario 34 outside_of_a_repository_it_says_so

nothing_is_written()
{
	begun
	find .git -type f -exec cksum {} + | sort >"$T/before"
	talk <<-'END'
		server = Server()
		for arguments in {"path": "src/a", "content": "BAD\n"}, {"worktree": True}, {"range": "HEAD"}:
		    server.verdict(**arguments)
		server.call("context", paths=["src/a"])
		server.end()
	END
	find .git -type f -exec cksum {} + | sort >"$T/after"
	cmp -s "$T/before" "$T/after" || fail "$(diff "$T/before" "$T/after")"
}
scenario 34 nothing_is_written

finish
