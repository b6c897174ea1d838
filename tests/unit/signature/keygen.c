#include "config.h"

#include "keygen.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/macros.h"

static int PRINTF(2, 3) run(struct keygen *keygen, const char *format, ...)
{
	char command[1024];
	char line[1200];
	va_list args;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	snprintf(line, sizeof(line), "cd %s && { %s; } >log 2>&1", keygen->folder, command);
	return system(line);
}

static struct bytes
file_read(struct keygen *keygen, const char *name)
{
	CLEANUP(buf_release) struct buf content = BUF_INIT;
	char path[256];
	struct error err;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", keygen->folder, name);
	fd = open(path, O_RDONLY);
	if (fd < 0 || io_read_all(fd, 1 << 20, &content, &err) < 0)
		abort();
	close(fd);
	return arena_copy(&keygen->arena, buf_bytes(&content));
}

static void
file_write(struct keygen *keygen, const char *name, struct bytes content)
{
	char path[256];
	struct error err;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", keygen->folder, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || io_write_all(fd, content, &err) < 0)
		abort();
	close(fd);
}

bool
keygen_open(struct keygen *keygen)
{
	const char *parent = getenv("TMPDIR");

	snprintf(keygen->folder, sizeof(keygen->folder), "%s/writ-keygen.XXXXXX",
		 parent && strlen(parent) < 32 ? parent : "/tmp");
	if (!mkdtemp(keygen->folder))
		abort();
	arena_init(&keygen->arena);
	return run(keygen, "command -v ssh-keygen") == 0;
}

void
keygen_close(struct keygen *keygen)
{
	run(keygen, "rm -rf %s", keygen->folder);
	arena_release(&keygen->arena);
}

void
keygen_key(struct keygen *keygen, const char *name, const char *options)
{
	if (run(keygen, "ssh-keygen -q -N '' -C '' -f %s %s </dev/null", name, options) != 0)
		abort();
}

struct bytes
keygen_public(struct keygen *keygen, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "%s.pub", name);
	return bytes_trim(file_read(keygen, path));
}

struct bytes
keygen_sign(struct keygen *keygen, const char *name, const char *name_space, const char *options,
	    struct bytes message)
{
	file_write(keygen, "message", message);
	if (run(keygen, "rm -f message.sig; ssh-keygen -Y sign -f %s -n %s %s message", name,
		name_space, options) != 0)
		abort();
	return file_read(keygen, "message.sig");
}

bool
keygen_verify(struct keygen *keygen, struct bytes line, const char *name_space,
	      struct bytes signature, struct bytes message)
{
	file_write(keygen, "allowed", arena_printf(&keygen->arena, "a %.*s\n", BYTES_ARG(line)));
	file_write(keygen, "message", message);
	file_write(keygen, "signature", signature);
	return run(keygen, "ssh-keygen -Y verify -f allowed -I a -n %s -s signature <message",
		   name_space) == 0;
}
