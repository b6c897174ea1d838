#include "config.h"

#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
message_format(char message[ERROR_MESSAGE_BYTES], const char *format, va_list args)
{
	int len = vsnprintf(message, ERROR_MESSAGE_BYTES, format, args);

	if (len >= ERROR_MESSAGE_BYTES)
		memcpy(message + ERROR_MESSAGE_BYTES - 4, "...", 4);
}

int
error_set(struct error *err, enum error_code code, const char *format, ...)
{
	va_list args;

	err->code = code;
	va_start(args, format);
	message_format(err->message, format, args);
	va_end(args);
	return -1;
}

int
error_set_errno(struct error *err, const char *format, ...)
{
	int saved = errno;
	char what[ERROR_MESSAGE_BYTES];
	va_list args;

	va_start(args, format);
	message_format(what, format, args);
	va_end(args);
	return error_set(err, ERROR_SYSTEM, "%s: %s", what, strerror(saved));
}

int
error_wrap(struct error *err, const char *format, ...)
{
	char context[ERROR_MESSAGE_BYTES];
	struct error inner = *err;
	va_list args;

	va_start(args, format);
	message_format(context, format, args);
	va_end(args);
	return error_set(err, inner.code, "%s: %s", context, inner.message);
}
