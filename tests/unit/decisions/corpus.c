#include "config.h"

#include "corpus.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "decisions/listing.h"

void
corpus_init(struct corpus *corpus)
{
	*corpus = (struct corpus){ .source = { .place = BYTES("refs/heads/main:docs/adr") } };
	arena_init(&corpus->arena);
	limits_init(&corpus->limits);
	corpus->options = (struct compile_options){ BYTES("2026-11-23"), &corpus->limits, NULL };
	corpus->source.files = corpus->files;
}

void
corpus_release(struct corpus *corpus)
{
	arena_release(&corpus->arena);
}

void
corpus_add(struct corpus *corpus, const char *path, struct bytes content)
{
	assert_true(corpus->source.n_files < CORPUS_FILES_MAX);
	corpus->files[corpus->source.n_files++] = (struct source_file){ bytes_of(path), content };
}

static int
file_compare(const void *a, const void *b)
{
	return bytes_compare(((const struct source_file *)a)->path,
			     ((const struct source_file *)b)->path);
}

const struct bundle *
corpus_compile(struct corpus *corpus)
{
	qsort(corpus->files, corpus->source.n_files, sizeof(corpus->files[0]), file_compare);
	corpus->bundle = bundle_compile(&corpus->source, &corpus->options, &corpus->arena);
	return corpus->bundle;
}

const struct bundle *
corpus_compile_files(struct corpus *corpus, const struct corpus_file *files)
{
	for (size_t i = 0; files[i].path; i++)
		corpus_add(corpus, files[i].path, bytes_of(files[i].content));
	return corpus_compile(corpus);
}

const char *
corpus_diagnostics(struct corpus *corpus)
{
	struct buf out = BUF_INIT;
	const char *text;

	listing_diagnostics(&out, corpus->bundle);
	text = arena_copy(&corpus->arena, buf_bytes(&out)).data;
	buf_release(&out);
	return text;
}

const struct decision *
corpus_decision(const struct corpus *corpus, const char *id)
{
	const struct decision *decision = bundle_find(corpus->bundle, bytes_of(id));

	if (!decision)
		fail_msg("there is no %s", id);
	return decision;
}
