#include "config.h"

#include "report/finding.h"

/* One walk over a verdict. */
struct walk {
	const struct verdict *verdict;
	text_adder *add;
	finding_writer *write;
	void *ctx;
};

static void
violation_visit(const struct walk *walk, const struct violation *violation)
{
	const struct outcome *outcome = &walk->verdict->outcomes[violation->outcome];
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	if (!outcome_is_shown(outcome))
		return;
	finding_message(&text, violation, walk->add);
	walk->write(walk->ctx, &(struct finding){
				       .outcome = outcome,
				       .violation = violation,
				       .path = violation->path,
				       .message = buf_bytes(&text),
				       .tone = line_violation_tone(walk->verdict, violation),
			       });
}

static void
outcome_visit(const struct walk *walk, const struct outcome *outcome)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	if (!outcome_failed(outcome))
		return;
	failure_message(&text, outcome, walk->add);
	walk->write(walk->ctx, &(struct finding){
				       .outcome = outcome,
				       .path = failure_path(outcome),
				       .message = buf_bytes(&text),
				       .tone = line_tone(walk->verdict, outcome),
			       });
}

static void
remark_visit(const struct walk *walk, const struct remark *remark)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	remark_text(&text, remark, walk->add);
	walk->write(walk->ctx,
		    &(struct finding){ .message = buf_bytes(&text), .tone = remark->tone });
}

void
findings_each(const struct verdict *verdict, text_adder *add, finding_writer *write, void *ctx)
{
	const struct walk walk = { verdict, add, write, ctx };
	CLEANUP(remarks_release) struct remarks remarks;

	for (size_t i = 0; i < verdict->n_violations; i++)
		violation_visit(&walk, &verdict->violations[i]);
	for (size_t i = 0; i < verdict->n_outcomes; i++)
		outcome_visit(&walk, &verdict->outcomes[i]);
	remarks_init(&remarks, verdict);
	for (size_t i = 0; i < remarks.items.len; i++)
		remark_visit(&walk, &remarks.items.items[i]);
}
