#include "config.h"

#include "cli/explain_violation.h"

#include "base/escape.h"
#include "document/entry.h"

enum { FINGERPRINT_HEX_CHARS = 32 };

bool
is_fingerprint(struct bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!memchr("0123456789abcdef", text.data[i], 16))
			return false;
	}
	return text.len == FINGERPRINT_HEX_CHARS;
}

void
told_release(struct told_violations *told)
{
	vec_release(&told->items);
}

/* A path that is no UTF-8 is shown as the verdict has it. */
static struct bytes
entry_bytes(const struct document_node *node, const char *key, const char *key_base64)
{
	struct bytes text = node_entry_text(node, key);

	return text.len ? text : node_entry_text(node, key_base64);
}

static size_t
entry_number(const struct document_node *node, const char *key)
{
	const struct document_node *child = node_entry(node, key);

	return child && child->kind == NODE_INTEGER && child->integer > 0 ? (size_t)child->integer
									  : 0;
}

static void
told_add_node(struct told_violations *told, const struct document_node *node)
{
	const struct document_node *waiver = node_entry(node, "waiver");

	vec_push(&told->items, ((struct told_violation){
				       .decision = node_entry_text(node, "decision"),
				       .level = node_entry_text(node, "level"),
				       .ref = entry_bytes(node, "ref", "ref_base64"),
				       .commit = node_entry_text(node, "commit"),
				       .path = entry_bytes(node, "path", "path_base64"),
				       .message = node_entry_text(node, "message"),
				       .instead = node_entry_text(node, "instead"),
				       .line = entry_number(node, "line"),
				       .column = entry_number(node, "column"),
				       .existing = node_entry(node, "existing") != NULL,
				       .traded = node_entry(node, "traded") != NULL,
				       .waived = waiver && waiver->kind == NODE_MAPPING,
			       }));
}

int
told_find_json(struct told_violations *told, struct bytes text, struct bytes fingerprint,
	       struct arena *arena, struct error *err)
{
	struct document_problem problem;
	struct document_node *root;
	const struct document_node *list;

	if (document_parse(&root, DOCUMENT_JSON, text, NULL, arena, &problem) < 0)
		return error_set(err, ERROR_USAGE,
				 "standard input is no verdict of `writ check --format json`: "
				 "%u:%u: %s",
				 problem.line, problem.column, problem.message);
	list = node_entry(root, "violations");
	if (!list || !bytes_equal_string(node_entry_text(root, "schema"), "writ/verdict/1"))
		return error_set(err, ERROR_USAGE,
				 "standard input is no verdict of `writ check --format json`");
	for (const struct document_node *it = list->first; it; it = it->next) {
		if (bytes_equal(node_entry_text(it, "fingerprint"), fingerprint))
			told_add_node(told, it);
	}
	return 0;
}

static struct bytes
commit_hex(const struct oid *id, struct arena *arena)
{
	char hex[OID_HEX_CHARS + 1];

	if (oid_is_zero(id))
		return BYTES("");
	oid_hex(id, hex);
	return arena_copy(arena, bytes_of(hex));
}

void
told_find(struct told_violations *told, const struct verdict *verdict, struct bytes fingerprint,
	  struct arena *arena)
{
	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *it = &verdict->violations[i];
		const struct outcome *outcome = &verdict->outcomes[it->outcome];

		if (!bytes_equal(it->fingerprint, fingerprint))
			continue;
		vec_push(&told->items, ((struct told_violation){
					       .decision = outcome->id,
					       .level = bytes_of(level_name(outcome->level)),
					       .ref = it->ref,
					       .commit = commit_hex(&it->commit, arena),
					       .path = it->path,
					       .message = it->message,
					       .instead = it->instead,
					       .line = it->line,
					       .column = it->column,
					       .existing = it->existing,
					       .traded = it->traded,
					       .waived = it->waiver != NULL,
				       }));
	}
}

static void
field_write(struct buf *out, const char *name, struct bytes text)
{
	if (text.len == 0)
		return;
	buf_printf(out, "%-12s", name);
	escape_text(out, text);
	buf_add_char(out, '\n');
}

static void
place_write(struct buf *out, const struct told_violation *told)
{
	if (told->path.len == 0)
		return;
	buf_printf(out, "%-12s", "place:");
	escape_text(out, told->path);
	if (told->line)
		buf_printf(out, ":%zu", told->line);
	if (told->line && told->column)
		buf_printf(out, ":%zu", told->column);
	buf_add_char(out, '\n');
}

void
told_write(struct buf *out, const struct told_violation *told)
{
	field_write(out, "violation:", told->message);
	place_write(out, told);
	field_write(out, "commit:", told->commit);
	field_write(out, "ref:", told->ref);
	field_write(out, "decision:", told->decision);
	field_write(out, "level:", told->level);
	if (told->traded)
		field_write(out, "counts:", BYTES("no: others went for it"));
	else if (told->existing)
		field_write(out, "counts:", BYTES("no: it was there before"));
	else if (told->waived)
		field_write(out, "counts:", BYTES("no: it is waived"));
	field_write(out, "instead:", told->instead);
}
