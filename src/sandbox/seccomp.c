#include "config.h"

#include "sandbox/seccomp.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Arguments are compared by their low half, which both processors keep first: descriptors, flags,
 * ids and protections are 32 bits to the kernel, whatever else a register holds. */
#if defined(__x86_64__) && !defined(__ILP32__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && defined(__AARCH64EL__) && !defined(__ILP32__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

/* The calls of x32 have numbers from here on; no other processor's are that high. */
enum { X32_BIT = 0x40000000 };

/* All that may be said to openat(2): to read. */
enum {
	OPEN_FLAGS = O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK |
		     O_LARGEFILE | 0100000 /* O_LARGEFILE, which is 0 to glibc, to the kernel */
};

enum test {
	ALWAYS,
	WITHOUT_BITS, /* the argument has none of the bits of VALUE */
	ANSWERS,      /* the argument is the answer's descriptor, or standard error */
	SELF,         /* the argument is this process */
};

struct grant {
	uint32_t call;
	enum test test;
	unsigned int argument;
	uint32_t value;
};

/* Each row and why it is there. */
static const struct grant grants[] = {
	/* Objects and refs. Which ones is Landlock's to say. */
	{ SYS_openat, WITHOUT_BITS, 2, ~(uint32_t)OPEN_FLAGS },
	{ SYS_read, ALWAYS },       /* a loose object, a ref */
	{ SYS_close, ALWAYS },      /* what was opened */
	{ SYS_newfstatat, ALWAYS }, /* is it there, how large; fstat(3) as well */
	{ SYS_fstat, ALWAYS },      /* the same, from newer C libraries */
	{ SYS_pread64, ALWAYS },    /* the header of a pack */
	{ SYS_lseek, ALWAYS },      /* the trailer of a pack; a directory from its start */
	{ SYS_getdents64, ALWAYS }, /* packs that have come since, refs */
#ifdef SYS_access
	{ SYS_access, ALWAYS }, /* is there such a loose object, does a pack have a .keep */
#endif
	{ SYS_faccessat, ALWAYS }, /* the same where there is no access(2) */
#ifdef SYS_readlink
	{ SYS_readlink, ALWAYS }, /* a symref of old is a symbolic link */
#endif
	{ SYS_readlinkat, ALWAYS }, /* the same where there is no readlink(2) */

	/* Memory, never to be executed; without mprotect(2), so that what was made read-only for
	 * the worker stays so. */
	{ SYS_mmap, WITHOUT_BITS, 2, PROT_EXEC }, /* malloc(3), a window on a pack */
	{ SYS_munmap, ALWAYS },                   /* free(3) */
	{ SYS_mremap, ALWAYS },                   /* realloc(3) */
	{ SYS_brk, ALWAYS },                      /* malloc(3) */
	{ SYS_madvise, ALWAYS },                  /* free(3) of much */
	{ SYS_sysinfo, ALWAYS },                  /* qsort(3): how much memory it may use */

	/* The C library within a call. */
	{ SYS_futex, ALWAYS },          /* a lock of the library's, never contended */
	{ SYS_getrandom, ALWAYS },      /* malloc(3) for its own protection */
	{ SYS_clock_gettime, ALWAYS },  /* where the vDSO cannot tell the time */
	{ SYS_rt_sigprocmask, ALWAYS }, /* abort(3) */
	{ SYS_rt_sigaction, ALWAYS },   /* abort(3) */
	{ SYS_gettid, ALWAYS },         /* abort(3) */
	{ SYS_getpid, ALWAYS },         /* abort(3) */
	{ SYS_tgkill, SELF, 0 },        /* abort(3) */

	/* The end. */
	{ SYS_write, ANSWERS, 0 },  /* the answer; "out of memory" */
	{ SYS_writev, ANSWERS, 0 }, /* the last words of the C library */
	{ SYS_exit_group, ALWAYS }, /* _exit(2) */
};

/* Six instructions for a grant at most, and the head. */
enum { PROGRAM_MAX = 6 * ARRAY_SIZE(grants) + 8 };

struct program {
	struct sock_filter code[PROGRAM_MAX];
	unsigned short len;
};

static void
emit(struct program *program, struct sock_filter instruction)
{
	program->code[program->len++] = instruction;
}

static void
emit_load(struct program *program, size_t offset)
{
	emit(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

/* Goes on when the comparison holds as often as SKIP_TRUE says, else SKIP_FALSE further. */
static void
emit_jump(struct program *program, uint16_t comparison, uint32_t value, uint8_t skip_true,
	  uint8_t skip_false)
{
	emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_K | comparison, value, skip_true,
						   skip_false));
}

static void
emit_return(struct program *program, uint32_t action)
{
	emit(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

static void
emit_argument(struct program *program, unsigned int argument)
{
	emit_load(program, offsetof(struct seccomp_data, args) + argument * sizeof(uint64_t));
}

/* The test behind the number: as many instructions as are written, which end in a return. */
static void
emit_test(struct program *program, const struct grant *grant, int answer_fd)
{
	if (grant->test != ALWAYS)
		emit_argument(program, grant->argument);
	if (grant->test == WITHOUT_BITS)
		emit_jump(program, BPF_JSET, grant->value, 1, 0);
	if (grant->test == SELF)
		emit_jump(program, BPF_JEQ, (uint32_t)getpid(), 0, 1);
	if (grant->test == ANSWERS) {
		emit_jump(program, BPF_JEQ, (uint32_t)answer_fd, 1, 0);
		emit_jump(program, BPF_JEQ, STDERR_FILENO, 0, 1);
	}
	emit_return(program, SECCOMP_RET_ALLOW);
	if (grant->test != ALWAYS)
		emit_return(program, SECCOMP_RET_KILL_PROCESS);
}

static void
emit_grant(struct program *program, const struct grant *grant, int answer_fd)
{
	unsigned short jump = program->len;

	emit_jump(program, BPF_JEQ, grant->call, 0, 0);
	emit_test(program, grant, answer_fd);
	program->code[jump].jf = (uint8_t)(program->len - jump - 1);
}

static void
program_write(struct program *program, int answer_fd)
{
	program->len = 0;
	emit_load(program, offsetof(struct seccomp_data, arch));
	emit_jump(program, BPF_JEQ, ARCHITECTURE, 1, 0);
	emit_return(program, SECCOMP_RET_KILL_PROCESS);
	emit_load(program, offsetof(struct seccomp_data, nr));
	emit_jump(program, BPF_JGE, X32_BIT, 0, 1);
	emit_return(program, SECCOMP_RET_KILL_PROCESS);
	for (size_t i = 0; i < ARRAY_SIZE(grants); i++)
		emit_grant(program, &grants[i], answer_fd);
	emit_return(program, SECCOMP_RET_KILL_PROCESS);
}

bool
seccomp_is_known(void)
{
	return true;
}

bool
seccomp_is_available(void)
{
	uint32_t action = SECCOMP_RET_KILL_PROCESS;

	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

int
seccomp_enter(int answer_fd, struct error *err)
{
	struct program program;
	struct sock_fprog filter = { .filter = program.code };

	program_write(&program, answer_fd);
	filter.len = program.len;
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) != 0)
		return error_set_errno(err, "cannot enter seccomp");
	return 0;
}

#else /* no list */

bool
seccomp_is_known(void)
{
	return false;
}

bool
seccomp_is_available(void)
{
	return false;
}

int
seccomp_enter(int answer_fd, struct error *err)
{
	(void)answer_fd;
	return error_set(err, ERROR_SYSTEM, "no list of system calls for this processor");
}

#endif
