#include "config.h"

#include "cli/explain_violation.h"

#include "base/escape.h"
#include "document/document.h"

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

static const struct document_node *
child_find(const struct document_node *node, const char *key)
{
	for (const struct document_node *it = node->first; it; it = it->next) {
		if (bytes_equal_string(it->key, key))
			return it;
	}
	return NULL;
}

/* Empty for null, and where there is none. */
static struct bytes
child_text(const struct document_node *node, const char *key)
{
	const struct document_node *child = child_find(node, key);

	return child && child->kind == NODE_STRING ? child->text : BYTES("");
}

/* A path that is no UTF-8 is shown as the verdict has it. */
static struct bytes
child_bytes(const struct document_node *node, const char *key, const char *key_base64)
{
	struct bytes text = child_text(node, key);

	return text.len ? text : child_text(node, key_base64);
}

static size_t
child_number(const struct document_node *node, const char *key)
{
	const struct document_node *child = child_find(node, key);

	return child && child->kind == NODE_INTEGER && child->integer > 0 ? (size_t)child->integer
									  : 0;
}

static void
told_add_node(struct told_violations *told, const struct document_node *node)
{
	const struct document_node *waiver = child_find(node, "waiver");

	vec_push(&told->items, ((struct told_violation){
				       .decision = child_text(node, "decision"),
				       .level = child_text(node, "level"),
				       .ref = child_bytes(node, "ref", "ref_base64"),
				       .commit = child_text(node, "commit"),
				       .path = child_bytes(node, "path", "path_base64"),
				       .message = child_text(node, "message"),
				       .instead = child_text(node, "instead"),
				       .line = child_number(node, "line"),
				       .column = child_number(node, "column"),
				       .existing = child_find(node, "existing") != NULL,
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
	list = root && root->kind == NODE_MAPPING ? child_find(root, "violations") : NULL;
	if (!list || !bytes_equal_string(child_text(root, "schema"), "writ/verdict/1"))
		return error_set(err, ERROR_USAGE,
				 "standard input is no verdict of `writ check --format json`");
	for (const struct document_node *it = list->first; it; it = it->next) {
		if (bytes_equal(child_text(it, "fingerprint"), fingerprint))
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
	if (told->existing)
		field_write(out, "counts:", BYTES("no: it was there before"));
	else if (told->waived)
		field_write(out, "counts:", BYTES("no: it is waived"));
	field_write(out, "instead:", told->instead);
}
