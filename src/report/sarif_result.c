#include "config.h"

#include "report/sarif.h"

#include "base/escape.h"

static bool
is_link_begin(struct bytes text)
{
	return bytes_starts_with(text, BYTES("]("));
}

/* A brace stands twice, or it would begin a placeholder (3.11.5). What looks like a link (3.11.6)
 * is broken by a blank: a push could show readers one. */
static void
plain_text(struct buf *plain, struct bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		buf_add_char(plain, c);
		if (c == '{' || c == '}')
			buf_add_char(plain, c);
		else if (is_link_begin(bytes_slice(text, i, text.len)))
			buf_add_char(plain, ' ');
	}
}

void
sarif_message(struct buf *out, const char *key, struct bytes text)
{
	CLEANUP(buf_release) struct buf plain = BUF_INIT;

	plain_text(&plain, text);
	json_open(out, key, '{');
	json_string(out, "text", buf_bytes(&plain));
	json_close(out, '}');
}

void
sarif_level(struct buf *out, const char *key, enum tone tone)
{
	json_string(out, key, bytes_of(line_tone_word(tone)));
}

/* A relative reference of RFC 3986: each byte that is not unreserved is percent-encoded, so that
 * any path of git comes back as it was. */
static void
uri_write(struct buf *uri, struct bytes path)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					 "0123456789-._~/";

	for (size_t i = 0; i < path.len; i++) {
		if (memchr(unreserved, path.data[i], sizeof(unreserved) - 1))
			buf_add_char(uri, path.data[i]);
		else
			buf_printf(uri, "%%%02X", (unsigned char)path.data[i]);
	}
}

/* Code scanning refuses a file in which a result has no artifact: what is about a commit or a ref
 * is at the root. */
static void
artifact_write(struct buf *out, struct bytes path)
{
	CLEANUP(buf_release) struct buf uri = BUF_INIT;

	uri_write(&uri, path.len ? path : BYTES("."));
	json_open(out, "artifactLocation", '{');
	json_string(out, "uri", buf_bytes(&uri));
	json_string(out, "uriBaseId", BYTES("%SRCROOT%"));
	json_close(out, '}');
}

static void
region_write(struct buf *out, size_t line, struct columns columns)
{
	if (!line)
		return;
	json_open(out, "region", '{');
	if (columns.end)
		json_number(out, "endColumn", columns.end);
	if (columns.start)
		json_number(out, "startColumn", columns.start);
	json_number(out, "startLine", line);
	json_close(out, '}');
}

void
sarif_location(struct buf *out, struct bytes path, size_t line, struct columns columns)
{
	json_open(out, NULL, '{');
	json_open(out, "physicalLocation", '{');
	artifact_write(out, path);
	region_write(out, line, columns);
	json_close(out, '}');
	json_close(out, '}');
}

static void
message_write(struct buf *out, const struct violation *violation)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	finding_message(&text, violation, buf_add);
	sarif_message(out, "message", buf_bytes(&text));
}

static void
fingerprints_write(struct buf *out, const struct violation *violation)
{
	json_open(out, "partialFingerprints", '{');
	json_string(out, "writ/v1", violation->fingerprint);
	json_close(out, '}');
}

/* What SARIF has no word for. */
static void
properties_write(struct buf *out, const struct violation *violation)
{
	json_open(out, "properties", '{');
	if (!oid_is_zero(&violation->commit))
		json_oid(out, "commit", &violation->commit);
	if (violation->ref.len)
		json_byte_string(out, "ref", violation->ref);
	json_close(out, '}');
}

static void
suppressions_write(struct buf *out, const struct verdict_waiver *waiver)
{
	if (!waiver)
		return;
	json_open(out, "suppressions", '[');
	json_open(out, NULL, '{');
	json_string(out, "justification", waiver->reason);
	json_string(out, "kind", BYTES("external"));
	json_open(out, "properties", '{');
	json_string(out, "approved_by", waiver->approved_by);
	json_string(out, "expires", waiver->expires);
	json_byte_string(out, "path", waiver->path);
	json_string(out, "requested_by", waiver->requested_by);
	json_close(out, '}');
	json_string(out, "status", BYTES("accepted"));
	json_close(out, '}');
	json_close(out, ']');
}

static void
result_write(const struct sarif *sarif, const struct violation *violation)
{
	struct buf *out = sarif->out;

	json_open(out, NULL, '{');
	json_string(out, "baselineState",
		    violation->existing && !violation->traded ? BYTES("unchanged") : BYTES("new"));
	sarif_level(out, "level", line_violation_tone(sarif->verdict, violation));
	json_open(out, "locations", '[');
	sarif_location(out, violation->path, violation->line, columns_in_characters(violation));
	json_close(out, ']');
	message_write(out, violation);
	fingerprints_write(out, violation);
	properties_write(out, violation);
	json_string(out, "ruleId", sarif->verdict->outcomes[violation->outcome].id);
	json_number(out, "ruleIndex", sarif->rules[violation->outcome]);
	suppressions_write(out, violation->waiver);
	json_close(out, '}');
}

void
sarif_results(const struct sarif *sarif)
{
	const struct verdict *verdict = sarif->verdict;

	json_open(sarif->out, "results", '[');
	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *violation = &verdict->violations[i];

		if (outcome_is_shown(&verdict->outcomes[violation->outcome]))
			result_write(sarif, violation);
	}
	json_close(sarif->out, ']');
}
