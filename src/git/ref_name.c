#include "config.h"

#include "git/refs.h"

/* A byte that git-check-ref-format(1) forbids anywhere in a name. */
static bool
byte_is_forbidden(unsigned char c)
{
	return c <= ' ' || c == 0x7f || strchr("~^:?*[\\", c) != NULL;
}

/* One component: not empty, no leading dot, no "..", no "@{", no ".lock" at its end. */
static bool
component_is_valid(struct bytes part)
{
	if (part.len == 0 || part.data[0] == '.' || bytes_ends_with(part, BYTES(".lock")))
		return false;
	for (size_t i = 0; i < part.len; i++) {
		char next = i + 1 < part.len ? part.data[i + 1] : '\0';

		if (byte_is_forbidden((unsigned char)part.data[i]))
			return false;
		if ((part.data[i] == '.' && next == '.') || (part.data[i] == '@' && next == '{'))
			return false;
	}
	return true;
}

bool
ref_name_is_valid(struct bytes name)
{
	struct bytes rest = name;
	struct bytes part;

	if (!bytes_starts_with(name, BYTES("refs/")) || bytes_ends_with(name, BYTES(".")))
		return false;
	while (bytes_split(&rest, '/', &part)) {
		if (!component_is_valid(part))
			return false;
	}
	return true;
}
