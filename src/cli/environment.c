#include "config.h"

#include "cli/environment.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct bytes
variable(const char *name, struct arena *arena)
{
	const char *value = getenv(name);

	return value ? arena_copy(arena, bytes_of(value)) : BYTES_NONE;
}

/* Variables that servers set on their way to the hook, and what each says of the transport. */
static struct bytes
transport(struct arena *arena)
{
	static const struct {
		const char *variable;
		const char *via;
	} signs[] = {
		{ "GIT_HTTP_EXPORT_ALL", "http" },
		{ "GATEWAY_INTERFACE", "http" },
		{ "REQUEST_METHOD", "http" },
		{ "SSH_CONNECTION", "ssh" },
	};

	(void)arena;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (getenv(signs[i].variable))
			return bytes_of(signs[i].via);
	}
	return BYTES_NONE;
}

static int
options_count(size_t *count, const struct limits *limits, struct error *err)
{
	const char *text = getenv("GIT_PUSH_OPTION_COUNT");
	char *end;
	unsigned long n;

	*count = 0;
	if (!text || !*text)
		return 0;
	n = strtoul(text, &end, 10);
	if (*end || text[0] == '-' || text[0] == '+')
		return error_set(err, ERROR_MALFORMED, "GIT_PUSH_OPTION_COUNT is no number");
	if (n > limits->value[LIMIT_PUSH_OPTIONS])
		return error_set(err, ERROR_LIMIT,
				 "the push has %lu push options, over %" PRIu64
				 " (writ.limit.push-options)",
				 n, limits->value[LIMIT_PUSH_OPTIONS]);
	*count = n;
	return 0;
}

static int
options_take(struct push *push, const struct limits *limits, struct arena *arena, struct error *err)
{
	struct bytes *options;

	if (options_count(&push->n_options, limits, err) < 0)
		return -1;
	options = arena_new_array(arena, struct bytes, push->n_options);
	for (size_t i = 0; i < push->n_options; i++) {
		char name[64];

		snprintf(name, sizeof(name), "GIT_PUSH_OPTION_%zu", i);
		options[i] = variable(name, arena);
		if (!options[i].data)
			return error_set(err, ERROR_MALFORMED, "%s is missing", name);
	}
	push->options = options;
	push->options_known = true;
	return 0;
}

/* Wanted where it is kept: with a ledger. */
static const struct certificate_claim *
certificate_take(struct arena *arena)
{
	struct certificate_claim *claim = arena_new(arena, struct certificate_claim);

	claim->blob = variable("GIT_PUSH_CERT", arena);
	claim->signer = variable("GIT_PUSH_CERT_SIGNER", arena);
	claim->key = variable("GIT_PUSH_CERT_KEY", arena);
	claim->status = variable("GIT_PUSH_CERT_STATUS", arena);
	claim->nonce = variable("GIT_PUSH_CERT_NONCE", arena);
	claim->nonce_status = variable("GIT_PUSH_CERT_NONCE_STATUS", arena);
	return claim->blob.len ? claim : NULL;
}

int
environment_take_push(struct push *push, const struct settings *settings, struct arena *arena,
		      struct error *err)
{
	if (settings->user_variable.data) {
		push->user_variable = arena_copy(arena, settings->user_variable);
		push->user = variable(push->user_variable.data, arena);
		if (push->user.len == 0)
			push->user = BYTES_NONE;
	}
	push->via = transport(arena);
	if (settings->ledger.data)
		push->certificate = certificate_take(arena);
	return options_take(push, &settings->limits, arena, err);
}

/* The texts too: they stay in memory, which workers inherit and /proc/PID/environ shows. */
void
environment_scrub(void)
{
	for (char **entry = environ; entry && *entry; entry++)
		explicit_bzero(*entry, strlen(*entry));
	clearenv();
}
