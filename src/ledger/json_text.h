#ifndef WRIT_LEDGER_JSON_TEXT_H
#define WRIT_LEDGER_JSON_TEXT_H

/*
 * The text of a string that json_items.h has found, as UTF-8.
 */

#include "base/buf.h"

/* Adds TEXT, a string without its quotes, with its escapes resolved. Half of a pair of surrogates
 * becomes U+FFFD. */
void json_text_add(struct buf *out, struct bytes text);

#endif
