#include "config.h"

#include "cli/completion.h"

#include <string.h>
#include <unistd.h>

#include "base/io.h"

static const struct {
	const char *name;
	completion_writer *write;
} shells[] = {
	{ "bash", completion_bash },
	{ "zsh", completion_zsh },
	{ "fish", completion_fish },
	{ NULL, NULL },
};

const char *
words_shells(size_t i)
{
	return shells[i].name;
}

static const char *
words_commands(size_t i)
{
	return commands[i].name;
}

word_list *
completion_words(const struct option_row *row, enum argument_kind kind)
{
	static word_list *const of_kinds[ARGUMENT_KINDS] = {
		[ARGUMENT_COMMAND] = words_commands,
		[ARGUMENT_SHELL] = words_shells,
	};

	return row && row->words ? row->words : of_kinds[row ? row->kind : kind];
}

void
completion_words_add(struct buf *out, word_list *words)
{
	for (size_t i = 0; words(i); i++)
		buf_printf(out, "%s%s", i ? " " : "", words(i));
}

void
completion_quoted(struct buf *out, const char *text, const char *quote)
{
	buf_add_char(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			buf_add_string(out, quote);
		else
			buf_add_char(out, *text);
	}
	buf_add_char(out, '\'');
}

static int
run(int argc, char **argv, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (argc != 2)
		return error_set(err, ERROR_USAGE, "completion takes the name of a shell");
	if (!word_is_known(argv[1], words_shells))
		return word_unknown("completion", argv[1], words_shells, err);
	for (size_t i = 0; shells[i].name; i++) {
		if (strcmp(shells[i].name, argv[1]) == 0)
			shells[i].write(&out);
	}
	return io_write_all(STDOUT_FILENO, buf_bytes(&out), err);
}

int
command_completion(int argc, char **argv)
{
	struct error err;

	if (run(argc, argv, &err) < 0)
		return command_fail(command_find("completion"), &err);
	return EXIT_ACCEPTED;
}
