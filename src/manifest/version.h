#ifndef WRIT_MANIFEST_VERSION_H
#define WRIT_MANIFEST_VERSION_H

/*
 * Whether a version, as its ecosystem writes one, names exactly one release.
 */

#include "manifest/manifest.h"

/* "1.2.3", "=1.2.3": all three numbers, without a wildcard (Semantic Versioning 2.0.0). */
bool version_is_exact_npm(struct bytes version);
/* "=1.2.3"; without `=` it is a range. */
bool version_is_exact_cargo(struct bytes version);
/* "==1.2", "===anything" (PEP 440). */
bool version_is_exact_python(struct bytes version);
/* The same, or "1.2" alone, as Poetry reads it. */
bool version_is_exact_poetry(struct bytes version);
/* "1.2", "=1.2", "v1.2"; also of RubyGems. */
bool version_is_exact_composer(struct bytes version);
/* "1.2", "[1.2]"; no range, no snapshot, nothing that a build fills in. */
bool version_is_exact_maven(struct bytes version);
/* "[1.2]"; without brackets it is the least one. */
bool version_is_exact_nuget(struct bytes version);
/* "v1.2.3" and pseudo-versions (Go Modules Reference). */
bool version_is_exact_go(struct bytes version);
/* A commit's whole id: 40 or 64 hexadecimal digits. */
bool version_is_commit(struct bytes version);

#endif
