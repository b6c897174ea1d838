#include "config.h"

#include "samples.h"

#include "base/macros.h"

#define B(literal) BYTES_INIT(literal)
#define DIGEST "sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
#define OTHER_DIGEST "sha256:01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b"
#define FINGERPRINT B("0123456789abcdef0123456789abcdef")
#define LIST(name, array) .name = (array), .n_##name = ARRAY_SIZE(array)
#define BILLING_INSTEAD B("Call billing.api; it is versioned and owned.")
#define ADD_COLUMN .commit = { { 0x4f, 0x2c, 0x1a, 0xab } }, .summary = B("Add invoice column")
#define MAIN .ref = B("refs/heads/main")

static struct verdict_update main_updated[] = {
	{ MAIN, .old_id = { { 0x11 } }, .new_id = { { 0x22 } }, .kind = UPDATE_UPDATE,
	  .commits = 3 },
};
static struct verdict_update topic_deleted[] = {
	{ .ref = B("refs/heads/topic"),
	  .old_id = { { 0x11 } },
	  .new_id = { { 0 } },
	  .kind = UPDATE_DELETE,
	  .commits = 0 },
};

static struct outcome billing[] = {
	{ .id = B("ADR-0007"),
	  .title = B("Only billing touches the billing schema"),
	  .instead = BILLING_INSTEAD,
	  .date = B("2026-11-23"),
	  .source = B("refs/heads/main:docs/adr"),
	  .shown_path = B("docs/adr/0007-billing-owns-its-schema.md"),
	  .level = LEVEL_MANDATORY,
	  .result = RESULT_VIOLATED,
	  .applied = 12 },
};
static struct violation billing_imported[] = {
	{ MAIN, ADD_COLUMN, .path = B("services/orders/db.py"), .line = 14, .column = 1, .span = 4,
	  .message = B("imports billing.models"), .instead = BILLING_INSTEAD,
	  .excerpt = B("from billing.models import Invoice"), .fingerprint = FINGERPRINT },
};

static struct outcome passed[] = {
	{ .id = B("ADR-0007"),
	  .source = B("refs/heads/main:docs/adr"),
	  .level = LEVEL_MANDATORY,
	  .result = RESULT_PASSED,
	  .applied = 3 },
	{ .id = B("ADR-0008"), .source = B("refs/heads/main:docs/adr"), .level = LEVEL_MANDATORY },
};

/* Every level, every kind of place, with and without a line, commit, column. */
enum { FORM_SIZE, FORM_MESSAGE, FORM_ADVICE, FORM_SHADOW, FORM_SPENT, FORM_OWN };
static struct outcome forms_outcomes[] = {
	[FORM_SIZE] = { .id = B("ADR-0012"),
			.title = B("Files over 1 MiB live in the artefact store, because a clone "
				   "takes every version of them"),
			.source = B("refs/heads/main:docs/adr"),
			.shown_path = B("docs/adr/0012-no-large-files.md"),
			.level = LEVEL_MANDATORY,
			.result = RESULT_VIOLATED,
			.applied = 4 },
	[FORM_MESSAGE] = { .id = B("ADR-0013"),
			   .title = B("A commit names its ticket"),
			   .date = B("2026-02-01"),
			   .source = B("refs/heads/main:docs/adr"),
			   .shown_path = B("docs/adr/0013-a-long-file-name-for-a-decision.md"),
			   .level = LEVEL_MANDATORY,
			   .result = RESULT_VIOLATED,
			   .applied = 3 },
	[FORM_ADVICE] = { .id = B("ADR-0014"),
			  .title = B("Public functions are documented"),
			  .date = B("2026-02-01"),
			  .source = B("refs/heads/main:docs/adr"),
			  .shown_path = B("docs/adr/0014-documented.md"),
			  .level = LEVEL_ADVISORY,
			  .result = RESULT_VIOLATED,
			  .applied = 3 },
	[FORM_SHADOW] = { .id = B("ADR-0015"),
			  .title = B("Not shown"),
			  .source = B("refs/heads/main:docs/adr"),
			  .shown_path = B("docs/adr/0015-x.md"),
			  .level = LEVEL_SHADOW,
			  .result = RESULT_VIOLATED,
			  .applied = 3 },
	[FORM_SPENT] = { .id = B("ADR-0016"),
			 .title = B("No cycles"),
			 .date = B("2026-02-01"),
			 .source = B("refs/heads/main:docs/adr"),
			 .shown_path = B("docs/adr/0016-no-cycles.md"),
			 .level = LEVEL_MANDATORY,
			 .result = RESULT_ERROR,
			 .applied = 2,
			 .error = B("limit instructions spent: 200000 thousand VM instructions"),
			 .error_place = B("services/orders/graph.py") },
	[FORM_OWN] = { .id = B("WRIT-REF"),
		       .title = B("Refs keep to their place"),
		       .source = B("built-in"),
		       .level = LEVEL_MANDATORY,
		       .result = RESULT_VIOLATED,
		       .applied = 1 },
};
static struct violation forms_violations[] = {
	{ FORM_SIZE, MAIN, ADD_COLUMN, .path = B("assets/intro.mp4"),
	  .message = B("2 MiB, the limit is 1 MiB"), .fingerprint = FINGERPRINT },
	{ FORM_SIZE, MAIN, .path = B("assets/a-folder-of-its-own/and-another/outro.mp4"),
	  .message = B("2 MiB, the limit is 1 MiB"), .fingerprint = FINGERPRINT },
	{ FORM_SIZE, MAIN, ADD_COLUMN,
	  .path = B("assets/a-folder-of-its-own/and-another-one/and-a-third/theme.mp4"),
	  .message = B("2 MiB, the limit is 1 MiB"), .fingerprint = FINGERPRINT },
	{ FORM_MESSAGE, MAIN, ADD_COLUMN,
	  .message = B("the message names no ticket: it wants PROJ-123 in the summary or in a "
		       "trailer, so that a reader of the history finds the reason"),
	  .instead = B("Amend the commit:\n`git commit --amend`, or `git rebase -i` for an\nolder "
		       "one."),
	  .fingerprint = FINGERPRINT },
	{ FORM_MESSAGE, MAIN, .commit = { { 0xab, 0xcd, 0xef, 0x01 } },
	  .message = B("the message names no ticket"), .instead = B("Reword it."),
	  .fingerprint = FINGERPRINT },
	{ FORM_ADVICE, MAIN, ADD_COLUMN, .path = B("src/api.c"), .line = 9, .column = 2, .span = 10,
	  .message = B("has no comment that says what it returns and who owns it"),
	  .excerpt = B("\tint\tapi_open(struct api *api);"), .fingerprint = FINGERPRINT },
	{ FORM_ADVICE, MAIN, ADD_COLUMN, .path = B("src/api.c"), .line = 10456,
	  .message = B("has no comment"), .excerpt = B("api_close(struct api *api)"),
	  .fingerprint = FINGERPRINT },
	{ FORM_ADVICE, MAIN, ADD_COLUMN, .path = B("src/old.c"), .line = 3, .column = 1, .span = 3,
	  .message = B("has no comment"), .excerpt = B("int old(void);"), .existing = true,
	  .fingerprint = FINGERPRINT },
	{ FORM_SHADOW, MAIN, ADD_COLUMN, .path = B("src/api.c"), .message = B("not shown"),
	  .fingerprint = FINGERPRINT },
	{ FORM_OWN, .ref = B("refs/replace/4f2c1aab"),
	  .message = B("refs/replace/* is refused: it shows other content than what is judged"),
	  .fingerprint = FINGERPRINT },
	{ FORM_OWN, .message = B("a line of the push that names no ref"),
	  .fingerprint = FINGERPRINT },
};

static struct violation existing_only[] = {
	{ MAIN, ADD_COLUMN, .path = B("src/a.py"), .line = 3, .column = 1, .span = 4,
	  .message = B("imports billing.models"), .excerpt = B("from billing.models import X"),
	  .existing = true, .fingerprint = FINGERPRINT },
	{ MAIN, ADD_COLUMN, .path = B("src/b.py"), .line = 7,
	  .message = B("imports billing.models"), .existing = true, .fingerprint = FINGERPRINT },
	{ MAIN, ADD_COLUMN, .path = B("src/c.py"), .line = 1,
	  .message = B("imports billing.models"), .existing = true, .fingerprint = FINGERPRINT },
	{ MAIN, ADD_COLUMN, .path = B("src/d.py"), .line = 1,
	  .message = B("imports billing.models"), .existing = true, .fingerprint = FINGERPRINT },
};

static struct outcome billing_ratchet[] = {
	{ .id = B("ADR-0007"),
	  .title = B("Only billing touches the billing schema"),
	  .source = B("refs/heads/main:docs/adr"),
	  .shown_path = B("docs/adr/0007-billing-owns-its-schema.md"),
	  .level = LEVEL_MANDATORY,
	  .result = RESULT_PASSED,
	  .ratchet = true,
	  .applied = 2 },
};
static struct ratchet main_ratchet[] = { { .ref = B("refs/heads/main"), .before = 2, .after = 2 } };
static struct violation traded[] = {
	{ MAIN, .path = B("src/a.py"), .line = 3, .column = 1, .span = 4,
	  .message = B("imports billing.models"), .existing = true, .fingerprint = FINGERPRINT },
	{ MAIN, .path = B("src/b.py"), .line = 7, .message = B("imports billing.models"),
	  .existing = true, .traded = true, .fingerprint = FINGERPRINT },
};

static struct verdict_waiver import_waiver[] = {
	{ B("docs/adr/waivers/import.yaml"), B("The importer is rewritten in December"),
	  B("dev@example.org"), B("owner@example.org"), B("2026-12-31") },
};
static struct outcome billing_waived[] = {
	{ .id = B("ADR-0007"),
	  .title = B("Only billing touches the billing schema"),
	  .source = B("refs/heads/main:docs/adr"),
	  .shown_path = B("docs/adr/0007-billing-owns-its-schema.md"),
	  .level = LEVEL_MANDATORY,
	  .result = RESULT_WAIVED,
	  .applied = 12 },
};
static struct violation waived_only[] = {
	{ MAIN, ADD_COLUMN, .path = B("services/import/a.py"), .line = 3,
	  .message = B("imports billing.models"), .waiver = import_waiver,
	  .fingerprint = FINGERPRINT },
	{ MAIN, ADD_COLUMN, .path = B("services/import/b.py"), .line = 7,
	  .message = B("imports billing.models"), .waiver = import_waiver,
	  .fingerprint = FINGERPRINT },
};

static struct outcome advice[] = {
	{ .id = B("org/ADR-0009"),
	  .title = B("Public functions are documented"),
	  .date = B("2026-02-01"),
	  .source = B("/etc/writ/decisions"),
	  .shown_path = B("/etc/writ/decisions/0009-documented.md"),
	  .level = LEVEL_ADVISORY,
	  .result = RESULT_VIOLATED,
	  .applied = 3 },
};

/* What a push can choose: paths, summaries, lines, ref names; and messages made of them. */
#define EVIL "\x1b]0;x\x07\r\n\xe2\x80\xae\xc2\x9b\xff\xe2\x80\x8b\xc3\xa9\xf0\x9f\x98\x80\\"
static struct verdict_update hostile_updates[] = {
	{ .ref = B("refs/heads/" EVIL),
	  .old_id = { { 0x11 } },
	  .new_id = { { 0x22 } },
	  .kind = UPDATE_CREATE,
	  .commits = 1 },
};
static struct violation hostile_violations[] = {
	{ .ref = B("refs/heads/" EVIL),
	  .commit = { { 0x66 } },
	  .summary = B(EVIL "\0 summary"),
	  .path = B("src/" EVIL "/x y"),
	  .line = 1,
	  .column = 6,
	  .span = 3,
	  .message = B("imports " EVIL "\nerror: forged"),
	  .instead = B("Do not " EVIL "\0 that."),
	  .excerpt = B("\tab" EVIL "\0" EVIL),
	  .fingerprint = FINGERPRINT },
	{ .ref = B("refs/heads/" EVIL),
	  .path = B("\xff\xfe"),
	  .message = B(EVIL),
	  .fingerprint = FINGERPRINT },
	{ .ref = B("refs/heads/" EVIL), .message = B(EVIL), .fingerprint = FINGERPRINT },
};
static struct outcome hostile_outcomes[] = {
	{ .id = B("ADR-0007"),
	  .title = B("Title with " EVIL),
	  .date = B("2026-11-23"),
	  .source = B("refs/heads/" EVIL ":docs"),
	  .shown_path = B("docs/" EVIL ".md"),
	  .level = LEVEL_MANDATORY,
	  .result = RESULT_VIOLATED,
	  .applied = 1 },
	{ .id = B("ADR-0008"),
	  .title = B("Fails"),
	  .source = B("refs/heads/main:docs"),
	  .shown_path = B("docs/0008-x.md"),
	  .level = LEVEL_MANDATORY,
	  .result = RESULT_ERROR,
	  .error = B("attempt to index " EVIL),
	  .error_place = B(EVIL),
	  .applied = 1 },
};
static struct bytes hostile_notes[] = { B("a note with " EVIL) };
static struct bytes hostile_errors[] = { B("an error with " EVIL "\n\tgit config " EVIL) };

/* Lines that are cut: the place near the beginning, in the middle, at the end, out of it. */
#define TEN "abcdefghi "
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define LONG_LINE(line_, column_, span_)                                                           \
	{                                                                                          \
		MAIN, ADD_COLUMN, .path = B("dist/app.min.js"), .line = (line_),                   \
				  .column = (column_), .span = (span_),                            \
				  .message = B("is minified"), .excerpt = B(HUNDRED HUNDRED),      \
				  .fingerprint = FINGERPRINT                                       \
	}
static struct violation long_lines[] = {
	LONG_LINE(1, 1, 3),
	LONG_LINE(2, 101, 9),
	LONG_LINE(3, 191, 9),
	LONG_LINE(4, 11, 500),
	LONG_LINE(5, 201, 1),
	LONG_LINE(6, 900, 1),
	{ MAIN, ADD_COLUMN, .path = B("dist/app.min.js"), .line = 7, .column = 64, .span = 3,
	  .message = B("stands in a comment of another script"),
	  .excerpt = B("/* \xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80"
		       "\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80"
		       "\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80"
		       "\xe4\xb8\x80\xe4\xb8\x80"
		       "BAD */"),
	  .fingerprint = FINGERPRINT },
};
static struct violation long_path[] = {
	{ MAIN, ADD_COLUMN,
	  .path = B("a/" HUNDRED "/" HUNDRED "/" HUNDRED "/" HUNDRED "/" HUNDRED "/x"), .line = 1,
	  .message = B("a-message-without-a-blank-" /* that no line can hold */
		       "0123456789012345678901234567890123456789012345678901234567890123456789 "
		       "and the rest of it"),
	  .fingerprint = FINGERPRINT },
};

/* Columns are of bytes, other tools' of characters: "d\xc3\xb6k" is three of them. */
static struct violation unicode[] = {
	{ MAIN, ADD_COLUMN, .path = B("d\xc3\xb6k/\xe4\xb8\x80 100% a,b:c.md"), .line = 2,
	  .column = 6, .span = 4,
	  .message = B("says \xf0\x9f\x98\x80 \xc2\xab"
		       "a<b>&\"c\"\xc2\xbb"),
	  .excerpt = B("d\xc3\xb6k \xf0\x9f\x98\x80 x"), .fingerprint = FINGERPRINT },
	{ MAIN, ADD_COLUMN, .path = B("latin1.c"), .line = 3, .column = 4, .span = 2,
	  .message = B("stands behind a byte that is no UTF-8"), .excerpt = B("d\xf6k ab"),
	  .fingerprint = FINGERPRINT },
	{ MAIN, ADD_COLUMN, .path = B("latin1.c"), .line = 4, .column = 1, .span = 3,
	  .message = B("stands in front of one, its end behind it"), .excerpt = B("d\xf6k"),
	  .fingerprint = FINGERPRINT },
	{ MAIN, ADD_COLUMN, .path = B("secret.c"), .line = 5, .column = 7, .span = 3,
	  .message = B("keeps its line back"), .fingerprint = FINGERPRINT },
	{ MAIN, ADD_COLUMN, .path = B("markup.c"),
	  .message = B("{0} and [here](https://example.org) %0A::error::"),
	  .fingerprint = FINGERPRINT },
};

static struct outcome unjudged[] = {
	{ .id = B("ADR-0007"),
	  .title = B("Only billing touches the billing schema"),
	  .source = B("refs/heads/main:docs/adr"),
	  .shown_path = B("docs/adr/0007-billing-owns-its-schema.md"),
	  .level = LEVEL_MANDATORY,
	  .result = RESULT_UNJUDGED },
	{ .id = B("ADR-0008"),
	  .title = B("Advice that fails"),
	  .source = B("refs/heads/main:docs/adr"),
	  .shown_path = B("docs/adr/0008-advice.md"),
	  .level = LEVEL_ADVISORY,
	  .result = RESULT_ERROR,
	  .error = B("attempt to call a nil value"),
	  .error_place = B("refs/heads/main"),
	  .applied = 1 },
};
static struct bytes worker_died[] = {
	B("a worker gave no answer: it was killed by signal 9"),
};
static const struct break_glass glass = { .user = B("alice"),
					  .until = B("2026-11-24T18:00"),
					  .reason = B("the outage of today") };

static struct bytes missing_source[] = {
	B("writ.source refs/heads/main:docs/adr: this repository has no refs/heads/main, so "
	  "nothing "
	  "says what is allowed\n    git config writ.bootstrap true"),
	B("docs/adr/0007-x.md:4:1: error: unknown key 'scpoe'; did you mean 'scope'?"),
};
static struct bytes no_source[] = {
	B("no source of decisions is configured; set one on the server: "
	  "`git config writ.source refs/heads/main:docs/adr`"),
};
static struct bytes one_note[] = {
	B("src/big.bin: not scanned, 64 MiB are over the limit of blob-bytes (oversize: skip)"),
};

#define OVER_MAIN                                                                                  \
	.as_of = B("2026-11-24"), .bundle = B(DIGEST), .commits = 3, .n_enforced = 12,             \
	LIST(updates, main_updated)
#define AGAIN .reproduce = B("writ check origin/main..HEAD")

const struct sample samples[] = {
	{ "rejected",
	  { VERDICT_REJECT, OVER_MAIN, AGAIN, LIST(outcomes, billing),
	    LIST(violations, billing_imported) },
	  true },
	{ "forms",
	  { VERDICT_REJECT, OVER_MAIN, AGAIN, LIST(outcomes, forms_outcomes),
	    LIST(violations, forms_violations), LIST(notes, one_note) },
	  true },
	{ "accepted", { VERDICT_ACCEPT, OVER_MAIN, LIST(outcomes, passed) }, true },
	{ "accepted-delete",
	  { VERDICT_ACCEPT, .as_of = B("2026-11-24"), .bundle = B(DIGEST), .n_enforced = 1,
	    LIST(updates, topic_deleted), LIST(outcomes, passed) },
	  true },
	{ "accepted-advice",
	  { VERDICT_ACCEPT, OVER_MAIN, AGAIN, LIST(outcomes, advice),
	    LIST(violations, billing_imported) },
	  true },
	{ "accepted-existing",
	  { VERDICT_ACCEPT, OVER_MAIN, AGAIN, LIST(outcomes, billing),
	    LIST(violations, existing_only) },
	  true },
	{ "accepted-traded",
	  { VERDICT_ACCEPT, OVER_MAIN, AGAIN, LIST(outcomes, billing_ratchet),
	    LIST(ratchets, main_ratchet), LIST(violations, traded) },
	  true },
	{ "accepted-waived",
	  { VERDICT_ACCEPT, OVER_MAIN, AGAIN, LIST(outcomes, billing_waived),
	    LIST(waivers, import_waiver), LIST(violations, waived_only) },
	  true },
	{ "accepted-none-enforced",
	  { VERDICT_ACCEPT, .as_of = B("2026-11-24"), .bundle = B(DIGEST), .commits = 1,
	    LIST(updates, main_updated) },
	  true },
	{ "accepted-bootstrap",
	  { VERDICT_ACCEPT, .bootstrap = true, .as_of = B("2026-11-24"), .commits = 1,
	    LIST(updates, main_updated) },
	  true },
	{ "accepted-other-bundle",
	  { VERDICT_ACCEPT, OVER_MAIN, .server_bundle = B(OTHER_DIGEST), LIST(outcomes, passed) },
	  true },
	{ "rejected-none-enforced",
	  { VERDICT_REJECT, .as_of = B("2026-11-24"), .bundle = B(DIGEST), .commits = 1,
	    LIST(updates, topic_deleted), LIST(outcomes, forms_outcomes), .n_violations = 1,
	    .violations = &forms_violations[ARRAY_SIZE(forms_violations) - 2] },
	  true },
	{ "observed",
	  { VERDICT_REJECT, .observe = true, OVER_MAIN, AGAIN, LIST(outcomes, billing),
	    LIST(violations, billing_imported) },
	  true },
	{ "no-verdict",
	  { VERDICT_NONE, .as_of = B("2026-11-24"), LIST(errors, missing_source),
	    LIST(updates, main_updated) },
	  true },
	{ "no-verdict-command",
	  { VERDICT_NONE, .as_of = B("2026-11-24"), LIST(errors, no_source),
	    LIST(updates, main_updated) },
	  true },
	{ "no-verdict-observed",
	  { VERDICT_NONE, .observe = true, .as_of = B("2026-11-24"), LIST(errors, missing_source),
	    LIST(updates, main_updated) },
	  true },
	{ "hostile",
	  { VERDICT_REJECT, .as_of = B("2026-11-24"), .bundle = B(DIGEST), .commits = 1,
	    .n_enforced = 2, LIST(updates, hostile_updates), LIST(outcomes, hostile_outcomes),
	    LIST(violations, hostile_violations), LIST(notes, hostile_notes),
	    .reproduce = B("writ check " EVIL) },
	  false },
	{ "hostile-no-verdict",
	  { VERDICT_NONE, .as_of = B("2026-11-24"), LIST(updates, hostile_updates),
	    LIST(errors, hostile_errors), LIST(notes, hostile_notes) },
	  false },
	{ "unicode",
	  { VERDICT_REJECT, OVER_MAIN, AGAIN, LIST(outcomes, billing), LIST(violations, unicode) },
	  true },
	{ "unjudged",
	  { VERDICT_NONE, OVER_MAIN, LIST(outcomes, unjudged), LIST(errors, worker_died) },
	  true },
	{ "break-glass",
	  { VERDICT_REJECT, .observe = true, .break_glass = &glass, OVER_MAIN, AGAIN,
	    LIST(outcomes, billing), LIST(violations, billing_imported) },
	  true },
	{ "long-lines",
	  { VERDICT_REJECT, OVER_MAIN, AGAIN, LIST(outcomes, billing),
	    LIST(violations, long_lines) },
	  true },
	{ "long-path",
	  { VERDICT_REJECT, OVER_MAIN, AGAIN, LIST(outcomes, billing),
	    LIST(violations, long_path) },
	  false },
};

const size_t n_samples = ARRAY_SIZE(samples);
