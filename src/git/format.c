#include "config.h"

#include "git/handle.h"

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

/* Which extensions (git-config(1), "extensions.*") can be read: those whose value is here. */
static const struct extension {
	const char *key;   /* as the library normalises it */
	const char *value; /* the one that can be read; NULL for any */
	const char *what;  /* the format, for the text of the refusal; NULL with any value */
} extensions[] = {
	{ "extensions.objectformat", "sha1", "object format" },
	{ "extensions.refstorage", "files", "ref storage" },
	{ "extensions.partialclone", "", "partial clone with the promisor remote" },
	{ "extensions.worktreeconfig", NULL, NULL },  /* git/config reads config.worktree */
	{ "extensions.preciousobjects", NULL, NULL }, /* about deleting; nothing is deleted */
	{ "extensions.noop", NULL, NULL },
	{ "extensions.noop-v1", NULL, NULL },
};

static int
extension_check(const git_config_entry *entry, struct error *err)
{
	const char *value = entry->value ? entry->value : "";

	for (size_t i = 0; i < ARRAY_SIZE(extensions); i++) {
		const struct extension *row = &extensions[i];

		if (strcmp(entry->name, row->key) != 0)
			continue;
		if (!row->value || strcmp(value, row->value) == 0)
			return 0;
		return error_set(err, ERROR_UNSUPPORTED,
				 "the repository's format cannot be read: %s %s (%s)", row->what,
				 value, row->key);
	}
	return 0; /* the library has refused what is unknown, where the format's version says so */
}

/* remote.<name>.promisor and remote.<name>.partialclonefilter make a remote a promisor. */
static bool
names_promisor(const git_config_entry *entry)
{
	const char *last = strrchr(entry->name, '.');
	int promises = 0;

	if (strncmp(entry->name, "remote.", 7) != 0 || !last)
		return false;
	if (strcmp(last, ".partialclonefilter") == 0)
		return true;
	return strcmp(last, ".promisor") == 0 &&
	       (git_config_parse_bool(&promises, entry->value) < 0 || promises);
}

static int
entry_check(const git_config_entry *entry, struct error *err)
{
	if (names_promisor(entry))
		return error_set(err, ERROR_UNSUPPORTED,
				 "the repository's format cannot be read: partial clone (%s)",
				 entry->name);
	return extension_check(entry, err);
}

static void
iterator_release(git_config_iterator **iterator)
{
	git_config_iterator_free(*iterator);
}

static void
config_release(git_config **config)
{
	git_config_free(*config);
}

static int
config_check(const struct repository *repository, struct error *err)
{
	CLEANUP(config_release) git_config *config = NULL;
	CLEANUP(iterator_release) git_config_iterator *iterator = NULL;
	git_config_entry *entry;
	int rc = git_repository_config_snapshot(&config, repository->git);

	if (rc == 0)
		rc = git_config_iterator_new(&iterator, config);
	while (rc == 0 && (rc = git_config_next(&entry, iterator)) == 0) {
		if (entry_check(entry, err) < 0)
			return -1;
	}
	return rc == GIT_ITEROVER ? 0 : git_failure(err, rc, "cannot read the configuration");
}

/* git reads an empty `shallow` as none. */
static int
shallow_check(const struct repository *repository, struct error *err)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct stat st;

	buf_printf(&path, "%s/shallow", repository->git_dir);
	if (stat(path.data, &st) < 0 || st.st_size == 0)
		return 0;
	return error_set(err, ERROR_UNSUPPORTED,
			 "the history is not all there: shallow clone (%s); `git fetch "
			 "--unshallow` gets the rest",
			 path.data);
}

int
format_check(const struct repository *repository, struct error *err)
{
	if (config_check(repository, err) < 0)
		return -1;
	return shallow_check(repository, err);
}
