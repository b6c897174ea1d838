#ifndef WRIT_REPORT_XML_WRITER_H
#define WRIT_REPORT_XML_WRITER_H

/*
 * XML 1.0 as it is written everywhere here: in UTF-8, two blanks for each level, an element either
 * of elements or of text. Any bytes can be given: what XML cannot hold (control characters, what is
 * not UTF-8) and what would play upon a reader (base/escape.h) stands as an escape.
 */

#include "base/buf.h"

struct xml_writer {
	struct buf *out;
	size_t depth;
	bool in_tag; /* the last start tag is still open for attributes */
};

/* Begins a document in OUT. */
void xml_init(struct xml_writer *xml, struct buf *out);
void xml_start(struct xml_writer *xml, const char *element);
/* Of the element that was just started. */
void xml_attribute(struct xml_writer *xml, const char *name, struct bytes value);
void xml_attribute_number(struct xml_writer *xml, const char *name, size_t value);
/* Ends the element: of elements, or empty. */
void xml_end(struct xml_writer *xml, const char *element);
/* Ends the element that was just started with TEXT for its content; line feeds stay. */
void xml_end_with_text(struct xml_writer *xml, const char *element, struct bytes text);

#endif
