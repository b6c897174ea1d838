#include "config.h"

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int
io_read_all(int fd, size_t max, struct buf *out, struct error *err)
{
	char chunk[16384];
	size_t total = 0;

	for (;;) {
		ssize_t n = read(fd, chunk, sizeof(chunk));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set_errno(err, "cannot read");
		if (n == 0)
			return 0;
		if ((size_t)n > max - total)
			return error_set(err, ERROR_LIMIT, "more than %zu bytes", max);
		total += (size_t)n;
		buf_add(out, (struct bytes){ chunk, (size_t)n });
	}
}

int
io_read_file(const char *path, size_t max, struct buf *out, struct error *err)
{
	CLEANUP(io_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0 && errno == ENOENT)
		return error_set(err, ERROR_NOT_FOUND, "%s: no such file", path);
	if (fd < 0)
		return error_set_errno(err, "%s: cannot open", path);
	if (io_read_all(fd, max, out, err) < 0)
		return error_wrap(err, "%s", path);
	return 0;
}

int
io_write_file(const char *path, struct bytes text, struct error *err)
{
	FILE *out = fopen(path, "w");
	bool written;

	if (!out)
		return error_set_errno(err, "cannot write %s", path);
	written = fwrite(text.data, 1, text.len, out) == text.len;
	if (fclose(out) != 0 || !written)
		return error_set_errno(err, "cannot write %s", path);
	return 0;
}

int
io_write_all(int fd, struct bytes b, struct error *err)
{
	while (b.len > 0) {
		ssize_t n = write(fd, b.data, b.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set_errno(err, "cannot write");
		b = bytes_slice(b, (size_t)n, b.len);
	}
	return 0;
}

void
io_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

int
io_steal(int *fd)
{
	int stolen = *fd;

	*fd = -1;
	return stolen;
}
