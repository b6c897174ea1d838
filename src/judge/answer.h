#ifndef WRIT_JUDGE_ANSWER_H
#define WRIT_JUDGE_ANSWER_H

/*
 * What a worker tells its monitor: frames of a kind and fields, over a pipe. The monitor takes them
 * as hostile bytes: every length is checked against what is there, every number against its range,
 * and anything but a whole answer is no answer.
 *
 * A frame is a kind (1 byte), a length (4 bytes, big-endian) and that many bytes of fields. A
 * number is 8 bytes, big-endian; a byte string is its length as a number, then the bytes; an absent
 * byte string has the length UINT64_MAX.
 */

#include <stdint.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "model/oid.h"

enum frame_kind {
	FRAME_PLAN = 'P',     /* of the planning worker: what is judged, and in how many shards */
	FRAME_UPDATE = 'U',   /* a ref update of the verdict */
	FRAME_DECISION = 'D', /* an outcome without its result */
	FRAME_WAIVER = 'W',   /* of a source, in the order of the plan */
	FRAME_LOAD = 'L', /* policies of the push that are to be loaded, in a worker of their own */
	FRAME_ATTRIBUTION = 'A', /* how many commits are one agent's */
	FRAME_COMMIT = 'O',      /* a new commit, where they are asked for */
	FRAME_COVERAGE = 'G',    /* of a folder, where it is asked for */
	FRAME_CERTIFICATE = 'S', /* of a signed push, where it is asked for */
	FRAME_NOTE = 'N',
	FRAME_RESULT = 'R', /* what a shard found of one decision */
	FRAME_VIOLATION = 'V',
	FRAME_STOOD = 'S', /* one that stood before, with the same fields, for a baseline */
	FRAME_EVENT = 'T', /* what a policy did, and */
	FRAME_LINE = 'C',  /* that a line of it ran: see judge/observed.h */
	FRAME_ERROR = 'E', /* no verdict, and why */
	FRAME_END = 'Z',   /* the answer is whole */
};

/* Writing: begin, fields, end. Nothing fails; the frames collect in OUT. */
struct frame_writer {
	struct buf *out;
	size_t start; /* of the open frame */
};
void frame_begin(struct frame_writer *writer, enum frame_kind kind);
void frame_number(struct frame_writer *writer, uint64_t number);
void frame_bytes(struct frame_writer *writer, struct bytes b);
void frame_oid(struct frame_writer *writer, const struct oid *oid);
void frame_end(struct frame_writer *writer);

/* Reading. Once a field does not fit, BROKEN stands and every later field is zero or empty. */
struct frame_reader {
	struct bytes rest; /* of the open frame's fields */
	bool broken;
};
/* Takes the next frame off *ANSWER: false at its end or when the rest is no whole frame (then
 * reader->broken stands). */
bool frame_next(struct bytes *answer, enum frame_kind *kind, struct frame_reader *reader);
/* A number of at most MOST. */
uint64_t frame_read_number(struct frame_reader *reader, uint64_t most);
/* Borrows from the answer. */
struct bytes frame_read_bytes(struct frame_reader *reader);
void frame_read_oid(struct frame_reader *reader, struct oid *oid);
/* Whether all fields were read and none was broken. */
bool frame_is_done(const struct frame_reader *reader);

#endif
