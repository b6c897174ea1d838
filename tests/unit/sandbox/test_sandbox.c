#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/macros.h"
#include "cage.h"

enum { NOBODY = 65534, MEGABYTES = 64 };

static int
result(long rc)
{
	return rc < 0 ? -1 : 0;
}

static int
reads(const char *path)
{
	char byte;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	return fd >= 0 && read(fd, &byte, 1) == 1 ? 0 : -1;
}

/* A call whose arguments do not matter: it must not come so far that they are looked at. */
#define CALL(name, number, ...)                                                                    \
	static int name(void)                                                                      \
	{                                                                                          \
		return result(syscall(number, __VA_ARGS__));                                       \
	}

#define DEED(name, expression)                                                                     \
	static int name(void)                                                                      \
	{                                                                                          \
		return (expression);                                                               \
	}

/* -- What a worker needs */

DEED(reads_inside, reads(INSIDE))
DEED(lists_inside, result(open(FOLDER, O_RDONLY | O_DIRECTORY | O_CLOEXEC)))
DEED(answers, result(write(cage_answer, "x", 1)))
DEED(answers_at_fault, result(write(STDERR_FILENO, "", 0)))
DEED(looks_for_what_is_absent, access("store/absent", F_OK) < 0 && errno == ENOENT ? 0 : -1)

static int
compare_bytes(const void *a, const void *b)
{
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* Large enough to be a mapping of its own; qsort(3) asks how much memory there is. */
static int
uses_memory(void)
{
	char *p = malloc(1 << 20);

	for (size_t i = 1; p && i <= MEGABYTES; i++) {
		p = realloc(p, i << 20);
		if (p)
			memset(p + ((i - 1) << 20), (int)i, 1 << 20);
	}
	if (!p)
		return -1;
	qsort(p, 1 << 20, 1, compare_bytes);
	free(p);
	return 0;
}

static int
maps_inside(void)
{
	int fd = open(INSIDE, O_RDONLY | O_CLOEXEC);

	return mmap(NULL, 6, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED ? -1 : 0;
}

/* -- Files that are not its business */

DEED(reads_users, reads("/etc/passwd"))
DEED(reads_environment, reads("/proc/self/environ"))
DEED(reads_neighbour, reads(BESIDE))
DEED(reads_neighbour_through_dots, reads(FOLDER "/../" BESIDE))
DEED(reads_neighbour_through_link, reads(FOLDER "/link"))
DEED(lists_neighbour, result(open("beside", O_RDONLY | O_DIRECTORY | O_CLOEXEC)))
DEED(reads_input, result(read(STDIN_FILENO, &(char){ 0 }, 1)))

DEED(opens_to_write, result(open(INSIDE, O_WRONLY)))
DEED(opens_to_read_and_write, result(open(INSIDE, O_RDWR)))
DEED(opens_to_append, result(open(INSIDE, O_RDONLY | O_APPEND)))
DEED(truncates_by_open, result(open(INSIDE, O_RDONLY | O_TRUNC)))
DEED(creates, result(open(FOLDER "/new", O_RDONLY | O_CREAT, 0600)))
DEED(makes_nameless, result(open(FOLDER, O_TMPFILE | O_RDWR, 0600)))
DEED(opens_a_path, result(open("/etc", O_PATH)))
CALL(opens_by_new_call, SYS_openat2, AT_FDCWD, INSIDE, NULL, 0)
DEED(unlinks, unlink(INSIDE))
DEED(renames, rename(INSIDE, FOLDER "/other"))
DEED(links, link(INSIDE, FOLDER "/other"))
DEED(links_by_name, symlink(INSIDE, FOLDER "/other"))
DEED(makes_folder, mkdir(FOLDER "/folder", 0700))
DEED(truncates, truncate(INSIDE, 0))
DEED(changes_mode, chmod(INSIDE, 0))
DEED(changes_owner, chown(INSIDE, 0, 0))
DEED(changes_folder, chdir("/"))
DEED(changes_root, chroot(FOLDER))
CALL(mounts, SYS_mount, NULL, FOLDER, "tmpfs", 0, NULL)
DEED(writes_elsewhere, result(write(cage_other, "x", 1)))
DEED(writes_vector_elsewhere, result(writev(cage_other, &(struct iovec){ (char[]){ "x" }, 1 }, 1)))
DEED(writes_at_elsewhere, result(pwrite(cage_other, "x", 1, 0)))
DEED(duplicates, dup2(cage_other, cage_answer) < 0 ? -1 : 0)
DEED(controls_device, ioctl(STDERR_FILENO, TIOCSTI, ""))
CALL(sends_file, SYS_sendfile, cage_answer, cage_other, NULL, 6)
CALL(splices, SYS_splice, cage_other, NULL, cage_answer, NULL, 6, 0)
CALL(takes_handle, SYS_open_by_handle_at, AT_FDCWD, NULL, 0)
CALL(locks, SYS_flock, cage_other, 2)

/* -- Others */

DEED(opens_socket, result(socket(AF_INET, SOCK_STREAM, 0)))
DEED(opens_local_socket, result(socket(AF_UNIX, SOCK_STREAM, 0)))
DEED(pairs_sockets, socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){ 0 }))
DEED(connects, connect(cage_other, (struct sockaddr *)&(struct sockaddr_un){ AF_UNIX }, 8))
DEED(makes_pipe, pipe((int[2]){ 0 }))
DEED(forks, result(fork()))
CALL(clones, SYS_clone, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, NULL, NULL, NULL, 0)
CALL(clones_by_new_call, SYS_clone3, NULL, 0)
DEED(executes, execl("/bin/true", "true", (char *)NULL))
CALL(executes_descriptor, SYS_execveat, cage_other, "", NULL, NULL, AT_EMPTY_PATH)
DEED(kills_parent, kill(getppid(), 0))
DEED(kills_itself_by_kill, kill(getpid(), 0))
CALL(signals_parent_thread, SYS_tgkill, 1, 1, 0)
CALL(signals_by_queue, SYS_rt_sigqueueinfo, 1, 0, NULL)
CALL(opens_process, SYS_pidfd_open, 1, 0)
DEED(traces_parent, result(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL)))
DEED(asks_to_be_traced, result(ptrace(PTRACE_TRACEME, 0, NULL, NULL)))
CALL(reads_memory_of_parent, SYS_process_vm_readv, 1, NULL, 0, NULL, 0, 0)
CALL(writes_memory_of_parent, SYS_process_vm_writev, 1, NULL, 0, NULL, 0, 0)
CALL(compares_processes, SYS_kcmp, 1, 1, 0, 0, 0)
CALL(shares_memory, SYS_shmget, 1, 4096, 0)
CALL(opens_queue, SYS_mq_open, "/writ", 0, 0, NULL)

/* -- Code */

static int
maps(int protection)
{
	return mmap(NULL, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1
											      : 0;
}

DEED(maps_code, maps(PROT_READ | PROT_EXEC))
DEED(maps_writable_code, maps(PROT_READ | PROT_WRITE | PROT_EXEC))

static int
makes_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(p, 4096, PROT_READ | PROT_EXEC);
}

static int
makes_writable(void)
{
	void *p = mmap(NULL, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return mprotect(p, 4096, PROT_READ | PROT_WRITE);
}

CALL(makes_code_by_key, SYS_pkey_mprotect, NULL, 4096, PROT_EXEC, 0)
CALL(makes_reads_executable, SYS_personality, 0x0400000)
CALL(makes_memory_file, SYS_memfd_create, "x", 0)

/* -- Ways into the kernel, and out of the cage */

CALL(sets_up_ring, SYS_io_uring_setup, 1, NULL)
CALL(handles_faults, SYS_userfaultfd, 0)
CALL(loads_program, SYS_bpf, BPF_PROG_LOAD, NULL, 0)
CALL(counts_events, SYS_perf_event_open, NULL, 0, -1, -1, 0)
CALL(takes_key, SYS_keyctl, 0, 0, 0, 0, 0)
CALL(adds_key, SYS_add_key, "user", "x", "x", 1, 0)
CALL(becomes_root, SYS_setuid, 0)
CALL(becomes_other, SYS_setresuid, 1, 1, 1)
CALL(takes_capabilities, SYS_capset, NULL, NULL)
CALL(leaves_namespaces, SYS_unshare, CLONE_NEWUSER)
CALL(joins_namespace, SYS_setns, cage_other, 0)
CALL(sets_its_ways, SYS_prctl, 4, 1, 0, 0, 0)
CALL(filters_again, SYS_seccomp, 1, 0, NULL)
CALL(raises_limit, SYS_prlimit64, 0, RLIMIT_FSIZE, &((struct rlimit){ 1, 1 }), NULL)
CALL(loads_module, SYS_init_module, NULL, 0, "")
CALL(reboots, SYS_reboot, 0, 0, 0, NULL)
CALL(sleeps, SYS_nanosleep, &((struct timespec){ 0, 1 }), NULL)
CALL(calls_what_is_not, 4000, 0)
#ifdef __x86_64__
CALL(calls_as_x32, 0x40000000 | SYS_read, -1, NULL, 0)

/* getpid(2) of i386. */
static int
calls_as_i386(void)
{
	long rc = 20;

	__asm__ volatile("int $0x80" : "+a"(rc) : : "memory");
	return result(rc);
}
#endif

enum outcome {
	WORKS,
	DENIED, /* EACCES or, of a descriptor that is closed, EBADF */
	KILLED, /* SIGSYS */
};

static const struct trial {
	const char *name;
	cage_deed *deed;
	enum outcome outcome;
} trials[] = {
#define TRIAL(deed, outcome)                                                                       \
	{                                                                                          \
#deed, deed, outcome                                                               \
	}
	TRIAL(reads_inside, WORKS),
	TRIAL(lists_inside, WORKS),
	TRIAL(maps_inside, WORKS),
	TRIAL(looks_for_what_is_absent, WORKS),
	TRIAL(uses_memory, WORKS),
	TRIAL(answers, WORKS),
	TRIAL(answers_at_fault, WORKS),
	TRIAL(reads_users, DENIED),
	TRIAL(reads_environment, DENIED),
	TRIAL(reads_neighbour, DENIED),
	TRIAL(reads_neighbour_through_dots, DENIED),
	TRIAL(reads_neighbour_through_link, DENIED),
	TRIAL(lists_neighbour, DENIED),
	TRIAL(reads_input, DENIED),
	TRIAL(opens_to_write, KILLED),
	TRIAL(opens_to_read_and_write, KILLED),
	TRIAL(opens_to_append, KILLED),
	TRIAL(truncates_by_open, KILLED),
	TRIAL(creates, KILLED),
	TRIAL(makes_nameless, KILLED),
	TRIAL(opens_a_path, KILLED),
	TRIAL(opens_by_new_call, KILLED),
	TRIAL(unlinks, KILLED),
	TRIAL(renames, KILLED),
	TRIAL(links, KILLED),
	TRIAL(links_by_name, KILLED),
	TRIAL(makes_folder, KILLED),
	TRIAL(truncates, KILLED),
	TRIAL(changes_mode, KILLED),
	TRIAL(changes_owner, KILLED),
	TRIAL(changes_folder, KILLED),
	TRIAL(changes_root, KILLED),
	TRIAL(mounts, KILLED),
	TRIAL(writes_elsewhere, KILLED),
	TRIAL(writes_vector_elsewhere, KILLED),
	TRIAL(writes_at_elsewhere, KILLED),
	TRIAL(duplicates, KILLED),
	TRIAL(controls_device, KILLED),
	TRIAL(sends_file, KILLED),
	TRIAL(splices, KILLED),
	TRIAL(takes_handle, KILLED),
	TRIAL(locks, KILLED),
	TRIAL(opens_socket, KILLED),
	TRIAL(opens_local_socket, KILLED),
	TRIAL(pairs_sockets, KILLED),
	TRIAL(connects, KILLED),
	TRIAL(makes_pipe, KILLED),
	TRIAL(forks, KILLED),
	TRIAL(clones, KILLED),
	TRIAL(clones_by_new_call, KILLED),
	TRIAL(executes, KILLED),
	TRIAL(executes_descriptor, KILLED),
	TRIAL(kills_parent, KILLED),
	TRIAL(kills_itself_by_kill, KILLED),
	TRIAL(signals_parent_thread, KILLED),
	TRIAL(signals_by_queue, KILLED),
	TRIAL(opens_process, KILLED),
	TRIAL(traces_parent, KILLED),
	TRIAL(asks_to_be_traced, KILLED),
	TRIAL(reads_memory_of_parent, KILLED),
	TRIAL(writes_memory_of_parent, KILLED),
	TRIAL(compares_processes, KILLED),
	TRIAL(shares_memory, KILLED),
	TRIAL(opens_queue, KILLED),
	TRIAL(maps_code, KILLED),
	TRIAL(maps_writable_code, KILLED),
	TRIAL(makes_code, KILLED),
	TRIAL(makes_writable, KILLED),
	TRIAL(makes_code_by_key, KILLED),
	TRIAL(makes_reads_executable, KILLED),
	TRIAL(makes_memory_file, KILLED),
	TRIAL(sets_up_ring, KILLED),
	TRIAL(handles_faults, KILLED),
	TRIAL(loads_program, KILLED),
	TRIAL(counts_events, KILLED),
	TRIAL(takes_key, KILLED),
	TRIAL(adds_key, KILLED),
	TRIAL(becomes_root, KILLED),
	TRIAL(becomes_other, KILLED),
	TRIAL(takes_capabilities, KILLED),
	TRIAL(leaves_namespaces, KILLED),
	TRIAL(joins_namespace, KILLED),
	TRIAL(sets_its_ways, KILLED),
	TRIAL(filters_again, KILLED),
	TRIAL(raises_limit, KILLED),
	TRIAL(loads_module, KILLED),
	TRIAL(reboots, KILLED),
	TRIAL(sleeps, KILLED),
	TRIAL(calls_what_is_not, KILLED),
#ifdef __x86_64__
	TRIAL(calls_as_x32, KILLED),
#endif
};

static bool
came_out(const struct trial *trial, struct cage_end end)
{
	switch (trial->outcome) {
	case WORKS:
		return end.signal == 0 && end.refusal == 0;
	case DENIED:
		return end.signal == 0 && (end.refusal == EACCES || end.refusal == EBADF);
	case KILLED:
		return end.signal == SIGSYS;
	}
	return false;
}

static void
trials_run(uid_t user)
{
	bool all = true;

	for (size_t i = 0; i < ARRAY_SIZE(trials); i++) {
		struct cage_end end = cage_try(trials[i].deed, user);

		if (came_out(&trials[i], end))
			continue;
		print_error("%s: signal %d, error %d (%s)\n", trials[i].name, end.signal,
			    end.refusal, strerror(end.refusal));
		all = false;
	}
	assert_true(all);
}

static void
cage_holds_who_runs_it(void **state)
{
	(void)state;
	trials_run(0);
}

static void
cage_holds_an_ordinary_user(void **state)
{
	(void)state;
	trials_run(geteuid() == 0 ? NOBODY : 0);
}

#ifdef __x86_64__
/* SIGSEGV from a kernel that does not know i386. */
static void
call_of_another_architecture_ends_it(void **state)
{
	struct cage_end end = cage_try(calls_as_i386, 0);

	(void)state;
	assert_true(end.signal == SIGSYS || end.signal == SIGSEGV);
}
#endif

static int
aborts(void)
{
	abort();
}

static void
abort_is_seen_as_such(void **state)
{
	(void)state;
	assert_int_equal(cage_try(aborts, 0).signal, SIGABRT);
}

static int
runs_on(void)
{
	for (volatile unsigned int i = 0;; i++)
		;
	return 0;
}

static void
processor_time_ends(void **state)
{
	struct cage_end end = cage_try(runs_on, 0);

	(void)state;
	assert_true(end.signal == SIGXCPU || end.signal == SIGKILL);
}

static int inherited, opened;
DEED(reads_inherited, result(read(inherited, &(char){ 0 }, 1)))
DEED(reads_opened, result(read(opened, &(char){ 0 }, 1)))

static void
descriptor_from_before_exec_is_closed(void **state)
{
	(void)state;
	inherited = open(INSIDE, O_RDONLY);
	opened = open(INSIDE, O_RDONLY | O_CLOEXEC);
	assert_int_equal(cage_try(reads_inherited, 0).refusal, EBADF);
	assert_int_equal(cage_try(reads_opened, 0).refusal, 0);
	assert_int_equal(fcntl(inherited, F_DUPFD, 600), 600);
	close(inherited);
	inherited = 600;
	assert_int_equal(cage_try(reads_inherited, 0).refusal, EBADF);
	close(inherited);
	close(opened);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cage_holds_who_runs_it),
		cmocka_unit_test(cage_holds_an_ordinary_user),
#ifdef __x86_64__
		cmocka_unit_test(call_of_another_architecture_ends_it),
#endif
		cmocka_unit_test(abort_is_seen_as_such),
		cmocka_unit_test(processor_time_ends),
		cmocka_unit_test(descriptor_from_before_exec_is_closed),
	};
	int failed;

	if (!cage_has_walls()) {
		puts("1..0 # SKIP the walls of the cage are not all here");
		return 0;
	}
	cage_make_files();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	cage_remove_files();
	return failed;
}
