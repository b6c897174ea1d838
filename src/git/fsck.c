#include "config.h"

#include "git/fsck.h"

#include <stdlib.h>
#include <strings.h>

#include "base/io.h"
#include "base/vec.h"
#include "git/git_config.h"

enum { SKIP_LIST_MAX_BYTES = 64 * 1024 * 1024 };

enum severity { SEVERITY_IGNORE, SEVERITY_WARN, SEVERITY_ERROR };

struct fsck_row {
	const char *name;
	enum severity severity; /* git's with receive.fsckObjects, where the comment says no else */
	const char *message;
	bool unread; /* cannot be lowered: what follows the damage is not read */
};

static const struct fsck_row rows[FSCK_COUNT] = {
	[FSCK_NUL_IN_HEADER] = { "nulInHeader", SEVERITY_ERROR, "a NUL byte in the header", true },
	[FSCK_UNTERMINATED_HEADER] = { "unterminatedHeader", SEVERITY_ERROR,
				       "the header is cut off", true },
	[FSCK_MISSING_NAME_BEFORE_EMAIL] = { "missingNameBeforeEmail", SEVERITY_ERROR,
					     "a person line without a name before the email" },
	[FSCK_BAD_NAME] = { "badName", SEVERITY_ERROR, "a person line with '>' in the name" },
	[FSCK_MISSING_EMAIL] = { "missingEmail", SEVERITY_ERROR, "a person line without an email" },
	[FSCK_MISSING_SPACE_BEFORE_EMAIL] = { "missingSpaceBeforeEmail", SEVERITY_ERROR,
					      "a person line without a blank before the email" },
	[FSCK_BAD_EMAIL] = { "badEmail", SEVERITY_ERROR,
			     "a person line with '<' in the email, or without its '>'" },
	[FSCK_MISSING_SPACE_BEFORE_DATE] = { "missingSpaceBeforeDate", SEVERITY_ERROR,
					     "a person line without a blank before the date" },
	[FSCK_ZERO_PADDED_DATE] = { "zeroPaddedDate", SEVERITY_ERROR,
				    "a person line with a zero-padded date" },
	[FSCK_BAD_DATE] = { "badDate", SEVERITY_ERROR, "a person line with a bad date" },
	[FSCK_BAD_DATE_OVERFLOW] = { "badDateOverflow", SEVERITY_ERROR,
				     "a person line with a date too large" },
	[FSCK_BAD_TIMEZONE] = { "badTimezone", SEVERITY_ERROR,
				"a person line with a bad time zone" },
	[FSCK_MISSING_TREE] = { "missingTree", SEVERITY_ERROR, "no 'tree' line", true },
	[FSCK_BAD_TREE_SHA1] = { "badTreeSha1", SEVERITY_ERROR, "a bad id in the 'tree' line",
				 true },
	[FSCK_BAD_PARENT_SHA1] = { "badParentSha1", SEVERITY_ERROR, "a bad id in a 'parent' line",
				   true },
	[FSCK_MISSING_AUTHOR] = { "missingAuthor", SEVERITY_ERROR, "no 'author' line" },
	[FSCK_MULTIPLE_AUTHORS] = { "multipleAuthors", SEVERITY_ERROR,
				    "more than one 'author' line" },
	[FSCK_MISSING_COMMITTER] = { "missingCommitter", SEVERITY_ERROR, "no 'committer' line" },
	[FSCK_NUL_IN_COMMIT] = { "nulInCommit", SEVERITY_ERROR, "a NUL byte in the message" },
	[FSCK_MISSING_OBJECT] = { "missingObject", SEVERITY_ERROR, "no 'object' line", true },
	[FSCK_BAD_OBJECT_SHA1] = { "badObjectSha1", SEVERITY_ERROR, "a bad id in the 'object' line",
				   true },
	[FSCK_MISSING_TYPE_ENTRY] = { "missingTypeEntry", SEVERITY_ERROR, "no 'type' line", true },
	[FSCK_BAD_TYPE] = { "badType", SEVERITY_ERROR,
			    "a 'type' line that is not the kind of the object", true },
	[FSCK_MISSING_TAG_ENTRY] = { "missingTagEntry", SEVERITY_ERROR, "no 'tag' line" },
	[FSCK_MISSING_TAGGER_ENTRY] = { "missingTaggerEntry", SEVERITY_WARN, "no 'tagger' line" },
	[FSCK_EXTRA_HEADER_ENTRY] = { "extraHeaderEntry", SEVERITY_IGNORE,
				      "a header line behind 'tagger'" },
	[FSCK_BAD_TREE] = { "badTree", SEVERITY_ERROR, "cut off, or no tree at all", true },
	/* git only remarks on it; nobody can say what kind of file it is */
	[FSCK_BAD_FILEMODE] = { "badFilemode", SEVERITY_ERROR, "an entry with an unknown mode" },
	/* old public histories are full of them, and they read alike */
	[FSCK_ZERO_PADDED_FILEMODE] = { "zeroPaddedFilemode", SEVERITY_WARN,
					"an entry with a zero-padded mode" },
	[FSCK_EMPTY_NAME] = { "emptyName", SEVERITY_ERROR, "an entry with an empty name" },
	[FSCK_FULL_PATHNAME] = { "fullPathname", SEVERITY_ERROR, "an entry with '/' in its name" },
	[FSCK_HAS_DOT] = { "hasDot", SEVERITY_ERROR, "an entry named '.'" },
	[FSCK_HAS_DOTDOT] = { "hasDotdot", SEVERITY_ERROR, "an entry named '..'" },
	[FSCK_HAS_DOTGIT] = { "hasDotgit", SEVERITY_ERROR,
			      "an entry that some file system takes for '.git'" },
	[FSCK_GITMODULES_SYMLINK] = { "gitmodulesSymlink", SEVERITY_ERROR,
				      "'.gitmodules' is a symbolic link" },
	[FSCK_NULL_SHA1] = { "nullSha1", SEVERITY_ERROR, "an entry with the null id" },
	[FSCK_TREE_NOT_SORTED] = { "treeNotSorted", SEVERITY_ERROR, "not sorted" },
	[FSCK_DUPLICATE_ENTRIES] = { "duplicateEntries", SEVERITY_ERROR,
				     "two entries with one name" },
	[FSCK_MULTIPLE_COMMITTERS] = { "multipleCommitters", SEVERITY_ERROR,
				       "more than one 'committer' line" },
	[FSCK_COMMIT_TOO_LARGE] = { "commitTooLarge", SEVERITY_ERROR,
				    "larger than writ.limit.commit-bytes", true },
	[FSCK_TREE_TOO_LARGE] = { "treeTooLarge", SEVERITY_ERROR,
				  "larger than writ.limit.tree-bytes", true },
	[FSCK_TREE_TOO_DEEP] = { "treeTooDeep", SEVERITY_ERROR, "deeper than writ.limit.tree-depth",
				 true },
	[FSCK_TAG_TOO_DEEP] = { "tagTooDeep", SEVERITY_ERROR,
				"a tag of a tag of a tag, and so on without an end", true },
};

struct object_check {
	fsck_set errors;     /* what is reported */
	struct oid *skipped; /* sorted */
	size_t n_skipped;
	size_t n_problems;
	struct object_problem problems[OBJECT_PROBLEMS_MAX];
};

static int
severity_parse(struct bytes value, enum severity *severity)
{
	static const char *const names[] = {
		[SEVERITY_IGNORE] = "ignore",
		[SEVERITY_WARN] = "warn",
		[SEVERITY_ERROR] = "error",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (value.len == strlen(names[i]) &&
		    strncasecmp(value.data, names[i], value.len) == 0) {
			*severity = (enum severity)i;
			return 0;
		}
	}
	return -1;
}

int
fsck_id_find(struct bytes name)
{
	for (int i = 0; i < FSCK_COUNT; i++) {
		if (strlen(rows[i].name) == name.len &&
		    strncasecmp(rows[i].name, name.data, name.len) == 0)
			return i;
	}
	return -1;
}

static int
severity_set(struct object_check *check, const struct config_entry *entry, struct bytes name,
	     struct error *err)
{
	enum severity severity;
	int id = fsck_id_find(name);

	if (severity_parse(entry->value, &severity) < 0)
		return error_set(err, ERROR_CONFIG, "%.*s takes error, warn or ignore, not '%.*s'",
				 BYTES_ARG(entry->name), BYTES_ARG(entry->value));
	if (id < 0 || rows[id].unread)
		return 0;
	if (severity == SEVERITY_ERROR)
		check->errors |= FSCK_BIT(id);
	else
		check->errors &= ~FSCK_BIT(id);
	return 0;
}

static int
id_compare(const void *a, const void *b)
{
	return oid_compare(a, b);
}

/* One object id a line; blank lines and what follows '#' are passed over (git-config(1),
 * fsck.skipList). */
static int
skip_list_parse(struct object_check *check, struct bytes text, struct arena *arena,
		struct error *err)
{
	struct bytes rest = text, line;
	size_t room = 0;

	for (size_t i = 0; i < text.len; i++)
		room += text.data[i] == '\n';
	check->skipped = arena_new_array(arena, struct oid, room + 1);
	check->n_skipped = 0;
	for (size_t number = 1; bytes_split(&rest, '\n', &line); number++) {
		const char *comment = line.len ? memchr(line.data, '#', line.len) : NULL;

		if (comment)
			line.len = (size_t)(comment - line.data);
		line = bytes_trim(line);
		if (line.len == 0)
			continue;
		if (!oid_parse(line, &check->skipped[check->n_skipped]))
			return error_set(err, ERROR_CONFIG, "line %zu is no object id", number);
		check->n_skipped++;
	}
	qsort(check->skipped, check->n_skipped, sizeof(*check->skipped), id_compare);
	return 0;
}

static int
skip_list_read(struct object_check *check, const struct config_entry *entry, struct arena *arena,
	       struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct bytes path = arena_copy(arena, entry->value);

	if (io_read_file(path.data, SKIP_LIST_MAX_BYTES, &text, err) < 0 ||
	    skip_list_parse(check, buf_bytes(&text), arena, err) < 0) {
		err->code = ERROR_CONFIG;
		return error_wrap(err, "receive.fsck.skipList: %s", path.data);
	}
	return 0;
}

static fsck_set
default_errors(void)
{
	fsck_set errors = 0;

	for (int i = 0; i < FSCK_COUNT; i++) {
		if (rows[i].severity == SEVERITY_ERROR)
			errors |= FSCK_BIT(i);
	}
	return errors;
}

int
object_check_new(const struct config_entry *entries, size_t n_entries, struct arena *arena,
		 struct object_check **check, struct error *err)
{
	static const struct bytes prefix = BYTES_INIT("receive.fsck.");
	struct object_check *made = arena_new(arena, struct object_check);

	made->errors = default_errors();
	for (size_t i = 0; i < n_entries; i++) {
		struct bytes name = entries[i].name;

		if (name.len <= prefix.len || strncasecmp(name.data, prefix.data, prefix.len) != 0)
			continue;
		name = bytes_slice(name, prefix.len, name.len);
		if (name.len == strlen("skiplist") &&
		    strncasecmp(name.data, "skiplist", name.len) == 0) {
			if (skip_list_read(made, &entries[i], arena, err) < 0)
				return -1;
		} else if (severity_set(made, &entries[i], name, err) < 0) {
			return -1;
		}
	}
	*check = made;
	return 0;
}

size_t
object_check_count(const struct object_check *check)
{
	return check->n_problems;
}

const struct object_problem *
object_check_get(const struct object_check *check, size_t i)
{
	return &check->problems[i];
}

static bool
already_known(const struct object_check *check, const struct oid *id, const char *name)
{
	for (size_t i = 0; i < check->n_problems; i++) {
		if (check->problems[i].fsck_id == name && oid_equal(&check->problems[i].id, id))
			return true;
	}
	return false;
}

static void
problem_add(struct object_check *check, const struct oid *id, const char *kind, int fsck_id)
{
	const struct fsck_row *row = &rows[fsck_id];

	if (check->n_problems == OBJECT_PROBLEMS_MAX || already_known(check, id, row->name))
		return;
	check->problems[check->n_problems++] = (struct object_problem){
		.id = *id,
		.kind = kind,
		.fsck_id = row->name,
		.message = bytes_of(row->message),
		.unread = row->unread,
	};
}

void
object_check_report(struct object_check *check, const struct oid *id, const char *kind,
		    fsck_set problems)
{
	bool skipped;

	if (!check || !(problems & check->errors))
		return;
	skipped = check->n_skipped && bsearch(id, check->skipped, check->n_skipped,
					      sizeof(*check->skipped), id_compare);
	for (int i = 0; i < FSCK_COUNT; i++) {
		if ((problems & check->errors & FSCK_BIT(i)) && (!skipped || rows[i].unread))
			problem_add(check, id, kind, i);
	}
}
