#ifndef WRIT_MCP_BACKEND_H
#define WRIT_MCP_BACKEND_H

/*
 * What the server asks of the program it is part of. Each call looks anew at the repository, since
 * HEAD and the configuration move between requests.
 */

#include "base/buf.h"
#include "base/error.h"
#include "decisions/reach.h"

/* What to judge; one of range, worktree, staged, path and patch is set. */
struct mcp_check {
	const char *range;
	bool worktree, staged;
	const char *path; /* with CONTENT */
	bool patch;       /* CONTENT is one */
	struct bytes content;
	const char *ref;      /* NULL: the upstream's name */
	struct bytes message; /* of the commit; NULL data: commit rules are not judged */
};

struct mcp_verdict {
	struct buf json; /* as `writ check --format json` prints it */
	struct buf text; /* as `writ check` prints it */
	bool none;       /* there is no verdict, and that says why */
};

/* The decisions by which a commit on HEAD would be judged now. */
struct mcp_decisions {
	const struct bundle *const *bundles; /* without an error */
	size_t n_bundles;
	struct bytes as_of;
	void *held; /* the backend's */
};

struct mcp_backend {
	int (*check)(void *ctx, const struct mcp_check *check, struct mcp_verdict *verdict,
		     struct error *err) MUST_CHECK;
	/* Close it also after an error. */
	int (*open)(void *ctx, struct mcp_decisions *decisions, struct error *err) MUST_CHECK;
	void (*close)(void *ctx, struct mcp_decisions *decisions);
	/* TEXT as a path of the repository, REF (NULL: any) as a ref. */
	int (*query)(struct mcp_decisions *decisions, const char *text, const char *ref,
		     struct reach_query *query, struct error *err) MUST_CHECK;
	void *ctx;
};

#endif
