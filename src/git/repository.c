#include "config.h"

#include "git/repository.h"

#include <stdlib.h>
#include <git2/sys/repository.h>

#include "base/buf.h"
#include "base/memory.h"
#include "git/allocation.h"
#include "git/config_files.h"
#include "git/handle.h"
#include "git/object_dirs.h"
#include "git/reader.h"
#include "git/refs.h"
#include "model/limits.h"

/* What the library allocates beside an object: a NUL, a header, a pack index entry. */
enum { READ_SLACK_BYTES = 4 * 1024 * 1024 };

/* A variable of git(1); NULL also when it is to be disregarded, and, as git does, when empty. */
static const char *
env_of(bool from_env, const char *name)
{
	const char *value = from_env ? getenv(name) : NULL;

	return value && *value ? value : NULL;
}

static void
git_buf_release(git_buf *buf)
{
	git_buf_dispose(buf);
}

static void
repository_release(struct repository **repository)
{
	repository_free(*repository);
}

static int
git_open_at(git_repository **git, const char *git_dir, struct error *err)
{
	unsigned int flags = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT;
	int rc = git_repository_open_ext(git, git_dir, flags, NULL);

	if (rc == 0)
		return 0;
	git_failure(err, rc, "cannot open the repository %s", git_dir);
	if (err->code == ERROR_INTERNAL) /* the version or an extension; the text names it */
		err->code = ERROR_UNSUPPORTED;
	return -1;
}

/* Opens what stands behind REPOSITORY: GIT_DIR exactly, else the first found upwards from START. */
static int
git_open(git_repository **git, bool from_env, const char *start, struct error *err)
{
	const char *git_dir = env_of(from_env, "GIT_DIR");
	CLEANUP(git_buf_release) git_buf found = GIT_BUF_INIT;
	int rc;

	if (env_of(from_env, "GIT_COMMON_DIR"))
		return error_set(err, ERROR_UNSUPPORTED, "GIT_COMMON_DIR is not supported");
	if (git_dir)
		return git_open_at(git, git_dir, err);
	rc = git_repository_discover(&found, start ? start : ".",
				     env_is_true("GIT_DISCOVERY_ACROSS_FILESYSTEM"),
				     getenv("GIT_CEILING_DIRECTORIES"));
	if (rc < 0)
		return git_failure(err, rc, "no git repository");
	return git_open_at(git, found.ptr, err);
}

/* At PATH or its .git, not above. */
static int
git_open_exactly(git_repository **git, const char *path, struct error *err)
{
	CLEANUP(git_buf_release) git_buf found = GIT_BUF_INIT;
	int rc = git_repository_discover(&found, path, 1, path);

	if (rc < 0)
		return error_set(err, ERROR_NOT_FOUND, "%s is no git repository", path);
	return git_open_at(git, found.ptr, err);
}

/* A copy of PATH, absolute and without a final slash. */
static char *
path_copy(const char *path)
{
	char *copy = realpath(path, NULL);

	if (!copy && !(copy = strdup(path)))
		memory_exhausted();
	for (size_t len = strlen(copy); len > 1 && copy[len - 1] == '/'; len--)
		copy[len - 1] = '\0';
	return copy;
}

static int
paths_set(struct repository *repository, bool from_env, struct error *err)
{
	const char *work_tree = env_of(from_env, "GIT_WORK_TREE");
	const char *work_dir;
	int rc;

	if (work_tree && (rc = git_repository_set_workdir(repository->git, work_tree, 0)) < 0)
		return git_failure(err, rc, "GIT_WORK_TREE=%s", work_tree);
	repository->git_dir = path_copy(git_repository_commondir(repository->git));
	repository->own_dir = path_copy(git_repository_path(repository->git));
	work_dir = git_repository_workdir(repository->git);
	repository->work_dir = work_dir ? path_copy(work_dir) : NULL;
	return 0;
}

/* gitnamespaces(7): each component of a/b is a refs/namespaces/ of its own. */
static int
namespace_set(struct repository *repository, const char *namespace, struct error *err)
{
	CLEANUP(buf_release) struct buf prefix = BUF_INIT;
	struct bytes rest = bytes_of(namespace);
	struct bytes part;

	while (bytes_split(&rest, '/', &part)) {
		buf_printf(&prefix, "%srefs/namespaces/", prefix.len ? "/" : "");
		buf_add(&prefix, part);
	}
	if (namespace) {
		if (!ref_name_is_valid(buf_bytes(&prefix)))
			return error_set(err, ERROR_CONFIG, "bad GIT_NAMESPACE: %s", namespace);
		buf_add_char(&prefix, '/');
	}
	buf_add_string(&prefix, "");
	repository->namespace = steal(&prefix.data);
	return 0;
}

static int
object_dirs_find(struct repository *repository, bool from_env, struct object_dirs *dirs,
		 struct error *err)
{
	const char *first = env_of(from_env, "GIT_OBJECT_DIRECTORY");
	const char *alternates = env_of(from_env, "GIT_ALTERNATE_OBJECT_DIRECTORIES");
	CLEANUP(buf_release) struct buf own = BUF_INIT;

	if (!first) {
		buf_printf(&own, "%s/objects", repository->git_dir);
		first = own.data;
	}
	if (object_dirs_add(dirs, first, &repository->arena, err) < 0)
		return -1;
	if (dirs->paths.len == 0)
		return error_set(err, ERROR_NOT_FOUND, "%s: no such object directory", first);
	/* What only receive-pack sets: the pushed objects stand apart until the hook accepts. */
	repository->quarantine = env_of(from_env, "GIT_QUARANTINE_PATH") &&
				 env_of(from_env, "GIT_OBJECT_DIRECTORY") && alternates;
	if (!alternates)
		return 0;
	return object_dirs_add_list(dirs, alternates, &repository->arena, err);
}

/* A store is read and nothing else: the library would even touch what is written once more. */
static void
store_close_to_writes(git_odb_backend *backend)
{
	backend->write = NULL;
	backend->writestream = NULL;
	backend->writepack = NULL;
	backend->writemidx = NULL;
	backend->freshen = NULL;
}

/*
 * All packs come before all loose stores, so that an object in a pack does not cost a failed open
 * in each directory before it.
 */
static int
store_add(git_odb *odb, const char *dir, int priority, struct error *err)
{
	git_odb_backend *packs, *loose;
	int rc = git_odb_backend_pack(&packs, dir);

	if (rc == 0) {
		store_close_to_writes(packs);
		rc = git_odb_add_alternate(odb, packs, OBJECT_DIRS_MAX + priority);
	}
	if (rc == 0)
		rc = git_odb_backend_loose(&loose, dir, 0, 0, 0, 0);
	if (rc == 0) {
		store_close_to_writes(loose);
		rc = git_odb_add_alternate(odb, loose, priority);
	}
	return rc < 0 ? git_failure(err, rc, "cannot open the object store %s", dir) : 0;
}

static int
odb_build(git_odb **odb, const char *const *dirs, struct error *err)
{
	int rc = git_odb_new(odb);

	if (rc < 0)
		return git_failure(err, rc, "cannot open the object store");
	for (int i = 0; dirs[i]; i++) {
		if (store_add(*odb, dirs[i], OBJECT_DIRS_MAX - i, err) < 0)
			return -1;
	}
	return 0;
}

static int
objects_open(struct repository *repository, bool from_env, struct error *err)
{
	CLEANUP(object_dirs_release) struct object_dirs dirs = { VEC_INIT };
	int rc;

	if (object_dirs_find(repository, from_env, &dirs, err) < 0)
		return -1;
	vec_push(&dirs.paths, NULL);
	repository->object_dirs = steal(&dirs.paths.items);
	if (odb_build(&repository->odb, repository->object_dirs, err) < 0)
		return -1;
	if (repository->quarantine &&
	    odb_build(&repository->main_odb, repository->object_dirs + 1, err) < 0)
		return -1;
	rc = git_repository_set_odb(repository->git, repository->odb);
	return rc < 0 ? git_failure(err, rc, "cannot set the object store") : 0;
}

static int
open_all(struct repository *repository, enum repository_open_mode mode, const char *path,
	 struct error *err)
{
	/* The environment is about the repository that git has started us in, not about another. */
	bool from_env = !path;

	if ((mode == REPOSITORY_OPEN_AT ? git_open_exactly(&repository->git, path, err)
					: git_open(&repository->git, from_env, path, err)) < 0 ||
	    paths_set(repository, from_env && mode == REPOSITORY_OPEN_DISCOVER, err) < 0 ||
	    (mode == REPOSITORY_OPEN_DISCOVER && owner_check(repository, err) < 0) ||
	    format_check(repository, err) < 0 ||
	    namespace_set(repository, env_of(from_env, "GIT_NAMESPACE"), err) < 0)
		return -1;
	return objects_open(repository, from_env, err);
}

int
repository_open(enum repository_open_mode mode, const char *path, struct repository **repository,
		struct error *err)
{
	CLEANUP(repository_release) struct repository *opened = NULL;

	if (library_init(err) < 0)
		return -1;
	opened = memory_calloc(1, sizeof(*opened));
	arena_init(&opened->arena);
	if (open_all(opened, mode, path, err) < 0)
		return -1;
	*repository = steal(&opened);
	return 0;
}

void
repository_free(struct repository *repository)
{
	if (!repository)
		return;
	object_reader_free(repository->reader);
	git_repository_free(repository->git);
	git_odb_free(repository->odb);
	git_odb_free(repository->main_odb);
	free(repository->git_dir);
	free(repository->own_dir);
	free(repository->work_dir);
	free(repository->namespace);
	free(repository->object_dirs);
	free(repository->readable_dirs);
	refs_release_packed(repository);
	arena_release(&repository->arena);
	free(repository);
}

const char *
repository_git_dir(const struct repository *repository)
{
	return repository->git_dir;
}

const char *
repository_work_dir(const struct repository *repository)
{
	return repository->work_dir;
}

const char *
repository_namespace(const struct repository *repository)
{
	return repository->namespace;
}

bool
repository_has_quarantine(const struct repository *repository)
{
	return repository->quarantine;
}

bool
repository_holds(struct repository *repository, const struct oid *id)
{
	return git_odb_exists(repository->odb, oid_to_git(id)) == 1;
}

const char *const *
repository_object_dirs(const struct repository *repository)
{
	return repository->object_dirs;
}

const char *const *
repository_readable_dirs(struct repository *repository)
{
	VEC(const char *) dirs = VEC_INIT;

	if (repository->readable_dirs)
		return repository->readable_dirs;
	for (size_t i = 0; repository->object_dirs[i]; i++)
		vec_push(&dirs, repository->object_dirs[i]);
	vec_push(&dirs, arena_printf(&repository->arena, "%s/refs", repository->git_dir).data);
	vec_push(&dirs, arena_printf(&repository->arena, "%s/refs", repository->own_dir).data);
	vec_push(&dirs, NULL);
	repository->readable_dirs = dirs.items;
	return repository->readable_dirs;
}

void
repository_bound_reads(struct repository *repository, const struct limits *limits)
{
	static const enum limit bounds[] = { LIMIT_COMMIT_BYTES, LIMIT_TREE_BYTES, LIMIT_BLOB_BYTES,
					     LIMIT_SOURCE_FILE_BYTES };
	uint64_t most = 0;

	(void)repository;
	for (size_t i = 0; i < ARRAY_SIZE(bounds); i++) {
		if (limits->value[bounds[i]] > most)
			most = limits->value[bounds[i]];
	}
	allocation_bound(most + READ_SLACK_BYTES);
}
