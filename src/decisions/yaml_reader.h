#ifndef WRIT_DECISIONS_YAML_READER_H
#define WRIT_DECISIONS_YAML_READER_H

/*
 * libyaml's events one by one, with their places in the decision file and what is not allowed in
 * one said. Used by yaml.c only.
 */

#include <yaml.h>

#include "decisions/compiler.h"

struct yaml_reader {
	yaml_parser_t parser;
	struct compiler *compiler;
	struct draft *draft;
	struct bytes text;
	size_t first_line;
	size_t n_values;
	size_t seen_bytes, seen_characters; /* how far byte_at has come */
};

struct place yaml_place(const struct yaml_reader *reader, yaml_mark_t mark);
/* The next event, to be deleted by the caller; text that is not YAML is an error. */
int yaml_next(struct yaml_reader *reader, yaml_event_t *event) MUST_CHECK;
/* An error at the place of EVENT; returns -1. */
int yaml_refuse(struct yaml_reader *reader, const yaml_event_t *event, const char *why);
/* Refuses an anchor or a tag of EVENT. */
int yaml_properties_check(struct yaml_reader *reader, const yaml_event_t *event) MUST_CHECK;

#endif
