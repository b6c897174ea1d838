#ifndef WRIT_TESTS_UNIT_SANDBOX_CAGE_H
#define WRIT_TESTS_UNIT_SANDBOX_CAGE_H

/*
 * Deeds, each done by a process of its own in the cage, and what became of it.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* What lies in a directory of the test's own, which is the working directory. */
#define INSIDE "store/file"  /* beneath what may be read */
#define BESIDE "beside/file" /* its neighbour, as readable to the user */
#define FOLDER "store"

enum { CPU_SECONDS = 1 };

/* 0 when it worked, -1 with errno when it was refused. */
typedef int cage_deed(void);

struct cage_end {
	int signal;  /* that ended it, 0 when none did */
	int refusal; /* the errno, 0 when the deed worked */
};

/* For the deeds: descriptors that the process had before. */
extern int cage_answer, cage_other;

void cage_make_files(void);
void cage_remove_files(void);
/* Whether this system has all that is tested. */
bool cage_has_walls(void);
/* Does DEED as USER; 0 for who runs the tests. */
struct cage_end cage_try(cage_deed *deed, uid_t user);

#endif
