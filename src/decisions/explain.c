#include "config.h"

#include "decisions/explain.h"

#include "base/escape.h"
#include "decisions/builtin.h"

enum { LABEL_COLUMNS = 10 };

static void
label(struct buf *out, const char *name)
{
	size_t len = strlen(name);

	buf_add_string(out, name);
	buf_add_char(out, ':');
	buf_add_repeated(out, ' ', len + 1 < LABEL_COLUMNS ? LABEL_COLUMNS - len - 1 : 1);
}

static void
field(struct buf *out, const char *name, struct bytes value)
{
	if (!value.data || value.len == 0)
		return;
	label(out, name);
	escape_text(out, value);
	buf_add_char(out, '\n');
}

static void
field_patterns(struct buf *out, const char *name, const struct pattern_list *list,
               const char *when_empty)
{
	label(out, name);
	if (list->len == 0)
		buf_add_string(out, when_empty);
	for (size_t i = 0; i < list->len; i++) {
		if (i)
			buf_add_char(out, ' ');
		escape_text(out, pattern_text(list->items[i]));
	}
	buf_add_char(out, '\n');
}

static void
field_list(struct buf *out, const char *name, const struct bytes *items, size_t n)
{
	if (n == 0)
		return;
	label(out, name);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add_char(out, ' ');
		escape_text(out, items[i]);
	}
	buf_add_char(out, '\n');
}

static const char *
judged(const struct decision *decision)
{
	if (decision->judge_commits && decision->judge_result)
		return "each new commit, and the result of the whole update";
	return decision->judge_result ? "the result of the whole update"
	                              : "each new commit by itself";
}

/* Text of many lines, each escaped by itself. */
static void
lines(struct buf *out, struct bytes text, const char *indent)
{
	struct bytes line;

	while (bytes_split(&text, '\n', &line)) {
		if (!text.data && line.len == 0)
			break; /* behind the last line feed */
		if (line.len && line.data[line.len - 1] == '\r')
			line.len--;
		if (line.len) {
			buf_add_string(out, indent);
			escape_source(out, line, 0);
		}
		buf_add_char(out, '\n');
	}
}

static const struct source_file *
file_of(const struct bundle *bundle, struct bytes path)
{
	for (size_t i = 0; i < bundle->source->n_files; i++) {
		if (bytes_equal(bundle->source->files[i].path, path))
			return &bundle->source->files[i];
	}
	return NULL;
}

static void
force(struct buf *out, const struct decision *decision)
{
	label(out, "in force");
	if (decision->enforced) {
		buf_add_string(out, "yes\n");
		return;
	}
	buf_add_string(out, "no");
	if (decision->excluded.len) {
		buf_add_string(out, ": ");
		escape_text(out, decision->excluded);
	}
	buf_add_char(out, '\n');
}

void
explain_decision_write(struct buf *out, const struct bundle *bundle,
                       const struct decision *decision)
{
	const struct source_file *file = file_of(bundle, decision->path);

	escape_text(out, decision->id);
	buf_add_string(out, ": ");
	escape_text(out, decision->title);
	buf_add_string(out, "\n\n");
	field(out, "file", decision->shown_path);
	field(out, "status", bytes_of(decision_status_name(decision->status)));
	field(out, "date", decision->date);
	field(out, "level", bytes_of(level_name(decision->level)));
	force(out, decision);
	field_patterns(out, "scope", &decision->scope, "every path");
	field_patterns(out, "refs", &decision->refs, "none");
	field(out, "judges", bytes_of(judged(decision)));
	field(out, "question", decision->question);
	field_list(out, "replaces", decision->supersedes, decision->n_supersedes);
	field_list(out, "tags", decision->tags, decision->n_tags);
	field(out, "instead", decision->instead);
	field(out, "bundle", bundle->digest);
	if (decision->policy.text.data && !bytes_equal(decision->policy.path, decision->path)) {
		buf_add_string(out, "\npolicy, ");
		escape_text(out, decision->policy.path);
		buf_add_string(out, ":\n\n");
		lines(out, decision->policy.text, "    ");
	}
	if (file) {
		buf_add_string(out, "\ntext:\n\n");
		lines(out, file->content, "    ");
	}
}

void
explain_builtin_write(struct buf *out, enum builtin builtin)
{
	const struct builtin_row *row = &builtin_rows[builtin];

	buf_printf(out, "%s: %s\n\n", builtin_id(builtin), row->title);
	field(out, "file", BYTES("built in"));
	field(out, "instead", bytes_of(row->instead));
	buf_printf(out, "\n%s", row->explain);
}
