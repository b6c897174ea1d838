#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"

/*
 * Gemfile.lock: sections at the margin, what they say two blanks further, and under `specs:` each
 * gem after four, what that gem asks for after six.
 */

static const struct {
	const char *name;
	enum dependency_source source;
} sections[] = {
	{ "GEM", SOURCE_REGISTRY },
	{ "GIT", SOURCE_GIT },
	{ "PATH", SOURCE_PATH },
	{ "PLUGIN SOURCE", SOURCE_URL },
};

struct section_state {
	bool is_known, in_specs;
	enum dependency_source source;
	struct bytes remote, revision;
};

static void
section_enter(struct section_state *state, struct bytes name)
{
	*state = (struct section_state){ .is_known = false };
	for (size_t i = 0; i < ARRAY_SIZE(sections); i++) {
		if (bytes_equal_string(name, sections[i].name)) {
			state->is_known = true;
			state->source = sections[i].source;
		}
	}
}

/* A section may have several: each gem is taken from any of them. The first that is not the usual
 * one is the place of the gems; others are registries for all. */
static int
remote_read(struct manifest_reader *reader, struct section_state *state, struct bytes remote,
	    const struct text_line *line)
{
	if (!state->remote.data || state->source != SOURCE_REGISTRY ||
	    url_is(state->remote, "https://rubygems.org")) {
		state->remote = remote;
		return 0;
	}
	return manifest_add_registry(reader, remote, "https://rubygems.org", line->number, 3);
}

static int
field_read(struct manifest_reader *reader, struct section_state *state, struct bytes text,
	   const struct text_line *line)
{
	if (text_takes(&text, "remote:"))
		return remote_read(reader, state, bytes_trim(text), line);
	if (text_takes(&text, "revision:"))
		state->revision = bytes_trim(text);
	else
		state->in_specs = bytes_equal_string(text, "specs:");
	return 0;
}

/* `name (1.0.0)` or `name (1.0.0-platform)` */
static int
gem_read(struct manifest_reader *reader, const struct section_state *state,
	 const struct text_line *line, struct bytes text)
{
	struct dependency found = { .source = state->source, .line = line->number, .column = 5 };
	struct bytes rest = text;

	found.name = text_until(&rest, " ");
	if (text_takes(&rest, "("))
		found.version = text_until(&rest, ")");
	if (state->source != SOURCE_REGISTRY || !url_is(state->remote, "https://rubygems.org"))
		found.location = state->remote;
	if (state->source == SOURCE_GIT && state->revision.len)
		found.version = state->revision;
	return manifest_add(reader, &found);
}

static int
line_read(struct manifest_reader *reader, struct section_state *state, const struct text_line *line)
{
	struct bytes text = line->text;
	size_t indent = 0;

	while (indent < text.len && text.data[indent] == ' ')
		indent++;
	text = bytes_trim(bytes_slice(text, indent, text.len));
	if (text.len == 0)
		return 0;
	if (text_takes(&text, "<<<<<<<") || text_takes(&text, ">>>>>>>"))
		return manifest_fail(reader, line->number, 1, "a conflict is not resolved");
	if (indent == 0)
		section_enter(state, text);
	else if (indent == 2)
		return field_read(reader, state, text, line);
	else if (indent == 4 && state->is_known && state->in_specs)
		return gem_read(reader, state, line, text);
	return 0;
}

int
gemfile_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	struct bytes rest = reader->text;
	struct text_line line = { BYTES_NONE, 0 };
	struct section_state state = { .is_known = false };

	(void)root;
	while (line_next(&rest, &line)) {
		if (line_read(reader, &state, &line) < 0)
			return -1;
	}
	return 0;
}
