#ifndef WRIT_TESTS_UNIT_LUA_FIXTURE_H
#define WRIT_TESTS_UNIT_LUA_FIXTURE_H

/*
 * A small push in memory for policies to judge: one update of main with one commit, which modifies
 * src/a.py, adds src/new.py, deletes src/old.py; a tree; two decisions.
 */

#include "../../lib/fake_objects.h"
#include "base/buf.h"
#include "lua/policy.h"

enum { CHANGES = 5, TREE_FILES = 8 };
enum { A_PY, BIG_BIN, MOVED_PY, NEW_PY, OLD_PY };

struct fixture {
	struct fake_objects fake;
	struct objects_ops ops;
	struct objects objects;
	struct facts_cache *facts;
	struct graph_cache *graphs;
	struct limits limits;
	struct arena arena;
	struct push push;
	struct ref_update update;
	struct commit_node node;
	struct commit_view view;
	struct commit_text text;
	struct path paths[CHANGES + 1];
	struct change changes[CHANGES];
	struct change_list list;
	struct decision decisions[3];
	struct bundle bundle;
	struct policy_env env;
	/* What came out of the last run: findings, one a line, and then "error: ..." if it failed.
	 */
	struct buf out;
	struct policy_usage usage;
	bool limit;  /* the failure is a spent limit */
	size_t line; /* of the failure */
	char place[64];
	char excerpt[128]; /* the line of the policy, "" when it is not known */
};

void fixture_init(struct fixture *f);
void fixture_release(struct fixture *f);
/* Runs TEXT as the policy, which is at line 5 of adr/0001-x.md; calls each of its callbacks once:
 * `file` for a.py, `deleted` for old.py. Returns what came out, borrowed until the next run. */
const char *fixture_run(struct fixture *f, struct bytes text);
/* The same for the body of CALLBACK, in which `o` is its object and show(...) reports values. */
const char *fixture_run_body(struct fixture *f, const char *callback, const char *body);

#endif
