#include "config.h"

#include "sandbox/sandbox.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/io.h"
#include "base/memory.h"
#include "sandbox/landlock.h"
#include "sandbox/limits.h"
#include "sandbox/seccomp.h"

/* The run-time of a sanitizer maps, writes and reads /proc as it likes. */
#ifdef WITH_SANITIZERS
static const bool has_walls = false;
#else
static const bool has_walls = true;
#endif

struct sandbox {
	pid_t monitor;
	uint64_t cpu_seconds;
	int ruleset; /* Landlock's, -1 where there is none */
	bool has_seccomp;
};

static void
sandbox_release(struct sandbox **sandbox)
{
	sandbox_free(*sandbox);
}

/* In the words of who can mend it. */
static int
walls_check(const struct sandbox *sandbox, const struct sandbox_options *options, struct error *err)
{
	if (!sandbox->has_seccomp && !options->without_seccomp)
		return error_set(
			err, ERROR_SYSTEM,
			"policies cannot be confined: this %s has no seccomp that writ knows",
			seccomp_is_known() ? "kernel" : "processor");
	if (sandbox->ruleset < 0 && !options->without_landlock)
		return error_set(
			err, ERROR_SYSTEM,
			"policies cannot be confined: this kernel has no Landlock, or what "
			"started writ keeps it back; see writ-sandbox(7) for how to do "
			"without");
	return 0;
}

int
sandbox_prepare(struct sandbox **sandbox, const struct sandbox_options *options, struct error *err)
{
	CLEANUP(sandbox_release) struct sandbox *prepared = memory_calloc(1, sizeof(*prepared));

	prepared->monitor = getpid();
	prepared->cpu_seconds = options->cpu_seconds;
	prepared->ruleset = -1;
	if (has_walls) {
		prepared->has_seccomp = seccomp_is_available();
		if (landlock_prepare(&prepared->ruleset, options->readable, err) < 0 ||
		    walls_check(prepared, options, err) < 0)
			return -1;
	}
	*sandbox = steal(&prepared);
	return 0;
}

/* The parent may have died between fork and prctl: then no signal comes any more. */
static int
end_with_monitor(const struct sandbox *sandbox, struct error *err)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
		return error_set_errno(err, "cannot tie a worker to its monitor");
	if (getppid() != sandbox->monitor)
		return error_set(err, ERROR_SYSTEM, "the monitor has ended");
	return 0;
}

static int
privileges_drop(struct error *err)
{
	/* No core, no /proc/PID/mem and no ptrace for who runs as the same user. */
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return error_set_errno(err, "cannot close a worker to others");
	/* What Landlock and seccomp ask of a process that is not root. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return error_set_errno(err, "cannot give up new privileges");
	return 0;
}

/* Each step needs what the ones behind it take away; seccomp, which takes the most, is last. */
int
sandbox_enter(const struct sandbox *sandbox, int answer_fd, struct error *err)
{
	if (end_with_monitor(sandbox, err) < 0 || privileges_drop(err) < 0)
		return -1;
	if (sandbox->ruleset >= 0 && landlock_enter(sandbox->ruleset, err) < 0)
		return -1;
	descriptors_close(answer_fd);
	if (limits_enter(sandbox->cpu_seconds, err) < 0)
		return -1;
	return sandbox->has_seccomp ? seccomp_enter(answer_fd, err) : 0;
}

const char *
sandbox_lack(const struct sandbox *sandbox)
{
	if (!has_walls || (sandbox->ruleset >= 0 && sandbox->has_seccomp))
		return NULL;
	if (sandbox->has_seccomp)
		return "policies run without Landlock";
	return sandbox->ruleset >= 0 ? "policies run without seccomp"
				     : "policies run without Landlock and seccomp";
}

void
sandbox_describe(struct buf *out)
{
	int version = landlock_version();

	if (!has_walls) {
		buf_add_string(out, "none: built with sanitizers");
		return;
	}
	if (version > 0)
		buf_printf(out, "Landlock version %d", version);
	else
		buf_add_string(out, "no Landlock");
	buf_add_string(out, seccomp_is_available() ? ", seccomp" : ", no seccomp");
}

void
sandbox_free(struct sandbox *sandbox)
{
	if (!sandbox)
		return;
	io_close(&sandbox->ruleset);
	free(sandbox);
}
