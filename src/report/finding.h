#ifndef WRIT_REPORT_FINDING_H
#define WRIT_REPORT_FINDING_H

/*
 * What the formats of other tools (SARIF, JUnit, annotations) make of a violation, of a policy that
 * failed and of what is said once for the whole verdict, so that all of them say the same:
 *
 *   error    keeps the push out
 *   warning  counts and keeps nothing out: of an advisory decision, or where writ only observes
 *   note     does not count: it was there before, or is waived
 *
 * What is in shadow is recorded by JSON, and by none of these. Texts are raw or shown, as the
 * format can hold them: each line of a message is added by a function of the caller.
 */

#include "base/vec.h"
#include "report/line.h"

/* Adds a piece of text that holds foreign bytes: buf_add, or escape_text. */
typedef void text_adder(struct buf *out, struct bytes text);

/* Whether the decision is shown at all. */
bool outcome_is_shown(const struct outcome *outcome);
/* Whether its policy failed, and that is shown. */
bool outcome_failed(const struct outcome *outcome);
/* The decision's own level, whatever is observed or does not count: error or warning. */
enum tone outcome_level_tone(const struct outcome *outcome);
/* The name of a decision for who reads lists of them: its title, else its id. */
struct bytes outcome_name(const struct outcome *outcome);
/* "ADR-0007: TITLE", the id alone without one. */
void outcome_label(struct buf *out, const struct outcome *outcome);

/* Lines without a final line end: the message, behind the commit or the ref when there is no path;
 * what to do; the commit that a path is in; why it does not count. */
void finding_message(struct buf *out, const struct violation *violation, text_adder *add);
/* "the policy failed: ...", and where that is no path; of an OUTCOME that is RESULT_ERROR. */
void failure_message(struct buf *out, const struct outcome *outcome, text_adder *add);
/* The file that a policy failed at; NULL data when it is none. */
struct bytes failure_path(const struct outcome *outcome);

/* A place in a line, END behind it; from 1, 0 where it is not known. */
struct columns {
	size_t start, end;
};

/* In bytes, as the policy gave it. */
struct columns columns_in_bytes(const struct violation *violation);
/* In code points. Known where the line's text is, and is UTF-8 that far. */
struct columns columns_in_characters(const struct violation *violation);

/* Something that is said once. */
struct remark {
	enum tone tone;
	struct bytes text; /* one line or more */
};

struct remarks {
	VEC(struct remark) items;
	struct buf bundle, glass; /* texts that are made */
};

/* Why there is no verdict, what the judge noted, and what remarks_init_settings() has. Borrows
 * VERDICT. */
void remarks_init(struct remarks *remarks, const struct verdict *verdict);
/* A bundle that differs from the server's, writ.bootstrap, writ.break-glass. */
void remarks_init_settings(struct remarks *remarks, const struct verdict *verdict);
void remarks_release(struct remarks *remarks);
/* The text of REMARK; its line feeds stay. */
void remark_text(struct buf *out, const struct remark *remark, text_adder *add);
/* Whether there is a verdict by decisions none of which are a source's; and how that is said. */
bool none_is_enforced(const struct verdict *verdict);
extern const char none_enforced_text[];

/* A violation, a failure or a remark, for formats that have one kind of entry for all of them. */
struct finding {
	const struct outcome *outcome;     /* NULL of a remark */
	const struct violation *violation; /* NULL of a failure or remark */
	struct bytes path;                 /* empty when there is none */
	struct bytes message;              /* lives as long as the call */
	enum tone tone;
};

typedef void finding_writer(void *ctx, const struct finding *finding);
/* Hands all that is shown to WRITE: violations in the order of the report, failures, remarks. */
void
findings_each(const struct verdict *verdict, text_adder *add, finding_writer *write, void *ctx);

#endif
