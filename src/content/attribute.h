#ifndef WRIT_CONTENT_ATTRIBUTE_H
#define WRIT_CONTENT_ATTRIBUTE_H

/*
 * Attributes a commit to an agent of the source's table of principals: authenticated by who signed
 * or who pushes, else asserted by who the commit says wrote it or helped.
 */

#include "base/arena.h"
#include "model/attribution.h"
#include "model/commit.h"
#include "model/owners.h"

/* USER is who pushes (NULL data when not known). ARENA is for the work. */
struct attribution
attribute_commit(const struct governance *governance, const struct commit_text *text,
		 const struct commit_signer *signer, struct bytes user, struct arena *arena);
/* By an address in BY, author or committer. */
struct attribution
attribute_email(const struct governance *governance, struct bytes email, const char *by);
/* By one trailer: the address that it names, else, of a key that says who helped (Co-authored-by,
 * Assisted-by, Generated-by and the like), a name of an agent that its value begins with. */
struct attribution
attribute_trailer(const struct governance *governance, const struct trailer *trailer);

#endif
