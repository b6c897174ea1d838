#include "config.h"

#include "history/step_store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/vec.h"

/* In front of the context, the steps and the hash of all of that. */
static const struct bytes magic = BYTES_INIT("writ drift steps 1\n");

enum { HEAD_CHARS = SHA256_HEX_CHARS + 1, FILE_MAX_BYTES = 2 * STEP_MEMORY_MAX_BYTES };

static void
path_make(struct buf *path, const struct step_store *store)
{
	buf_printf(path, "%s/%.*s", store->folder, STORE_NAME_CHARS, store->context);
}

static void
hash_make(struct bytes content, char hex[SHA256_HEX_CHARS + 1])
{
	struct sha256 *hash = sha256_new();

	sha256_add(hash, content);
	sha256_finish(hash, hex);
}

/* The steps in the file CONTENT; NULL data when it is not whole or of another context. */
static struct bytes
steps_of(const struct step_store *store, struct bytes content)
{
	size_t head = magic.len + HEAD_CHARS;
	char hex[SHA256_HEX_CHARS + 1];
	struct bytes steps;

	if (content.len < head + SHA256_HEX_CHARS || !bytes_starts_with(content, magic) ||
	    !bytes_equal_string(bytes_slice(content, magic.len, head - 1), store->context))
		return BYTES_NONE;
	steps = bytes_slice(content, 0, content.len - SHA256_HEX_CHARS);
	hash_make(steps, hex);
	if (!bytes_equal_string(bytes_slice(content, steps.len, content.len), hex))
		return BYTES_NONE;
	return bytes_slice(steps, head, steps.len);
}

void
step_store_load(const struct step_store *store, struct step_memory *memory)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT, content = BUF_INIT;
	struct error unsaid;
	struct bytes steps;

	path_make(&path, store);
	if (io_read_file(path.data, FILE_MAX_BYTES, &content, &unsaid) < 0)
		return;
	steps = steps_of(store, buf_bytes(&content));
	if (steps.data && !step_memory_load(memory, steps))
		buf_clear(&memory->loaded);
}

/* FOLDER, and the one that it is in. */
static int
folder_make(const char *folder, struct error *err)
{
	CLEANUP(buf_release) struct buf above = BUF_INIT;
	const char *slash = strrchr(folder, '/');

	if (slash && slash > folder) {
		buf_add(&above, (struct bytes){ folder, (size_t)(slash - folder) });
		if (mkdir(above.data, 0777) < 0 && errno != EEXIST)
			return error_set_errno(err, "%s: cannot make", above.data);
	}
	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		return error_set_errno(err, "%s: cannot make", folder);
	return 0;
}

/* What earlier runs have left is kept as long as there is room for it. */
static void
content_make(struct buf *content, const struct step_store *store, const struct step_memory *memory)
{
	char hex[SHA256_HEX_CHARS + 1];

	buf_add(content, magic);
	buf_printf(content, "%s\n", store->context);
	if (memory->loaded.len + memory->fresh.len <= STEP_MEMORY_MAX_BYTES)
		buf_add(content, buf_bytes(&memory->loaded));
	buf_add(content, buf_bytes(&memory->fresh));
	hash_make(buf_bytes(content), hex);
	buf_add_string(content, hex);
}

static int
file_replace(const struct step_store *store, struct bytes content, struct error *err)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT, beside = BUF_INIT;
	CLEANUP(io_close) int fd = -1;

	path_make(&path, store);
	buf_printf(&beside, "%s.XXXXXX", path.data);
	fd = mkstemp(beside.data);
	if (fd < 0)
		return error_set_errno(err, "%s: cannot make", beside.data);
	if (io_write_all(fd, content, err) == 0 && rename(beside.data, path.data) == 0)
		return 0;
	error_set_errno(err, "%s: cannot write", path.data);
	unlink(beside.data);
	return -1;
}

/* A file of ours, also one that somebody was killed at. */
struct left {
	char name[NAME_MAX + 1];
	struct timespec written;
};

static bool
is_ours(const char *name)
{
	size_t len = strspn(name, "0123456789abcdef");

	return len == STORE_NAME_CHARS &&
	       (name[len] == '\0' || (name[len] == '.' && strlen(name + len) == strlen(".XXXXXX")));
}

static int
newest_first(const void *pa, const void *pb)
{
	const struct left *a = pa, *b = pb;

	if (a->written.tv_sec != b->written.tv_sec)
		return a->written.tv_sec > b->written.tv_sec ? -1 : 1;
	if (a->written.tv_nsec != b->written.tv_nsec)
		return a->written.tv_nsec > b->written.tv_nsec ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* Whoever writes one of those takes its place as the newest one, so it is not taken from them. */
static void
old_files_drop(const struct step_store *store)
{
	VEC(struct left) files = VEC_INIT;
	DIR *folder = opendir(store->folder);
	const struct dirent *entry;
	struct stat status;

	while (folder && (entry = readdir(folder))) {
		if (is_ours(entry->d_name) &&
		    fstatat(dirfd(folder), entry->d_name, &status, 0) == 0) {
			struct left *left = vec_add(&files);

			snprintf(left->name, sizeof(left->name), "%s", entry->d_name);
			left->written = status.st_mtim;
		}
	}
	if (files.len)
		qsort(files.items, files.len, sizeof(*files.items), newest_first);
	for (size_t i = STORE_FILES_MAX; i < files.len; i++)
		unlinkat(dirfd(folder), files.items[i].name, 0);
	vec_release(&files);
	if (folder)
		closedir(folder);
}

int
step_store_save(const struct step_store *store, const struct step_memory *memory, struct error *err)
{
	CLEANUP(buf_release) struct buf content = BUF_INIT;

	if (memory->fresh.len == 0)
		return 0;
	content_make(&content, store, memory);
	if (folder_make(store->folder, err) < 0 ||
	    file_replace(store, buf_bytes(&content), err) < 0)
		return -1;
	old_files_drop(store);
	return 0;
}
