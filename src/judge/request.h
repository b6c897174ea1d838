#ifndef WRIT_JUDGE_REQUEST_H
#define WRIT_JUDGE_REQUEST_H

/*
 * What a surface asks of the judge: a push, and all that the server's configuration says. Built by
 * the monitor before it forks; everything in it is from the server, except the ref lines' text.
 */

#include "git/git_config.h"
#include "git/refs.h"
#include "git/repository.h"
#include "lua/watch.h"
#include "model/push.h"
#include "model/decision.h"
#include "model/settings.h"
#include "model/source.h"

struct judge_source {
	const struct source_setting *setting;
	const struct source *folder; /* read already; NULL for a ref */
	const struct bundle *bundle; /* compiled already, for who tests policies; else NULL */
	const char *mend; /* for who finds no decisions there; NULL: what a server does */
	struct repository *repository; /* of a ref of another one; NULL: this one */
	/* For a ref: its value before the push; zero when it does not exist. */
	struct oid value;
	struct bytes target; /* where that ref points to when it is symbolic, else empty */
};

struct judge_request {
	struct repository *repository;
	const struct settings *settings;
	struct push *push; /* ref, target, ids, kind of its updates; user, options, day */
	const struct ref_line *lines; /* of the input, those with a problem among them */
	size_t n_lines;
	struct judge_source *sources; /* one each of settings->sources */
	size_t n_sources;
	struct oid *baseline;
	size_t n_baseline;
	/* What the refs were when the push came, for who judges an old one; NULL: as they are. */
	const struct held_refs *refs;
	/* Commits that are new without proof: all that the push brings, or none of which it is
	 * known.
	 */
	const struct oid *known_new;
	size_t n_known_new;
	const struct config_entry *config; /* receive.fsck.* */
	size_t n_config;
	/* The remote whose tracking refs stand for the server's refs, in a clone; NULL data where
	 * the repository's refs are the server's. */
	struct bytes remote;
	const struct break_glass *break_glass; /* it is open to the pusher; else NULL */
	bool only_old_values;   /* hide nothing but the old values: a range of old history */
	bool skip_commit_rules; /* a snapshot without a message */
	bool whole_tree;        /* every file as if added: what no scope matches is said */
	bool standing;      /* every decision judges the files of each commit, none anything else */
	bool list_only;     /* no decision is asked: verdict.listed is what is wanted */
	bool list_commits;  /* fill verdict.listed */
	bool tell_coverage; /* fill verdict.coverage */
	struct watch watch; /* what is wanted of policies beside the verdict */
};

enum { TRACKED_NAME_BYTES = 1024 };

/* refs/remotes/REMOTE/x -> refs/heads/x, written to NAME; false for any other ref. */
bool tracked_ref(struct bytes remote, struct bytes ref, char name[TRACKED_NAME_BYTES],
		 struct bytes *on_server);

#endif
