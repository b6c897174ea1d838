#ifndef WRIT_DOCUMENT_YAML_SOURCE_H
#define WRIT_DOCUMENT_YAML_SOURCE_H

/*
 * libyaml's events one by one, and where in the file they stand: libyaml counts characters, and
 * takes more for a line break than a line of a file ends with. Used by yaml.c only.
 */

#include <yaml.h>

#include "document/builder.h"

struct yaml_source {
	struct builder *builder;
	yaml_parser_t parser;
	size_t from, end; /* which part of the file is YAML */
	size_t seen_at, seen_characters;
};

/* Fails when FROM..END of the text is not UTF-8, or declares too much. */
int yaml_source_init(struct yaml_source *source, struct builder *builder, size_t from,
		     size_t end) MUST_CHECK;
void yaml_source_release(struct yaml_source *source);
/* The next event, to be deleted by the caller. Fails where the text is not YAML. */
int yaml_source_next(struct yaml_source *source, yaml_event_t *event) MUST_CHECK;
/* The offset of MARK in the file. Marks are asked for in ascending order. */
size_t yaml_source_offset(struct yaml_source *source, yaml_mark_t mark);

#endif
