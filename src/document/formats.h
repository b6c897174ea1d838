#ifndef WRIT_DOCUMENT_FORMATS_H
#define WRIT_DOCUMENT_FORMATS_H

/*
 * The reader of each format. It builds builder->root, or leaves it NULL where the text holds
 * nothing; -1 with the builder's problem.
 */

#include "document/builder.h"

int json_read(struct builder *builder) MUST_CHECK;
int jsonc_read(struct builder *builder) MUST_CHECK;
int yaml_document_read(struct builder *builder) MUST_CHECK;
int toml_read(struct builder *builder) MUST_CHECK;
int xml_read(struct builder *builder) MUST_CHECK;
int ini_read(struct builder *builder) MUST_CHECK;
int front_matter_document_read(struct builder *builder) MUST_CHECK;

/* Reads FROM..END of the text as YAML. */
int yaml_range_read(struct builder *builder, size_t from, size_t end) MUST_CHECK;

#endif
