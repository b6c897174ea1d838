#include "config.h"

#include "report/finding.h"

const char none_enforced_text[] = "no decision is enforced here but writ's own";

static void
remark_add(struct remarks *remarks, enum tone tone, struct bytes text)
{
	struct remark remark = { tone, text };

	vec_push(&remarks->items, remark);
}

static void
errors_add(struct remarks *remarks, const struct verdict *verdict)
{
	enum tone tone = verdict->observe ? TONE_WARNING : TONE_ERROR;

	for (size_t i = 0; i < verdict->n_errors; i++)
		remark_add(remarks, tone, bytes_trim(verdict->errors[i]));
}

static void
notes_add(struct remarks *remarks, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->n_notes; i++)
		remark_add(remarks, TONE_NOTE, verdict->notes[i]);
}

static void
bundle_add(struct remarks *remarks, const struct verdict *verdict)
{
	if (!verdict->server_bundle.data || bytes_equal(verdict->server_bundle, verdict->bundle))
		return;
	buf_add_string(&remarks->bundle, "these are not the decisions in force on the server:\n");
	buf_add(&remarks->bundle, verdict->server_bundle);
	remark_add(remarks, TONE_WARNING, buf_bytes(&remarks->bundle));
}

static void
glass_add(struct remarks *remarks, const struct break_glass *glass)
{
	struct buf *text = &remarks->glass;

	if (!glass)
		return;
	buf_add_string(text, "writ.break-glass is open to ");
	buf_add(text, glass->user);
	buf_add_string(text, " until ");
	buf_add(text, glass->until);
	buf_add_string(text, "Z: ");
	buf_add(text, glass->reason);
	remark_add(remarks, TONE_WARNING, buf_bytes(text));
}

static void
settings_add(struct remarks *remarks, const struct verdict *verdict)
{
	bundle_add(remarks, verdict);
	if (verdict->bootstrap)
		remark_add(remarks, TONE_NOTE,
			   BYTES("writ.bootstrap=true: a source that is missing is passed over"));
	glass_add(remarks, verdict->break_glass);
}

bool
none_is_enforced(const struct verdict *verdict)
{
	return verdict->kind != VERDICT_NONE && verdict->n_enforced == 0;
}

void
remarks_init_settings(struct remarks *remarks, const struct verdict *verdict)
{
	*remarks = (struct remarks){ .items = VEC_INIT };
	settings_add(remarks, verdict);
}

void
remarks_init(struct remarks *remarks, const struct verdict *verdict)
{
	*remarks = (struct remarks){ .items = VEC_INIT };
	errors_add(remarks, verdict);
	notes_add(remarks, verdict);
	settings_add(remarks, verdict);
	if (none_is_enforced(verdict))
		remark_add(remarks, TONE_WARNING, bytes_of(none_enforced_text));
}

void
remarks_release(struct remarks *remarks)
{
	vec_release(&remarks->items);
	buf_release(&remarks->bundle);
	buf_release(&remarks->glass);
}

void
remark_text(struct buf *out, const struct remark *remark, text_adder *add)
{
	struct bytes rest = remark->text, line;
	bool first = true;

	while (bytes_split(&rest, '\n', &line)) {
		if (!first)
			buf_add_char(out, '\n');
		add(out, line);
		first = false;
	}
}
