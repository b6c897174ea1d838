#include "config.h"

#include "mcp/library.h"

#include "base/suggest.h"
#include "report/json_writer.h"

/* What stands for itself in a path (RFC 3986, 3.3). */
static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~/", c));
}

static struct bytes
uri_of(struct bytes id, struct arena *arena)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	buf_add_string(&out, MCP_URI_BEGIN);
	for (size_t i = 0; i < id.len; i++) {
		if (is_plain(id.data[i]))
			buf_add_char(&out, id.data[i]);
		else
			buf_printf(&out, "%%%02X", (unsigned int)(unsigned char)id.data[i]);
	}
	return arena_copy(arena, buf_bytes(&out));
}

void
mcp_library_fill(struct mcp_library *library, const struct mcp_decisions *decisions,
		 struct arena *arena)
{
	size_t n = 0;

	for (size_t i = 0; i < decisions->n_bundles; i++)
		n += decisions->bundles[i]->n_decisions;
	library->shelves = arena_new_array(arena, struct mcp_shelf, n);
	library->n = 0;
	for (size_t i = 0; i < decisions->n_bundles; i++) {
		const struct bundle *bundle = decisions->bundles[i];

		for (size_t k = 0; k < bundle->n_decisions; k++) {
			struct mcp_shelf *shelf = &library->shelves[library->n++];

			shelf->bundle = bundle;
			shelf->decision = &bundle->decisions[k];
			shelf->id = decision_full_id(decisions->bundles, decisions->n_bundles,
						     bundle, shelf->decision, arena);
			shelf->uri = uri_of(shelf->id, arena);
		}
	}
}

static int
id_unknown(const struct mcp_library *library, struct bytes id, struct error *err)
{
	struct suggestion meant;

	suggestion_init(&meant, id);
	for (size_t i = 0; i < library->n; i++)
		suggestion_offer(&meant, library->shelves[i].id.data);
	return error_set(err, ERROR_USAGE, "there is no decision '%.*s'%s%s%s", SHOWN(id),
			 meant.best ? "; did you mean '" : "; `search` finds some",
			 meant.best ? meant.best : "", meant.best ? "'?" : "");
}

int
mcp_library_find(const struct mcp_library *library, struct bytes id, const struct mcp_shelf **shelf,
		 struct error *err)
{
	*shelf = NULL;
	for (size_t i = 0; i < library->n; i++) {
		const struct mcp_shelf *it = &library->shelves[i];

		if (bytes_equal(it->id, id)) {
			*shelf = it;
			return 0;
		}
		if (!bytes_equal(it->decision->id, id))
			continue;
		if (*shelf)
			return error_set(err, ERROR_USAGE,
					 "%.*s is in several sources: %.*s, %.*s; name one in full",
					 SHOWN(id), SHOWN((*shelf)->id), SHOWN(it->id));
		*shelf = it;
	}
	return *shelf ? 0 : id_unknown(library, id, err);
}

const struct mcp_shelf *
mcp_library_at(const struct mcp_library *library, struct bytes uri)
{
	for (size_t i = 0; i < library->n; i++) {
		if (bytes_equal(library->shelves[i].uri, uri))
			return &library->shelves[i];
	}
	return NULL;
}

struct bytes
mcp_shelf_content(const struct mcp_shelf *shelf)
{
	const struct source_file *file =
		source_file_find(shelf->bundle->source, shelf->decision->path);

	return file ? file->content : BYTES("");
}

void
mcp_shelf_write(struct buf *out, const struct mcp_shelf *shelf, struct bytes text)
{
	const struct decision *decision = shelf->decision;

	json_open(out, NULL, '{');
	json_string(out, "bundle", shelf->bundle->digest);
	json_string_or_null(out, "date", decision->date);
	json_string_or_null(out, "excluded", decision->excluded);
	json_byte_string(out, "file", decision->shown_path);
	json_string(out, "force", bytes_of(decision_force_name(shelf->bundle, decision)));
	json_string(out, "id", shelf->id);
	json_string_or_null(out, "instead", decision->instead);
	json_string(out, "level", bytes_of(level_name(decision->level)));
	json_patterns(out, "refs", &decision->refs);
	json_patterns(out, "scope", &decision->scope);
	json_string(out, "status", bytes_of(decision_status_name(decision->status)));
	json_strings(out, "tags", decision->tags, decision->n_tags);
	json_string(out, "text", text);
	json_string(out, "title", decision->title);
	json_string(out, "uri", shelf->uri);
	json_close(out, '}');
}
