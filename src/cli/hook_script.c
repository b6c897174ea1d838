#include "config.h"

#include "cli/hook_script.h"

static const char head[] = "#!/bin/sh\n"
			   "# Made by `writ install`. `writ uninstall` takes it away as long as it "
			   "is as it was made.\n"
			   "program='";

static const char call[] = "'\n"
			   "[ ! -x \"$program\" ] || exec \"$program\" %s \"$@\"\n"
			   "%s"
			   "exit 1\n";

/* What is said when the program is gone: of the hooks that judge, and of the one that records. */
static const char rejected[] =
	"echo \"error: this repository is guarded by writ, and $program cannot be run\" >&2\n"
	"echo \"hint: nothing is wrong with your push; tell the server's administrator\" >&2\n"
	"echo \"hint: administrator: put writ back there, or run 'writ install' again\" >&2\n";

static const char unrecorded[] =
	"echo \"warning: the push is in, but what it did was not recorded:"
	" $program cannot be run\" >&2\n"
	"echo \"hint: administrator: put writ back there, or run 'writ install' again\" >&2\n";

const char *const hook_script_names[] = { "pre-receive", "update", "post-receive", NULL };

bool
hook_script_can_name(struct bytes program)
{
	for (size_t i = 0; i < program.len; i++) {
		unsigned char c = (unsigned char)program.data[i];

		if (c < ' ' || c == 0x7f || c == '\'' || c == '\\')
			return false;
	}
	return program.len > 0;
}

/* What stands behind the program. */
static struct bytes
tail(struct arena *arena, const char *name)
{
	bool records = strcmp(name, "post-receive") == 0;

	return arena_printf(arena, call, name, records ? unrecorded : rejected);
}

struct bytes
hook_script(struct arena *arena, const char *name, struct bytes program)
{
	return arena_printf(arena, "%s%.*s%.*s", head, BYTES_ARG(program),
			    BYTES_ARG(tail(arena, name)));
}

static void
arena_end(struct arena *arena)
{
	arena_release(arena);
}

struct bytes
hook_script_program(struct bytes text, const char *name)
{
	CLEANUP(arena_end) struct arena arena;
	const struct bytes front = BYTES(head);
	struct bytes program, back;

	arena_init(&arena);
	back = tail(&arena, name);
	if (text.len <= front.len + back.len || !bytes_starts_with(text, front) ||
	    !bytes_ends_with(text, back))
		return BYTES_NONE;
	program = bytes_slice(text, front.len, text.len - back.len);
	return hook_script_can_name(program) ? program : BYTES_NONE;
}
