#include "config.h"

#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/failure.h"

const struct command commands[] = {
	{ "pre-receive", "", "judge the ref updates on standard input, as git's hook",
	  "git runs it inside the quarantine of a push (githooks(5)). It exits with 0 to\n"
	  "let the push in and with 1 to keep it out; what it says goes to standard error.\n",
	  true, command_pre_receive },
	{ "update", "REF OLD NEW", "judge one ref update, as git's hook",
	  "git runs it once for each ref (githooks(5)). It cannot know push options and the other\n"
	  "refs of the push, and refuses decisions that stand in the same repository.\n",
	  true, command_update, NULL, ARGUMENT_REF },
	{ "post-receive", "", "record which refs have moved, as git's hook",
	  "git runs it once the refs of a push have moved (githooks(5)). It adds what they did to\n"
	  "the ledger that writ.ledger names, beside the verdict that let them. It rejects "
	  "nothing.\n",
	  true, command_post_receive },
	{ "check",
	  "[RANGE | --staged | --worktree | --tree REV | --stdin PATH | --patch FILE] [options]",
	  "the same verdict by hand: dry run, CI, pre-commit",
	  "RANGE is BASE..TIP, BASE...TIP (from where TIP left BASE), or TIP alone. Without one:\n"
	  "what a push of the current branch would bring.\n",
	  false, command_check, check_option_rows, ARGUMENT_REVISION },
	{ "compile", "[SOURCE | --diff OLD NEW | --statement OLD NEW] [--format FORMAT]",
	  "list every error and every decision of a corpus",
	  "SOURCE is a folder, or a revision and a folder (main:docs/adr). Without one: the\n"
	  "configured sources, else docs/adr of the work tree.\n",
	  false, command_compile, compile_option_rows, ARGUMENT_SOURCE },
	{ "new", "[--in FOLDER] [--luarc] [TITLE]", "write a decision to start from",
	  "Writes FOLDER/NNNN-title.md (default: docs/adr) with the next number, a policy, and a\n"
	  "contract that it accepts and one that it rejects. It is proposed: `writ test` runs it,\n"
	  "and nothing enforces it before its status is accepted.\n",
	  false, command_new, new_option_rows, ARGUMENT_TEXT },
	{ "test", "[PATH] [options]", "run the contracts of decisions",
	  "PATH is a folder of decisions, a decision, its folder of contracts, or one contract;\n"
	  "without one: docs/adr. Each contract is judged as a push in memory (writ-contract(5)).\n"
	  "It exits with 1 when a contract fails, or a policy lacks one that accepts or rejects.\n",
	  false, command_test, test_option_rows, ARGUMENT_FILE },
	{ "bench", "[PATH] [options]", "say what policies cost, by their contracts",
	  "PATH as in `writ test`. A line for each decision, the most expensive first: what its\n"
	  "contracts spend of the budgets, which is the same everywhere, the largest share of a\n"
	  "limit that one of them takes, and the time of the processor, a median, on this "
	  "machine.\n",
	  false, command_bench, bench_option_rows, ARGUMENT_FILE },
	{ "replay", "[options] REV", "say what decisions would have rejected over a history",
	  "REV is a revision, for its whole history, or BASE..TIP. Each commit along first "
	  "parents,\n"
	  "a merge with what it brings, is judged as a push of its own, by the decisions of now.\n"
	  "It exits with 1 when one of them would have been rejected.\n",
	  false, command_replay, replay_option_rows, ARGUMENT_REVISION },
	{ "explain", "[options] ID | PATH | FINGERPRINT [RANGE]",
	  "show a decision, what applies to a path, or a violation",
	  "ID is that of a decision (ADR-0007) or of a built-in one (WRIT-OBJECT, WRIT-REF,\n"
	  "WRIT-CORPUS, WRIT-OWNERS). What is no id and has a '/' or a '.', or is there, is a\n"
	  "PATH: each decision, whether it applies and why. FINGERPRINT is that of a violation in\n"
	  "a verdict of `writ check --format json` on standard input, or of RANGE.\n",
	  false, command_explain, explain_option_rows, ARGUMENT_FILE },
	{ "context", "[PATH...] [--task TEXT] [options]",
	  "say which decisions bind paths, before they are changed",
	  "Each decision that binds a PATH, the most specific first: what it says, what to do\n"
	  "instead, where to read on. A PATH need not exist; a folder is everything below it.\n",
	  false, command_context, context_option_rows, ARGUMENT_FILE },
	{ "agents", "[--check] [--source SOURCE] [FILE...]",
	  "write the decisions in force into AGENTS.md and its like",
	  "Between two marks, in each FILE, which is made when it is not there; without one: in\n"
	  "those of AGENTS.md, CLAUDE.md, .cursor/rules/writ.mdc and\n"
	  ".github/copilot-instructions.md that are there. What stands outside of the marks is "
	  "left\n"
	  "alone.\n",
	  false, command_agents, agents_option_rows, ARGUMENT_FILE },
	{ "mcp", "[--in FOLDER] [--source SOURCE]",
	  "serve agents, over the Model Context Protocol on stdio",
	  "Tools: check, context, search, decision, explain; decisions are resources. Nothing is\n"
	  "written. A client starts it in the work tree and speaks to it by standard input and\n"
	  "output (writ-mcp(1)).\n",
	  false, command_mcp, mcp_option_rows, ARGUMENT_TEXT },
	{ "config", "[--show-origin]", "list the configuration in force", "", false, command_config,
	  config_option_rows, ARGUMENT_TEXT },
	{ "drift", "[REV | BASE..TIP] [options]",
	  "say how the violations that stand came about, over a history",
	  "Goes along the first parents from the beginning (BASE) to REV (default: HEAD), and "
	  "judges\n"
	  "every version of every file by the decisions of today: what was introduced and "
	  "repaired,\n"
	  "by decision and by kind of author, and what stands, by folder and file.\n",
	  false, command_drift, drift_option_rows, ARGUMENT_REVISION },
	{ "ledger", "PART [options]", "the record of verdicts and what they let in",
	  "PART is one of\n"
	  "  log                what was judged, and what became of it, oldest first\n"
	  "  verify [PATH]      whether the record is what was written; exits with 1 when\n"
	  "                     it was changed, with 4 when its end is missing\n"
	  "  reconcile          record the refs that no verdict explains; exits with 1 then\n"
	  "  export             each change of a ref as CSV or JSON, or signed for in-toto\n"
	  "  checkpoint         sign how it is now, and write that to standard output too\n"
	  "  prove N            a proof that record N is in it\n"
	  "  index [PATH]       bring an index of it up to date\n"
	  "  query [SQL]        as log, by that index, or in SQL (writ-ledger-index(1))\n"
	  "  ship [PATH...]     add it to a PostgreSQL database (writ-ledger-ship(1))\n"
	  "The options are those of log, export and query, where no other part is named.\n",
	  false, command_ledger, ledger_option_rows, ARGUMENT_FILE },
	{ "install", "[--update] [--dry-run]", "put writ's hooks into a server's repository",
	  "Where git or the server (Gitea, Forgejo, GitLab, gitolite) looks for them: "
	  "pre-receive,\n"
	  "and post-receive, which records. A hook that is there already is never replaced: then\n"
	  "nothing is changed, and it says how to call writ from that one.\n",
	  false, command_install, install_option_rows, ARGUMENT_TEXT },
	{ "doctor", "[--format FORMAT]",
	  "look at a server's repository: hook, configuration, sandbox",
	  "Says what is well and what is not, with what mends it, and has a push of nothing "
	  "judged.\n"
	  "It exits with 2 when the configuration does not hold, with 3 when a push would get no\n"
	  "verdict.\n",
	  false, command_doctor, doctor_option_rows, ARGUMENT_TEXT },
	{ "uninstall", "[--dry-run]", "take writ's hooks out of a server's repository",
	  "Those that `writ install` made, and links to this program. It names the others; the\n"
	  "configuration and the ledger stay.\n",
	  false, command_uninstall, uninstall_option_rows, ARGUMENT_TEXT },
	{ "completion", "bash | zsh | fish", "write the completion of a shell for writ",
	  "It completes commands, options and their values, and is made of the same table as this\n"
	  "help. A package installs it where the shell looks; by hand, for bash:\n"
	  "  eval \"$(writ completion bash)\"\n",
	  false, command_completion, NULL, ARGUMENT_SHELL },
	{ "help", "[COMMAND | lua [NAME | --definitions]]",
	  "this, the help of one command, or the reference of Lua",
	  "`help lua` lists what policies can use, and the types of it; NAME is an object (file),\n"
	  "a library (string) or rules. The manual of it is writ-policy(5).\n",
	  false, command_help, help_option_rows, ARGUMENT_COMMAND },
	{ NULL },
};

const struct command *
command_find(const char *name)
{
	for (const struct command *command = commands; command->name; command++) {
		if (strcmp(command->name, name) == 0)
			return command;
	}
	return NULL;
}

int
command_fail(const struct command *command, const struct error *err)
{
	int code = failure_print(err);

	if (err->code == ERROR_USAGE)
		fprintf(stderr, "hint: writ help%s%s\n", command ? " " : "",
			command ? command->name : "");
	return code;
}
