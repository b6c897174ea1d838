#include "config.h"

#include "cli/retrial_case.h"
#include "history/recorded.h"

static struct bytes
source_text(struct retrial_case *it, struct bytes source)
{
	struct bytes name = recorded_text(json_member(source, "name"), &it->arena);
	struct bytes place = recorded_bytes(recorded_member(source, BYTES("place")), &it->arena);

	if (!name.data)
		return place;
	return arena_printf(&it->arena, "%.*s=%.*s", BYTES_ARG(name), BYTES_ARG(place));
}

static void
sources_drop(struct retrial *retrial)
{
	struct surface *surface = retrial->surface;

	for (size_t i = 0; i < surface->request.n_sources; i++)
		repository_free(surface->request.sources[i].repository);
	surface->request.n_sources = 0;
	surface->settings.n_sources = 0;
	buf_clear(&retrial->sources);
}

/* Sets the sources of the surface to those that WANTED, a line each, names. */
static int
sources_change(struct retrial *retrial, struct bytes wanted, struct error *err)
{
	struct surface *surface = retrial->surface;
	struct bytes rest = arena_copy(&surface->arena, wanted), text;

	if (retrial->sources.len && bytes_equal(buf_bytes(&retrial->sources), wanted))
		return 0;
	sources_drop(retrial);
	while (rest.len && bytes_split(&rest, '\n', &text)) {
		if (settings_set(&surface->settings, &surface->arena, BYTES("writ.source"), text,
				 err) < 0)
			return -1;
	}
	if (surface_read_sources(surface, err) < 0)
		return -1;
	buf_add(&retrial->sources, wanted);
	return 0;
}

/* The states that they had, and none of now. */
static void
states_set(struct retrial_case *it, struct surface *surface, struct bytes list)
{
	struct judge_source *source = surface->request.sources;
	struct bytes member, key, value;
	struct json_items items;

	json_items_init(&items, list);
	while (json_items_next(&items, &member, &key, &value)) {
		if (!source->setting->ref.data)
			it->has_folder = true;
		else if (!oid_parse(json_string_text(json_member(value, "commit")), &source->value))
			source->value = (struct oid){ { 0 } };
		source++;
	}
}

int
retrial_sources_set(struct retrial_case *it, struct retrial *retrial, struct error *err)
{
	CLEANUP(buf_release) struct buf wanted = BUF_INIT;
	struct bytes list = json_member(it->line, "sources");
	struct bytes member, key, value;
	struct json_items items;

	json_items_init(&items, list);
	while (json_items_next(&items, &member, &key, &value)) {
		buf_add(&wanted, source_text(it, value));
		buf_add_char(&wanted, '\n');
	}
	if (sources_change(retrial, buf_bytes(&wanted), err) < 0) {
		sources_drop(retrial);
		return -1;
	}
	states_set(it, retrial->surface, list);
	return 0;
}
