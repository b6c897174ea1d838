#ifndef WRIT_GIT_PACKED_REFS_H
#define WRIT_GIT_PACKED_REFS_H

/*
 * The file packed-refs (gitrepository-layout(5)), mapped. The library sorts and copies it whole;
 * a hook asks for one name, or runs over 50,000 of them once.
 */

#include <stdbool.h>

#include "base/error.h"
#include "model/oid.h"

struct packed_refs {
	struct bytes map;     /* all of the file */
	struct bytes records; /* without its header */
	bool sorted;          /* by name, as the header promises */
};

/* Maps PATH; a file that is absent holds no ref. ERROR_SYSTEM. */
int packed_refs_open(struct packed_refs *packed, const char *path, struct error *err) MUST_CHECK;
void packed_refs_close(struct packed_refs *packed);

/* Takes the first record off REST: 1, 0 at the end, -1 with ERROR_MALFORMED. NAME borrows the
 * map. */
int packed_refs_next(struct bytes *rest, struct bytes *name, struct oid *id,
		     struct error *err) MUST_CHECK;
/* The value of NAME: 1, 0 when it is not there, -1 with ERROR_MALFORMED. */
int packed_refs_find(const struct packed_refs *packed, struct bytes name, struct oid *id,
		     struct error *err) MUST_CHECK;

#endif
