#include "config.h"

#include "git/scratch.h"

#include <git2/sys/mempack.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "git/git_config.h"

enum { SCRATCH_PRIORITY = 1000000 }; /* before every store on disk */

int
scratch_open(struct repository *repository, struct error *err)
{
	git_odb_backend *memory;
	int rc;

	if (repository->scratch)
		return 0;
	rc = git_mempack_new(&memory);
	if (rc == 0)
		rc = git_odb_add_backend(repository->odb, memory, SCRATCH_PRIORITY);
	if (rc < 0)
		return git_failure(err, rc, "cannot keep objects in memory");
	repository->scratch = memory;
	return 0;
}

/* What a store on disk has is not written a second time. */
bool
scratch_holds(const struct repository *repository, const struct oid *id)
{
	git_odb_backend *memory = repository->object_dirs[0] ? repository->scratch : NULL;

	return memory && memory->exists(memory, oid_to_git(id)) != 0;
}

int
scratch_clear(struct repository *repository, struct error *err)
{
	int rc = git_mempack_reset(repository->scratch);

	return rc < 0 ? git_failure(err, rc, "cannot empty the objects in memory") : 0;
}

/* Where git-commit(1) looks for who commits, in this order. */
static const struct person_keys {
	const char *line;
	const char *name_variable, *name_key;
	const char *email_variable, *email_key;
} people[] = {
	{ "author", "GIT_AUTHOR_NAME", "author.name", "GIT_AUTHOR_EMAIL", "author.email" },
	{ "committer", "GIT_COMMITTER_NAME", "committer.name", "GIT_COMMITTER_EMAIL",
	  "committer.email" },
};

struct user_config {
	struct arena arena;
	struct config_entry *entries;
	size_t n_entries;
};

static void
user_config_release(struct user_config *config)
{
	arena_release(&config->arena);
}

static int
user_config_read(struct repository *repository, struct user_config *config, struct error *err)
{
	static const char *const prefixes[] = { "user.", "author.", "committer.", NULL };

	return config_read(repository, NULL, prefixes, &config->arena, &config->entries,
			   &config->n_entries, err);
}

/* The last value of KEY that is not empty. */
static struct bytes
value_of(const struct user_config *config, const char *key)
{
	for (size_t i = config->n_entries; i > 0; i--) {
		const struct config_entry *entry = &config->entries[i - 1];

		if (entry->value.len > 0 && bytes_equal_string(entry->name, key))
			return entry->value;
	}
	return BYTES_NONE;
}

static struct bytes
identity(const struct user_config *config, const char *variable, const char *key,
	 const char *user_key)
{
	struct bytes value = bytes_of(getenv(variable));

	if (value.len == 0)
		value = value_of(config, key);
	if (value.len == 0)
		value = value_of(config, user_key);
	return value.len > 0 ? value : BYTES("unknown");
}

/* Without what would break the line, as git leaves it out. */
static void
add_identity(struct buf *out, struct bytes value)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.data[i] != '<' && value.data[i] != '>' && value.data[i] != '\n')
			buf_add_char(out, value.data[i]);
	}
}

/* The newest date among PARENTS, not before 0. One that is older than theirs would have a walk from
 * newest to oldest look at all of the history; the clock's would make each commit another. */
static int
date_after(struct repository *repository, const struct oid *parents, size_t n_parents,
	   git_time_t *date, struct error *err)
{
	*date = 0;
	for (size_t i = 0; i < n_parents; i++) {
		git_commit *parent;
		int rc = git_commit_lookup(&parent, repository->git, oid_to_git(&parents[i]));

		if (rc < 0)
			return git_failure(err, rc, "cannot read a parent of the change");
		if (git_commit_time(parent) > *date)
			*date = git_commit_time(parent);
		git_commit_free(parent);
	}
	return 0;
}

static int
add_people(struct repository *repository, git_time_t date, struct buf *out, struct error *err)
{
	CLEANUP(user_config_release) struct user_config config = { .n_entries = 0 };

	arena_init(&config.arena);
	if (user_config_read(repository, &config, err) < 0)
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(people); i++) {
		const struct person_keys *keys = &people[i];

		buf_printf(out, "%s ", keys->line);
		add_identity(out,
			     identity(&config, keys->name_variable, keys->name_key, "user.name"));
		buf_add_string(out, " <");
		add_identity(out, identity(&config, keys->email_variable, keys->email_key,
					   "user.email"));
		buf_printf(out, "> %" PRId64 " +0000\n", date);
	}
	return 0;
}

void
scratch_add_id(struct buf *out, const char *key, const struct oid *id)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(id, hex);
	buf_printf(out, "%s %s\n", key, hex);
}

int
scratch_commit(struct repository *repository, const git_oid *tree, const struct oid *parents,
	       size_t n_parents, struct bytes message, struct oid *commit, struct error *err)
{
	CLEANUP(buf_release) struct buf raw = BUF_INIT;
	struct oid tree_id = oid_of_git(tree);
	git_time_t date;
	git_oid id;
	int rc;

	if (date_after(repository, parents, n_parents, &date, err) < 0)
		return -1;
	scratch_add_id(&raw, "tree", &tree_id);
	for (size_t i = 0; i < n_parents; i++)
		scratch_add_id(&raw, "parent", &parents[i]);
	if (add_people(repository, date, &raw, err) < 0)
		return -1;
	buf_add_char(&raw, '\n');
	buf_add(&raw, message);
	rc = git_odb_write(&id, repository->odb, raw.data, raw.len, GIT_OBJECT_COMMIT);
	if (rc < 0)
		return git_failure(err, rc, "cannot make a commit in memory");
	*commit = oid_of_git(&id);
	return 0;
}
