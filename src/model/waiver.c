#include "config.h"

#include "model/waiver.h"

static bool
ids_hold(const struct oid_list *ids, const struct oid *id)
{
	for (size_t i = 0; id && i < ids->len; i++) {
		if (oid_equal(&ids->items[i], id))
			return true;
	}
	return ids->len == 0;
}

static bool
patterns_hold(const struct pattern_list *list, struct bytes text)
{
	return list->len == 0 || (text.len && pattern_list_matches(list, text));
}

static bool
waiver_covers(const struct waiver *waiver, const struct waiver_case *it)
{
	return waiver->decision == it->decision && patterns_hold(&waiver->paths, it->path) &&
	       patterns_hold(&waiver->refs, it->ref) && ids_hold(&waiver->commits, it->commit) &&
	       ids_hold(&waiver->blobs, it->blob);
}

bool
waiver_holds(struct bytes expires, struct bytes as_of)
{
	return bytes_compare(as_of, expires) <= 0;
}

const struct waiver *
waiver_find(const struct bundle *bundle, const struct waiver_case *it, struct bytes as_of)
{
	const struct waiver *expired = NULL;

	for (size_t i = 0; i < bundle->n_waivers; i++) {
		const struct waiver *waiver = &bundle->waivers[i];

		if (!waiver_covers(waiver, it))
			continue;
		if (waiver_holds(waiver->expires, as_of))
			return waiver;
		if (!expired)
			expired = waiver;
	}
	return expired;
}
