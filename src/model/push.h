#ifndef WRIT_MODEL_PUSH_H
#define WRIT_MODEL_PUSH_H

/*
 * What one `git push` asks for, as githooks(5) hands it to pre-receive, with the old values read
 * from the repository instead of believed. Built once, then only read.
 */

#include <stddef.h>
#include <stdint.h>

#include "model/commit.h"
#include "model/oid.h"

enum object_kind { OBJECT_NONE, OBJECT_COMMIT, OBJECT_TREE, OBJECT_BLOB, OBJECT_TAG };
enum update_kind { UPDATE_CREATE, UPDATE_UPDATE, UPDATE_DELETE };

/* One line of the hook's input. */
struct ref_update {
	size_t index;            /* the place in the push */
	struct bytes ref;        /* full name, inside the namespace: refs/heads/main */
	struct bytes target;     /* where a symref points to (full name), else empty */
	struct oid old_id;       /* the real value before the push; zero when there is none */
	struct oid new_id;       /* zero for a delete */
	enum update_kind kind;   /* by old_id and new_id */
	bool forced;             /* an update whose old commit is no ancestor of the new one */
	enum object_kind object; /* what new_id (of a delete: old_id) names; NONE when missing */
	/* The commits that the values peel to through tags; zero where there is none. */
	struct oid old_commit, new_commit;
	/* The trees of those commits (or the trees themselves); zero where there is none. */
	struct oid old_tree, new_tree;
	/* For a create: the tree of the first boundary commit, else equal to old_tree; zero where
	 * nobody who governs the ref asks. */
	struct oid base_tree;
	/* Commits that the old value reached and the new one does not; only for forced ones and
	 * deletes, newest first, capped. */
	const struct commit_node *const *lost;
	size_t n_lost;
};

/* What git says of the certificate of a signed push (git-receive-pack(1), "GIT_PUSH_CERT"), as its
 * environment has it: claims. NULL data where it says nothing. */
struct certificate_claim {
	struct bytes blob; /* the id of the object that holds it */
	struct bytes signer, key, status;
	struct bytes nonce, nonce_status;
};

struct push {
	struct ref_update *updates;
	size_t n_updates;
	struct bytes user;           /* data is NULL when the server names none */
	struct bytes user_variable;  /* the variable that was looked at, for the error text */
	struct bytes via;            /* ssh, http, ... as far as known, else data is NULL */
	const struct bytes *options; /* push options, as sent */
	size_t n_options;
	/* Of a push that says to be signed, when that is kept on record; else NULL. */
	const struct certificate_claim *certificate;
	bool options_known; /* false where the surface cannot know them (update) */
	struct bytes as_of; /* the day of the verdict, YYYY-MM-DD, UTC */
};

/* Refs and their values, each name once, in no order. */
struct ref_entry {
	struct bytes ref; /* full name, inside the namespace */
	struct oid id;    /* zero: it does not exist */
};

struct ref_entries {
	const struct ref_entry *items;
	size_t len;
};

/* refs/heads/x -> x, refs/tags/x -> x, otherwise empty with NULL data. */
struct bytes ref_branch(struct bytes ref);
struct bytes ref_tag(struct bytes ref);
/* Whether the new value of UPDATE is measured by what it stands on and not by the old one: the ref
 * is created, or its old value leads to no commit, and nobody has judged what a bare tree holds. */
bool update_begins(const struct ref_update *update);
/* create, update, delete / commit, tree, blob, tag (NULL for none). */
const char *update_kind_name(enum update_kind kind);
const char *object_kind_name(enum object_kind kind);

#endif
