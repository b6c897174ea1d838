#include "config.h"

#include <stdio.h>

#include "cli/ledger_pack.h"
#include "cli/retrial_case.h"
#include "cli/source_argument.h"
#include "history/recorded.h"
#include "report/json_writer.h"

/* What judged one push, as it stands in bundles.jsonl. */
struct packed_bundle {
	struct bytes digest; /* of the record */
	const struct bundle **bundles;
	size_t n;
	struct bytes problem; /* why there are none; NULL data: they are those of the record */
};

static void
bundle_read(struct pack *pack, struct packed_bundle *it, struct retrial_case *of)
{
	struct surface *surface = pack->surface;
	struct arena *arena = &surface->arena;
	struct error err;

	surface->push.as_of = recorded_text(json_member(of->record->verdict, "as_of"), arena);
	if (retrial_sources_set(of, &pack->sources, &err) < 0 ||
	    source_bundles(surface, &it->bundles, &err) < 0) {
		it->problem = arena_copy(arena, bytes_of(err.message));
		return;
	}
	it->n = surface->request.n_sources;
	if (it->n == 0 || !bytes_equal(bundles_digest(it->bundles, it->n, arena), it->digest))
		it->problem = BYTES("they are not those of then any more");
}

/* The files of SOURCE in a folder of their own. */
static int
files_pack(struct pack *pack, const struct source *source, struct error *err)
{
	pack->n_folders++;
	for (size_t i = 0; i < source->n_files; i++) {
		CLEANUP(buf_release) struct buf name = BUF_INIT;

		buf_printf(&name, "decisions/%zu/%.*s", pack->n_folders,
			   BYTES_ARG(source->files[i].path));
		if (pack_write(pack, name.data, source->files[i].content, err) < 0)
			return -1;
	}
	return 0;
}

static int
source_pack(struct pack *pack, const struct packed_bundle *it, size_t i, struct error *err)
{
	const struct judge_source *source = &pack->surface->request.sources[i];
	struct buf *out = &pack->bundles.out;
	char folder[64];

	if (files_pack(pack, it->bundles[i]->source, err) < 0)
		return -1;
	snprintf(folder, sizeof(folder), "decisions/%zu", pack->n_folders);
	json_open(out, NULL, '{');
	if (source->setting->ref.data)
		json_oid(out, "commit", &source->value);
	else
		json_null(out, "commit");
	json_string(out, "digest", it->bundles[i]->digest);
	json_string(out, "folder", bytes_of(folder));
	json_string(out, "name", source->setting->name);
	json_byte_string(out, "place", source->setting->place);
	json_close(out, '}');
	return 0;
}

static int
bundle_pack(struct pack *pack, const struct packed_bundle *it, struct error *err)
{
	struct buf *out = &pack->bundles.out;

	json_open(out, NULL, '{');
	json_string_or_null(out, "bundle", it->digest);
	json_string_or_null(out, "problem", it->problem);
	json_open(out, "sources", '[');
	for (size_t i = 0; !it->problem.data && i < it->n; i++) {
		if (source_pack(pack, it, i, err) < 0)
			return -1;
	}
	json_close(out, ']');
	json_close(out, '}');
	buf_add_char(out, '\n');
	return 0;
}

int
pack_decisions(struct pack *pack, const struct record *record, struct bytes line, struct error *err)
{
	struct packed_bundle it = {
		.digest = json_string_text(json_member(record->verdict, "bundle")),
	};
	struct bytes key = arena_copy(&pack->arena, it.digest.data ? it.digest : BYTES(""));
	struct retrial_case of = { .record = record, .line = line };

	if (map_find(&pack->known, key))
		return 0;
	*map_put(&pack->known, key) = pack;
	if (it.digest.data) {
		arena_init(&of.arena);
		bundle_read(pack, &it, &of);
		arena_release(&of.arena);
	} else {
		it.problem = BYTES("the push had no verdict, so none are known");
	}
	pack->n_without_decisions += it.problem.data != NULL;
	return bundle_pack(pack, &it, err);
}
