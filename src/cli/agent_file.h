#ifndef WRIT_CLI_AGENT_FILE_H
#define WRIT_CLI_AGENT_FILE_H

/*
 * A file of the work tree that tells agents how to work there: read, changed as a whole, written so
 * that there is never half of it.
 */

#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

struct agent_file {
	struct bytes name; /* below the work tree */
	struct bytes path; /* absolute, with all links followed, within the work tree */
	bool exists;
	mode_t mode;     /* of the permissions */
	struct buf text; /* what is in it */
	struct buf wanted;
};

/* Reads NAME below ROOT, an absolute path without links in it and without a final '/'. A link is
 * followed within ROOT and not into its .git. One that does not exist is none to read. ERROR_CONFIG
 * when it is no file or leads out of ROOT, ERROR_LIMIT, ERROR_SYSTEM. Release also when this fails.
 */
int agent_file_read(struct agent_file *file, struct bytes root, struct bytes name,
		    struct arena *arena, struct error *err) MUST_CHECK;
/* Puts WANTED in its place: in a file beside it that takes its name, with its permissions. Folders
 * are made. */
int agent_file_write(struct agent_file *file, struct error *err) MUST_CHECK;
void agent_file_release(struct agent_file *file);

#endif
