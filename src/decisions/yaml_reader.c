#include "config.h"

#include "decisions/yaml_reader.h"

#include "base/utf8.h"

struct place
yaml_place(const struct yaml_reader *r, yaml_mark_t mark)
{
	return (struct place){ mark.line + r->first_line, mark.column + 1 };
}

/* libyaml gives an undecodable byte by its offset only. */
static struct place
place_of_offset(const struct yaml_reader *r, size_t offset)
{
	struct place place = { r->first_line, 1 };

	for (size_t i = 0; i < offset && i < r->text.len; i++) {
		place.column++;
		if (r->text.data[i] == '\n') {
			place.line++;
			place.column = 1;
		}
	}
	return place;
}

/* What an author who writes patterns and no YAML runs into: `!src`, `*.py` without quotes. */
static const char *
hint_find(const char *context)
{
	static const struct {
		const char *context, *hint;
	} hints[] = {
		{ "while scanning a tag", "; quote a text that begins with `!`" },
		{ "while scanning an alias", "; quote a text that begins with `*`" },
		{ "while scanning an anchor", "; quote a text that begins with `&`" },
	};

	for (size_t i = 0; context && i < ARRAY_SIZE(hints); i++) {
		if (strcmp(context, hints[i].context) == 0)
			return hints[i].hint;
	}
	return "";
}

static int
parser_failed(struct yaml_reader *r)
{
	struct place place = r->parser.error == YAML_READER_ERROR
				     ? place_of_offset(r, r->parser.problem_offset)
				     : yaml_place(r, r->parser.problem_mark);

	if (r->parser.error == YAML_MEMORY_ERROR)
		memory_exhausted();
	draft_error(r->compiler, r->draft, place, "the front matter is not valid YAML: %s%s",
		    r->parser.problem ? r->parser.problem : "unknown problem",
		    hint_find(r->parser.context));
	return -1;
}

int
yaml_next(struct yaml_reader *r, yaml_event_t *event)
{
	return yaml_parser_parse(&r->parser, event) ? 0 : parser_failed(r);
}

int
yaml_refuse(struct yaml_reader *r, const yaml_event_t *event, const char *why)
{
	draft_error(r->compiler, r->draft, yaml_place(r, event->start_mark), "%s", why);
	return -1;
}

/* The byte that MARK points to: libyaml counts characters. Marks come in ascending order. */
static char
byte_at(struct yaml_reader *r, yaml_mark_t mark)
{
	while (r->seen_characters < mark.index && r->seen_bytes < r->text.len) {
		size_t len = utf8_length(bytes_slice(r->text, r->seen_bytes, r->text.len));

		r->seen_bytes += len ? len : 1;
		r->seen_characters++;
	}
	return r->seen_bytes < r->text.len ? r->text.data[r->seen_bytes] : '\0';
}

/* libyaml does not show the tag `!`: `! lib/x` would come as a text that has lost it. */
int
yaml_properties_check(struct yaml_reader *r, const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL;
	const yaml_char_t *tag = NULL;

	if (event->type == YAML_SCALAR_EVENT) {
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
	} else if (event->type == YAML_MAPPING_START_EVENT) {
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
	}
	if (tag || byte_at(r, event->start_mark) == '!')
		return yaml_refuse(r, event,
				   "YAML tags are not allowed; quote a text that begins with `!`");
	if (anchor)
		return yaml_refuse(
			r, event,
			"YAML anchors are not allowed; quote a text that begins with `&`");
	return 0;
}
