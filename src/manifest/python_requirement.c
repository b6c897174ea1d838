#include "config.h"

#include "manifest/python.h"

#include "base/macros.h"
#include "manifest/version.h"

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       char_is_in(c, "-_.");
}

struct bytes
python_name(struct manifest_reader *reader, struct bytes name)
{
	char *room = arena_alloc(reader->arena, name.len + 1);
	size_t n = 0;

	name = manifest_lower(reader, name);
	for (size_t i = 0; i < name.len; i++) {
		bool is_mark = char_is_in(name.data[i], "-_.");

		if (!is_mark || n == 0 || room[n - 1] != '-')
			room[n++] = is_mark ? '-' : name.data[i];
	}
	return (struct bytes){ room, n };
}

/* `git+https://host/path@revision#egg=name`; the `@` of a user stands in front of the path. */
static void
repository_read(struct dependency *dependency, struct bytes url)
{
	size_t scheme = text_find(url, "://");
	size_t at = url.len;

	for (size_t i = scheme < url.len ? scheme + 3 : 0; i < url.len; i++) {
		if (url.data[i] == '@')
			at = i;
		else if (url.data[i] == '/')
			at = url.len;
	}
	dependency->source = SOURCE_GIT;
	dependency->location = bytes_slice(url, 0, at);
	dependency->version = at < url.len ? bytes_slice(url, at + 1, url.len) : BYTES_NONE;
	dependency->pinned = version_is_commit(dependency->version);
}

void
python_url_read(struct dependency *dependency, struct bytes url)
{
	static const char *const repositories[] = { "git+", "hg+", "svn+", "bzr+", "git:", "git@" };

	url = text_until(&url, "#");
	dependency->location = url;
	dependency->source = SOURCE_URL;
	for (size_t i = 0; i < ARRAY_SIZE(repositories); i++) {
		if (bytes_starts_with(url, bytes_of(repositories[i]))) {
			repository_read(dependency, url);
			return;
		}
	}
	if (bytes_starts_with(url, BYTES("file:")) || text_find(url, "://") == url.len)
		dependency->source = SOURCE_PATH;
}

/* The name that a URL or path alone says: `#egg=name`, or of a wheel its file name (PEP 427); else
 * the URL itself. */
static struct bytes
name_of_url(struct manifest_reader *reader, struct bytes url)
{
	size_t egg = text_find(url, "egg=");
	struct bytes rest = url, piece, name = url;

	if (egg < url.len) {
		rest = bytes_slice(url, egg + 4, url.len);
		name = text_until(&rest, "&[ ;");
		return name.len ? python_name(reader, name) : url;
	}
	rest = text_until(&rest, "#?");
	if (!bytes_ends_with(rest, BYTES(".whl")))
		return url;
	while (bytes_split(&rest, '/', &piece))
		name = piece;
	return python_name(reader, text_until(&name, "-"));
}

static int
url_add(struct manifest_reader *reader, struct bytes url, struct dependency *found)
{
	size_t marker = text_find(url, " ;");

	url = bytes_trim(bytes_slice(url, 0, marker));
	found->name = name_of_url(reader, url);
	python_url_read(found, url);
	return manifest_add(reader, found);
}

/* Whether TEXT is what pip takes for a URL or a path, and no name. */
static bool
is_location(struct bytes text)
{
	size_t end = 0;

	while (end < text.len && is_name_char(text.data[end]))
		end++;
	if (end == 0 || text.data[0] == '.')
		return true;
	if (end < text.len && char_is_in(text.data[end], "/\\:+"))
		return true;
	text = bytes_slice(text, 0, end);
	return bytes_ends_with(text, BYTES(".whl")) || bytes_ends_with(text, BYTES(".tar.gz")) ||
	       bytes_ends_with(text, BYTES(".zip"));
}

int
python_requirement_add(struct manifest_reader *reader, struct bytes requirement,
		       enum dependency_scope scope, uint32_t line, size_t column)
{
	struct dependency found = { .scope = scope, .line = line, .column = (uint32_t)column };
	struct bytes rest = bytes_trim(requirement);
	size_t end = 0;

	if (rest.len == 0)
		return 0;
	if (is_location(rest))
		return url_add(reader, rest, &found);
	while (end < rest.len && is_name_char(rest.data[end]))
		end++;
	found.name = python_name(reader, bytes_slice(rest, 0, end));
	rest = bytes_trim(bytes_slice(rest, end, rest.len));
	if (text_takes(&rest, "[")) {
		text_until(&rest, "]");
		rest = bytes_trim(rest);
	}
	if (text_takes(&rest, "@")) {
		python_url_read(&found, bytes_trim(bytes_slice(rest, 0, text_find(rest, " ;"))));
		return manifest_add(reader, &found);
	}
	found.version = bytes_trim(text_until(&rest, ";"));
	if (bytes_starts_with(found.version, BYTES("(")) &&
	    bytes_ends_with(found.version, BYTES(")")))
		found.version = bytes_trim(bytes_slice(found.version, 1, found.version.len - 1));
	if (found.version.len == 0)
		found.version = BYTES_NONE;
	found.pinned = version_is_exact_python(found.version);
	return manifest_add(reader, &found);
}
