#include "config.h"

#include "document/scan.h"

#include "base/number.h"
#include "base/utf8.h"

int
scan_expected(struct scan *scan, const char *what)
{
	struct bytes rest = bytes_slice(scan->text, scan->at, scan->text.len);
	int c = scan_peek(scan);

	if (c == SCAN_END)
		return builder_fail(scan->builder, scan->at, "%s is missing at the end of the file",
				    what);
	if (c < ' ' || c == 0x7f)
		return builder_fail(scan->builder, scan->at, "%s is missing before a byte 0x%02x",
				    what, (unsigned int)c);
	return builder_fail(scan->builder, scan->at, "%s is missing before `%.*s`", what,
			    (int)utf8_length(rest), rest.data);
}

int
scan_hex(struct scan *scan, size_t n, size_t at, unsigned int *number)
{
	*number = 0;
	for (size_t i = 0; i < n; i++, scan->at++) {
		int c = scan_peek(scan);

		if (c == SCAN_END || digit_value((char)c) == 16)
			return builder_fail(scan->builder, at,
					    "%zu hexadecimal digits must follow `\\%c`", n,
					    n == 4 ? 'u' : 'U');
		*number = *number * 16 + (unsigned int)digit_value((char)c);
	}
	return 0;
}
