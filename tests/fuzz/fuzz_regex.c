#include "config.h"

#include <stdlib.h>

#include "base/macros.h"
#include "base/regex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
holds_one_of(const struct prefilter *prefilter, struct bytes subject)
{
	struct prefilter_scan scan;

	if (prefilter->n_literals == 0)
		return true;
	prefilter_scan_init(&scan, prefilter, subject);
	return prefilter_scan_next(&scan, 0) < subject.len;
}

/* A pattern, a line feed, a subject: whatever matches must hold what the pattern requires, and
 * every match must lie within the subject. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes subject = { (const char *)data, size };
	struct bytes pattern;
	struct bytes groups[REGEX_GROUPS_MAX];
	struct regex_meter meter = { 1000000 };
	struct error err;
	size_t n_groups;
	CLEANUP(regex_release) struct regex *regex = NULL;

	if (!bytes_split(&subject, '\n', &pattern))
		return 0;
	regex = regex_compile(pattern, &err);
	if (!regex || regex_match(regex, subject, 0, &meter, groups, &n_groups, &err) <= 0)
		return 0;
	if (!holds_one_of(regex_prefilter(regex), subject))
		abort();
	for (size_t i = 0; i < n_groups; i++) {
		if (groups[i].data &&
		    (groups[i].len > subject.len || (subject.len && groups[i].data < subject.data)))
			abort();
	}
	return 0;
}
