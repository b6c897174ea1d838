#ifndef WRIT_GRAPH_PROJECT_IMPL_H
#define WRIT_GRAPH_PROJECT_IMPL_H

/* What is known of a tree by its manifests; project_read.c fills it, project.c looks things up. */

#include "base/path.h"
#include "document/entry.h"
#include "graph/graph_impl.h"
#include "graph/project.h"

/* A package of npm. */
struct package {
	struct bytes folder;
	const struct bytes *entries; /* paths in the tree, the likeliest first */
	size_t n_entries;
	const struct document_node *exports; /* NULL: none */
};

/* A line of tsconfig's `paths`: BEFORE * AFTER, or BEFORE alone, means each of TARGETS. */
struct alias {
	struct bytes before, after;
	bool star;
	const struct bytes *targets; /* paths in the tree, with the * */
	size_t n_targets;
	struct alias *next;
};

struct compiler_options {
	bool has_base;
	struct bytes base;
	struct alias *aliases;
};

/* Folders that a prefix of names means. */
struct folders {
	struct bytes path;
	struct folders *next;
};

struct project {
	struct graph *graph;
	struct arena arena;
	struct map go;       /* module path -> struct bytes: its folder */
	struct map npm;      /* name -> struct package */
	struct map options;  /* folder -> struct compiler_options */
	struct map php;      /* prefix of names -> struct folders */
	struct map crates;   /* name -> struct bytes: the file that it is entered by */
	struct map jvm;      /* path below a source root -> the file's number and 1 */
	struct map packages; /* folder below a source root -> struct bytes: the folder */
	/* While it is read. */
	struct error *err;
	bool failed; /* an object could not be read; ERR says which */
};

typedef void project_reader(struct project *project, struct bytes folder, struct bytes text);
project_reader project_read_package, project_read_options;

/* The content of PATH, in the project's arena; empty when there is none that could be read. */
struct bytes project_content(struct project *project, struct bytes path);
/* TEXT as data; NULL when it is none. */
const struct document_node *
project_parse(struct project *project, enum document_format format, struct bytes text);
/* Puts VALUE under NAME, unless another manifest claimed that before. */
void project_claim(struct project *project, struct map *map, struct bytes name, void *value);
/* FOLDER and NAME, `.` and `..` resolved, in ARENA; data is NULL when it leaves the tree. */
struct bytes project_join(struct arena *arena, struct bytes folder, struct bytes name);
/* The file that `exports` gives for SUBPATH ("." or "./x"), relative to the package; empty: none.
 */
struct bytes project_export(const struct document_node *exports, struct bytes subpath);

/* A lookup on its way: what is asked, and who is asked in turn. */
struct project_lookup {
	const struct project *project;
	const struct project_import *import;
	module_visitor *file, *folder;
	void *ctx;
	struct buf buf;
};

typedef bool project_finder(struct project_lookup *lookup);
project_finder project_find_ecmascript;
/* Tries PATH as it is, and with the language's endings; the same of FOLDER/REST. */
bool project_try(struct project_lookup *lookup, struct bytes path);
bool project_try_below(struct project_lookup *lookup, struct bytes folder, struct bytes rest);
/* "a" of "a/b", "@a/b" of "@a/b/c". */
struct bytes project_first_part(struct bytes name);

#endif
