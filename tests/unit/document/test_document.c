#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <time.h>

#include "show.h"

#include "base/macros.h"

static void
formats_have_names(void **state)
{
	enum document_format format;
	(void)state;

	for (enum document_format i = DOCUMENT_JSON; i < DOCUMENT_FORMATS; i++) {
		struct bytes name = bytes_of(document_format_name(i));

		assert_true(document_format_of_name(name, &format));
		assert_int_equal(format, i);
	}
	assert_false(document_format_of_name(BYTES("JSON"), &format));
	assert_false(document_format_of_name(BYTES(""), &format));
}

static void
the_path_says_the_format(void **state)
{
	static const struct {
		const char *path;
		const char *format;
	} cases[] = {
		{ "a.json", "json" },
		{ "b/package-lock.json", "json" },
		{ "composer.lock", "json" },
		{ "Pipfile.lock", "json" },
		{ "tsconfig.json", "jsonc" },
		{ "x/tsconfig.base.json", "jsonc" },
		{ ".vscode/settings.json", "jsonc" },
		{ "a/.vscode/x.json", "jsonc" },
		{ ".vscode/a/x.json", "json" },
		{ ".devcontainer/devcontainer.json", "jsonc" },
		{ ".eslintrc", "jsonc" },
		{ "a.jsonc", "jsonc" },
		{ "a.code-workspace", "jsonc" },
		{ ".github/workflows/ci.yml", "yaml" },
		{ "a.yaml", "yaml" },
		{ ".clang-format", "yaml" },
		{ "c.clang-format", "yaml" },
		{ "Cargo.toml", "toml" },
		{ "a/Cargo.lock", "toml" },
		{ "poetry.lock", "toml" },
		{ "uv.lock", "toml" },
		{ "Pipfile", "toml" },
		{ "pom.xml", "xml" },
		{ "a.csproj", "xml" },
		{ "Directory.Build.props", "xml" },
		{ "a.svg", "xml" },
		{ "setup.cfg", "ini" },
		{ "a.ini", "ini" },
		{ ".editorconfig", "ini" },
		{ ".gitmodules", "ini" },
		{ ".npmrc", "ini" },
		{ "gradle.properties", "ini" },
		{ "docs/a.md", "front-matter" },
		{ "a.markdown", "front-matter" },
		{ "yarn.lock", NULL },
		{ "Makefile", NULL },
		{ "xPipfile", NULL },
		{ "json", NULL },
		{ "a.json/b", NULL },
		{ "", NULL },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		enum document_format format;
		bool known = document_format_of_path(bytes_of(cases[i].path), &format);

		if (known != (cases[i].format != NULL) ||
		    (known && strcmp(document_format_name(format), cases[i].format) != 0))
			fail_msg("%s is %s", cases[i].path,
				 known ? document_format_name(format) : "of no format");
	}
}

/* 0, or -1 where a limit is spent. */
static int
parse(enum document_format format, struct bytes text, const struct document_limits *limits)
{
	CLEANUP(arena_release) struct arena arena;
	struct document_problem problem;
	struct document_node *root;
	int result;

	arena_init(&arena);
	result = document_parse(&root, format, text, limits, &arena, &problem);
	if (result < 0 && !problem.limit)
		fail_msg("%.*s: %u:%u %s", SHOWN(text), problem.line, problem.column,
			 problem.message);
	return result;
}

static void
add_repeated(struct buf *out, const char *piece, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_add_string(out, piece);
}

static void
depth_has_a_limit(void **state)
{
	static const struct {
		enum document_format format;
		const char *head, *open, *middle, *close, *tail;
		size_t others; /* what is deep beside what is opened */
	} cases[] = {
		{ DOCUMENT_JSON, "", "[", "", "]", "", 0 },
		{ DOCUMENT_JSON, "", "{\"a\":", "1", "}", "", 0 },
		{ DOCUMENT_JSONC, "", "[//\n", "[]", ",]", "", 1 },
		{ DOCUMENT_YAML, "", "[", "", "]", "", 0 },
		{ DOCUMENT_YAML, "", "{a: ", "", "}", "", 0 },
		{ DOCUMENT_YAML, "", "- ", "", "", "", 0 },
		{ DOCUMENT_YAML, "[&a [1], ", "[", "*a", "]", "]", 2 },
		{ DOCUMENT_TOML, "a = ", "[", "", "]", "", 1 },
		{ DOCUMENT_TOML, "a = ", "{a = ", "1", "}", "", 1 },
		{ DOCUMENT_TOML, "a", ".a", " = 1", "", "", 1 },
		{ DOCUMENT_TOML, "[a", ".a", "]", "", "", 2 },
		{ DOCUMENT_XML, "", "<a>", "", "</a>", "", 1 },
	};
	const struct document_limits limits = DOCUMENT_LIMITS_INIT;
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		for (size_t depth = limits.depth - 1; depth <= limits.depth + 2; depth++) {
			CLEANUP(buf_release) struct buf text = BUF_INIT;

			buf_add_string(&text, cases[i].head);
			add_repeated(&text, cases[i].open, depth - cases[i].others);
			buf_add_string(&text, cases[i].middle);
			add_repeated(&text, cases[i].close, depth - cases[i].others);
			buf_add_string(&text, cases[i].tail);
			if (parse(cases[i].format, buf_bytes(&text), NULL) !=
			    (depth > limits.depth ? -1 : 0))
				fail_msg("%s\n is %zu deep", text.data, depth);
		}
	}
}

static void
values_are_counted(void **state)
{
	static const struct {
		enum document_format format;
		const char *text;
		size_t n;
	} cases[] = {
		{ DOCUMENT_JSON, "1", 1 },
		{ DOCUMENT_JSON, "[1, {\"a\": 2}]", 4 },
		{ DOCUMENT_YAML, "[&a [1, 2], *a]", 7 },
		{ DOCUMENT_YAML, "1\n---\n2", 3 },
		{ DOCUMENT_YAML, "&a a: 1", 3 },
		{ DOCUMENT_TOML, "a.b = [1]\n[c]\n[[d]]", 7 },
		{ DOCUMENT_XML, "<a x='1'>t<b/></a>", 5 },
		{ DOCUMENT_INI, "a = 1\n[b]\nc = 1\n[b]", 4 },
		{ DOCUMENT_INI, "", 1 },
		{ DOCUMENT_FRONT_MATTER, "---\na: 1\n---", 2 },
	};
	struct document_limits limits = DOCUMENT_LIMITS_INIT;
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct bytes text = bytes_of(cases[i].text);

		limits.nodes = cases[i].n;
		assert_int_equal(parse(cases[i].format, text, &limits), 0);
		limits.nodes = cases[i].n - 1;
		assert_int_equal(parse(cases[i].format, text, &limits), -1);
	}
}

static void
bytes_have_a_limit(void **state)
{
	struct document_limits limits = DOCUMENT_LIMITS_INIT;
	(void)state;

	limits.bytes = 3;
	assert_int_equal(parse(DOCUMENT_JSON, BYTES("[1]"), &limits), 0);
	assert_int_equal(parse(DOCUMENT_JSON, BYTES("[1] "), &limits), -1);
}

static void
aliases_of_aliases_end_at_the_limit(void **state)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	(void)state;

	buf_add_string(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
	for (int i = 1; i < 30; i++) {
		buf_printf(&text, "a%d: &a%d [", i, i);
		for (int k = 0; k < 10; k++)
			buf_printf(&text, "*a%d, ", i - 1);
		buf_add_string(&text, "]\n");
	}
	assert_int_equal(parse(DOCUMENT_YAML, buf_bytes(&text), NULL), -1);
}

static void
equal_keys_can_be_allowed(void **state)
{
	static const struct {
		enum document_format format;
		const char *text;
	} cases[] = {
		{ DOCUMENT_JSON, "{\"a\": 1, \"a\": 2}" },
		{ DOCUMENT_YAML, "a: 1\na: 2" },
		{ DOCUMENT_TOML, "a = 1\na = 2" },
	};
	struct document_limits limits = DOCUMENT_LIMITS_INIT;
	(void)state;

	limits.allow_duplicates = true;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(arena_release) struct arena arena;
		CLEANUP(buf_release) struct buf shown = BUF_INIT;
		struct document_problem problem;
		struct document_node *root;

		arena_init(&arena);
		assert_int_equal(document_parse(&root, cases[i].format, bytes_of(cases[i].text),
						&limits, &arena, &problem),
				 0);
		show_node(&shown, root, false);
		assert_string_equal(shown.data, "{a: 1, a: 2}");
	}
}

/* A mapping of N lines with one key each, whose middle one stands there again. */
static void
add_mapping(struct buf *text, enum document_format format, size_t n)
{
	const char *value = format == DOCUMENT_TOML ? " = 1" : ": 1";
	bool is_json = format == DOCUMENT_JSON;

	for (size_t k = 0; k <= n; k++) {
		buf_add_string(text, k ? is_json ? ",\n" : "\n" : is_json ? "{" : "");
		buf_printf(text, "\"k%zu\"%s", k < n ? k : n / 2, value);
	}
	buf_add_string(text, is_json ? "}" : "");
}

/* Small mappings are searched, large ones have a map. */
static void
an_equal_key_is_found_in_a_mapping_of_any_size(void **state)
{
	static const enum document_format formats[] = { DOCUMENT_JSON, DOCUMENT_YAML,
							DOCUMENT_TOML };
	enum { SIZES = 64 };
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(formats) * SIZES; i++) {
		CLEANUP(buf_release) struct buf text = BUF_INIT;
		CLEANUP(arena_release) struct arena arena;
		struct document_problem problem;
		struct document_node *root;

		add_mapping(&text, formats[i / SIZES], 1 + i % SIZES);
		arena_init(&arena);
		assert_int_equal(document_parse(&root, formats[i / SIZES], buf_bytes(&text), NULL,
						&arena, &problem),
				 -1);
		assert_non_null(strstr(problem.message, "stands here a second time"));
		assert_int_equal(problem.line, 2 + i % SIZES);
	}
}

static void
the_text_may_go_before_the_document(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	struct document_problem problem;
	struct document_node *root;
	struct buf text = BUF_INIT;
	(void)state;

	buf_add_string(&text, "{\"key\": \"value\"}");
	arena_init(&arena);
	assert_int_equal(
		document_parse(&root, DOCUMENT_JSON, buf_bytes(&text), NULL, &arena, &problem), 0);
	memset(text.data, 'x', text.len);
	buf_release(&text);
	assert_true(bytes_equal_string(root->first->key, "key"));
	assert_true(bytes_equal_string(root->first->text, "value"));
	assert_ptr_equal(root->first->parent, root);
	assert_ptr_equal(root->first, root->last);
	assert_int_equal(root->n_children, 1);
}

/* PIECE, in which `@` stands for N. */
static void
add_piece(struct buf *text, const char *piece, size_t n)
{
	for (; *piece; piece++) {
		if (*piece == '@')
			buf_printf(text, "%zu", n);
		else
			buf_add_char(text, *piece);
	}
}

/* Each would take minutes if any step looked at all that was there before. */
static void
large_texts_take_linear_time(void **state)
{
	static const struct {
		enum document_format format;
		const char *head, *piece, *tail;
		size_t n;
	} cases[] = {
		{ DOCUMENT_JSON, "{", "\"@\":1,\n", "\"\":1}", 400000 },
		{ DOCUMENT_JSON, "[", "1,", "1]", 900000 },
		{ DOCUMENT_JSON, "[\"", "\\u00e9", "\"]", 1000000 },
		{ DOCUMENT_JSON, "1", "1", "", 4000000 },
		{ DOCUMENT_JSON, "0.", "0", "1e4000000", 4000000 },
		{ DOCUMENT_YAML, "", "@: 1\n", "", 400000 },
		{ DOCUMENT_YAML, "", "- [@]\n", "", 200000 },
		{ DOCUMENT_YAML, "a: \"", "x\n\n ", "\"", 1000000 },
		{ DOCUMENT_YAML, "", "&a@ b: c\n---\n", "", 100000 },
		{ DOCUMENT_YAML, "[", "&a@ 1, *a@, ", "]", 200000 },
		{ DOCUMENT_YAML, "a: &a [", "[@, [], {}],", "]\nb: *a", 100000 },
		{ DOCUMENT_TOML, "", "k@ = 1\n", "", 400000 },
		{ DOCUMENT_TOML, "", "[k@.a.b]\n", "", 100000 },
		{ DOCUMENT_TOML, "", "[[k]]\na.b = @\n", "", 200000 },
		{ DOCUMENT_TOML, "a = '''", "\n''", "'''", 1000000 },
		{ DOCUMENT_XML, "<a>", "<b c='@'/>", "</a>", 200000 },
		{ DOCUMENT_XML, "<a>", "x@<b@/>", "</a>", 200000 },
		{ DOCUMENT_XML, "<a ", "b@='' ", "/>", 200000 },
		{ DOCUMENT_XML, "<a>", "&#65;", "</a>", 1000000 },
		{ DOCUMENT_INI, "", "[s@]\nk = 1\n[s0]\n", "", 200000 },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(buf_release) struct buf text = BUF_INIT;
		double seconds;
		clock_t start;

		buf_add_string(&text, cases[i].head);
		for (size_t k = 0; k < cases[i].n; k++)
			add_piece(&text, cases[i].piece, k);
		buf_add_string(&text, cases[i].tail);
		start = clock();
		assert_int_equal(parse(cases[i].format, buf_bytes(&text), NULL), 0);
		seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		print_message("# %s %zu: %.1f MB, %.2f s\n", document_format_name(cases[i].format),
			      i, (double)text.len / 1e6, seconds);
		assert_true(seconds < 20);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_have_names),
		cmocka_unit_test(the_path_says_the_format),
		cmocka_unit_test(depth_has_a_limit),
		cmocka_unit_test(values_are_counted),
		cmocka_unit_test(bytes_have_a_limit),
		cmocka_unit_test(aliases_of_aliases_end_at_the_limit),
		cmocka_unit_test(equal_keys_can_be_allowed),
		cmocka_unit_test(an_equal_key_is_found_in_a_mapping_of_any_size),
		cmocka_unit_test(the_text_may_go_before_the_document),
		cmocka_unit_test(large_texts_take_linear_time),
	};

	return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
