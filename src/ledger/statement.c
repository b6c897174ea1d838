#include "config.h"

#include "ledger/statement.h"

#include "base/escape.h"
#include "ledger/json_text.h"
#include "report/json_writer.h"

static const char payload_type[] = "application/vnd.in-toto+json";

/* PATH as part of a URI (RFC 3986, section 2). */
static void
path_add(struct buf *out, struct bytes path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~/";

	for (size_t i = 0; i < path.len; i++) {
		if (memchr(plain, path.data[i], sizeof(plain) - 1))
			buf_add_char(out, path.data[i]);
		else
			buf_printf(out, "%%%02X", (unsigned char)path.data[i]);
	}
}

/* Where the repository is, as far as its server knows. */
static void
resource_make(struct buf *out, const struct record *record)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;

	json_text_add(&path, record_member_text(record->repository));
	buf_add_string(out, "git+file://");
	path_add(out, buf_bytes(&path));
}

static void
subject_write(struct buf *out, const struct ledger_row *row, struct bytes resource,
	      const char *commit)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	json_open(out, "subject", '[');
	json_open(out, NULL, '{');
	json_open(out, "annotations", '{');
	json_open(out, "source_refs", '[');
	json_text_add(&text, record_member_text(row->move.ref));
	if (bytes_starts_with(row->move.ref, BYTES("\"ref\":")))
		json_string(out, NULL, buf_bytes(&text));
	json_close(out, ']');
	json_close(out, '}');
	json_open(out, "digest", '{');
	json_string(out, "gitCommit", bytes_of(commit));
	json_close(out, '}');
	buf_clear(&text);
	buf_add(&text, resource);
	buf_printf(&text, "@%s", commit);
	json_string(out, "uri", buf_bytes(&text));
	json_close(out, '}');
	json_close(out, ']');
}

/* The decisions that were in force, by the digest of their bundle. */
static void
policy_write(struct buf *out, const struct record *record)
{
	CLEANUP(buf_release) struct buf uri = BUF_INIT;
	struct bytes bundle = json_string_text(json_member(record->verdict, "bundle"));
	struct bytes hex = bundle, algorithm;

	json_open(out, "policy", '{');
	if (hex.data && bytes_split(&hex, ':', &algorithm) && hex.data) {
		json_open(out, "digest", '{');
		json_string(out, "sha256", hex);
		json_close(out, '}');
	}
	buf_add_string(&uri, "writ:bundle:");
	buf_add(&uri, bundle.data ? bundle : BYTES("none"));
	json_string(out, "uri", buf_bytes(&uri));
	json_close(out, '}');
}

static void
verifier_write(struct buf *out, const struct record *record)
{
	json_open(out, "verifier", '{');
	json_string(out, "id", BYTES("https://writ.invalid/gate"));
	json_open(out, "version", '{');
	json_string(out, "writ", json_string_text(json_member(record->verdict, "writ")));
	json_close(out, '}');
	json_close(out, '}');
}

/* An extension, which has a URI for a name. */
static void
ledger_write(struct buf *out, const struct record *record)
{
	json_open(out, "https://writ.invalid/ledger/1", '{');
	json_string(out, "id", record->id);
	json_number(out, "seq", record->seq);
	json_close(out, '}');
}

/* No level of SLSA is claimed: that takes more than a gate knows. */
static void
predicate_write(struct buf *out, const struct ledger_row *row, struct bytes resource)
{
	static const struct bytes levels[] = { BYTES_INIT("ORG_SOURCE_WRIT_ACCEPTED"),
					       BYTES_INIT("SLSA_SOURCE_LEVEL_UNEVALUATED") };

	json_open(out, "predicate", '{');
	ledger_write(out, row->record);
	policy_write(out, row->record);
	json_string(out, "resourceUri", resource);
	json_string(out, "slsaVersion", BYTES("1.2"));
	json_string(out, "timeVerified", row->record->time);
	json_string(out, "verificationResult", BYTES("PASSED"));
	json_strings(out, "verifiedLevels", levels, ARRAY_SIZE(levels));
	verifier_write(out, row->record);
	json_close(out, '}');
}

void
statement_write(struct buf *out, const struct ledger_row *row, const struct oid *commit)
{
	CLEANUP(buf_release) struct buf resource = BUF_INIT;
	char hex[OID_HEX_CHARS + 1];

	oid_hex(commit, hex);
	resource_make(&resource, row->record);
	json_open(out, NULL, '{');
	json_string(out, "_type", BYTES("https://in-toto.io/Statement/v1"));
	predicate_write(out, row, buf_bytes(&resource));
	json_string(out, "predicateType", BYTES("https://slsa.dev/verification_summary/v1"));
	subject_write(out, row, buf_bytes(&resource), hex);
	json_close(out, '}');
}

void
envelope_signed_bytes(struct buf *out, struct bytes payload)
{
	buf_printf(out, "DSSEv1 %zu %s %zu ", strlen(payload_type), payload_type, payload.len);
	buf_add(out, payload);
}

static void
base64_write(struct buf *out, const char *key, struct bytes value)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	escape_base64(&text, value);
	json_string(out, key, buf_bytes(&text));
}

void
envelope_write(struct buf *out, struct bytes payload, struct bytes signature, const char *key_id)
{
	json_open(out, NULL, '{');
	base64_write(out, "payload", payload);
	json_string(out, "payloadType", bytes_of(payload_type));
	json_open(out, "signatures", '[');
	json_open(out, NULL, '{');
	json_string(out, "keyid", bytes_of(key_id));
	base64_write(out, "sig", signature);
	json_close(out, '}');
	json_close(out, ']');
	json_close(out, '}');
	buf_add_char(out, '\n');
}
