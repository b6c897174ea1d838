#include "config.h"

#include <stdlib.h>

#include "lua/matcher.h"

/* The input is a pattern, a line feed, a subject. Whatever they are, the fuel ends the match, and
 * what was matched and captured lies in the subject. */

enum { FUEL = 100000 };

static void
check_inside(size_t start, size_t end, size_t len)
{
	if (start > end || end > len)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes subject = { (const char *)data, size };
	struct bytes pattern = { NULL, 0 };
	uint64_t fuel = FUEL;
	struct matcher matcher;
	size_t end;

	bytes_split(&subject, '\n', &pattern);
	matcher_init(&matcher, subject, pattern, &fuel);
	for (size_t start = 0; start <= subject.len; start++) {
		enum match_result result = matcher_match(&matcher, start, &end);

		if (result == MATCH_BROKEN || result == MATCH_SPENT)
			break;
		if (result != MATCH_FOUND)
			continue;
		check_inside(start, end, subject.len);
		for (size_t i = 0; i < matcher.n_captures; i++) {
			const struct capture *capture = &matcher.captures[i];

			check_inside(capture->start,
				     capture->start + (size_t)(capture->len > 0 ? capture->len : 0),
				     subject.len);
		}
	}
	return 0;
}
