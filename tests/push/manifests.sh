#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# What a change does to the dependencies of a project.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# governed: each dependency that comes in, changes or goes is told at its place.
governed()
{
	server
	decision "$DECISIONS/0001-told.md" <<-'END'
		local function tell(file, what, list)
			for d in list do
				local from = d.old and tostring(d.old.version) .. " > " or ""
				local version = string.sub(tostring(d.version), 1, 40)

				file:violation { at = d, message = what .. " " .. d.name .. " " .. from ..
					version .. " " .. d.scope .. " " .. d.source }
			end
		end

		local function judge(file)
			local m = file:manifest()

			if m then
				tell(file, "adds", m.added)
				tell(file, "changes", m.changed)
				tell(file, "removes", m.removed)
			end
		end

		return { file = judge, deleted = judge }
	END
	put a '1\n' && commit 'begin' && push_accepted origin HEAD:main
}

# begun PATH TEXT: the file is there already, and nobody asked.
begun()
{
	governed
	put "$1" "$2" && commit 'begin with it' && plant && git fetch -q origin
}

what_comes_in_is_told_where_it_stands()
{
	begun package.json '{"dependencies": {\n "a": "1"\n}}\n'
	put package.json '{"dependencies": {\n "a": "1",\n "b": "^2"\n},\n"devDependencies": {"c": "o/c#v1"}}\n'
	commit 'two more' && push_rejected origin HEAD:main
	blames ADR-0001 'package.json:3:2' 'adds b \^2 runtime registry' 'adds c v1 dev git'
	[ "$(said 'adds a')" -eq 0 ] || fail 'what was there is told'
}
scenario 1 what_comes_in_is_told_where_it_stands

a_version_bump_is_a_change()
{
	begun Cargo.toml '[dependencies]\na = "1"\nb = "1"\n'
	put Cargo.toml '[dependencies]\nb = "1"\na = "2"\n' && commit 'bump and sort'
	push_rejected origin HEAD:main
	blames ADR-0001 'Cargo.toml:3:1' 'changes a 1 > 2 runtime registry'
	[ "$(said 'changes b|adds|removes')" -eq 0 ] || fail 'what only moved is told'
}
scenario 2 a_version_bump_is_a_change

# The line that names the dependency is not among those that were added.
a_change_elsewhere_counts()
{
	begun pom.xml '<project><properties>\n<v>1</v>\n</properties><dependencies>\n<dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency>\n</dependencies></project>\n'
	sed 's/<v>1/<v>2/' pom.xml >pom.new && mv pom.new pom.xml
	commit 'bump the property' && push_rejected origin HEAD:main
	blames ADR-0001 'pom.xml:4' 'changes g:a 1 > 2'
	says_not 'existing'
}
scenario 3 a_change_elsewhere_counts

a_lock_file_alone()
{
	begun yarn.lock 'a@^1:\n  version "1.0.0"\n\nb@^1:\n  version "1.0.0"\n'
	put yarn.lock 'a@^1:\n  version "1.0.1"\n\nb@^1:\n  version "1.0.0"\n\nb@^2:\n  version "2.0.0"\n'
	commit 'update' && push_rejected origin HEAD:main
	blames ADR-0001 'yarn.lock:1:1' 'changes a 1.0.0 > 1.0.1' 'yarn.lock:7:1' 'adds b 2.0.0'
}
scenario 4 a_lock_file_alone

what_goes_is_told_of_a_file_that_stays_or_goes()
{
	begun go.mod 'module x\n\nrequire (\n\ta/b v1.0.0\n\tc/d v1.0.0\n)\n'
	put go.mod 'module x\n\nrequire a/b v1.0.0\n' && commit 'one less'
	push_rejected origin HEAD:main
	blames ADR-0001 'removes c/d v1.0.0'
	plant && git fetch -q origin
	git rm -q go.mod && commit 'no module' && push_rejected origin HEAD:main
	blames ADR-0001 'removes a/b v1.0.0'
}
scenario 5 what_goes_is_told_of_a_file_that_stays_or_goes

a_file_that_moves_adds_nothing()
{
	begun requirements.txt 'a==1\nb==1\n'
	mkdir sub && git mv requirements.txt sub/requirements.txt && commit 'move'
	push_rejected origin HEAD:main
	blames ADR-0001 'removes a'
	[ "$(said 'adds')" -eq 0 ] || fail 'a move adds'
}
scenario 6 a_file_that_moves_adds_nothing

what_cannot_be_read_is_a_violation()
{
	begun package.json '{"dependencies": {\n "a": "1"\n}}\n'
	put package.json '{"dependencies": {\n "b": "1",\n "a": "1",\n "a": "1"\n}}\n' && commit 'twice'
	push_rejected origin HEAD:main
	blames ADR-0001 'package.json:4:2' 'is no package.json that can be read: the key `a`'
	put package.json '{"dependencies": {\n "a": "1"\n}}\n'
	put requirements.txt '# ok\f evil\n' && commit again --amend
	push_rejected origin HEAD:main
	blames ADR-0001 'requirements.txt:1:5' 'is no requirements file that can be read'
}
scenario 7 what_cannot_be_read_is_a_violation

what_was_broken_before_may_be_changed()
{
	begun package.json '{"dependencies": {\n "a": "1",\n "a": "1"\n}}\n'
	put package.json '{"dependencies": {\n "b": "1",\n "a": "1",\n "a": "1"\n}}\n'
	commit 'still broken' && push_accepted origin HEAD:main
	# Nobody could see what was in it.
	put package.json '{"dependencies": {\n "b": "1"\n}}\n' && commit 'mended'
	push_rejected origin HEAD:main
	blames ADR-0001 'adds b 1'
}
scenario 8 what_was_broken_before_may_be_changed

a_symlink_hides_nothing()
{
	begun package.json '{}\n'
	put other '{"dependencies": {"evil": "1"}}\n' && rm package.json && ln -s other package.json
	commit 'link' && push_rejected origin HEAD:main
	blames ADR-0001 'package.json:1:1' 'it is a symlink'
}
scenario 9 a_symlink_hides_nothing

# What either side of a merge brought was judged there.
a_merge_adds_what_no_parent_has()
{
	begun requirements.txt 'a==1\n\n\n\nz==1\n'
	branch side && put requirements.txt 'a==1\n\nside==1\n\nz==1\n' && commit 'side'
	git checkout -q main && put requirements.txt 'main==1\na==1\n\n\n\nz==1\n' && commit 'main'
	plant && git fetch -q origin
	merge --no-commit side || :
	put requirements.txt 'main==1\na==1\n\nside==1\n\nz==1\n' && commit 'merge'
	push_accepted origin HEAD:main
	put requirements.txt 'main==1\na==1\n\nside==1\n\nz==1\nevil==1\n' && commit 'merge' --amend
	push origin HEAD:other
	blames ADR-0001 'adds evil ==1'
	[ "$(said 'adds side|adds main')" -eq 0 ] || fail 'what a parent has is told'
}
scenario 10 a_merge_adds_what_no_parent_has

trees_have_manifests_too()
{
	server
	decision "$DECISIONS/0001-same.md" <<-'END'
		return { tree = function(tree)
			local file = tree:file("package.json")
			local m = file and file:manifest()

			local lock = tree:file("package-lock.json")

			for _, d in ipairs(m and m.dependencies or {}) do
				tree:violation { at = d, message = d.name .. " " .. #m.added ..
					" " .. (lock and lock:manifest().ecosystem or "unlocked") }
			end
			if file and tree:file("a"):manifest() then
				tree:violation "a is a manifest"
			end
		end }
	END
	put a '1\n' && put package.json '{"dependencies": {"x": "1"}}\n' && commit 'begin'
	push_rejected origin HEAD:main
	blames ADR-0001 'package.json:1' 'x 1 unlocked'
	plant && git fetch -q origin
	put a '2\n' && put package-lock.json '{}\n' && commit 'locked' && push_rejected origin HEAD:main
	blames ADR-0001 'x 0 npm'
}
scenario 11 trees_have_manifests_too

hostile_manifests_end()
{
	governed
	{
		printf '<project><properties>'
		for i in 0 1 2 3 4 5 6 7; do
			printf "<p$i>"
			yes "\${p$((i + 1))}" | head -n 500 | tr -d '\n'
			printf "</p$i>"
		done
		printf '</properties><dependencies>'
		yes '<dependency><groupId>g</groupId><artifactId>a</artifactId><version>${p0}</version></dependency>' |
			head -n 5000
		printf '</dependencies></project>\n'
	} >pom.xml
	yes 'a==1 \' | head -n 100000 >requirements.txt
	yes '"x" => (["%q<' | head -n 50000 >Gemfile
	{
		echo 'packages:'
		echo ' a: &a {resolution: {tarball: "'"$(head -c 100000 /dev/zero | tr '\0' x)"'"}}'
		seq 30000 | sed 's/.*/ b&: *a/'
	} >pnpm-lock.yaml
	commit 'hostile' && push_rejected origin HEAD:main
	blames ADR-0001 'pom.xml' 'pnpm-lock.yaml'
	no_crash
}
scenario 12 hostile_manifests_end

a_file_that_becomes_a_manifest_adds_all()
{
	begun deps.lst 'evil==1\n'
	git mv deps.lst requirements.txt && commit 'move' && push_rejected origin HEAD:main
	blames ADR-0001 'requirements.txt:1:1' 'adds evil ==1'
}
scenario 13 a_file_that_becomes_a_manifest_adds_all

finish
