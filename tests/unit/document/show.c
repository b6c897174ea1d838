#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
show_string(struct buf *out, struct bytes text)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] >= 0 && text.data[i] < ' ')
			buf_printf(out, "\\%02x", (unsigned int)text.data[i]);
		else
			buf_add_char(out, text.data[i]);
	}
	buf_add_char(out, '"');
}

static void
show_children(struct buf *out, const struct document_node *node, bool places)
{
	for (const struct document_node *child = node->first; child; child = child->next) {
		if (child != node->first)
			buf_add_string(out, ", ");
		show_node(out, child, places);
	}
}

void
show_node(struct buf *out, const struct document_node *node, bool places)
{
	if (places)
		buf_printf(out, "%u:%u ", node->line, node->column);
	if (node->key.data) {
		buf_add(out, node->key);
		buf_add_string(out, ": ");
	}
	switch (node->kind) {
	case NODE_NULL:
		buf_add_string(out, "null");
		break;
	case NODE_BOOLEAN:
		buf_add_string(out, node->boolean ? "true" : "false");
		break;
	case NODE_INTEGER:
		buf_printf(out, "%lld", (long long)node->integer);
		break;
	case NODE_FLOAT:
		buf_printf(out, "%#.15g", node->number);
		break;
	case NODE_STRING:
		show_string(out, node->text);
		break;
	case NODE_SEQUENCE:
		buf_add_char(out, '[');
		show_children(out, node, places);
		buf_add_char(out, ']');
		break;
	case NODE_MAPPING:
		buf_add_char(out, '{');
		show_children(out, node, places);
		buf_add_char(out, '}');
		break;
	}
}

static void
check_case(enum document_format format, const struct shown_case *row, bool places)
{
	struct bytes text = bytes_of(row->text);
	struct document_problem problem;
	struct document_node *root;
	CLEANUP(arena_release) struct arena arena;
	CLEANUP(buf_release) struct buf shown = BUF_INIT;

	arena_init(&arena);
	if (document_parse(&root, format, text, NULL, &arena, &problem) < 0) {
		assert_null(root);
		buf_printf(&shown, "!%u:%u %s", problem.line, problem.column, problem.message);
	} else {
		show_node(&shown, root, places);
	}
	if (row->shown[0] == '!' ? !bytes_starts_with(buf_bytes(&shown), bytes_of(row->shown))
				 : !bytes_equal_string(buf_bytes(&shown), row->shown))
		fail_msg("%s\n  is     %s\n  not    %s", row->text, shown.data, row->shown);
}

void
check_shown(enum document_format format, const struct shown_case *cases, size_t n_cases,
	    bool places)
{
	for (size_t i = 0; i < n_cases; i++)
		check_case(format, &cases[i], places);
}
