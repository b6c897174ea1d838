#include "config.h"

#include "cli/hook.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/recording.h"
#include "report/report.h"

enum { TIP_SHOWN_CHARS = 12 };

/* What is said to the pusher goes to standard error; that nobody listens changes no verdict. */
static void
say(const struct verdict *verdict)
{
	const struct report_options options = { .color = false };
	struct buf out = BUF_INIT;
	struct error err;

	report_format_find(BYTES("text"))->write(&out, verdict, &options);
	if (io_write_all(STDERR_FILENO, buf_bytes(&out), &err) < 0)
		buf_clear(&out);
	buf_release(&out);
}

/* A claim of the client's becomes an update by what the repository says. */
static int
update_read(struct surface *surface, const struct ref_line *line, struct ref_update *update,
	    struct error *err)
{
	update->ref = line->ref;
	update->new_id = line->new_id;
	if (ref_read(surface->repository, line->ref, &surface->arena, &update->old_id,
		     &update->target, err) < 0)
		return -1;
	update->kind = UPDATE_UPDATE;
	if (oid_is_zero(&update->old_id))
		update->kind = UPDATE_CREATE;
	if (oid_is_zero(&update->new_id))
		update->kind = UPDATE_DELETE;
	return 0;
}

static int
updates_read(struct surface *surface, struct bytes input, struct error *err)
{
	struct judge_request *request = &surface->request;
	struct push *push = &surface->push;
	struct ref_line *lines;

	if (ref_lines_parse(input, &surface->settings.limits, &surface->arena, &lines,
			    &request->n_lines, err) < 0)
		return -1;
	request->lines = lines;
	push->updates = arena_new_array(&surface->arena, struct ref_update, request->n_lines);
	for (size_t i = 0; i < request->n_lines; i++) {
		struct ref_update *update = &push->updates[push->n_updates];

		if (lines[i].problem)
			continue;
		if (update_read(surface, &lines[i], update, err) < 0)
			return -1;
		/* To delete what is not there changes nothing (git lets it pass with a warning). */
		if (update->kind == UPDATE_DELETE && oid_is_zero(&update->old_id))
			continue;
		update->index = push->n_updates++;
	}
	return 0;
}

static int
request_read(struct surface *surface, const struct hook *hook, struct buf *input, struct error *err)
{
	if (surface_open(surface, REPOSITORY_OPEN_HOOK, err) < 0)
		return -1;
	if (environment_take_push(&surface->push, &surface->settings, &surface->arena, err) < 0)
		return -1;
	environment_scrub();
	if (surface_open_glass(surface, err) < 0)
		return -1;
	if (hook->prepare(surface, input, err) < 0 || surface_set_day(surface, NULL, err) < 0 ||
	    updates_read(surface, buf_bytes(input), err) < 0 ||
	    surface_read_baseline(surface, err) < 0)
		return -1;
	if (surface_read_sources(surface, err) < 0)
		return -1;
	return hook->admit ? hook->admit(surface, err) : 0;
}

static bool
rejects_nothing(const struct surface *surface)
{
	return surface->settings.observe || surface->request.break_glass;
}

/* The update that the first violation is about, else the first one. */
static const struct ref_update *
update_to_show(const struct push *push, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->n_violations; i++) {
		size_t at = verdict->violations[i].update_order;

		if (violation_rejects(verdict, &verdict->violations[i]) && at < push->n_updates)
			return &push->updates[at];
	}
	return push->n_updates ? &push->updates[0] : NULL;
}

/* A word that a shell takes as it stands, or in single quotes; false for one that needs more, and
 * for bytes that do not show as what they are. */
static bool
shell_word(struct arena *arena, struct bytes text, struct bytes *word)
{
	static const char special[] = "!\"#$&()*;<>?[]^`{|}~";
	bool quote = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if (c <= ' ' || c > '~' || c == '\'' || c == '\\')
			return false;
		quote |= strchr(special, c) != NULL;
	}
	*word = quote ? arena_printf(arena, "'%.*s'", BYTES_ARG(text)) : text;
	return true;
}

/* Of one ref it is what the pusher has checked out, as a rule; of several it has to be told. */
static struct bytes
tip_to_show(const struct push *push, const struct ref_update *update, struct arena *arena)
{
	char hex[OID_HEX_CHARS + 1];

	if (push->n_updates == 1)
		return BYTES("HEAD");
	oid_hex(&update->new_id, hex);
	return arena_printf(arena, "%.*s", TIP_SHOWN_CHARS, hex);
}

/* How the pusher sees the same verdict in their clone; NULL data where no command would tell. */
static struct bytes
reproduce(struct surface *surface, const struct verdict *verdict)
{
	const struct ref_update *update = update_to_show(&surface->push, verdict);
	struct bytes branch = update ? ref_branch(update->ref) : BYTES_NONE;
	struct arena *arena = &surface->arena;
	struct bytes tip, word;

	if (!branch.data || update->kind == UPDATE_DELETE)
		return BYTES_NONE;
	tip = tip_to_show(&surface->push, update, arena);
	if (update->kind == UPDATE_UPDATE)
		branch =
			arena_printf(arena, "origin/%.*s..%.*s", BYTES_ARG(branch), BYTES_ARG(tip));
	if (!shell_word(arena, branch, &word))
		return BYTES_NONE;
	if (update->kind == UPDATE_UPDATE)
		return arena_printf(arena, "writ check %.*s", BYTES_ARG(word));
	return arena_printf(arena, "writ check --ref %.*s %.*s", BYTES_ARG(word), BYTES_ARG(tip));
}

/* Why the push gets no verdict, for whoever may be at the other end. */
static struct verdict
verdict_none(const struct surface *surface, const struct bytes *why)
{
	return (struct verdict){ .kind = VERDICT_NONE,
				 .observe = rejects_nothing(surface),
				 .break_glass = surface->request.break_glass,
				 .as_of = surface->push.as_of,
				 .errors = (struct bytes *)(uintptr_t)why,
				 .n_errors = 1 };
}

static void
refuse(const struct surface *surface, const struct error *err)
{
	const struct bytes why = bytes_of(err->message);
	const struct verdict verdict = verdict_none(surface, &why);

	say(&verdict);
}

/* What is let in is on record first. Where nothing is rejected, a record that cannot be kept
 * rejects nothing either; it is said. */
static bool
conclude(struct surface *surface, struct recording *recording)
{
	const struct verdict *verdict = recording->verdict;
	bool lenient = rejects_nothing(surface), recorded;
	struct error err;

	recording->admitted = verdict->kind == VERDICT_ACCEPT || lenient;
	recorded = recording_keep(recording, surface, &err) == 0;
	if (!recorded && recording->admitted && !lenient) {
		refuse(surface, &err);
		return false;
	}
	say(verdict);
	if (!recorded)
		recording_complain(&err);
	return recording->admitted;
}

static bool
judge_and_conclude(struct surface *surface, struct recording *recording)
{
	struct judgement judgement;
	bool admitted;

	if (surface->request.n_lines == 0)
		return true; /* git calls no hook for a push of nothing */
	judge(&surface->request, &surface->arena, &judgement);
	judgement.verdict.reproduce = reproduce(surface, &judgement.verdict);
	recording->verdict = &judgement.verdict;
	admitted = conclude(surface, recording);
	judgement_release(&judgement);
	return admitted;
}

static bool
conclude_without_verdict(struct surface *surface, struct recording *recording,
			 const struct error *err)
{
	const struct bytes why = bytes_of(err->message);
	const struct verdict verdict = verdict_none(surface, &why);

	recording->verdict = &verdict;
	return conclude(surface, recording);
}

/* The client going away must not change a verdict, nor end the hook halfway; nor must a file that
 * may not grow. */
static void
signals_set(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGCHLD, SIG_DFL); /* ignored by a parent, workers could not be waited for */
}

int
hook_run(const struct hook *hook)
{
	struct recording recording;
	struct buf input = BUF_INIT;
	struct surface surface;
	struct error err;
	bool admitted;

	signals_set();
	memory_set_exit(EXIT_REJECTED);
	recording_begin(&recording, hook->name);
	if (request_read(&surface, hook, &input, &err) == 0)
		admitted = judge_and_conclude(&surface, &recording);
	else
		admitted = conclude_without_verdict(&surface, &recording, &err);
	surface_release(&surface);
	buf_release(&input);
	return admitted ? EXIT_ACCEPTED : EXIT_REJECTED;
}
