#include "config.h"

#include "document/yaml_source.h"

#include "base/memory.h"
#include "base/utf8.h"

/* libyaml compares each %TAG with all before it. */
enum { TAG_DIRECTIVES_MAX = 64 };

static int
directives_check(struct builder *b, size_t from, size_t end)
{
	struct bytes rest = bytes_slice(b->text, from, end);
	struct bytes line;
	size_t n = 0;

	while (bytes_split(&rest, '\n', &line)) {
		if (bytes_starts_with(line, BYTES("%TAG")) && n++ == TAG_DIRECTIVES_MAX)
			return builder_limit(b, (size_t)(line.data - b->text.data),
					     "there are more than %d %%TAG directives",
					     TAG_DIRECTIVES_MAX);
	}
	return 0;
}

int
yaml_source_init(struct yaml_source *source, struct builder *b, size_t from, size_t end)
{
	*source = (struct yaml_source){ .builder = b, .from = from, .end = end, .seen_at = from };
	if (builder_check_utf8(b, from, end) < 0 || directives_check(b, from, end) < 0)
		return -1;
	if (!yaml_parser_initialize(&source->parser))
		memory_exhausted();
	yaml_parser_set_encoding(&source->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&source->parser, (const unsigned char *)b->text.data + from,
				     end - from);
	return 0;
}

void
yaml_source_release(struct yaml_source *source)
{
	yaml_parser_delete(&source->parser);
}

size_t
yaml_source_offset(struct yaml_source *source, yaml_mark_t mark)
{
	struct bytes text = bytes_slice(source->builder->text, 0, source->end);

	while (source->seen_characters < mark.index && source->seen_at < source->end) {
		size_t len = utf8_length(bytes_slice(text, source->seen_at, text.len));

		source->seen_at += len ? len : 1;
		source->seen_characters++;
	}
	return source->seen_at;
}

static int
parser_failed(struct yaml_source *source)
{
	const yaml_parser_t *parser = &source->parser;
	size_t at;

	if (parser->error == YAML_MEMORY_ERROR)
		memory_exhausted();
	if (parser->error == YAML_READER_ERROR) {
		at = source->from + parser->problem_offset;
	} else {
		source->seen_at = source->from;
		source->seen_characters = 0;
		at = yaml_source_offset(source, parser->problem_mark);
	}
	return builder_fail(source->builder, at < source->end ? at : source->end,
			    "this is not YAML: %s",
			    parser->problem ? parser->problem : "unknown problem");
}

int
yaml_source_next(struct yaml_source *source, yaml_event_t *event)
{
	return yaml_parser_parse(&source->parser, event) ? 0 : parser_failed(source);
}
