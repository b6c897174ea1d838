#include "config.h"

#include "model/owners.h"

#include <strings.h>

#include "base/macros.h"

static const char *const kinds[] = {
	[PRINCIPAL_HUMAN] = "human",
	[PRINCIPAL_AGENT] = "agent",
	[PRINCIPAL_SERVICE] = "service",
};

bool
names_match(struct bytes a, struct bytes b)
{
	return a.len == b.len && (a.len == 0 || strncasecmp(a.data, b.data, a.len) == 0);
}

bool
name_list_has(const struct name_list *list, struct bytes name)
{
	for (size_t i = 0; i < list->len; i++) {
		if (bytes_equal(list->items[i], name))
			return true;
	}
	return false;
}

static bool
holds_all(const struct name_list *list, const struct name_list *names)
{
	for (size_t i = 0; i < names->len; i++) {
		if (!name_list_has(list, names->items[i]))
			return false;
	}
	return true;
}

bool
name_lists_equal(const struct name_list *a, const struct name_list *b)
{
	return holds_all(a, b) && holds_all(b, a);
}

const char *
principal_kind_name(enum principal_kind kind)
{
	return kinds[kind];
}

/* Addresses and users are claims that restrict: another case is no way out. */
static bool
is_alias(const struct principal *principal, const struct name_list *aliases, struct bytes text)
{
	for (size_t i = 0; i < aliases->len; i++) {
		if (names_match(aliases->items[i], text))
			return true;
	}
	return names_match(principal->name, text);
}

static struct bytes
alias_resolve(const struct governance *governance, struct bytes text, bool user)
{
	for (size_t i = 0; text.len && i < governance->n_principals; i++) {
		const struct principal *principal = &governance->principals[i];

		if (is_alias(principal, user ? &principal->users : &principal->emails, text))
			return principal->name;
	}
	return text;
}

struct bytes
principal_of(const struct governance *governance, struct bytes text)
{
	return alias_resolve(governance, text, false);
}

struct bytes
principal_of_user(const struct governance *governance, struct bytes user)
{
	return alias_resolve(governance, user, true);
}

enum principal_kind
principal_kind_of(const struct governance *governance, struct bytes name)
{
	for (size_t i = 0; i < governance->n_principals; i++) {
		if (bytes_equal(governance->principals[i].name, name))
			return governance->principals[i].kind;
	}
	return PRINCIPAL_HUMAN;
}

static uint32_t
first_given(uint32_t own, uint32_t common, uint32_t standard)
{
	return own ? own : common ? common : standard;
}

struct approval_rule
approval_rule_of(const struct governance *governance, const struct approval_rule *own,
		 const struct name_list *server)
{
	static const struct approval_rule none;
	const struct approval_rule *common = &governance->rule;
	struct approval_rule rule = own ? *own : none;

	if (rule.owners.len == 0)
		rule.owners = common->owners.len ? common->owners : *server;
	rule.change = first_given(rule.change, common->change, 1);
	rule.loosen = first_given(rule.loosen, common->loosen, rule.change);
	if (rule.loosen < rule.change)
		rule.loosen = rule.change;
	rule.user_presence |= common->user_presence;
	return rule;
}
