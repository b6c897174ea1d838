#ifndef WRIT_CLI_INSTALL_H
#define WRIT_CLI_INSTALL_H

/*
 * `writ install`: what it is about to do, why not, and what is still missing then.
 */

#include "cli/hook_place.h"
#include "cli/hook_script.h"

enum { INSTALLED_HOOKS = 2 };

struct installed_hook {
	const char *name;
	struct hook_place place;
	struct hook_file file; /* what was there before */
	bool wanted;           /* it is to be made */
	bool made;
	struct bytes folder;
	bool made_folder;
};

struct installation {
	bool update, dry_run;
	struct surface surface;
	struct hook_places places;
	struct bytes program;
	struct installed_hook hooks[INSTALLED_HOOKS]; /* the one that judges comes first */
};

/* Says what stands in the way, and how to mend it; returns the number of hooks that cannot be. */
int install_check(const struct installation *it);
/* Says what keeps these hooks from being of use. */
void install_warn(struct installation *it);

#endif
