#include "config.h"

#include "base/path.h"

#include <string.h>

/* Where the last segment of PATH begins. */
static size_t
name_start(struct bytes path)
{
	const char *slash = path.len ? memrchr(path.data, '/', path.len) : NULL;

	return slash ? (size_t)(slash - path.data) + 1 : 0;
}

struct bytes
path_name(struct bytes path)
{
	return bytes_slice(path, name_start(path), path.len);
}

struct bytes
path_folder(struct bytes path)
{
	size_t start = name_start(path);

	return bytes_slice(path, 0, start ? start - 1 : 0);
}

bool
path_resolve(char *out, size_t *len, struct bytes path)
{
	struct bytes segment;

	while (bytes_split(&path, '/', &segment)) {
		if (segment.len == 0 || bytes_equal(segment, BYTES(".")))
			continue;
		if (bytes_equal(segment, BYTES(".."))) {
			if (*len == 0)
				return false;
			*len = path_folder((struct bytes){ out, *len }).len;
			continue;
		}
		if (*len)
			out[(*len)++] = '/';
		memcpy(out + *len, segment.data, segment.len);
		*len += segment.len;
	}
	return true;
}

bool
path_append(struct buf *out, struct bytes path)
{
	size_t len = out->len;
	bool inside;

	buf_add_repeated(out, '/', 1 + path.len);
	inside = path_resolve(out->data, &len, path);
	out->len = len;
	return inside;
}

struct bytes
path_first_folder(struct bytes path)
{
	const char *slash = path.len ? memchr(path.data, '/', path.len) : NULL;

	return slash ? bytes_slice(path, 0, (size_t)(slash - path.data)) : BYTES(".");
}
