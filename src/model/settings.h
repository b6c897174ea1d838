#ifndef WRIT_MODEL_SETTINGS_H
#define WRIT_MODEL_SETTINGS_H

/*
 * The server's configuration, `writ.*` of git-config(1), as one value. Each key is a row of a table
 * that sets it, lists it (`writ config`) and documents it (writ-config(5)). A push cannot set any.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/break_glass.h"
#include "model/decision.h"
#include "model/limits.h"

/* The decisions that writ itself makes; see decisions/builtin.h for their texts. */
enum builtin { BUILTIN_OBJECT, BUILTIN_REF, BUILTIN_CORPUS, BUILTIN_OWNERS, BUILTIN_COUNT };

struct builtin_setting {
	bool off;
	enum level level;
};

/* One writ.source: [NAME=]PLACE. */
struct source_setting {
	struct bytes name;       /* "" when it has none */
	struct bytes place;      /* as written, without the name */
	struct bytes repository; /* another one on this server, by its path; else NULL data */
	struct bytes ref;        /* of that repository or of this one, else NULL data */
	struct bytes folder;     /* the folder: of the ref ("" for its root), or on the server */
};

/* What a worker may do without where the system lacks it: nothing; Landlock; any wall. */
enum sandbox_mode { SANDBOX_ENFORCE, SANDBOX_NO_LANDLOCK, SANDBOX_PERMISSIVE };

struct settings {
	struct source_setting *sources;
	size_t n_sources;
	bool bootstrap;
	bool observe;
	struct break_glass break_glass;
	struct name_list owners; /* of decisions, where their source names none */
	struct bytes *baselines; /* refs or ids */
	size_t n_baselines;
	struct bytes user_variable; /* NULL data when not set */
	struct bytes ledger;        /* a path; relative: in the git directory; NULL data: none */
	struct bytes ledger_key;    /* likewise */
	struct bytes ledger_origin; /* NULL data: made of the repository's name */
	enum sandbox_mode sandbox;
	struct builtin_setting builtins[BUILTIN_COUNT];
	struct limits limits;
};

struct setting_row {
	const char *key;      /* writ.source; a final * stands for any last part */
	const char *value;    /* what it takes, for the help */
	const char *standard; /* its default as text */
	bool many;            /* may be given more than once */
	bool locked;          /* only where nothing below can override it */
	const char *help;
};

/* In the order of the documentation; ends with a NULL key. */
extern const struct setting_row setting_rows[];
/* WRIT-OBJECT, WRIT-REF, WRIT-CORPUS, WRIT-OWNERS. */
const char *builtin_id(enum builtin builtin);

/* enforce, no-landlock, permissive. */
const char *sandbox_mode_name(enum sandbox_mode mode);
/* Whether the key NAME counts only in the locked file. */
bool setting_is_locked(struct bytes name);

void settings_init(struct settings *settings);
/* Applies one configured variable, whose NAME is as git normalises it (lower case but for
 * subsections). VALUE is borrowed for good. ERROR_CONFIG names the key, what it takes and, for an
 * unknown one, what was perhaps meant. */
int settings_set(struct settings *settings, struct arena *arena, struct bytes name,
		 struct bytes value, struct error *err) MUST_CHECK;
/* Splits [NAME=]PLACE; ERROR_CONFIG when it names nothing that can be a source. */
int source_setting_parse(struct bytes text, struct source_setting *source,
			 struct error *err) MUST_CHECK;

#endif
