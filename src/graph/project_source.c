#include "config.h"

#include "graph/project_impl.h"

/*
 * Source roots of Java, Kotlin, Scala and Python: files and folders by what stands behind one in
 * their path.
 */

/* What stands behind `src/SET/LANGUAGE/` in PATH, as in src/main/java/; data is NULL when none
 * does. */
static struct bytes
below_root(struct bytes path)
{
	struct bytes rest = path, segment, before = BYTES_NONE, first = BYTES_NONE;

	while (bytes_split(&rest, '/', &segment)) {
		if (bytes_equal(first, BYTES("src")) && rest.data &&
		    (bytes_equal(segment, BYTES("java")) || bytes_equal(segment, BYTES("kotlin")) ||
		     bytes_equal(segment, BYTES("scala"))))
			return rest;
		first = before;
		before = segment;
	}
	return BYTES_NONE;
}

static bool
is_jvm(struct bytes path)
{
	return bytes_ends_with(path, BYTES(".java")) || bytes_ends_with(path, BYTES(".kt")) ||
	       bytes_ends_with(path, BYTES(".scala"));
}

/* What stands behind the last `src/` of a Python file in a package; data is NULL for others: a file
 * right in src has a name that may be one of the library. */
static struct bytes
below_src(struct bytes path)
{
	struct bytes rest = path, segment, tail = BYTES_NONE;

	while (bytes_split(&rest, '/', &segment)) {
		if (bytes_equal(segment, BYTES("src")))
			tail = rest;
	}
	return bytes_ends_with(path, BYTES(".py")) && path_folder(tail).len ? tail : BYTES_NONE;
}

static void
folder_note(struct project *project, struct bytes folder, struct bytes tail)
{
	if (map_find(&project->seen, folder))
		return;
	*map_put(&project->seen, folder) = project;
	project_claim(project, &project->packages, tail, BYTES_NONE)->target = folder;
}

void
project_note_source(struct project *project, uint32_t file)
{
	struct bytes path = project->graph->nodes.items[file].name;
	struct bytes tail = is_jvm(path) ? below_root(path) : below_src(path);

	if (!tail.len)
		return;
	if (is_jvm(path))
		folder_note(project, path_folder(path), path_folder(tail));
	if (number_get(&project->tails, tail) == GRAPH_NONE)
		number_put(&project->tails, tail, file);
	else
		project_claim(project, &project->twins, tail, BYTES_NONE)->target = path;
}
