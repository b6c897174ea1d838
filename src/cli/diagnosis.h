#ifndef WRIT_CLI_DIAGNOSIS_H
#define WRIT_CLI_DIAGNOSIS_H

/*
 * What `writ doctor` finds: one line each, with what mends it.
 */

#include "base/arena.h"
#include "base/vec.h"

enum severity { FINDING_OK, FINDING_WARNING, FINDING_ERROR };

struct diagnosis_line {
	enum severity severity;
	const char *about; /* one word: hook, source, ... */
	struct bytes text; /* what is so */
	struct bytes mend; /* what to do, NULL data when nothing */
};

struct diagnosis {
	struct arena *arena;
	VEC(struct diagnosis_line) lines;
	int exit_code; /* the worst so far: EXIT_ACCEPTED, EXIT_USAGE, EXIT_NO_VERDICT */
};

void diagnosis_init(struct diagnosis *diagnosis, struct arena *arena);
void diagnosis_release(struct diagnosis *diagnosis);
/* Adds what is well, or could be better. MEND may be NULL; both texts are copied. */
void diagnosis_add(struct diagnosis *diagnosis, enum severity severity, const char *about,
		   struct bytes text, const char *mend);
/* Adds an error that counts by its code: configuration and corpus, or no verdict. */
void diagnosis_add_error(struct diagnosis *diagnosis, const char *about, const struct error *err,
			 const char *mend);
void diagnosis_print_text(const struct diagnosis *diagnosis);
void diagnosis_print_json(const struct diagnosis *diagnosis);

#endif
