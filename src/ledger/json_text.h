#ifndef WRIT_LEDGER_JSON_TEXT_H
#define WRIT_LEDGER_JSON_TEXT_H

/*
 * The text of a string that json_items.h has found, as UTF-8.
 */

#include "base/buf.h"

/* Adds TEXT, a string without its quotes, with its escapes resolved. Half of a pair of surrogates
 * becomes U+FFFD. */
void json_text_add(struct buf *out, struct bytes text);
/* Adds the text of MEMBER, a key and its string; that of KEY_base64 with "base64:" in front. */
void json_member_text_add(struct buf *out, struct bytes member);

#endif
