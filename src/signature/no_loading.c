#include "config.h"

/*
 * For --enable-static-libgit2 only, where libcrypto is linked statically as well: its providers and
 * engines of others would be loaded from files. writ loads none, so nothing is found.
 */

#include <dlfcn.h>
#include <stddef.h>

#include "base/macros.h"

void *
dlopen(UNUSED const char *file, UNUSED int mode)
{
	return NULL;
}

void *
dlsym(UNUSED void *handle, UNUSED const char *name)
{
	return NULL;
}

int
dlclose(UNUSED void *handle)
{
	return 0;
}

char *
dlerror(void)
{
	return NULL;
}

int
dladdr(UNUSED const void *address, UNUSED Dl_info *info)
{
	return 0;
}
