#ifndef WRIT_REPORT_BUNDLE_JSON_H
#define WRIT_REPORT_BUNDLE_JSON_H

/*
 * Compiled decisions as JSON, for `writ compile --format json`: schema writ/compile/1, described in
 * docs/compile.schema.json. Keys are sorted, nothing depends on when or where it is written.
 */

#include "base/buf.h"
#include "model/decision.h"

void bundle_json_write(struct buf *out, const struct bundle *const *bundles, size_t n);

#endif
