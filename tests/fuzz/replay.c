/*
 * Runs a fuzz target over its stored inputs, as a TAP test: the program fuzz_NAME takes every file
 * of tests/fuzz/corpus/NAME, and each cut to half its length too. With --enable-fuzzing libFuzzer's
 * own main takes the place of this one.
 */

#include "config.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/vec.h"

enum { INPUT_MAX_BYTES = 64 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef VEC(char *) name_list;

static int
name_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
names_read(name_list *names, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] != '.')
			vec_push(names, strdup(entry->d_name));
	}
	if (dir)
		closedir(dir);
	if (names->len)
		qsort(names->items, names->len, sizeof(*names->items), name_compare);
}

/* A copy of exactly SIZE bytes, so that a sanitizer sees every read behind it. */
static void
run(const char *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	if (size)
		memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static int
replay(const char *folder, const char *name)
{
	struct buf content = BUF_INIT;
	struct error err;
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (io_read_file(path, INPUT_MAX_BYTES, &content, &err) < 0)
		return -1;
	run(content.data, content.len);
	run(content.data, content.len / 2);
	buf_release(&content);
	return 0;
}

int
main(int argc, char **argv)
{
	const char *program = argc > 0 ? strrchr(argv[0], '/') : NULL;
	const char *srcdir = getenv("srcdir");
	name_list names = VEC_INIT;
	char folder[2048];
	int failed = 0;

	if (!program || strncmp(program, "/fuzz_", 6) != 0) {
		printf("Bail out! the program's name is not fuzz_NAME\n");
		return 1;
	}
	snprintf(folder, sizeof(folder), "%s/tests/fuzz/corpus/%s", srcdir ? srcdir : ".",
		 program + 6);
	names_read(&names, folder);
	printf("1..%zu\n", names.len + 1);
	run("", 0);
	printf("%sok 1 - %s has inputs\n", names.len ? "" : "not ", program + 6);
	failed |= names.len == 0;
	for (size_t i = 0; i < names.len; i++) {
		int result = replay(folder, names.items[i]);

		printf("%sok %zu - %s\n", result == 0 ? "" : "not ", i + 2, names.items[i]);
		failed |= result != 0;
		free(names.items[i]);
	}
	vec_release(&names);
	return failed;
}
