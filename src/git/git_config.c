#include "config.h"

#include "git/git_config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "git/handle.h"
#include "git/config_files.h"

typedef VEC(struct config_entry) entry_vec;

struct reading {
	struct repository *repository; /* NULL without one */
	const char *const *prefixes;
	struct arena *arena;
	struct map locked; /* names that LOCKED_PATH sets */
	entry_vec entries;
};

static void
config_release(git_config **config)
{
	git_config_free(*config);
}

static void
iterator_release(git_config_iterator **iterator)
{
	git_config_iterator_free(*iterator);
}

static void
reading_release(struct reading *reading)
{
	map_release(&reading->locked);
	vec_release(&reading->entries);
}

static bool
is_asked_for(const struct reading *reading, const char *name)
{
	for (size_t i = 0; reading->prefixes[i]; i++) {
		if (bytes_starts_with(bytes_of(name), bytes_of(reading->prefixes[i])))
			return true;
	}
	return false;
}

static void
entry_take(struct reading *reading, const git_config_entry *from, struct bytes origin, bool locked)
{
	struct config_entry entry = { .origin = origin, .locked = locked };

	if (!is_asked_for(reading, from->name))
		return;
	if (!locked && map_find(&reading->locked, bytes_of(from->name)))
		return;
	entry.name = arena_copy(reading->arena, bytes_of(from->name));
	entry.value = arena_copy(reading->arena, bytes_of(from->value));
	entry.has_value = from->value != NULL;
	if (locked)
		map_put(&reading->locked, entry.name);
	vec_push(&reading->entries, entry);
}

static int
file_parse(struct reading *reading, const struct config_file *file, struct error *err)
{
	CLEANUP(config_release) git_config *config = NULL;
	CLEANUP(iterator_release) git_config_iterator *iterator = NULL;
	struct bytes origin = arena_copy(reading->arena, bytes_of(file->path));
	git_config_entry *entry;
	int rc = git_config_new(&config);

	if (rc == 0)
		rc = git_config_add_file_ondisk(
			config, file->path, file->level,
			reading->repository ? reading->repository->git : NULL, 0);
	if (rc == 0)
		rc = git_config_iterator_new(&iterator, config);
	while (rc == 0 && (rc = git_config_next(&entry, iterator)) == 0)
		entry_take(reading, entry, origin, file->kind == CONFIG_FILE_LOCKED);
	if (rc == GIT_ITEROVER)
		return 0;
	git_failure(err, rc, "cannot read the configuration %s", file->path);
	err->code = ERROR_CONFIG;
	return -1;
}

/*
 * git passes over a user's file that it may not read: the user may be another than HOME's owner.
 * The library does so with every file, which for the server's own would be to fail open.
 */
static int
file_read(void *ctx, const struct config_file *file, struct error *err)
{
	struct reading *reading = ctx;
	struct stat st;

	if (stat(file->path, &st) == 0 && access(file->path, R_OK) == 0)
		return S_ISCHR(st.st_mode) ? 0 : file_parse(reading, file, err);
	if (errno == ENOENT || errno == ENOTDIR)
		return 0;
	if (errno == EACCES && file->kind == CONFIG_FILE_USER)
		return 0;
	error_set_errno(err, "cannot read the configuration %s", file->path);
	err->code = ERROR_CONFIG;
	return -1;
}

/* Locked entries were read first and stand last. */
static struct config_entry *
entries_order(const struct reading *reading, size_t n_locked)
{
	size_t n_rest = reading->entries.len - n_locked;
	struct config_entry *ordered =
		arena_new_array(reading->arena, struct config_entry, reading->entries.len);

	for (size_t i = 0; i < reading->entries.len; i++) {
		size_t to = i < n_locked ? n_rest + i : i - n_locked;

		ordered[to] = reading->entries.items[i];
	}
	return ordered;
}

int
config_read(struct repository *repository, const char *locked_path, const char *const *prefixes,
	    struct arena *arena, struct config_entry **entries, size_t *n_entries,
	    struct error *err)
{
	CLEANUP(reading_release)
	struct reading reading = {
		repository, prefixes, arena, MAP_INIT, VEC_INIT,
	};
	struct config_file locked = { locked_path, CONFIG_FILE_LOCKED, GIT_CONFIG_LEVEL_SYSTEM };
	size_t n_locked;

	if (library_init(err) < 0)
		return -1;
	if (locked_path && file_read(&reading, &locked, err) < 0)
		return -1;
	n_locked = reading.entries.len;
	if (config_files_each(repository, file_read, &reading, err) < 0)
		return -1;
	*entries = entries_order(&reading, n_locked);
	*n_entries = reading.entries.len;
	return 0;
}
