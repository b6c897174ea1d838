#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# Files as data, and files that cannot be read as what they are.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# governed: actions are pinned, and no package called left-pad comes in.
governed()
{
	server
	decision "$DECISIONS/0001-pinned.md" 'scope: ["**/*.yml", "**/*.json", "**/*.xml", "**/*.toml"]' <<-'END'
		return { file = function(file)
			local doc, before = file:parse(), file:old_parse()

			for uses in doc:at("jobs", "*", "steps", "*", "uses") do
				if not re.find(uses.value, "@[0-9a-f]{40}$") then
					file:violation { at = uses, message = uses.path .. " is not pinned" }
				end
			end
			for name in doc:at("dependencies", "*") do
				if name.key == "left-pad" and not before:get { "dependencies", "left-pad" } then
					file:violation { at = name, message = "left-pad " .. tostring(name.value) }
				end
			end
		end }
	END
	put a '1\n' && commit 'begin' && push_accepted origin HEAD:main
}

nodes_know_their_place()
{
	governed
	put ci.yml 'jobs:\n  build:\n    steps:\n      - uses: a/b@v1\n      - uses: a/b@0123456789012345678901234567890123456789\n'
	put package.json '{\n "dependencies": {"b": "1", "left-pad": "2"}\n}\n'
	commit 'one' && push_rejected origin HEAD:main
	blames ADR-0001 'ci.yml:4:9' 'jobs.build.steps.1.uses is not pinned'
	blames ADR-0001 'package.json:2:29' 'left-pad 2'
}
scenario 3 nodes_know_their_place

what_cannot_be_read_is_a_violation()
{
	governed
	put package.json '{"a": 1, "a": 2}\n' && commit 'twice'
	push_rejected origin HEAD:main
	blames ADR-0001 'package.json:1:10' 'is no json that can be read'
	put package.json '{"a": [}\n' && commit again --amend
	push_rejected origin HEAD:main
	put package.json '{"a": 1}\n' && commit again --amend
	push_accepted origin HEAD:main
	commit 'more'
	for text in 'a: {\n' 'a: {' 'a:\n\n - [\n\n' '"'; do
		put ends.yml "$text" && commit 'ends too early' --amend
		push_rejected origin HEAD:main
		blames ADR-0001 'ends.yml:' 'is no yaml that can be read'
	done
	rm ends.yml
	put p.xml '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>\n' && commit 'declared'
	push_rejected origin HEAD:main
	blames ADR-0001 'p.xml:1'
}
scenario 21 what_cannot_be_read_is_a_violation

# The place where it shows may be a line that no change added.
breaking_a_file_elsewhere_counts()
{
	governed
	put package.json '{\n "b": 1,\n "a": 2\n}\n' && commit 'fine' && push_accepted origin HEAD:main
	put package.json '{\n "a": 1,\n "b": 1,\n "a": 2\n}\n' && commit 'broken'
	push_rejected origin HEAD:main
	blames ADR-0001 'package.json:4:2'
}
scenario 14 breaking_a_file_elsewhere_counts

what_was_broken_before_may_be_changed()
{
	governed
	put package.json '{\n "a": 1,\n "a": 2\n}\n' && commit 'broken'
	plant && git fetch -q origin
	put package.json '{\n "b": 3,\n "a": 1,\n "a": 2\n}\n' && commit 'still broken'
	push_accepted origin HEAD:main
	put package.json '{\n "b": 3,\n "a": 1\n}\n' && commit 'mended'
	push_accepted origin HEAD:main
}
scenario 14 what_was_broken_before_may_be_changed

deep_and_wide_documents_end()
{
	governed
	{
		printf '{"a": '
		head -c 100000 /dev/zero | tr '\0' '['
	} >deep.json
	{
		echo 'a: &a [x, x, x, x, x, x, x, x, x, x]'
		for i in b c d e f g h i; do
			p=$(echo "$i" | tr b-i a-h)
			echo "$i: &$i [*$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p]"
		done
	} >laughs.yml
	commit 'hostile' && push_rejected origin HEAD:main
	blames ADR-0001 'deep.json:1' 'laughs.yml:'
	no_crash
}
scenario 35 deep_and_wide_documents_end

finish
