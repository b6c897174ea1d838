#include "config.h"

#include "content/attribute.h"

#include <strings.h>

#include "base/macros.h"
#include "content/trailers.h"

static const struct attribution unknown;

/* Of the principal NAME, when it is an agent. */
static struct attribution
agent_of(const struct governance *governance, struct bytes name, enum attribution_tier tier,
	 const char *by)
{
	if (name.len == 0 || principal_kind_of(governance, name) != PRINCIPAL_AGENT)
		return unknown;
	return (struct attribution){ tier, name, by };
}

struct attribution
attribute_email(const struct governance *governance, struct bytes email, const char *by)
{
	return agent_of(governance, principal_of(governance, email), ATTRIBUTION_ASSERTED, by);
}

static bool
says_who_helped(struct bytes key)
{
	static const char *const keys[] = { "Co-authored-by", "Co-developed-by", "Assisted-by",
					    "Generated-by",   "Generated-with",  "Made-with",
					    "Agent" };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		if (key.len == strlen(keys[i]) && strncasecmp(key.data, keys[i], key.len) == 0)
			return true;
	}
	return false;
}

/* As a whole word. */
static bool
begins_with_name(struct bytes value, struct bytes name)
{
	char next = value.len > name.len ? value.data[name.len] : ' ';
	bool word = (next >= '0' && next <= '9') || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');

	return value.len >= name.len && strncasecmp(value.data, name.data, name.len) == 0 && !word;
}

static bool
goes_by(const struct principal *principal, struct bytes value)
{
	for (size_t i = 0; i < principal->names.len; i++) {
		if (begins_with_name(value, principal->names.items[i]))
			return true;
	}
	return false;
}

struct attribution
attribute_trailer(const struct governance *governance, const struct trailer *trailer)
{
	if (trailer->email.len)
		return attribute_email(governance, trailer->email, "trailer");
	for (size_t i = 0; says_who_helped(trailer->key) && i < governance->n_principals; i++) {
		if (goes_by(&governance->principals[i], trailer->value))
			return agent_of(governance, governance->principals[i].name,
					ATTRIBUTION_ASSERTED, "trailer");
	}
	return unknown;
}

static struct attribution
attribute_asserted(const struct governance *governance, const struct commit_text *text,
		   struct arena *arena)
{
	struct attribution found = attribute_email(governance, text->author.email, "author");
	struct trailer_list trailers;

	if (!found.tier)
		found = attribute_email(governance, text->committer.email, "committer");
	if (found.tier)
		return found;
	trailers = trailers_parse(text->message, arena);
	for (size_t i = 0; !found.tier && i < trailers.len; i++)
		found = attribute_trailer(governance, &trailers.items[i]);
	return found;
}

struct attribution
attribute_commit(const struct governance *governance, const struct commit_text *text,
		 const struct commit_signer *signer, struct bytes user, struct arena *arena)
{
	struct attribution found = unknown;

	if (signer->valid)
		found = agent_of(governance, signer->name, ATTRIBUTION_AUTHENTICATED, "signature");
	if (!found.tier && user.len)
		found = agent_of(governance, principal_of_user(governance, user),
				 ATTRIBUTION_AUTHENTICATED, "pusher");
	return found.tier ? found : attribute_asserted(governance, text, arena);
}
