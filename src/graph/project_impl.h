#ifndef WRIT_GRAPH_PROJECT_IMPL_H
#define WRIT_GRAPH_PROJECT_IMPL_H

/*
 * What is known of a tree by its manifests. project_read.c finds them, project_facts.c and
 * npm_facts.c read one, project_use.c puts what it says under names, project.c and project_npm.c
 * look things up.
 *
 * Many manifests may be one blob, so what one says is kept once for each blob, as it is written:
 * paths are relative to the manifest's folder.
 */

#include "base/path.h"
#include "document/entry.h"
#include "graph/graph_impl.h"
#include "graph/project.h"

/* BEFORE * AFTER, or BEFORE alone, means each of TARGETS, in which a * stands for the same. */
struct alias {
	struct bytes before, after;
	const struct bytes *targets;
	size_t n_targets;
	struct alias *next; /* of those with a star and an equal text before it */
};

/* tsconfig's `paths`, package.json's `exports` and `imports`. */
struct aliases {
	struct map exact;   /* name -> struct alias */
	struct map starred; /* the text before the star -> struct alias */
	size_t longest;     /* of these texts */
};

/* Of a package.json. */
struct package {
	struct bytes name;
	const struct bytes *entries; /* the likeliest first */
	size_t n_entries;
	struct aliases exports, imports;
};

/* Of a tsconfig.json or jsconfig.json. */
struct options {
	struct bytes base; /* baseUrl; data is NULL: none */
	struct aliases paths;
	const struct bytes *extends; /* the one that counts most first */
	size_t n_extends;
};

/* A name, and the path that it stands for. */
struct pair {
	struct bytes name, path;
	bool own; /* only for files below the manifest's folder */
	struct pair *next;
};

/* Options and what they extend, the one that counts most first. */
struct layer {
	struct bytes folder;
	const struct options *options;
	struct layer *next;
};

/* What one manifest says of a name; the others that do are behind it, in byte order of their paths.
 */
struct claim {
	struct bytes folder; /* of the manifest */
	union {
		struct bytes target; /* a path in the tree */
		const struct package *package;
		struct {
			struct layer *layers;
			struct bytes base; /* data is NULL: none */
		} options;
	};
	bool own;
	struct claim *next, *last; /* LAST: in the first one */
};

enum manifest_kind {
	MANIFEST_GO,
	MANIFEST_PACKAGE,
	MANIFEST_COMPOSER,
	MANIFEST_CARGO,
	MANIFEST_OPTIONS, /* the last: its name is no single one */
	MANIFEST_KINDS,
};

struct project {
	struct graph *graph;
	struct arena arena;
	struct map go;        /* module path -> claims: its folders */
	struct map npm;       /* name -> claims: packages */
	struct map npm_at;    /* folder -> claim: the package there */
	struct map options;   /* folder -> claims: options */
	struct map php;       /* prefix of names -> claims: folders */
	struct map crates;    /* name -> claims: files that it is entered by */
	struct map tails;     /* path below a source root -> the first file's number and 1 */
	struct map twins;     /* the same -> claims: the other files */
	struct map packages;  /* folder below a source root -> claims: the folders */
	struct map seen;      /* the folders that are there */
	struct map manifests; /* paths of those that were read */
	/* While it is read. */
	struct map facts[MANIFEST_KINDS]; /* id of a blob -> what it says */
	struct arena scratch;             /* of one manifest */
	uint64_t kept;                    /* bytes of the arena */
	bool failed;                      /* an error, which ERR holds */
	struct error *err;
};

/* Reads TEXT into the project's arena, by its scratch arena. */
typedef void *facts_reader(struct project *project, struct bytes text);
facts_reader facts_of_go, facts_of_composer, facts_of_cargo, facts_of_package, facts_of_options;

/* Puts what a manifest in FOLDER says under the names that it says it of. */
typedef void facts_user(struct project *project, struct bytes folder, const void *facts);
facts_user project_use_go, project_use_package, project_use_composer, project_use_cargo,
	project_use_options;

/* What the manifest PATH says, NULL for nothing. */
const void *project_facts(struct project *project, enum manifest_kind kind, struct bytes path);
/* Notes the file when it lies below a source root. */
void project_note_source(struct project *project, uint32_t file);
/* Whether more is kept than may be. */
bool project_is_full(const struct project *project);

/* SIZE bytes that are kept, zeroed, and a copy. */
void *project_alloc(struct project *project, size_t size);
struct bytes project_copy(struct project *project, struct bytes text);
#define project_new_of(project, type) ((type *)project_alloc((project), sizeof(type)))
/* Puts VALUE under KEY, which is copied. */
void project_put(struct project *project, struct map *map, struct bytes key, void *value);
/* TEXT as data, in the scratch arena; NULL when it is none. */
const struct document_node *
project_parse(struct project *project, enum document_format format, struct bytes text);
/* Adds a claim to NAME. */
struct claim *
project_claim(struct project *project, struct map *map, struct bytes name, struct bytes folder);
/* FOLDER and NAME, `.` and `..` resolved, in ARENA; data is NULL when it leaves the tree. */
struct bytes project_join(struct arena *arena, struct bytes folder, struct bytes name);
/* NAME means TARGETS, which are copied. */
void aliases_add(struct project *project, struct aliases *aliases, struct bytes name,
		 const struct bytes *targets, size_t n_targets);

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
/* The value of KEY; it is paid for. */
void *project_get(const struct project_lookup *lookup, const struct map *map, struct bytes key);
/* Tries PATH as it is, and with the language's endings; the same of NAME from FOLDER. */
bool project_try(struct project_lookup *lookup, struct bytes path);
bool project_try_from(struct project_lookup *lookup, struct bytes folder, struct bytes name);
bool project_is_spent(const struct project_lookup *lookup);
typedef bool
claim_visitor(struct project_lookup *lookup, const struct claim *claim, struct bytes rest);
/* Calls VISIT with each of CLAIMS that is for the importing file; whether one returned true. When
 * NEAREST, the nearest one above the file comes first, and is the only one if it returns true. */
bool project_each(struct project_lookup *lookup, const struct claim *claims, bool nearest,
		  claim_visitor *visit, struct bytes rest);
/* "a" of "a/b", "@a/b" of "@a/b/c". */
struct bytes project_first_part(struct bytes name);

typedef bool alias_visitor(void *ctx, struct bytes target);
/* Calls VISIT with each target of what ALIASES say of NAME, the star filled in, until it returns
 * true: what is written without a star, else the longest text before one. */
bool aliases_find(struct project_lookup *lookup, const struct aliases *aliases, struct bytes name,
		  alias_visitor *visit, void *ctx);

#endif
