#ifndef WRIT_CLI_HOOK_PLACE_H
#define WRIT_CLI_HOOK_PLACE_H

/*
 * Where git, or the server that stands before it, would look for a hook: githooks(5),
 * core.hooksPath of git-config(1), and the folders of Gitea, Forgejo, GitLab and Gogs
 * (writ-install(1) says what is known of them).
 */

#include "cli/hook_file.h"
#include "cli/surface.h"

enum hook_server {
	SERVER_GIT,
	SERVER_GITOLITE,  /* git's hooks, of which it has the update hook for itself */
	SERVER_DELEGATES, /* a hook that runs what lies in a folder: Gitea, Forgejo */
	SERVER_CUSTOM,    /* runs custom_hooks, and not git's: GitLab, Gogs */
};

/* The folders of one repository. */
struct hook_places {
	struct arena *arena;
	const char *git_dir;
	struct bytes folder; /* where git looks */
	struct bytes origin; /* the file that sets core.hooksPath; no data when none does */
};

/* Where one hook belongs. */
struct hook_place {
	enum hook_server server;
	struct bytes path;
	bool shared; /* other repositories may run what is put there */
};

void
hook_places_find(struct hook_places *places, struct arena *arena, const struct surface *surface);
/* Keeps other changes of these hooks out until this process ends: two at a time would take each
 * other's for what they have found. ERROR_SYSTEM after twenty seconds. */
int hook_places_lock(const struct hook_places *places, struct error *err) MUST_CHECK;
struct hook_place hook_place_of(const struct hook_places *places, const char *name);
/* Whether what is put into FOLDER may be run by other repositories: it lies outside of this one. */
bool hook_folder_is_shared(const struct hook_places *places, struct bytes folder);
/* The folder of PATH, with a NUL behind it. */
struct bytes hook_folder_of(struct arena *arena, struct bytes path);

/* What of writ could stand there for the hook NAME. */
enum { HOOK_CANDIDATES_MAX = 7 };

/* Those that are run, the likeliest first; returns their number. */
size_t hook_candidates_run(const struct hook_places *places, const char *name,
			   struct bytes paths[HOOK_CANDIDATES_MAX]);
/* All of them, each once, whether anybody runs them or not. */
size_t hook_candidates_all(const struct hook_places *places, const char *name,
			   struct bytes paths[HOOK_CANDIDATES_MAX]);

#endif
