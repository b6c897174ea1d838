#ifndef WRIT_BASE_BYTES_H
#define WRIT_BASE_BYTES_H

/*
 * A borrowed run of bytes. git knows no encoding and allows any byte but NUL and '/' in a path
 * segment, so nothing here assumes text or a terminator. Who owns the bytes is said by whoever
 * returns one.
 */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct bytes {
	const char *data; /* may be NULL when len is 0 */
	size_t len;
};

/* A string literal as bytes, in an expression or as an initialiser of a static table. */
#define BYTES(literal) ((struct bytes){ (literal), sizeof(literal) - 1 })
#define BYTES_INIT(literal)                                                                        \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}
#define BYTES_NONE ((struct bytes){ NULL, 0 })
/* For "%.*s" of text that is known to be harmless. */
#define BYTES_ARG(b) (int)(b).len, (b).data ? (b).data : ""
/* The same for a message: at most SHOWN_MAX bytes of B. */
enum { SHOWN_MAX = 80 };
#define SHOWN(b) (int)((b).len < SHOWN_MAX ? (b).len : SHOWN_MAX), (b).data ? (b).data : ""

/* The bytes of a NUL-terminated string; NULL gives none. */
struct bytes bytes_of(const char *string);
bool bytes_equal(struct bytes a, struct bytes b);
bool bytes_equal_string(struct bytes a, const char *string);
/* Byte order; a prefix comes before what it begins. */
int bytes_compare(struct bytes a, struct bytes b);
bool bytes_starts_with(struct bytes b, struct bytes prefix);
bool bytes_ends_with(struct bytes b, struct bytes suffix);
/* FROM..END of B; positions past the end are taken as the end. */
struct bytes bytes_slice(struct bytes b, size_t from, size_t end);
/* B without ASCII white space at either end. */
struct bytes bytes_trim(struct bytes b);
/* Takes the text before the first SEPARATOR off *REST; false when *REST was exhausted (its data is
 * then NULL). An empty *REST with data gives one empty piece. */
bool bytes_split(struct bytes *rest, char separator, struct bytes *piece);
/* Whether B is well-formed UTF-8 (RFC 3629: no surrogates, nothing overlong). */
bool bytes_is_utf8(struct bytes b);

#endif
