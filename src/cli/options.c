#include "config.h"

#include "cli/options.h"

#include <string.h>

#include "base/buf.h"
#include "base/suggest.h"

static int
option_unknown(const struct option_reader *reader, const char *written, struct error *err)
{
	struct bytes name = bytes_of(written);
	struct suggestion meant;

	while (name.len && name.data[0] == '-')
		name = bytes_slice(name, 1, name.len);
	suggestion_init(&meant, name);
	for (const struct option *option = reader->options; option->name; option++)
		suggestion_offer(&meant, option->name);
	error_set(err, ERROR_USAGE, "there is no option '%s'%s%s%s", written,
		  meant.best ? "; did you mean '--" : "", meant.best ? meant.best : "",
		  meant.best ? "'?" : "");
	return OPTION_ERROR;
}

int
option_next(struct option_reader *reader, const char **value, struct error *err)
{
	int found;

	opterr = 0;
	found = getopt_long(reader->argc, reader->argv, ":", reader->options, NULL);
	*value = optarg;
	if (found == ':') {
		error_set(err, ERROR_USAGE, "option '%s' needs a value", reader->argv[optind - 1]);
		return OPTION_ERROR;
	}
	if (found == '?')
		return option_unknown(reader, reader->argv[optind - 1], err);
	return found < 0 ? OPTION_END : found;
}

int
option_value_unknown(const char *option, const char *value, const char *const *names,
		     size_t n_names, struct error *err)
{
	struct buf list = BUF_INIT;
	struct suggestion meant;

	suggestion_init(&meant, bytes_of(value));
	for (size_t i = 0; i < n_names; i++) {
		buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
		suggestion_offer(&meant, names[i]);
	}
	error_set(err, ERROR_USAGE, "%s takes one of %s, not '%s'%s%s%s", option, list.data, value,
		  meant.best ? "; did you mean '" : "", meant.best ? meant.best : "",
		  meant.best ? "'?" : "");
	buf_release(&list);
	return -1;
}
