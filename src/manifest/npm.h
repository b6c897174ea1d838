#ifndef WRIT_MANIFEST_NPM_H
#define WRIT_MANIFEST_NPM_H

/*
 * What npm, Yarn and pnpm share: the name and the specification of a package, as in
 * package-spec(7) of npm.
 */

#include "manifest/reader.h"

/* Sets what SPEC, as it stands beside NAME, says in DEPENDENCY: name, version, location, source. */
void npm_spec_read(struct dependency *dependency, struct bytes name, struct bytes spec);
/* `npm:word` without a range is a package to npm and pnpm, and to Yarn a version or tag of the one
 * that KEY names. When SPEC is so, OTHER becomes what it is to those that DEPENDENCY is not for. */
bool npm_spec_other_reading(const struct dependency *dependency, struct bytes key,
			    struct bytes spec, struct dependency *other);
/* Splits "name@spec", also of a scoped name; *SPEC has no data when there is none. */
void npm_descriptor_split(struct bytes descriptor, struct bytes *name, struct bytes *spec);
/* Sets where the tarball URL of a lock file is from: the registry when it is one's URL for the very
 * package that DEPENDENCY names. */
void npm_resolved_read(struct dependency *dependency, struct bytes url);

#endif
