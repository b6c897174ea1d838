#include "config.h"

#include "base/regex_code.h"

#include "base/memory.h"
#include "base/regex.h"

enum {
	NEST_MAX = 250,                  /* parentheses */
	COMPILED_MAX_BYTES = 256 * 1024, /* Debian's link size of 2 ends at about 64 KiB */
	AUTO_CALLOUT = 255,              /* the number of those that PCRE2 adds by itself */
};

static void
context_release(pcre2_compile_context **context)
{
	pcre2_compile_context_free(*context);
}

static void
code_release(pcre2_code **code)
{
	pcre2_code_free(*code);
}

/* Items at the start of a pattern that set modes and limits are refused, by allowing only what is
 * no such item: the backtracking verbs, and the lower-case names of groups. */
static bool
start_item_allowed(struct bytes pattern)
{
	static const char *const verbs[] = { "ACCEPT", "FAIL", "F",    "COMMIT",
					     "PRUNE",  "SKIP", "THEN", "MARK" };
	size_t end = 2;
	struct bytes name;

	if (!bytes_starts_with(pattern, BYTES("(*")))
		return true;
	while (end < pattern.len &&
	       ((pattern.data[end] >= 'A' && pattern.data[end] <= 'Z') || pattern.data[end] == '_'))
		end++;
	name = bytes_slice(pattern, 2, end);
	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++) {
		if (bytes_equal_string(name, verbs[i]))
			return true;
	}
	return name.len == 0;
}

static int
refuse_callout(pcre2_callout_enumerate_block *block, void *ctx)
{
	(void)ctx;
	return block->callout_number != AUTO_CALLOUT || block->callout_string;
}

int
regex_code_error(int code, size_t at, struct error *err)
{
	PCRE2_UCHAR text[256];

	if (pcre2_get_error_message(code, text, sizeof(text)) < 0)
		text[0] = '\0';
	return error_set(err, ERROR_MALFORMED, "regular expression, byte %zu: %s", at,
			 (const char *)text);
}

static pcre2_code *
code_compile(struct bytes pattern, struct error *err)
{
	CLEANUP(context_release)
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_code *code;
	int failure;
	PCRE2_SIZE at;

	if (!context)
		memory_exhausted();
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_bsr(context, PCRE2_BSR_UNICODE);
	pcre2_set_parens_nest_limit(context, NEST_MAX);
	code = pcre2_compile((PCRE2_SPTR)(pattern.len ? pattern.data : ""), pattern.len,
			     PCRE2_AUTO_CALLOUT | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP, &failure, &at,
			     context);
	if (!code)
		regex_code_error(failure, at, err);
	return code;
}

static int
code_check(const pcre2_code *code, struct error *err)
{
	size_t size = 0;

	pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size);
	if (size > COMPILED_MAX_BYTES)
		return error_set(err, ERROR_LIMIT,
				 "regular expression: over %d bytes when compiled",
				 COMPILED_MAX_BYTES);
	if (pcre2_callout_enumerate(code, refuse_callout, NULL) != 0)
		return error_set(err, ERROR_MALFORMED, "regular expression: has a callout (?C)");
	return 0;
}

pcre2_code *
regex_code_compile(struct bytes pattern, struct error *err)
{
	CLEANUP(code_release) pcre2_code *code = NULL;

	if (pattern.len > REGEX_PATTERN_MAX_BYTES) {
		error_set(err, ERROR_LIMIT, "regular expression: over %d bytes",
			  REGEX_PATTERN_MAX_BYTES);
		return NULL;
	}
	if (!start_item_allowed(pattern)) {
		error_set(err, ERROR_MALFORMED,
			  "regular expression, byte 0: modes and limits cannot be set");
		return NULL;
	}
	code = code_compile(pattern, err);
	if (!code || code_check(code, err) < 0)
		return NULL;
	return steal(&code);
}
