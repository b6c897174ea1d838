#include "config.h"

#include "agents/excerpt.h"

/* The end of the last of the marks that begins within FROM..END; 0 when there is none. */
static size_t
last_mark(struct bytes text, size_t from, size_t end, const char *const *marks)
{
	for (size_t at = end; at > from; at--) {
		for (size_t i = 0; marks[i]; i++) {
			if (bytes_starts_with(bytes_slice(text, at - 1, text.len),
					      bytes_of(marks[i])))
				return at;
		}
	}
	return 0;
}

/* Cuts no character of UTF-8 in two. */
static size_t
character_end(struct bytes text, size_t end)
{
	while (end > 0 && ((unsigned char)text.data[end] & 0xc0) == 0x80)
		end--;
	return end;
}

struct bytes
excerpt(struct bytes text, size_t max, bool *shortened)
{
	static const char *const paragraph[] = { "\n\n", NULL };
	static const char *const sentence[] = { ". ", ".\n", ".\t", NULL };
	static const char *const word[] = { " ", "\n", "\t", NULL };
	size_t end;

	text = bytes_trim(text);
	*shortened = text.len > max;
	if (!*shortened)
		return text;
	end = last_mark(text, max / 3, max, paragraph);
	if (!end)
		end = last_mark(text, max / 3, max, sentence);
	if (!end)
		end = last_mark(text, max / 3, max, word);
	if (!end)
		end = character_end(text, max);
	return bytes_trim(bytes_slice(text, 0, end));
}
