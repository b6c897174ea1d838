#include "config.h"

#include <unistd.h>

#include "cli/command.h"
#include "cli/doctor_hook.h"
#include "cli/doctor_ledger.h"
#include "cli/doctor_owners.h"
#include "cli/options.h"
#include "cli/source_argument.h"
#include "sandbox/sandbox.h"

/* What a setting that loosens the gate is worth saying. */
static void
settings_diagnose(struct diagnosis *diagnosis, const struct settings *settings)
{
	if (settings->bootstrap)
		diagnosis_add(
			diagnosis, FINDING_WARNING, "configuration",
			BYTES("writ.bootstrap stands: a source that is missing is passed over"),
			"once the first decisions are in: git config --unset writ.bootstrap");
	if (settings->observe)
		diagnosis_add(diagnosis, FINDING_WARNING, "configuration",
			      BYTES("writ.mode is observe: nothing is rejected"),
			      "git config writ.mode enforce");
	if (settings->break_glass.user.data)
		diagnosis_add(diagnosis, FINDING_WARNING, "configuration",
			      arena_printf(diagnosis->arena,
					   "writ.break-glass stands for %.*s until %.*sZ",
					   BYTES_ARG(settings->break_glass.user),
					   BYTES_ARG(settings->break_glass.until)),
			      "once the gate is well: git config --unset writ.break-glass");
	if (!settings->user_variable.data)
		diagnosis_add(
			diagnosis, FINDING_OK, "configuration",
			BYTES("writ.user-variable is not set: policies cannot know who pushes"),
			NULL);
	for (int i = 0; i < BUILTIN_COUNT; i++) {
		const struct builtin_setting *builtin = &settings->builtins[i];

		if (builtin->off || builtin->level != LEVEL_MANDATORY)
			diagnosis_add(
				diagnosis, FINDING_WARNING, "configuration",
				arena_printf(diagnosis->arena, "%s is %s",
					     builtin_id((enum builtin)i),
					     builtin->off ? "off" : level_name(builtin->level)),
				NULL);
	}
}

/* What is set below although the locked file has it. */
static void
overridden_diagnose(struct diagnosis *diagnosis, const struct surface *surface)
{
	static const char *const prefixes[] = { "writ.", NULL };
	struct config_entry *below;
	struct error err;
	size_t n;

	if (config_read(surface->repository, "/dev/null", prefixes, diagnosis->arena, &below, &n,
			&err) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < surface->n_config; k++) {
			if (!surface->config[k].locked ||
			    !bytes_equal(surface->config[k].name, below[i].name))
				continue;
			diagnosis_add(diagnosis, FINDING_WARNING, "configuration",
				      arena_printf(diagnosis->arena,
						   "%.*s in %.*s has no effect: %s has it",
						   BYTES_ARG(below[i].name),
						   BYTES_ARG(below[i].origin),
						   surface_locked_config),
				      NULL);
			break;
		}
	}
}

static void
bundle_diagnose(struct diagnosis *diagnosis, const struct bundle *bundle)
{
	struct arena *arena = diagnosis->arena;
	struct bytes place = bundle->source->place;
	struct error err;

	if (bundle->n_errors) {
		error_set(&err, ERROR_CORPUS, "%.*s does not compile: %zu error%s",
			  BYTES_ARG(place), bundle->n_errors, bundle->n_errors == 1 ? "" : "s");
		diagnosis_add_error(
			diagnosis, "source", &err,
			arena_printf(arena, "writ compile %.*s tells them", BYTES_ARG(place)).data);
		return;
	}
	diagnosis_add(diagnosis, bundle->n_enforced ? FINDING_OK : FINDING_WARNING, "source",
		      arena_printf(arena, "%.*s: %zu decision%s, %zu enforced", BYTES_ARG(place),
				   bundle->n_decisions, bundle->n_decisions == 1 ? "" : "s",
				   bundle->n_enforced),
		      bundle->n_enforced ? NULL : "accept a decision that has a policy");
}

static void
sources_diagnose(struct diagnosis *diagnosis, struct surface *surface)
{
	const struct bundle **bundles;
	struct error err;

	if (surface_read_sources(surface, &err) < 0 ||
	    source_bundles(surface, &bundles, &err) < 0) {
		diagnosis_add_error(diagnosis, "source", &err, NULL);
		return;
	}
	for (size_t i = 0; i < surface->request.n_sources; i++) {
		const struct judge_source *source = &surface->request.sources[i];

		bundle_diagnose(diagnosis, bundles[i]);
		if (source->setting->ref.data && !source->repository && bundles[i]->n_errors == 0)
			doctor_owners(diagnosis, &surface->settings, bundles[i]);
	}
}

/* A push of nothing, judged as any other: sources, workers and cage are those of a real one. */
static void
verdict_diagnose(struct diagnosis *diagnosis, struct surface *surface)
{
	struct judgement judgement;
	const struct verdict *verdict = &judgement.verdict;
	struct error err;

	if (surface->request.n_sources == 0)
		return;
	judge(&surface->request, &surface->arena, &judgement);
	if (verdict->kind == VERDICT_NONE) {
		error_set(&err, judgement.error.code ? judgement.error.code : ERROR_INTERNAL,
			  "a push would get no verdict: %.*s",
			  BYTES_ARG(verdict->n_errors ? verdict->errors[0] : BYTES("")));
		diagnosis_add_error(diagnosis, "verdict", &err, NULL);
	} else {
		diagnosis_add(diagnosis, FINDING_OK, "verdict",
			      arena_printf(diagnosis->arena,
					   "a push of nothing was judged, by a worker in its "
					   "sandbox, as user %u",
					   (unsigned int)geteuid()),
			      NULL);
	}
	judgement_release(&judgement);
}

static void
sandbox_diagnose(struct diagnosis *diagnosis, const struct settings *settings)
{
	struct buf text = BUF_INIT;
	bool loose = settings->sandbox != SANDBOX_ENFORCE;

	sandbox_describe(&text);
	if (loose)
		buf_printf(&text, "; writ.sandbox is %s", sandbox_mode_name(settings->sandbox));
	diagnosis_add(diagnosis, loose ? FINDING_WARNING : FINDING_OK, "sandbox", buf_bytes(&text),
		      NULL);
	buf_release(&text);
}

static void
repository_diagnose(struct diagnosis *diagnosis, struct surface *surface)
{
	struct error err;

	diagnosis_add(diagnosis, FINDING_OK, "writ", BYTES(PACKAGE_VERSION), NULL);
	diagnosis_add(diagnosis, FINDING_OK, "repository",
		      bytes_of(repository_git_dir(surface->repository)), NULL);
	doctor_hook(diagnosis, surface);
	doctor_ledger(diagnosis, surface);
	settings_diagnose(diagnosis, &surface->settings);
	overridden_diagnose(diagnosis, surface);
	if (surface_set_day(surface, NULL, &err) < 0 || surface_read_baseline(surface, &err) < 0)
		diagnosis_add_error(diagnosis, "configuration", &err, NULL);
	sources_diagnose(diagnosis, surface);
	sandbox_diagnose(diagnosis, &surface->settings);
	verdict_diagnose(diagnosis, surface);
}

enum { OPTION_FORMAT };

const struct option_row doctor_option_rows[] = {
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    words_text_json },
	{ NULL },
};

static int
arguments_read(int argc, char **argv, bool *as_json, struct error *err)
{
	struct option_reader reader = { command_find("doctor"), argc, argv };
	const char *value;
	int option;

	while ((option = option_next(&reader, &value, err)) >= 0)
		*as_json = bytes_equal_string(bytes_of(value), "json");
	if (option == OPTION_ERROR)
		return -1;
	if (argc != optind)
		return error_set(err, ERROR_USAGE,
				 "doctor takes no arguments; run it in the repository");
	return 0;
}

int
command_doctor(int argc, char **argv)
{
	struct surface surface = { 0 };
	struct diagnosis diagnosis;
	bool as_json = false;
	struct error err;

	if (arguments_read(argc, argv, &as_json, &err) < 0)
		return command_fail(command_find("doctor"), &err);
	if (surface_open(&surface, REPOSITORY_OPEN_DISCOVER, &err) < 0) {
		diagnosis_init(&diagnosis, &surface.arena);
		diagnosis_add_error(&diagnosis,
				    err.code == ERROR_CONFIG ? "configuration" : "repository", &err,
				    NULL);
	} else {
		diagnosis_init(&diagnosis, &surface.arena);
		repository_diagnose(&diagnosis, &surface);
	}
	(as_json ? diagnosis_print_json : diagnosis_print_text)(&diagnosis);
	diagnosis_release(&diagnosis);
	surface_release(&surface);
	return diagnosis.exit_code;
}
