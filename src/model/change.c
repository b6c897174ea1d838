#include "config.h"

#include "model/change.h"

enum entry_kind
entry_kind_of_mode(uint32_t mode)
{
	switch (mode) {
	case 0100644:
	case 0100664: /* written by git before 1.0 and still valid (fsck: badFilemode is info) */
		return ENTRY_FILE;
	case 0100755:
		return ENTRY_EXECUTABLE;
	case 0120000:
		return ENTRY_SYMLINK;
	case 0160000:
		return ENTRY_SUBMODULE;
	default:
		return ENTRY_NONE;
	}
}

const char *
entry_kind_name(enum entry_kind kind)
{
	static const char *const names[] = {
		[ENTRY_FILE] = "file",
		[ENTRY_EXECUTABLE] = "executable",
		[ENTRY_SYMLINK] = "symlink",
		[ENTRY_SUBMODULE] = "submodule",
	};

	return names[kind];
}

const char *
change_status_name(enum change_status status)
{
	static const char *const names[] = {
		[CHANGE_ADDED] = "added",
		[CHANGE_MODIFIED] = "modified",
		[CHANGE_DELETED] = "deleted",
		[CHANGE_UNCHANGED] = "unchanged",
	};

	return names[status];
}
