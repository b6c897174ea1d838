#include "config.h"

#include "source/imports.h"

#include "base/macros.h"
#include "source/import_reader.h"

static import_finder *const finders[] = {
	[LANGUAGE_C] = imports_c,
	[LANGUAGE_CPP] = imports_c,
	[LANGUAGE_OBJECTIVE_C] = imports_c,
	[LANGUAGE_PYTHON] = imports_python,
	[LANGUAGE_JAVASCRIPT] = imports_ecmascript,
	[LANGUAGE_TYPESCRIPT] = imports_ecmascript,
	[LANGUAGE_TSX] = imports_ecmascript,
	[LANGUAGE_COMPONENT] = imports_ecmascript,
	[LANGUAGE_JAVA] = imports_java,
	[LANGUAGE_KOTLIN] = imports_kotlin,
	[LANGUAGE_GO] = imports_go,
	[LANGUAGE_RUST] = imports_rust,
	[LANGUAGE_CSHARP] = imports_csharp,
	[LANGUAGE_PHP] = imports_php,
	[LANGUAGE_RUBY] = imports_ruby,
	[LANGUAGE_SWIFT] = imports_swift,
	[LANGUAGE_SCALA] = imports_scala,
	[LANGUAGE_LUA] = imports_lua,
	[LANGUAGE_SHELL] = imports_shell,
	[LANGUAGE_PROTOBUF] = imports_protobuf,
};

static const char *const kind_names[] = {
	[IMPORT_STATIC] = "static",   [IMPORT_DYNAMIC] = "dynamic",
	[IMPORT_TYPE] = "type",       [IMPORT_RE_EXPORT] = "re-export",
	[IMPORT_INCLUDE] = "include", [IMPORT_QUALIFIED] = "qualified",
};

const char *
import_kind_name(enum import_kind kind)
{
	return kind_names[kind];
}

void
imports_find(struct imports *imports, const struct language *language, struct bytes text)
{
	struct import_reader finding;
	struct reader *reader = &finding.reader;
	import_finder *find = finders[language->id];

	memset(imports, 0, sizeof(*imports));
	arena_init(&imports->arena);
	memset(&finding, 0, sizeof(finding));
	finding.imports = imports;
	reader_init(reader, language, text, &imports->arena);
	while (reader_now(reader)->kind != TOKEN_END) {
		size_t at = reader_now(reader)->start;

		find(reader);
		if (reader_now(reader)->start == at)
			reader_next(reader);
	}
	imports->partial = reader->lexer.partial;
	imports->partial_at = reader->lexer.partial_at;
	reader_release(reader);
	vec_release(&finding.names);
}

void
imports_release(struct imports *imports)
{
	vec_release(&imports->items);
	arena_release(&imports->arena);
}
