#include "config.h"

#include "source/declaration_reader.h"

/* `[...]` and `(...)` behind a name, which it is asked or called with. */
static void
skip_suffixes(struct declaration_reader *self)
{
	while (is_mark_of(self, now(self), "[("))
		skip_group(self);
}

/* One argument of a class: a base, unless it is named, unpacked or computed. */
static void
base(struct declaration_reader *self)
{
	struct bytes name;

	if (now(self)->kind == TOKEN_WORD && !is_mark(self, ahead(self, 1), '=') &&
	    !is_word_of(self, now(self), " None True False ")) {
		name = reader_path(&self->reader, ".");
		skip_suffixes(self);
		if (is_mark_of(self, now(self), ",)"))
			add_base(self, name);
	}
	skip_to(self, ",");
}

static void
class_statement(struct declaration_reader *self)
{
	size_t at;
	struct bytes name = take_name(self, &at);

	if (is_mark(self, now(self), '['))
		skip_group(self);
	if (take_mark(self, '(')) {
		do
			base(self);
		while (take_mark(self, ','));
		take_mark(self, ')');
	}
	declare_by_column(self, DECLARATION_CLASS, name, at);
}

static void
def_statement(struct declaration_reader *self)
{
	size_t at;
	enum declaration_kind kind = kind_of_function(self);
	struct bytes name = take_name(self, &at);

	declare_by_column(self, kind, name, at);
}

/* `@a.b(...)`, alone on its line. */
static void
decorator(struct declaration_reader *self)
{
	struct bytes name;

	next(self);
	name = reader_path(&self->reader, ".");
	skip_suffixes(self);
	if (now(self)->line_start)
		add_annotation(self, name);
}

/* A class, a function and a decorator each begin a line. */
void
declarations_python(struct declaration_reader *self)
{
	if (!now(self)->line_start || self->brackets > 0 || self->braces.len > 0)
		return;
	if (is_mark(self, now(self), '@')) {
		decorator(self);
		return;
	}
	if (is_word_of(self, now(self), " async cdef ") &&
	    is_word_of(self, ahead(self, 1), " def class "))
		next(self);
	if (is_word(self, now(self), "class") && ahead(self, 1)->kind == TOKEN_WORD)
		class_statement(self);
	else if (is_word(self, now(self), "def") && ahead(self, 1)->kind == TOKEN_WORD)
		def_statement(self);
	else
		self->annotations.len = 0;
}
