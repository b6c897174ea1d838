#include "config.h"

#include "decisions/status.h"

enum { WORD_MAX = 16 };

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first run of letters in TEXT, in lower case; its end in TEXT. */
static size_t
first_word(struct bytes text, char word[WORD_MAX])
{
	size_t at = 0;
	size_t len = 0;

	while (at < text.len && !is_letter(text.data[at]))
		at++;
	for (; at < text.len && is_letter(text.data[at]); at++) {
		if (len + 1 < WORD_MAX)
			word[len++] = (char)(text.data[at] | 0x20);
	}
	word[len] = '\0';
	return at;
}

static bool
word_read(const char *word, enum decision_status *status)
{
	/* adr-tools' own spelling */
	if (strcmp(word, "superceded") == 0)
		word = "superseded";
	return decision_status_parse(bytes_of(word), status);
}

bool
status_read(struct bytes text, enum decision_status *status)
{
	char word[WORD_MAX], by[WORD_MAX];
	size_t end = first_word(text, word);

	if (text.len == 0 || !is_letter(text.data[0]) || !word_read(word, status))
		return false;
	if (end == text.len)
		return true;
	first_word(bytes_slice(text, end, text.len), by);
	return *status == STATUS_SUPERSEDED && strcmp(by, "by") == 0;
}

bool
status_read_prose(struct bytes text, enum decision_status *status)
{
	char word[WORD_MAX];

	first_word(text, word);
	return word_read(word, status);
}
