#include "config.h"

#include "report/bundle_json.h"

#include "model/contest.h"
#include "model/waiver.h"
#include "report/json_writer.h"

/* Null where nobody is named. */
static void
approval_write(struct buf *out, const struct bundle *bundle, const struct approval_rule *own)
{
	static const struct name_list nobody;
	struct approval_rule rule = approval_rule_of(&bundle->governance, own, &nobody);

	if (rule.owners.len == 0) {
		json_null(out, "approval");
		return;
	}
	json_open(out, "approval", '{');
	json_number(out, "change", rule.change);
	json_number(out, "loosen", rule.loosen);
	json_strings(out, "owners", rule.owners.items, rule.owners.len);
	if (rule.user_presence)
		json_string(out, "require", BYTES("user-presence"));
	else
		json_null(out, "require");
	json_close(out, '}');
}

static void
principals_write(struct buf *out, const struct governance *governance)
{
	json_open(out, "principals", '[');
	for (size_t i = 0; i < governance->n_principals; i++) {
		const struct principal *it = &governance->principals[i];

		json_open(out, NULL, '{');
		json_strings(out, "emails", it->emails.items, it->emails.len);
		json_string(out, "kind", bytes_of(principal_kind_name(it->kind)));
		json_string(out, "name", it->name);
		json_strings(out, "names", it->names.items, it->names.len);
		json_strings(out, "users", it->users.items, it->users.len);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
decision_write(struct buf *out, const struct bundle *bundle, const struct decision *decision)
{
	json_open(out, NULL, '{');
	approval_write(out, bundle, &decision->approval);
	json_string_or_null(out, "baseline", decision_baseline(decision));
	json_string_or_null(out, "date", decision->date);
	json_string_or_null(out, "excluded", decision->excluded);
	json_string(out, "force", bytes_of(decision_force_name(bundle, decision)));
	json_string(out, "id", decision->id);
	json_string_or_null(out, "instead", decision->instead);
	json_string(out, "level", bytes_of(level_name(decision->level)));
	json_byte_string(out, "path", decision->shown_path);
	json_string_or_null(out, "question", decision->question);
	json_patterns(out, "refs", &decision->refs);
	json_patterns(out, "scope", &decision->scope);
	json_string(out, "status", bytes_of(decision_status_name(decision->status)));
	json_string_or_null(out, "superseded_by", decision->superseded_by);
	json_strings(out, "supersedes", decision->supersedes, decision->n_supersedes);
	json_string(out, "title", decision->title);
	json_close(out, '}');
}

static void
diagnostics_write(struct buf *out, const struct diagnostic *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		json_open(out, NULL, '{');
		json_number_or_null(out, "column", items[i].column);
		json_number_or_null(out, "line", items[i].line);
		json_string(out, "message", items[i].message);
		json_byte_string(out, "path", items[i].path);
		json_string(out, "severity", items[i].warning ? BYTES("warning") : BYTES("error"));
		json_close(out, '}');
	}
}

static void
exclusion_write(struct buf *out, const struct bundle *bundle, const struct exclusion *exclusion)
{
	json_open(out, NULL, '{');
	json_string(out, "loser", bundle->decisions[exclusion->loser].id);
	json_string_or_null(out, "pattern",
			    exclusion->pattern ? pattern_text(exclusion->pattern) : BYTES_NONE);
	json_string(out, "rule",
		    exclusion->rule == EXCLUSION_NEWER ? BYTES("newer date")
						       : BYTES("more specific scope"));
	json_string(out, "text", exclusion->text);
	json_string(out, "winner", bundle->decisions[exclusion->winner].id);
	json_close(out, '}');
}

static void
ids_write(struct buf *out, const char *key, const struct oid_list *list)
{
	json_open(out, key, '[');
	for (size_t i = 0; i < list->len; i++)
		json_oid(out, NULL, &list->items[i]);
	json_close(out, ']');
}

static void
waiver_write(struct buf *out, const struct bundle *bundle, const struct waiver *waiver)
{
	json_open(out, NULL, '{');
	json_string(out, "approved_by", waiver->approved_by);
	ids_write(out, "blobs", &waiver->blobs);
	ids_write(out, "commits", &waiver->commits);
	json_string(out, "date", waiver->date);
	json_string(out, "decision", bundle->decisions[waiver->decision].id);
	json_string(out, "expires", waiver->expires);
	json_byte_string(out, "path", waiver->shown_path);
	json_patterns(out, "paths", &waiver->paths);
	json_string(out, "reason", waiver->reason);
	json_patterns(out, "refs", &waiver->refs);
	json_string(out, "requested_by", waiver->requested_by);
	json_close(out, '}');
}

/* Every kind, also with none. */
static void
counts_write(struct buf *out, const struct bundle *bundle)
{
	struct force_counts counts = bundle_count_forces(bundle);

	json_open(out, "counts", '{');
	for (size_t i = 0; i < FORCE_COUNT; i++)
		json_number(out, force_name((enum force)i), counts.of[i]);
	json_close(out, '}');
}

static void
bundle_write(struct buf *out, const struct bundle *bundle)
{
	json_open(out, NULL, '{');
	approval_write(out, bundle, NULL);
	json_string(out, "bundle", bundle->digest);
	counts_write(out, bundle);
	json_open(out, "decisions", '[');
	for (size_t i = 0; i < bundle->n_decisions; i++)
		decision_write(out, bundle, &bundle->decisions[i]);
	json_close(out, ']');
	json_open(out, "diagnostics", '[');
	diagnostics_write(out, bundle->diagnostics, bundle->n_diagnostics);
	json_close(out, ']');
	json_number(out, "errors", bundle->n_errors);
	json_open(out, "exclusions", '[');
	for (size_t i = 0; i < bundle->n_exclusions; i++)
		exclusion_write(out, bundle, &bundle->exclusions[i]);
	json_close(out, ']');
	json_string(out, "name", bundle->source->name);
	json_strings(out, "passed_over", bundle->passed_over, bundle->n_passed_over);
	principals_write(out, &bundle->governance);
	json_byte_string(out, "source", bundle->source->place);
	json_open(out, "waivers", '[');
	for (size_t i = 0; i < bundle->n_waivers && bundle->n_errors == 0; i++)
		waiver_write(out, bundle, &bundle->waivers[i]);
	json_close(out, ']');
	json_close(out, '}');
}

void
bundle_json_write(struct buf *out, const struct bundle *const *bundles, size_t n)
{
	json_open(out, NULL, '{');
	json_string(out, "schema", BYTES("writ/compile/1"));
	json_open(out, "sources", '[');
	for (size_t i = 0; i < n; i++)
		bundle_write(out, bundles[i]);
	json_close(out, ']');
	json_string(out, "writ", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
	buf_add_char(out, '\n');
}
