#ifndef WRIT_CLI_COMMAND_H
#define WRIT_CLI_COMMAND_H

/*
 * The commands: one file each, one row each of a table that dispatches, lists and explains them.
 */

#include <stdbool.h>

#include "base/failure.h"
#include "cli/options.h"

/* Exit codes, of CONTRACT and writ(1). Hooks exit with 0 or 1 only. */
enum {
	EXIT_ACCEPTED = 0,
	EXIT_REJECTED = 1,
	/* EXIT_USAGE = 2 stands in base/failure.h, EXIT_NO_VERDICT = 3 in base/memory.h. */
};

struct command {
	const char *name;
	const char *synopsis; /* what stands behind its name */
	const char *summary;  /* one line */
	const char *details;  /* of `writ help COMMAND`, in front of its options; ends with a line
				 feed */
	bool hook;            /* answers to argv[0] too */
	int (*run)(int argc, char **argv);
	const struct option_row *options; /* beside its run(); NULL when it has none */
	enum argument_kind operands;
};

/* In the order of the help; ends with a NULL name. */
extern const struct command commands[];
const struct command *command_find(const char *name);

int command_pre_receive(int argc, char **argv);
int command_post_receive(int argc, char **argv);
int command_update(int argc, char **argv);
int command_check(int argc, char **argv);
int command_compile(int argc, char **argv);
int command_new(int argc, char **argv);
int command_test(int argc, char **argv);
int command_replay(int argc, char **argv);
int command_bench(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_context(int argc, char **argv);
int command_agents(int argc, char **argv);
int command_mcp(int argc, char **argv);
int command_config(int argc, char **argv);
int command_drift(int argc, char **argv);
int command_ledger(int argc, char **argv);
int command_install(int argc, char **argv);
int command_doctor(int argc, char **argv);
int command_uninstall(int argc, char **argv);
int command_completion(int argc, char **argv);
int command_help(int argc, char **argv);

extern const struct option_row check_option_rows[], compile_option_rows[], new_option_rows[],
	test_option_rows[], bench_option_rows[], explain_option_rows[], context_option_rows[],
	agents_option_rows[], mcp_option_rows[], config_option_rows[], doctor_option_rows[],
	drift_option_rows[], ledger_option_rows[], replay_option_rows[], help_option_rows[],
	install_option_rows[], uninstall_option_rows[];

/* Prints "error: ..." and, for a wrong command line, a hint; returns the exit code of ERR. */
int command_fail(const struct command *command, const struct error *err);

#endif
