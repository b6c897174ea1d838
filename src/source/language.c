#include "config.h"

#include "source/language.h"

#include "base/macros.h"
#include "base/map.h"

#define IN_LINE(quote, hole)                                                                       \
	{                                                                                          \
		quote, 1, '\\', false, hole, false, 0, 0                                           \
	}
#define IN_LINES(quote, n, escape, hole)                                                           \
	{                                                                                          \
		quote, n, escape, true, hole, false, 0, 0                                          \
	}
#define LAST_FORM                                                                                  \
	{                                                                                          \
		'\0', 0, '\0', false, HOLE_NONE, false, 0, 0                                       \
	}

static const struct string_form c_strings[] = { IN_LINE('"', HOLE_NONE), IN_LINE('\'', HOLE_NONE),
						LAST_FORM };
static const struct string_form python_strings[] = { IN_LINES('"', 3, '\\', HOLE_NONE),
						     IN_LINES('\'', 3, '\\', HOLE_NONE),
						     IN_LINE('"', HOLE_NONE),
						     IN_LINE('\'', HOLE_NONE), LAST_FORM };
static const struct string_form javascript_strings[] = { IN_LINE('"', HOLE_NONE),
							 IN_LINE('\'', HOLE_NONE),
							 IN_LINES('`', 1, '\\', HOLE_DOLLAR_BRACE),
							 LAST_FORM };
static const struct string_form java_strings[] = { IN_LINES('"', 3, '\\', HOLE_NONE),
						   IN_LINE('"', HOLE_NONE),
						   IN_LINE('\'', HOLE_NONE), LAST_FORM };
static const struct string_form kotlin_strings[] = { IN_LINES('"', 3, '\0', HOLE_DOLLAR_BRACE),
						     IN_LINE('"', HOLE_DOLLAR_BRACE),
						     IN_LINE('\'', HOLE_NONE), LAST_FORM };
static const struct string_form go_strings[] = { IN_LINE('"', HOLE_NONE), IN_LINE('\'', HOLE_NONE),
						 IN_LINES('`', 1, '\0', HOLE_NONE), LAST_FORM };
static const struct string_form rust_strings[] = { IN_LINES('"', 1, '\\', HOLE_NONE),
						   IN_LINE('\'', HOLE_NONE), LAST_FORM };
static const struct string_form php_strings[] = { IN_LINES('"', 1, '\\', HOLE_BRACE_DOLLAR),
						  IN_LINES('\'', 1, '\\', HOLE_NONE),
						  IN_LINES('`', 1, '\\', HOLE_BRACE_DOLLAR),
						  LAST_FORM };
static const struct string_form ruby_strings[] = { IN_LINES('"', 1, '\\', HOLE_HASH_BRACE),
						   IN_LINES('\'', 1, '\\', HOLE_NONE),
						   IN_LINES('`', 1, '\\', HOLE_HASH_BRACE),
						   LAST_FORM };
static const struct string_form swift_strings[] = { IN_LINES('"', 3, '\\', HOLE_BACKSLASH_PAREN),
						    IN_LINE('"', HOLE_BACKSLASH_PAREN), LAST_FORM };
static const struct string_form scala_strings[] = { IN_LINES('"', 3, '\0', HOLE_NONE),
						    IN_LINE('"', HOLE_NONE),
						    IN_LINE('\'', HOLE_NONE), LAST_FORM };
static const struct string_form shell_strings[] = { IN_LINES('"', 1, '\\', HOLE_DOLLAR_PAREN),
						    IN_LINES('\'', 1, '\0', HOLE_NONE), LAST_FORM };

enum {
	LIKE_C = TRAIT_SLASH_COMMENTS | TRAIT_CONTINUED | TRAIT_QUOTED_PARTS,
	LIKE_JAVASCRIPT = TRAIT_SLASH_COMMENTS | TRAIT_DOLLAR_WORDS | TRAIT_REGEX,
	NESTING = TRAIT_SLASH_COMMENTS | TRAIT_NESTED_COMMENTS,
};

static const struct language languages[] = {
	{ LANGUAGE_C, "C", "c h", "/", LIKE_C, c_strings },
	{ LANGUAGE_CPP, "C++", "cc cpp cxx c++ hh hpp hxx h++ ipp tpp inl ixx cppm cu cuh", "/",
	  LIKE_C, c_strings },
	{ LANGUAGE_OBJECTIVE_C, "Objective-C", "m mm", "/", LIKE_C, c_strings },
	{ LANGUAGE_PYTHON, "Python", "py pyi pyw pyx pxd", ".",
	  TRAIT_HASH_COMMENTS | TRAIT_CONTINUED, python_strings },
	{ LANGUAGE_JAVASCRIPT, "JavaScript", "js mjs cjs jsx", "/", LIKE_JAVASCRIPT | TRAIT_JSX,
	  javascript_strings },
	{ LANGUAGE_TYPESCRIPT, "TypeScript", "ts mts cts", "/", LIKE_JAVASCRIPT,
	  javascript_strings },
	{ LANGUAGE_TSX, "TypeScript", "tsx", "/", LIKE_JAVASCRIPT | TRAIT_JSX, javascript_strings },
	{ LANGUAGE_COMPONENT, "component", "vue svelte", "/", LIKE_JAVASCRIPT | TRAIT_TAGGED,
	  javascript_strings },
	{ LANGUAGE_JAVA, "Java", "java", ".", TRAIT_SLASH_COMMENTS | TRAIT_DOLLAR_WORDS,
	  java_strings },
	{ LANGUAGE_KOTLIN, "Kotlin", "kt kts", ".", NESTING, kotlin_strings },
	{ LANGUAGE_GO, "Go", "go", "/", TRAIT_SLASH_COMMENTS, go_strings },
	{ LANGUAGE_RUST, "Rust", "rs", "::", NESTING | TRAIT_LIFETIMES, rust_strings },
	{ LANGUAGE_CSHARP, "C#", "cs csx", ".", TRAIT_SLASH_COMMENTS, c_strings },
	{ LANGUAGE_PHP, "PHP", "php phtml php5 php7 inc", "\\",
	  TRAIT_SLASH_COMMENTS | TRAIT_HASH_COMMENTS | TRAIT_DOLLAR_WORDS | TRAIT_TAGGED |
		  TRAIT_HEREDOCS,
	  php_strings },
	{ LANGUAGE_RUBY, "Ruby", "rb rake gemspec ru Rakefile Gemfile", "/",
	  TRAIT_HASH_COMMENTS | TRAIT_REGEX | TRAIT_HEREDOCS, ruby_strings },
	{ LANGUAGE_SWIFT, "Swift", "swift", ".", NESTING, swift_strings },
	{ LANGUAGE_SCALA, "Scala", "scala sc sbt", ".",
	  NESTING | TRAIT_LIFETIMES | TRAIT_DOLLAR_WORDS, scala_strings },
	{ LANGUAGE_LUA, "Lua", "lua", ".", TRAIT_DASH_COMMENTS, c_strings },
	{ LANGUAGE_SHELL, "shell", "sh bash zsh ksh", "/",
	  TRAIT_HASH_COMMENTS | TRAIT_HASH_AT_WORD | TRAIT_HEREDOCS | TRAIT_DOLLAR_WORDS |
		  TRAIT_CONTINUED,
	  shell_strings },
	{ LANGUAGE_PROTOBUF, "protobuf", "proto", "/", TRAIT_SLASH_COMMENTS, c_strings },
};

/* What decides: all behind the last dot of the last part of PATH, or the part itself. */
static struct bytes
ending_of(struct bytes path)
{
	size_t start = path.len;

	while (start > 0 && path.data[start - 1] != '/' && path.data[start - 1] != '.')
		start--;
	return bytes_slice(path, start, path.len);
}

/* Ending -> language, made once for the process. */
static const struct map *
languages_by_ending(void)
{
	static struct map map;

	if (map.len)
		return &map;
	for (size_t i = 0; i < ARRAY_SIZE(languages); i++) {
		struct bytes rest = bytes_of(languages[i].endings);
		struct bytes ending;

		while (bytes_split(&rest, ' ', &ending)) {
			if (!map_get(&map, ending))
				*map_put(&map, ending) = (void *)(uintptr_t)&languages[i];
		}
	}
	return &map;
}

const struct language *
language_of_path(struct bytes path)
{
	struct bytes ending = ending_of(path);

	return ending.len ? map_get(languages_by_ending(), ending) : NULL;
}
