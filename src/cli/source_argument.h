#ifndef WRIT_CLI_SOURCE_ARGUMENT_H
#define WRIT_CLI_SOURCE_ARGUMENT_H

/*
 * A source of decisions as named on a command line: freer than writ.source, since nobody is bound
 * by it.
 */

#include "cli/surface.h"

/* Makes TEXT the only source: an existing folder (relative too), or a revision and a folder
 * (main:docs/adr). ERROR_USAGE when it is neither. */
int source_argument_read(struct surface *surface, const char *text, struct error *err) MUST_CHECK;
/* Makes FOLDER of commit ID the only source, called PLACE. MEND says what to do when nothing is
 * there. The setting is returned, for who knows of which ref it is the value. */
struct source_setting *
source_argument_set(struct surface *surface, const struct oid *id, struct bytes folder,
		    struct bytes place, const char *mend);
/* What is configured, else docs/adr of the work tree (for who reads decisions, not for who judges
 * by them). */
int source_argument_default(struct surface *surface, struct error *err) MUST_CHECK;

/* docs/adr of the work tree that one is in, wherever in it; of the current folder outside of any.
 * Lives in ARENA or is static. */
const char *source_default_folder(struct arena *arena);

/* Calls folders within the work tree by their paths in it, so that what is written about them is
 * the same on every machine. Before source_bundles. */
void source_places_shorten(struct surface *surface);

/* The compiled bundles of the sources that were read; for compile and explain, outside of any
 * push. One each of request.sources. */
int source_bundles(struct surface *surface, const struct bundle ***bundles,
		   struct error *err) MUST_CHECK;
/* The same for who shows what is in force: with the places shortened. ERROR_CORPUS when a source
 * has errors. */
int source_bundles_sound(struct surface *surface, const struct bundle ***bundles,
			 struct error *err) MUST_CHECK;
/* All of that: opens SURFACE and compiles SOURCE, or the default when it is NULL. ERROR_CORPUS when
 * a source has errors. Release the surface also when this fails. */
int source_decisions(struct surface *surface, const char *source, const struct bundle ***bundles,
		     struct error *err) MUST_CHECK;

#endif
