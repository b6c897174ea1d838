#ifndef WRIT_JUDGE_CERTIFICATE_H
#define WRIT_JUDGE_CERTIFICATE_H

/*
 * The certificate of a signed push, as the worker that plans finds it.
 */

#include "judge/answer.h"
#include "judge/request.h"

/* Adds a FRAME_CERTIFICATE where the push says to have one. What is wrong with it is said there,
 * and changes no verdict. */
void certificate_answer(const struct judge_request *request, struct arena *arena,
			struct frame_writer *writer);

#endif
