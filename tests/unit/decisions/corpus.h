#ifndef WRIT_TESTS_CORPUS_H
#define WRIT_TESTS_CORPUS_H

/*
 * Small corpora for the tests of the compiler.
 */

#include "decisions/compile.h"

struct corpus_file {
	const char *path, *content;
};

enum { CORPUS_FILES_MAX = 16 };

struct corpus {
	struct arena arena;
	struct limits limits;
	struct compile_options options;
	struct source source;
	struct source_file files[CORPUS_FILES_MAX];
	const struct bundle *bundle;
};

/* An empty corpus at refs/heads/main:docs/adr, judged on 2026-11-23. */
void corpus_init(struct corpus *corpus);
void corpus_release(struct corpus *corpus);
void corpus_add(struct corpus *corpus, const char *path, struct bytes content);
/* Sorts the files and compiles them. */
const struct bundle *corpus_compile(struct corpus *corpus);
/* Compiles the files up to the first without a path. */
const struct bundle *corpus_compile_files(struct corpus *corpus, const struct corpus_file *files);
/* The diagnostics as `writ compile` shows them; lives in the corpus. */
const char *corpus_diagnostics(struct corpus *corpus);
/* The decision with this id; the test fails when there is none. */
const struct decision *corpus_decision(const struct corpus *corpus, const char *id);

#endif
