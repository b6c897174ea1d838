#include "config.h"

#include "source/import_reader.h"

/* A finder is handed the reader that an import_reader begins with. */
static struct import_reader *
of_reader(struct reader *reader)
{
	return (struct import_reader *)reader;
}

const struct bytes *
reader_names(struct reader *reader, size_t *n)
{
	*n = of_reader(reader)->names.len;
	return of_reader(reader)->names.items;
}

void
reader_name(struct reader *reader, struct bytes name)
{
	vec_push(&of_reader(reader)->names, name);
}

void
reader_drop(struct reader *reader)
{
	of_reader(reader)->names.len = 0;
}

static struct import *
add(struct reader *reader, enum import_kind kind, size_t at)
{
	struct import_reader *self = of_reader(reader);
	struct import *import = vec_add(&self->imports->items);
	size_t n = self->names.len;

	memset(import, 0, sizeof(*import));
	import->kind = kind;
	import->at = at;
	if (n) {
		import->names = arena_new_array(reader->arena, struct bytes, n);
		memcpy(import->names, self->names.items, n * sizeof(*import->names));
		import->n_names = n;
	}
	reader_drop(reader);
	return import;
}

void
reader_add(struct reader *reader, enum import_kind kind, struct bytes module, size_t at)
{
	add(reader, kind, at)->module = module;
}

void
reader_add_computed(struct reader *reader, enum import_kind kind, size_t at)
{
	add(reader, kind, at)->computed = true;
}
