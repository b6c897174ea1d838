#include "config.h"

#include "cli/doctor_owners.h"

#include <inttypes.h>

#include "decisions/signers.h"

static void
owner_without_key(struct diagnosis *diagnosis, const struct bundle *bundle, struct bytes owner)
{
	diagnosis_add(diagnosis, FINDING_WARNING, "owners",
		      arena_printf(diagnosis->arena,
				   "%.*s of writ.owners has no key in allowed_signers of %.*s",
				   BYTES_ARG(owner), BYTES_ARG(bundle->source->place)),
		      "add a line for it, or take the key out");
}

static void
rule_show(struct diagnosis *diagnosis, const struct bundle *bundle,
	  const struct approval_rule *rule)
{
	size_t n = rule->owners.len;

	diagnosis_add(diagnosis, FINDING_OK, "owners",
		      arena_printf(diagnosis->arena,
				   "%.*s: %zu owner%s; %" PRIu32
				   " of them approve%s a change, %" PRIu32 " what loosens",
				   BYTES_ARG(bundle->source->place), n, n == 1 ? "" : "s",
				   rule->change, rule->change == 1 ? "s" : "", rule->loosen),
		      NULL);
}

void
doctor_owners(struct diagnosis *diagnosis, const struct settings *settings,
	      const struct bundle *bundle)
{
	const struct governance *governance = &bundle->governance;
	struct approval_rule rule = approval_rule_of(governance, NULL, &settings->owners);

	if (rule.owners.len)
		rule_show(diagnosis, bundle, &rule);
	else if (bundle_has_owners(bundle))
		diagnosis_add(
			diagnosis, FINDING_OK, "owners",
			arena_printf(diagnosis->arena,
				     "%.*s: of some decisions; all of them together approve who "
				     "may sign, and the other decisions are nobody's",
				     BYTES_ARG(bundle->source->place)),
			NULL);
	else
		diagnosis_add(diagnosis, FINDING_OK, "owners",
			      arena_printf(diagnosis->arena,
					   "%.*s: none, so whoever may push there may change the "
					   "decisions (writ-approvals(7))",
					   BYTES_ARG(bundle->source->place)),
			      NULL);
	for (size_t i = 0; governance->rule.owners.len == 0 && i < settings->owners.len; i++) {
		struct bytes owner = principal_of(governance, settings->owners.items[i]);

		if (!principal_has_key(governance, owner, false))
			owner_without_key(diagnosis, bundle, settings->owners.items[i]);
	}
}
