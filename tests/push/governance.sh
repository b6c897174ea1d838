#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# Decisions that stand in a repository of their own, for any number of others on the server.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# governed DECISIONS...: the rules' repository holds these below decisions/; the server judges by them.
governed()
{
	RULES=$T/rules.git
	git init -q --bare -b main "$RULES"
	git clone -q "$RULES" "$T/rules" 2>/dev/null
	mkdir "$T/rules/decisions"
	for _folder; do
		cp "$push_dir/decisions/$_folder/"*.md "$T/rules/decisions/"
	done
	chmod -R u+w "$T/rules"
	rules_commit 'ABC-1 rules'
	server
	server_config writ.source "org=$RULES#refs/heads/main:decisions"
}

rules_commit()
{
	(cd "$T/rules" && commit "$1" && git push -q origin HEAD:main)
}

decisions_of_another_repository_judge()
{
	governed S
	put a 'fine\n' && commit 'ABC-1 begin'
	push_accepted origin main
	put b 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames org/ADR-0002 'b:1' '^why: .*decisions/0002-no-marker.md'
}
scenario 33 decisions_of_another_repository_judge

change_there_binds_the_next_push()
{
	governed S
	put a 'EVIL\n' && commit 'ABC-1 begin'
	push_accepted origin main
	sed -i 's/BAD/EVIL/' "$T/rules/decisions/0002-no-marker.md"
	rules_commit 'ABC-2 another word'
	put b 'EVIL\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames org/ADR-0002 'b:1'
}
scenario 33 change_there_binds_the_next_push

packed_rules_of_a_clone_with_alternates_judge()
{
	governed S
	git -C "$RULES" repack -qad
	git -C "$RULES" pack-refs --all
	git clone -q --bare --shared "$RULES" "$T/shared.git"
	server_config writ.source "$T/shared.git#refs/heads/main:decisions"
	put b 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames ADR-0002 'b:1'
}
scenario 33 packed_rules_of_a_clone_with_alternates_judge

rules_that_are_not_there_are_no_verdict()
{
	governed S
	put a 'fine\n' && commit 'ABC-1 begin'
	server_config writ.bootstrap true
	for _place in "$T/nowhere.git#refs/heads/main:decisions" "$RULES#refs/heads/other:decisions" \
		"$RULES#refs/heads/main:elsewhere" "$T#refs/heads/main:decisions"; do
		server_config --replace-all writ.source "$_place"
		push_rejected origin main
		no_verdict
	done
}
scenario 33 rules_that_are_not_there_are_no_verdict

rules_with_an_error_are_no_verdict()
{
	governed S
	sed -i 's/^scope:.*/scope: [/' "$T/rules/decisions/0002-no-marker.md"
	rules_commit 'ABC-2 broken'
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	no_verdict '0002-no-marker'
}
scenario 33 rules_with_an_error_are_no_verdict

# The same line of configuration for all: in the rules' own repository it is as its own ref.
rules_repository_guards_itself()
{
	governed S
	SERVER=$RULES
	quiet_server
	server_config writ.source "$RULES#refs/heads/main:decisions"
	hook pre-receive "exec '$WRIT' pre-receive"
	cd "$T/rules"
	sed -i 's/^scope:.*/scope: [/' decisions/0002-no-marker.md
	commit 'ABC-2 broken'
	push_rejected origin HEAD:main
	blames WRIT-CORPUS
	git reset -q --hard HEAD~1
	put more 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin HEAD:main
	blames ADR-0002 'more:1'
}
scenario 33 rules_repository_guards_itself

update_hook_judges_by_another_repository_but_not_by_its_own()
{
	governed S
	rm "$SERVER/hooks/pre-receive"
	hook update "exec '$WRIT' update \"\$@\""
	put b 'BAD\n' && commit 'ABC-2 bad'
	push origin main
	[ "$status" -ne 0 ] || fail accepted
	blames org/ADR-0002 'b:1'
	server_config writ.source "$SERVER#refs/heads/main:decisions"
	push origin main
	[ "$status" -ne 0 ] || fail accepted
	says 'in this repository, where|cannot tell the value'
}
scenario 33 update_hook_judges_by_another_repository_but_not_by_its_own

# One push to the rules, and the next push to each of many is judged by them.
many_repositories_follow_one()
{
	governed S
	_number=0
	while [ "$_number" -lt 50 ]; do
		_number=$((_number + 1))
		cp -r "$SERVER" "$T/s$_number.git"
	done
	sed -i 's/BAD/EVIL/' "$T/rules/decisions/0002-no-marker.md"
	rules_commit 'ABC-2 another word'
	put b 'EVIL\n' && commit 'ABC-2 bad'
	while [ "$_number" -gt 0 ]; do
		SERVER=$T/s$_number.git
		push_rejected "$SERVER" main
		blames org/ADR-0002 'b:1'
		_number=$((_number - 1))
	done
}
scenario 33 many_repositories_follow_one

finish
