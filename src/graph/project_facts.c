#include "config.h"

#include "graph/project_impl.h"

#include "manifest/go_words.h"
#include "manifest/reader.h"

/*
 * What go.mod, composer.json and Cargo.toml say: pairs of a name and a path.
 */

static struct pair *
pair_add(struct project *project, struct pair **first, struct bytes name, struct bytes path)
{
	struct pair *pair = project_new_of(project, struct pair);

	pair->name = project_copy(project, name);
	pair->path = project_copy(project, path);
	pair->next = *first;
	*first = pair;
	return pair;
}

/* `module NAME`, `replace NAME [VERSION] => ./folder`. */
static void
directive_read(struct project *project, const struct go_directive *directive, struct pair **first)
{
	const struct go_words *words = &directive->words;
	size_t from = directive->from;
	size_t arrow = from + 1 + !go_word_is(words, from + 1, "=>");

	if (words->n > GO_WORDS_MAX || words->n <= from)
		return;
	if (bytes_equal(directive->verb, BYTES("module")))
		pair_add(project, first, words->items[from], BYTES("."));
	else if (bytes_equal(directive->verb, BYTES("replace")) && go_word_is(words, arrow, "=>") &&
		 arrow + 1 < words->n && module_is_relative(words->items[arrow + 1]))
		pair_add(project, first, words->items[from], words->items[arrow + 1])->own = true;
}

void *
facts_of_go(struct project *project, struct bytes text)
{
	struct text_line line = { BYTES_NONE, 0 };
	struct bytes block = BYTES_NONE, open;
	struct pair *first = NULL;
	struct go_directive directive;
	struct go_words words;

	while (line_next(&text, &line)) {
		if (go_words_split(line.text, &words, &open) &&
		    go_directive_of(&words, &block, &directive))
			directive_read(project, &directive, &first);
	}
	return first;
}

static void
prefix_add(struct project *project, struct pair **first, struct bytes prefix,
	   const struct document_node *folder)
{
	while (prefix.len && prefix.data[prefix.len - 1] == '\\')
		prefix.len--;
	if (node_text(folder).data)
		pair_add(project, first, prefix, node_text(folder));
}

void *
facts_of_composer(struct project *project, struct bytes text)
{
	static const char *const keys[] = { "autoload", "autoload-dev" };
	const struct document_node *root = project_parse(project, DOCUMENT_JSON, text);
	struct pair *first = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const struct document_node *map = node_entry(node_entry(root, keys[i]), "psr-4");
		const struct document_node *at = map ? map->first : NULL;

		for (; at; at = at->next) {
			bool many = at->kind == NODE_SEQUENCE;
			const struct document_node *one = many ? at->first : at;

			for (; one; one = many ? one->next : NULL)
				prefix_add(project, &first, at->key, one);
		}
	}
	return first;
}

void *
facts_of_cargo(struct project *project, struct bytes text)
{
	const struct document_node *root = project_parse(project, DOCUMENT_TOML, text);
	struct bytes name = node_entry_text(node_entry(root, "lib"), "name");
	struct bytes path = node_entry_text(node_entry(root, "lib"), "path");
	CLEANUP(buf_release) struct buf crate = BUF_INIT;
	struct pair *first = NULL;

	if (!name.len)
		name = node_entry_text(node_entry(root, "package"), "name");
	for (size_t i = 0; i < name.len; i++)
		buf_add_char(&crate, name.data[i] == '-' ? '_' : name.data[i]);
	if (name.len)
		pair_add(project, &first, buf_bytes(&crate), path.len ? path : BYTES("src/lib.rs"));
	return first;
}
