#ifndef WRIT_MODEL_OWNERS_H
#define WRIT_MODEL_OWNERS_H

/*
 * Who may change the decisions of a source: its principals, their keys, and how many of them have
 * to approve. Read by decisions/owners from `owners.yaml` and `allowed_signers`.
 */

#include <stdint.h>

#include "base/bytes.h"

struct signer; /* signature/allowed_signers.h */

enum principal_kind { PRINCIPAL_HUMAN, PRINCIPAL_AGENT, PRINCIPAL_SERVICE };

struct name_list {
	const struct bytes *items;
	size_t len;
};

struct principal {
	struct bytes name;
	enum principal_kind kind;
	struct name_list emails; /* of commits, besides its name */
	struct name_list users;  /* as the server calls it, besides its name */
	struct name_list names;  /* of an agent, as trailers without an address call it */
};

/* Who approves a change, and how many of them; what a decision does not give is the source's. */
struct approval_rule {
	struct name_list owners; /* principals; none: not given */
	uint32_t change, loosen; /* approvals of any change, of one that loosens; 0: not given */
	bool user_presence;      /* only a security key that was touched counts */
};

struct governance {
	struct approval_rule rule; /* of the source */
	const struct principal *principals;
	size_t n_principals;
	const struct signer *signers;
	size_t n_signers;
};

/* Without regard to case: for claims, which another case must not turn into somebody else. */
bool names_match(struct bytes a, struct bytes b);
bool name_list_has(const struct name_list *list, struct bytes name);
/* Whether both hold the same names, in whatever order. */
bool name_lists_equal(const struct name_list *a, const struct name_list *b);

/* human, agent, service. */
const char *principal_kind_name(enum principal_kind kind);
/* The name of the principal that goes by TEXT, its name or one of its addresses (without regard to
 * case); TEXT itself, of one that is not listed. */
struct bytes principal_of(const struct governance *governance, struct bytes text);
/* The same, by the name that the server has for a user. */
struct bytes principal_of_user(const struct governance *governance, struct bytes user);
/* Human, for one that is not listed. */
enum principal_kind principal_kind_of(const struct governance *governance, struct bytes name);

/* What OWN gives, the rest from the source's rule; owners at last from SERVER (writ.owners).
 * Nobody has to approve when there are no owners in it. OWN may be NULL. */
struct approval_rule
approval_rule_of(const struct governance *governance, const struct approval_rule *own,
		 const struct name_list *server);

#endif
