#ifndef WRIT_MANIFEST_NPM_H
#define WRIT_MANIFEST_NPM_H

/*
 * What npm, Yarn and pnpm share: the name and the specification of a package, as in
 * package-spec(7) of npm.
 */

#include "manifest/reader.h"

/* Sets what SPEC, as it stands beside NAME, says in DEPENDENCY: name, version, location, source. */
void npm_spec_read(struct dependency *dependency, struct bytes name, struct bytes spec);
/* Splits "name@spec", also of a scoped name; *SPEC has no data when there is none. */
void npm_descriptor_split(struct bytes descriptor, struct bytes *name, struct bytes *spec);
/* Sets where the tarball URL of a lock file is from: the registry when it is one's URL for the very
 * package that DEPENDENCY names. */
void npm_resolved_read(struct dependency *dependency, struct bytes url);

#endif
