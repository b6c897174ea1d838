#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# Whose work a commit is: agents by who pushes, who signed, and what a commit says.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# governed: decisions on the server that say of each commit which agent made it.
governed()
{
	server
	decision "$DECISIONS/0001-agents.md" 'level: advisory' <<-'END'
		return { commit = function(commit)
			local agent = commit.agent
			local said = agent and agent.name .. " " .. agent.tier .. " by " .. agent.by or "nobody"
			local signature = commit.signature

			if signature and signature.signer then
				said = said .. ", signed by " .. signature.signer .. " " .. tostring(signature.valid)
			end
			commit:violation { message = "agent: " .. said }
		end }
	END
	cat >"$DECISIONS/owners.yaml" <<-END
		principals:
		  bot@example.org: {kind: agent, emails: [noreply@bot.example], users: [bot-user], names: [Botty]}
		  ci@example.org: {kind: service}
		  jane@example.org: {}
	END
}

agent_is()
{
	push_accepted origin HEAD:main
	tells "agent: $1"
}

addresses_and_trailers_assert()
{
	governed
	put a '1\n' && commit 'begin'
	agent_is 'nobody'
	says_not 'commit by the agent'
	put a '2\n' && commit 'two' --author 'Bot <NoReply@bot.example>'
	agent_is 'bot@example.org asserted by author'
	tells 'note: 1 of 1 commit by the agent bot@example.org \(asserted\)'
	put a '3\n'
	GIT_COMMITTER_EMAIL=bot@example.org commit 'three'
	agent_is 'bot@example.org asserted by committer'
	put a '4\n'
	commit 'four

Co-authored-by: Whoever <noreply@bot.example>'
	agent_is 'bot@example.org asserted by trailer'
	put a '5\n'
	commit 'five

Assisted-by: botty:large-3 [shell]'
	agent_is 'bot@example.org asserted by trailer'
}
scenario 33 addresses_and_trailers_assert

what_only_looks_like_an_agent_is_none()
{
	governed
	for _message in 'Botty did it' 'x

Reviewed-by: Botty' 'x

Assisted-by: Bottyish' 'x

Co-authored-by: Botty McBot <mcbot@example.org>' 'x

Co-authored-by: CI <ci@example.org>'; do
		put a "$_message" && commit "$_message"
		agent_is 'nobody'
	done
}
scenario 33 what_only_looks_like_an_agent_is_none

who_pushes_is_authenticated()
{
	governed
	server_config writ.user-variable WRIT_TEST_USER
	export WRIT_TEST_USER=bot-user
	put a '1\n' && commit 'begin'
	agent_is 'bot@example.org authenticated by pusher'
	tells 'commit by the agent bot@example.org \(authenticated\)'
	WRIT_TEST_USER=jane
	put a '2\n' && commit 'two'
	agent_is 'nobody'
}
scenario 33 who_pushes_is_authenticated

who_signed_is_authenticated()
{
	command -v ssh-keygen >/dev/null || skip 'no ssh-keygen'
	governed
	for _name in bot jane other; do ssh-keygen -q -t ed25519 -N '' -C '' -f "$T/$_name"; done
	{
		printf 'bot@example.org %s\n' "$(cat "$T/bot.pub")"
		printf 'jane@example.org namespaces="git" %s\n' "$(cat "$T/jane.pub")"
	} >"$DECISIONS/allowed_signers"
	git config gpg.format ssh
	git config user.signingkey "$T/bot"
	put a '1\n' && commit 'begin' -S
	agent_is 'bot@example.org authenticated by signature, signed by bot@example.org true'
	git config user.signingkey "$T/jane"
	put a '2\n' && commit 'two' -S
	agent_is 'nobody, signed by jane@example.org true'
	git config user.signingkey "$T/other"
	put a '3\n' && commit 'three' -S
	agent_is 'nobody(,$| +[^,])'
	git config user.signingkey "$T/bot"
	put a '4\n' && commit 'four' -S
	_raw=$(git cat-file commit HEAD | sed 's/^four$/five/' | git hash-object -t commit -w --stdin)
	git reset -q --hard "$_raw"
	agent_is 'nobody, signed by bot@example.org false'
	printf 'jane@example.org namespaces="file" %s\n' "$(cat "$T/jane.pub")" >"$DECISIONS/allowed_signers"
	git config user.signingkey "$T/jane"
	put a '6\n' && commit 'six' -S
	agent_is 'nobody, signed by jane@example.org false'
}
scenario 33 who_signed_is_authenticated

people_and_trailers_have_it_too()
{
	governed
	decision "$DECISIONS/0001-agents.md" 'level: advisory' <<-'END'
		return { commit = function(commit)
			local said = {}

			for _, agent in ipairs { commit.author.agent or "no", commit.committer.agent or "no" } do
				said[#said + 1] = agent == "no" and agent or agent.by
			end
			for trailer in commit:trailers() do
				said[#said + 1] = trailer.agent and trailer.agent.name or "none"
			end
			commit:violation { message = "agents: " .. table.concat(said, " ") }
		end }
	END
	put a '1\n'
	commit 'begin

Co-authored-by: Bot <noreply@bot.example>
Signed-off-by: Jane <jane@example.org>' --author 'Bot <bot@example.org>'
	push_accepted origin HEAD:main
	tells 'agents: author no bot@example.org none'
}
scenario 33 people_and_trailers_have_it_too

well_known_agents_are_listed()
{
	governed
	cp "$srcdir/policies/owners.yaml" "$DECISIONS/owners.yaml"
	for _trailer in 'claude Co-Authored-By: Claude Opus <noreply@anthropic.com>' \
		'copilot Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>' \
		'devin Co-Authored-By: D <158243242+devin-ai-integration[bot]@users.noreply.github.com>' \
		'claude Assisted-by: Claude:claude-opus' 'cursor Made-with: Cursor'; do
		put a "$_trailer" && commit "x

${_trailer#* }"
		agent_is "${_trailer%% *} asserted by trailer"
	done
	"$WRIT" compile "$DECISIONS" >"$OUT" || fail 'does not compile'
}
scenario 33 well_known_agents_are_listed

verdict_counts_them()
{
	command -v python3 >/dev/null || skip 'no python3'
	governed
	put a '1\n' && commit 'begin' && branch work
	for _n in 1 2 3; do put a "$_n$_n" && commit "by $_n"; done
	put a 'bot' && commit 'bot' --author 'Bot <bot@example.org>'
	"$WRIT" check --source "$DECISIONS" --format json main..work >"$T/json"
	keeps_to_schema "$T/json" verdict.schema.json
	python3 - "$T/json" <<-EOF
		import json, sys
		assert json.load(open(sys.argv[1]))["attribution"] == [
		    {"agent": "bot@example.org", "commits": 1, "tier": "asserted"},
		    {"agent": None, "commits": 3, "tier": "unknown"}]
	EOF
	rm "$DECISIONS/owners.yaml"
	"$WRIT" check --source "$DECISIONS" --format json main..work >"$T/json"
	! grep -q attribution "$T/json" || fail 'nobody asked'
}
scenario 33 verdict_counts_them

finish
