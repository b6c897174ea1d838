#include "config.h"

#include "judge/findings.h"

#include "judge/observed.h"
#include "model/waiver.h"

/* More than any report shows; it goes into every violation. */
enum { SUMMARY_BYTES_MAX = 256 };

void
findings_init(struct findings *findings, const struct plan *plan,
	      const struct plan_decision *planned, const struct objects *objects)
{
	*findings = (struct findings){ .plan = plan, .planned = planned, .objects = objects };
	arena_init(&findings->arena);
	arena_init(&findings->summary_arena);
}

void
findings_release(struct findings *findings)
{
	buf_release(&findings->frames);
	buf_release(&findings->events);
	vec_release(&findings->tree);
	map_release(&findings->base);
	arena_release(&findings->arena);
	arena_release(&findings->summary_arena);
}

/* The message and the line without white space: what stays when code moves or is reindented. */
static void
hash_default_key(struct sha256 *hash, const struct finding *finding)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < finding->excerpt.len; i++) {
		char c = finding->excerpt.data[i];

		if (c != ' ' && !(c >= '\t' && c <= '\r'))
			buf_add_char(&line, c);
	}
	sha256_add_field(hash, finding->message);
	sha256_add_field(hash, buf_bytes(&line));
	buf_release(&line);
}

static void
fingerprint_make(const struct findings *findings, const struct finding *finding, struct bytes path,
		 char hex[SHA256_HEX_CHARS + 1])
{
	struct sha256 *hash = sha256_new();

	sha256_add_field(hash, findings->planned->source->setting->name);
	sha256_add_field(hash, findings->planned->decision->id);
	sha256_add_field(hash, path);
	if (finding->key.data)
		sha256_add_field(hash, finding->key);
	else
		hash_default_key(hash, finding);
	sha256_finish(hash, hex);
	hex[FINGERPRINT_CHARS] = '\0';
}

/* First what is about the ref, then each commit in its order, then the result as a whole. */
static size_t
commit_order_of(const struct findings *findings, const struct finding *finding)
{
	if (finding->callback == CALLBACK_REF)
		return 0;
	return finding->commit ? finding->commit->order + 1 : findings->plan->n_commits + 1;
}

/* A summary is only shown, so one that cannot be read is left out. */
static struct bytes
summary_of(struct findings *findings, const struct oid *commit)
{
	struct commit_text text;
	struct error err;

	if (findings->summary.data && oid_equal(&findings->summary_of, commit))
		return findings->summary;
	arena_reset(&findings->summary_arena);
	findings->summary_of = *commit;
	findings->summary = BYTES("");
	if (findings->objects->ops->commit_text(findings->objects->ctx, commit,
						&findings->summary_arena, &text, &err) == 0 &&
	    text.summary.data)
		findings->summary = bytes_slice(text.summary, 0, SUMMARY_BYTES_MAX);
	return findings->summary;
}

/* Any update of the push may have brought a commit, so each of them has to be covered. */
static const struct waiver *
waiver_of_commit(const struct findings *findings, struct waiver_case *it)
{
	const struct plan_set *set = findings->planned->set;
	struct bytes as_of = findings->plan->push->as_of;
	const struct waiver *waiver = NULL;

	for (size_t i = 0; i < set->n_updates; i++) {
		it->ref = set->updates[i].ref;
		waiver = waiver_find(findings->planned->source->bundle, it, as_of);
		if (!waiver || !waiver_holds(waiver->expires, as_of))
			break;
	}
	return waiver;
}

/* The place of the waiver that covers FINDING among the verdict's, counted from 1; 0 for none. */
static size_t
waiver_of(const struct findings *findings, const struct finding *finding)
{
	const struct plan_source *source = findings->planned->source;
	struct waiver_case it = {
		.decision = findings->planned->decision->index,
		.path = finding->path,
		.ref = finding->update->ref,
		.commit = finding->commit ? &finding->commit->node->id : NULL,
		.blob = finding->change ? &finding->change->now.id : NULL,
	};
	const struct waiver *waiver;

	if (source->bundle->n_waivers == 0)
		return 0;
	waiver = finding->commit ? waiver_of_commit(findings, &it)
				 : waiver_find(source->bundle, &it, findings->plan->push->as_of);
	return waiver ? source->first_waiver + (size_t)(waiver - source->bundle->waivers) + 1 : 0;
}

/* What is the same wherever the line goes, for a decision that has a baseline; empty when there is
 * no line that tells one from another. */
static void
line_mark_write(const struct findings *findings, const struct finding *finding,
		struct frame_writer *writer)
{
	char mark[SHA256_HEX_CHARS + 1] = "";

	if (findings->planned->ratchet && !finding->key.data && finding->excerpt.len)
		fingerprint_make(findings, finding, BYTES(""), mark);
	frame_bytes(writer, bytes_of(mark));
}

static void
violation_write(struct findings *findings, enum frame_kind kind, const struct finding *finding,
		const char *fingerprint, size_t waiver)
{
	static const struct oid none;
	const struct oid *commit = finding->commit ? &finding->commit->node->id : &none;
	struct frame_writer writer = { &findings->frames, 0 };
	struct bytes summary = BYTES("");

	if (finding->commit)
		summary = summary_of(findings, commit);
	frame_begin(&writer, kind);
	frame_number(&writer, findings->planned->outcome);
	frame_number(&writer, finding->update->index);
	frame_number(&writer, commit_order_of(findings, finding));
	frame_oid(&writer, commit);
	frame_bytes(&writer, summary);
	frame_bytes(&writer, finding->path);
	frame_number(&writer, finding->line);
	frame_number(&writer, finding->column);
	frame_number(&writer, finding->span);
	frame_bytes(&writer, finding->message);
	frame_bytes(&writer, finding->instead);
	frame_bytes(&writer,
		    finding->excerpt_hidden || kind == FRAME_STOOD ? BYTES_NONE : finding->excerpt);
	frame_bytes(&writer, bytes_of(fingerprint));
	line_mark_write(findings, finding, &writer);
	frame_number(&writer, finding->existing);
	frame_number(&writer, finding->existing ? 0 : waiver);
	frame_end(&writer);
}

/* The finding's text is borrowed for the call of the sink: keep what outlives it. */
static void
tree_finding_keep(struct findings *findings, const struct finding *finding, const char *fingerprint)
{
	struct tree_finding *kept = vec_add(&findings->tree);
	struct bytes *texts[] = { &kept->finding.path, &kept->finding.message,
				  &kept->finding.instead, &kept->finding.key,
				  &kept->finding.excerpt };

	kept->finding = *finding;
	kept->finding.change = NULL; /* borrowed too */
	kept->waiver = waiver_of(findings, finding);
	memcpy(kept->fingerprint, fingerprint, sizeof(kept->fingerprint));
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		if (texts[i]->data)
			*texts[i] = arena_copy(&findings->arena, *texts[i]);
	}
}

/* What moved as a whole goes by its new path, so that it is found again there. It is compared and
 * never shown. */
static void
stood_write(struct findings *findings, const struct finding *finding)
{
	size_t waiver = waiver_of(findings, finding);
	char fingerprint[SHA256_HEX_CHARS + 1];
	struct finding stood = *finding;

	if (stood.path.data)
		stood.path = plan_moved(findings->ratchet, stood.path);
	fingerprint_make(findings, &stood, stood.path, fingerprint);
	stood.instead = BYTES_NONE;
	violation_write(findings, FRAME_STOOD, &stood, fingerprint, waiver);
}

void
findings_take(void *ctx, const struct finding *finding)
{
	struct findings *findings = ctx;
	char fingerprint[SHA256_HEX_CHARS + 1];

	fingerprint_make(findings, finding, finding->path, fingerprint);
	switch (findings->mode) {
	case FINDINGS_BEFORE:
		stood_write(findings, finding);
		break;
	case FINDINGS_DIRECT:
		violation_write(findings, FRAME_VIOLATION, finding, fingerprint,
				waiver_of(findings, finding));
		break;
	case FINDINGS_TREE:
		tree_finding_keep(findings, finding, fingerprint);
		break;
	case FINDINGS_BASE:
		*map_put(&findings->base, arena_copy(&findings->arena, bytes_of(fingerprint))) =
			findings;
		break;
	}
}

void
findings_event(void *ctx, const struct event *event)
{
	struct findings *findings = ctx;
	CLEANUP(buf_release) struct buf name = BUF_INIT;
	struct event told = *event;

	if (findings->mode == FINDINGS_BEFORE && event->kind == EVENT_CALL) {
		buf_printf(&name, "%.*s before", BYTES_ARG(event->what));
		told.what = buf_bytes(&name);
	}
	observed_event_write(&findings->events, findings->planned->outcome, &told);
}

void
findings_tree_begin(struct findings *findings)
{
	findings->mode = FINDINGS_TREE;
	findings->tree.len = 0;
}

bool
findings_tree_any(const struct findings *findings)
{
	return findings->tree.len > 0;
}

void
findings_tree_base(struct findings *findings)
{
	findings->mode = FINDINGS_BASE;
}

void
findings_tree_end(struct findings *findings)
{
	findings->mode = FINDINGS_DIRECT;
	for (size_t i = 0; i < findings->tree.len; i++) {
		struct tree_finding *kept = &findings->tree.items[i];

		kept->finding.existing =
			map_find(&findings->base, bytes_of(kept->fingerprint)) != NULL;
		violation_write(findings, FRAME_VIOLATION, &kept->finding, kept->fingerprint,
				kept->waiver);
	}
	findings->tree.len = 0;
	map_release(&findings->base);
	arena_reset(&findings->arena);
}

void
findings_stood_before(struct findings *findings, const struct plan_ratchet *ratchet)
{
	findings->mode = FINDINGS_BEFORE;
	findings->ratchet = ratchet;
}

void
findings_write(struct findings *findings, const struct policy *policy, size_t task, struct buf *out)
{
	const struct policy_failure *failure = policy_failure(policy);
	const struct policy_usage usage = policy_usage(policy);
	struct frame_writer writer = { out, 0 };
	bool before = findings->mode == FINDINGS_BEFORE;
	struct line_hits hits;
	size_t line = 0;

	frame_begin(&writer, FRAME_RESULT);
	frame_number(&writer, findings->planned->outcome);
	frame_number(&writer, before);
	frame_number(&writer, task);
	frame_number(&writer, before ? 0 : policy_calls(policy));
	frame_bytes(&writer, failure ? failure->message : BYTES_NONE);
	frame_bytes(&writer, failure ? failure->place : BYTES_NONE);
	frame_number(&writer, usage.instructions);
	frame_number(&writer, usage.memory_peak);
	frame_number(&writer, usage.read_bytes);
	frame_number(&writer, usage.regex_steps);
	frame_number(&writer, before ? 0 : policy_skipped(policy));
	frame_number(&writer, failure ? failure->line : 0);
	frame_bytes(&writer, failure ? failure->excerpt : BYTES_NONE);
	frame_end(&writer);
	buf_add(out, buf_bytes(&findings->events));
	while ((line = policy_lines(policy, line, &hits)) > 0)
		observed_line_write(out, findings->planned->outcome, &hits);
	if (before || !failure)
		buf_add(out, buf_bytes(&findings->frames));
}
