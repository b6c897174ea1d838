#include "config.h"

#include "judge/certificate.h"

#include "git/push_certificate.h"

void
certificate_answer(const struct judge_request *request, struct arena *arena,
		   struct frame_writer *writer)
{
	const struct push *push = request->push;
	const struct push_certificate_terms terms = {
		.claim = push->certificate,
		.lines = request->lines,
		.n_lines = request->n_lines,
		.options = push->options,
		.n_options = push->n_options,
	};
	struct bytes text = BYTES_NONE, problem;
	struct error err;

	if (!push->certificate)
		return;
	if (push_certificate_read(request->repository, push->certificate, arena, &text, &err) < 0)
		problem = bytes_of(err.message);
	else
		problem = bytes_of(push_certificate_problem(text, &terms));
	frame_begin(writer, FRAME_CERTIFICATE);
	frame_bytes(writer, problem.data ? BYTES_NONE : text);
	frame_bytes(writer, problem);
	frame_end(writer);
}
