#include "config.h"

#include "manifest/go_words.h"

#include "manifest/reader.h"

static bool
is_word_end(char c)
{
	return char_is_in(c, " \t\r()[]{},");
}

/* Takes one word off TEXT, which does not begin with a blank; false when its quote is not closed.
 */
static bool
word_take(struct bytes *text, struct bytes *word)
{
	char first = text->data[0];
	const char *close;
	size_t end = 1;

	if (first == '"' || first == '`') {
		close = memchr(text->data + 1, first, text->len - 1);
		end = close ? (size_t)(close - text->data) : text->len;
		*word = bytes_slice(*text, 1, end);
		*text = bytes_slice(*text, end + 1, text->len);
		return close;
	}
	while (!is_word_end(first) && end < text->len && !is_word_end(text->data[end]) &&
	       !bytes_starts_with(bytes_slice(*text, end, text->len), BYTES("//")))
		end++;
	*word = bytes_slice(*text, 0, end);
	*text = bytes_slice(*text, end, text->len);
	return true;
}

bool
go_words_split(struct bytes line, struct go_words *words, struct bytes *open)
{
	struct bytes text = bytes_trim(line), word;

	*words = (struct go_words){ .n = 0 };
	for (; text.len; text = bytes_trim(text)) {
		if (bytes_starts_with(text, BYTES("//"))) {
			words->comment = bytes_trim(bytes_slice(text, 2, text.len));
			return true;
		}
		if (!word_take(&text, &word)) {
			*open = word;
			return false;
		}
		if (words->n < GO_WORDS_MAX)
			words->items[words->n] = word;
		words->n++;
	}
	return true;
}

bool
go_word_is(const struct go_words *words, size_t i, const char *word)
{
	return i < words->n && i < GO_WORDS_MAX && bytes_equal_string(words->items[i], word);
}

bool
go_directive_of(const struct go_words *words, struct bytes *block, struct go_directive *directive)
{
	if (words->n == 0)
		return false;
	if (!block->data && words->n == 2 && go_word_is(words, 1, "(")) {
		*block = words->items[0];
		return false;
	}
	if (block->data && words->n == 1 && go_word_is(words, 0, ")")) {
		*block = BYTES_NONE;
		return false;
	}
	*directive = (struct go_directive){ block->data ? *block : words->items[0], *words,
					    !block->data };
	return true;
}
