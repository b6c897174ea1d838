#ifndef WRIT_MODEL_SOURCE_H
#define WRIT_MODEL_SOURCE_H

/*
 * The files of one source of decisions, as read: from a folder by decisions/folder, from a ref by
 * git/corpus. What compiles them sees only this.
 */

#include <stddef.h>

#include "base/bytes.h"

struct source_file {
	struct bytes path; /* relative to the source, '/'-separated */
	struct bytes content;
};

struct source {
	struct bytes name;         /* as configured (NAME=PLACE), "" for the only unnamed one */
	struct bytes place;        /* refs/heads/main:docs/adr, /etc/writ/decisions */
	struct source_file *files; /* in byte order of the paths */
	size_t n_files;
};

/* Whether a source holds the file PATH: Markdown, Lua and contracts (.md .markdown .lua .txtar, in
 * any case), waivers in YAML (waivers/x.yaml), approvals (approvals/x.sig), and who governs them.
 * Pictures and what else lies beside them are never read, so they cannot spend a limit. Whoever
 * fills a source asks this, so that a folder and a ref with the same files have one digest; hidden
 * files and folders (a segment that begins with
 * '.') are left out too. */
bool source_reads(struct bytes path);
/* Whether PATH says who may change the decisions, or nearly has the name of a file that does
 * (OWNERS.yml): nobody may think that somebody is named, and be wrong. */
bool source_is_governing(struct bytes path);
/* The file at PATH; NULL when there is none. */
const struct source_file *source_file_find(const struct source *source, struct bytes path);
/* Whether PATH is longer than ENDING and ends in it, in any case. */
bool path_has_ending(struct bytes path, const char *ending);

#endif
