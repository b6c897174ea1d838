#include "config.h"

#include "cli/options.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/suggest.h"
#include "cli/command.h"

enum { OPTIONS_MAX = 31 };

const char *
words_text_json(size_t i)
{
	static const char *const words[] = { "text", "json", NULL };

	return words[i];
}

static int
option_unknown(const struct option_row *rows, const char *written, struct error *err)
{
	struct bytes name = bytes_of(written);
	struct suggestion meant;

	while (name.len && name.data[0] == '-')
		name = bytes_slice(name, 1, name.len);
	suggestion_init(&meant, name);
	for (const struct option_row *row = rows; row->name; row++)
		suggestion_offer(&meant, row->name);
	error_set(err, ERROR_USAGE, "there is no option '%s'%s%s%s", written,
		  meant.best ? "; did you mean '--" : "", meant.best ? meant.best : "",
		  meant.best ? "'?" : "");
	return OPTION_ERROR;
}

/* The rows as getopt_long(3) wants them; each stands for its place. */
static void
options_fill(struct option options[OPTIONS_MAX + 1], const struct option_row *rows)
{
	int n = 0;

	for (const struct option_row *row = rows; row->name; row++, n++) {
		assert(n < OPTIONS_MAX);
		options[n] = (struct option){ row->name, row->argument, NULL, n };
	}
	options[n] = (struct option){ NULL, 0, NULL, 0 };
}

static int
value_check(const struct option_row *row, const char *value, struct error *err)
{
	char name[64];

	if (!value || row->kind != ARGUMENT_WORD || word_is_known(value, row->words))
		return 0;
	snprintf(name, sizeof(name), "--%s", row->name);
	return word_unknown(name, value, row->words, err);
}

int
option_next(struct option_reader *reader, const char **value, struct error *err)
{
	const struct option_row *rows = reader->command->options;
	struct option options[OPTIONS_MAX + 1];
	int found;

	options_fill(options, rows);
	opterr = 0;
	found = getopt_long(reader->argc, reader->argv, ":", options, NULL);
	*value = optarg;
	if (found == ':') {
		error_set(err, ERROR_USAGE, "option '%s' needs a value", reader->argv[optind - 1]);
		return OPTION_ERROR;
	}
	if (found == '?')
		return option_unknown(rows, reader->argv[optind - 1], err);
	if (found < 0)
		return OPTION_END;
	return value_check(&rows[found], *value, err) < 0 ? OPTION_ERROR : found;
}

int
option_number(const char *option, const char *value, unsigned long most, unsigned long *number,
	      struct error *err)
{
	char *end;

	errno = 0;
	*number = strtoul(value, &end, 10);
	if (errno || end == value || *end || value[0] < '0' || value[0] > '9' || *number < 1 ||
	    *number > most)
		return error_set(err, ERROR_USAGE, "%s takes a number from 1 to %lu, not '%s'",
				 option, most, value);
	return 0;
}

bool
word_is_known(const char *value, word_list *words)
{
	const char *word;

	for (size_t i = 0; (word = words(i)) != NULL; i++) {
		if (strcmp(word, value) == 0)
			return true;
	}
	return false;
}

int
word_unknown(const char *what, const char *value, word_list *words, struct error *err)
{
	struct buf list = BUF_INIT;
	struct suggestion meant;
	const char *word;

	suggestion_init(&meant, bytes_of(value));
	for (size_t i = 0; (word = words(i)) != NULL; i++) {
		buf_printf(&list, "%s%s", i ? ", " : "", word);
		suggestion_offer(&meant, word);
	}
	error_set(err, ERROR_USAGE, "%s takes one of %s, not '%s'%s%s%s", what, list.data, value,
		  meant.best ? "; did you mean '" : "", meant.best ? meant.best : "",
		  meant.best ? "'?" : "");
	buf_release(&list);
	return -1;
}
