#ifndef WRIT_LUA_OBJECTS_H
#define WRIT_LUA_OBJECTS_H

/*
 * What each kind of object holds, how to make one, and the services that they share.
 */

#include "content/trailers.h"
#include "lua/sequence.h"

/* A changed file, or a file of a tree, with all that judging it may need. */
struct subject {
	const struct change *change;
	struct commit_view commit; /* node is NULL: of the update as a whole */
	const struct ref_update *update;
	bool rename_in_scope;
	bool of_tree; /* no change brought it: see object_unchanged.c */
	bool of_base; /* it lies in the base tree of the update */
};

struct update_object {
	struct object head;
	const struct ref_update *update;
};

struct commit_object {
	struct object head;
	struct commit_view view;
};

struct file_object {
	struct object head;
	struct subject subject;
};

/* A line, or with MATCH_LEN a hit: then COLUMN is where the match begins. */
struct place_object {
	struct object head;
	struct subject subject;
	enum side side;
	size_t number, column, match_len;
	bool in_view; /* a hit that was found in VIEW */
	enum view view;
};

/* An import or a declaration: a place that knows which one of its file it is, and asks anew. */
struct source_place {
	struct place_object place;
	size_t number; /* among the file's, from 0 */
};

struct document_object {
	struct object head;
	struct subject subject;
	enum side side;
	enum document_format format;
	const struct document_node *root; /* NULL: it is empty */
	struct document_node nodes[];     /* in the order of the text; their bytes behind them */
};

/* What a tree is compared with by changes(). */
enum tree_of { TREE_OF_UPDATE, TREE_OF_COMMIT, TREE_OF_BASE };

struct tree_object {
	struct object head;
	enum tree_of of;
	struct oid tree;
	struct commit_view commit; /* TREE_OF_COMMIT */
	const struct ref_update *update;
};

/* The commit that TREE is of, NULL for none. */
static inline const struct commit_view *
tree_commit(const struct tree_object *tree)
{
	return tree->of == TREE_OF_COMMIT ? &tree->commit : NULL;
}

void update_object_push(lua_State *lua, const struct ref_update *update);
void commit_object_push(lua_State *lua, const struct commit_view *view);
void file_object_push(lua_State *lua, const struct subject *subject);
void tree_object_push(lua_State *lua, const struct ref_update *update, bool base);
void tree_object_push_of_commit(lua_State *lua, const struct commit_view *view);

/* object_unchanged.c: pushes the file PATH of TREE, which no change brought. */
void unchanged_file_push(lua_State *lua, const struct tree_object *tree, struct bytes path,
			 const struct entry *entry);
/* The subject of the file at index 1, to ask for facts by: its change lives as long as they. */
const struct subject *file_subject_to_read(lua_State *lua);
/* The same of the file at INDEX, which is one. */
const struct subject *file_subject_at(lua_State *lua, int index);

/* object_tree.c: what TREE changes: of a commit, of its update, or nothing. */
const struct change_list *tree_changes_of(lua_State *lua, const struct tree_object *tree);
/* Pushes the file PATH of TREE, as its change in CHANGES has it when there is one. */
void
tree_file_push(lua_State *lua, const struct tree_object *tree, const struct change_list *changes,
	       struct bytes path, const struct entry *entry);
/* object_graph.c: tree:graph{...}. */
int tree_graph(lua_State *lua);
/* object_edge.c: the edge at INDEX as a place, NULL for anything else. */
const struct place_object *edge_place(lua_State *lua, int index);

/* The subject of CHANGE by COMMIT (NULL: by the update as a whole). */
struct subject subject_of(struct policy *policy, const struct change *change,
			  const struct commit_view *commit, const struct ref_update *update);
/* Pushes the changes of CHANGES that match the pattern or list at ARG, as files; without one those
 * in the decision's scope. COMMIT may be NULL. */
void changes_push(lua_State *lua, const struct change_list *changes, int arg,
		  const struct commit_view *commit, const struct ref_update *update);

/* contents.c: reading through the cache of facts, and paying for it. */

/* The facts of SUBJECT, of which SIDE will be looked at; charges its size, with FORCE also when it
 * was paid for last. NULL when the file is too large and the decision skips such files. */
struct facts *
contents_facts(struct policy *policy, const struct subject *subject, enum side side, bool force);
/* The size of a side, from the object's header: nothing is read. 0 when it is not there. */
uint64_t contents_size(struct policy *policy, const struct subject *subject, enum side side);
/* Whether the side is there at all. */
bool contents_present(const struct subject *subject, enum side side);
/* Line NUMBER of a side, empty when it cannot be read any more. Borrowed until the next facts. */
struct bytes
contents_line(lua_State *lua, const struct subject *subject, enum side side, size_t number);
/* Whether the change added line NUMBER. */
bool contents_added(lua_State *lua, const struct subject *subject, size_t number);
size_t contents_line_count(lua_State *lua, const struct subject *subject, enum side side);

/* text.c: the text of NODE's commit; borrowed until the next call. */
const struct commit_text *commit_text_of(lua_State *lua, const struct commit_node *node);
/* Who signed it, and whose work it is by the principals of the policy's source. */
const struct commit_signer *commit_signer_of(lua_State *lua, const struct commit_node *node);
const struct attribution *commit_agent_of(lua_State *lua, const struct commit_node *node);

/* patterns.c: the patterns of a string or a list of strings at ARG, good until the next call.
 * Raises what is wrong with one. */
struct pattern_list patterns_check(lua_State *lua, int arg);
/* Charges for one match of PATH against PATTERNS. */
bool patterns_match(struct policy *policy, const struct pattern_list *patterns, struct bytes path);

/* lib_re.c: the compiled regular expression at ARG; raises what is wrong with it. */
const struct regex *regex_check(lua_State *lua, int arg);

/* object_line.c */
void lines_push(lua_State *lua, const struct subject *subject, enum side side);
/* The lines that the change added (SIDE_NEW) or removed (SIDE_OLD). */
void changed_lines_push(lua_State *lua, const struct subject *subject, enum side side);
void hits_push(lua_State *lua, const struct subject *subject, const struct regex *regex,
	       const struct look *look);
/* place_before.c: whether what stands at PLACE, on a line that the change did not add, was so
 * before: the import and its names, the value of the node, the line in the view. */
bool place_was_there(lua_State *lua, const struct place_object *place);
/* object_import.c: the import that OBJECT is, borrowed until other facts are asked for; NULL when
 * the file cannot be read any more. */
const struct import *import_in(lua_State *lua, const struct object *object);
/* object_node.c: the node that PLACE is, with the format of its document. */
const struct document_node *
node_of_place(const struct place_object *place, enum document_format *format);
/* object_document.c: the root of a side that is read and paid for; NULL for none, see PROBLEM. */
const struct document_node *
document_read(lua_State *lua, const struct subject *subject, enum side side,
	      enum document_format format, struct document_problem *problem);
/* The place at INDEX when it is a line, a hit, an import, a declaration, a node, a dependency or an
 * edge, else
 * NULL.
 */
const struct place_object *place_test(lua_State *lua, int index);

/* The fields that all places have. */
const struct place_object *place_in(const struct object *object);
void place_push_line(lua_State *lua, const struct object *object);
void place_push_column(lua_State *lua, const struct object *object);
void place_push_text(lua_State *lua, const struct object *object);

/* import_target.c: pushes the path that IMPORT, in the file of SUBJECT, leads to; nil for none. */
void import_target_push(lua_State *lua, const struct subject *subject, const struct import *import);

/* object_import.c: charges for the question whether IMPORT, in the file PATH, is of WANTED. */
void import_charge(struct policy *policy, struct bytes path, const struct import *import,
		   struct bytes wanted);
void imports_push(lua_State *lua, const struct subject *subject);
/* Reports the file of SUBJECT when it cannot be read to its end, though it could before. */
void source_partial_check(lua_State *lua, const struct subject *subject);
/* source_places.c: the facts of the new content of SUBJECT, paid for as cut into tokens; NULL when
 * it is no source file, which then is not read, or too large. */
struct facts *source_facts(struct policy *policy, const struct subject *subject);
/* Charges for a side of a file that is cut into tokens. */
void source_charge(struct policy *policy, struct facts *facts, enum side side);
/* Whether the file was PARTIAL before, and the change adds nothing that is out of sight. */
bool source_was_partial(lua_State *lua, const struct subject *subject, struct facts *facts,
			const struct partial *partial);
/* Reports the file of SUBJECT, once, when it is PARTIAL and the decision does not allow it. */
void source_report_partial(lua_State *lua, const struct subject *subject, struct facts *facts,
			   const struct partial *partial);
/* Pushes a sequence of the N things found in the file of SUBJECT; number I stands at AT(FOUND, I).
 * Its elements are made by source_place_push. */
typedef size_t source_at_fn(const void *found, size_t i);
void
source_places_push(lua_State *lua, const struct subject *subject, struct facts *facts,
		   const struct sequence_kind *kind, size_t n, source_at_fn *at, const void *found);
void source_place_push(lua_State *lua, const struct object_class *class,
		       const struct sequence *sequence, size_t i);
/* Pushes the N names as a sequence. */
void source_names_push(lua_State *lua, const struct bytes *names, size_t n);
/* Pushes the name of the file that a place is in. */
void source_path_push(lua_State *lua, const struct object *object);
/* Charges for VIEW of SUBJECT, and reports a file that could not be read to its end. */
void source_view_check(lua_State *lua, const struct subject *subject, struct facts *facts,
		       enum view view);

/* object_declaration.c */
void declarations_push(lua_State *lua, const struct subject *subject);

/* object_document.c: file:parse([format]) and file:old_parse([format]). */
int file_parse(lua_State *lua);
int file_old_parse(lua_State *lua);

/* Reports that the file is no WHAT that can be read: such a file cannot be judged, so that is a
 * violation, at the place where it goes wrong, unless it WAS so before. */
void unparsed_report(lua_State *lua, const struct subject *subject, const char *what,
		     const struct document_problem *problem, bool was);

/* object_manifest.c: file:manifest(). */
int file_manifest(lua_State *lua);
/* Whether a dependency is at INDEX, and then whether the change left it as it was. */
bool dependency_test(lua_State *lua, int index, bool *kept);

/* object_node.c: NODE of the document at DOCUMENT_INDEX. */
void node_push(lua_State *lua, int document_index, const struct document_node *node);
/* Its value as plain Lua. */
void node_value_push(lua_State *lua, const struct document_node *node);

/* parameters.c */
void parameters_push(lua_State *lua, const struct decision *decision);

/* violation.c: the methods violation{} of all objects. */
int update_violation(lua_State *lua);
int commit_violation(lua_State *lua);
int file_violation(lua_State *lua);
int tree_violation(lua_State *lua);
/* Reports MESSAGE at a place of SUBJECT's new content on the policy's behalf; EXISTING: it was so
 * before the change, whichever lines that added. */
void subject_violation(lua_State *lua, const struct subject *subject, size_t line, size_t column,
		       struct bytes message, bool existing);

#endif
