#include "config.h"

#include "cli/diagnosis.h"

#include <stdio.h>

#include "base/escape.h"
#include "base/memory.h"
#include "cli/command.h"
#include "report/json_writer.h"

static const char *const severities[] = {
	[FINDING_OK] = "ok",
	[FINDING_WARNING] = "warning",
	[FINDING_ERROR] = "error",
};

void
diagnosis_init(struct diagnosis *diagnosis, struct arena *arena)
{
	*diagnosis = (struct diagnosis){ .arena = arena, .exit_code = EXIT_ACCEPTED };
}

void
diagnosis_release(struct diagnosis *diagnosis)
{
	vec_release(&diagnosis->lines);
}

void
diagnosis_add(struct diagnosis *diagnosis, enum severity severity, const char *about,
	      struct bytes text, const char *mend)
{
	struct diagnosis_line line = {
		.severity = severity,
		.about = about,
		.text = arena_copy(diagnosis->arena, text),
	};

	if (mend)
		line.mend = arena_copy(diagnosis->arena, bytes_of(mend));
	vec_push(&diagnosis->lines, line);
}

void
diagnosis_add_error(struct diagnosis *diagnosis, const char *about, const struct error *err,
		    const char *mend)
{
	int code = err->code == ERROR_CONFIG || err->code == ERROR_CORPUS ? EXIT_USAGE
									  : EXIT_NO_VERDICT;

	diagnosis_add(diagnosis, FINDING_ERROR, about, bytes_of(err->message), mend);
	if (code > diagnosis->exit_code)
		diagnosis->exit_code = code;
}

void
diagnosis_print_text(const struct diagnosis *diagnosis)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < diagnosis->lines.len; i++) {
		const struct diagnosis_line *line = &diagnosis->lines.items[i];

		buf_printf(&out, "%-8s %-13s ", severities[line->severity], line->about);
		escape_text(&out, line->text);
		buf_add_char(&out, '\n');
		if (!line->mend.data)
			continue;
		buf_printf(&out, "%22s ", "mend:");
		escape_text(&out, line->mend);
		buf_add_char(&out, '\n');
	}
	fwrite(buf_bytes(&out).data, 1, out.len, stdout);
	buf_release(&out);
}

void
diagnosis_print_json(const struct diagnosis *diagnosis)
{
	struct buf out = BUF_INIT;

	json_open(&out, NULL, '{');
	json_open(&out, "findings", '[');
	for (size_t i = 0; i < diagnosis->lines.len; i++) {
		const struct diagnosis_line *line = &diagnosis->lines.items[i];

		json_open(&out, NULL, '{');
		json_string(&out, "about", bytes_of(line->about));
		json_string_or_null(&out, "mend", line->mend);
		json_string(&out, "severity", bytes_of(severities[line->severity]));
		json_string(&out, "text", line->text);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	json_string(&out, "schema", BYTES("writ/doctor/1"));
	json_string(&out, "writ", BYTES(PACKAGE_VERSION));
	json_close(&out, '}');
	printf("%s\n", out.data);
	buf_release(&out);
}
