#ifndef WRIT_CLI_CONTRACT_SET_H
#define WRIT_CLI_CONTRACT_SET_H

/*
 * Which contracts a command runs: those of a folder of decisions, of one decision, or one alone.
 */

#include "cli/surface.h"

struct contract_set {
	struct surface surface; /* for its arena, its limits and the day */
	const char *path;
	struct bytes folder;   /* of the decisions */
	struct bytes decision; /* the stem of the only one that is run; empty: all */
	struct bytes contract; /* the name of the only contract, with its ending; empty: all */
	const struct bundle *bundle;
};

typedef void decision_visitor(void *ctx, const struct decision *decision);

/* Finds and compiles the decisions of PATH, docs/adr when NULL; what does not compile is listed on
 * standard error. Release it also when this fails. */
int contract_set_open(struct contract_set *set, const char *path, struct error *err) MUST_CHECK;
void contract_set_release(struct contract_set *set);
/* Visits each decision that has a policy; ERROR_USAGE when there is none. */
int contract_set_each(struct contract_set *set, decision_visitor *visit, void *ctx,
		      struct error *err) MUST_CHECK;
/* Whether the file PATH of the source is a contract of DECISION that is run. */
bool contract_set_holds(const struct contract_set *set, const struct decision *decision,
			struct bytes path);

#endif
