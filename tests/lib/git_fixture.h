#ifndef WRIT_TESTS_LIB_GIT_FIXTURE_H
#define WRIT_TESTS_LIB_GIT_FIXTURE_H

/*
 * Real repositories for tests: a temporary directory and git itself. Whatever fails ends the test
 * program, so that no caller checks. git sees no configuration but the repository's, a fixed
 * author and a fixed clock.
 */

#include "base/buf.h"
#include "model/oid.h"

struct git_fixture {
	char dir[64]; /* the temporary directory; the repository is made by git_init */
};

/* Makes the directory and cleans the environment of GIT_* variables. */
void git_fixture_init(struct git_fixture *fixture);
/* Deletes it with all it holds. */
void git_fixture_release(struct git_fixture *fixture);

/* Runs `git ARGS...` (NULL-terminated) in DIR. */
void git_run(const char *dir, ...) __attribute__((sentinel));
/* The same with INPUT on its standard input and its standard output to OUT (either may be NULL). */
void git_run_io(const char *dir, const char *input, struct buf *out, ...) __attribute__((sentinel));
/* The same with any input bytes and an array of arguments; returns git's exit code. */
int git_try(const char *dir, struct bytes input, struct buf *out, const char *const *args);

/* The id that `git rev-parse REVISION` prints in DIR. */
struct oid git_id(const char *dir, const char *revision);
/* The id of the object that `git hash-object -t KIND -w --literally` makes of CONTENT. */
struct oid git_object_write(const char *dir, const char *kind, struct bytes content);

/* Writes CONTENT to DIR/PATH, whose directories are made. */
void file_write(const char *dir, const char *path, struct bytes content);
/* The size in bytes and count of all files below DIR, as one number to compare. */
struct bytes dir_fingerprint(const char *dir, struct buf *out);

#endif
