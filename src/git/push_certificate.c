#include "config.h"

#include "git/push_certificate.h"

#include "git/object_read.h"

int
push_certificate_read(struct repository *repository, const struct certificate_claim *claim,
		      struct arena *arena, struct bytes *text, struct error *err)
{
	CLEANUP(odb_object_release) git_odb_object *object = NULL;
	struct oid id;
	uint64_t size;
	int rc;

	if (!oid_parse(claim->blob, &id))
		return error_set(err, ERROR_NOT_FOUND, "GIT_PUSH_CERT names no object");
	if (!repository_holds(repository, &id))
		return error_set(err, ERROR_NOT_FOUND, "the object of GIT_PUSH_CERT is not there");
	if (object_size(repository, &id, GIT_OBJECT_BLOB, &size, err) < 0)
		return -1;
	if (size > PUSH_CERTIFICATE_MAX_BYTES)
		return error_set(err, ERROR_LIMIT, "it is longer than %d bytes",
				 PUSH_CERTIFICATE_MAX_BYTES);
	rc = git_odb_read(&object, repository->odb, oid_to_git(&id));
	if (rc < 0)
		return git_failure(err, rc, "the object of GIT_PUSH_CERT");
	*text = arena_copy(arena, object_bytes(object));
	return 0;
}

/* What the head of a certificate says. */
struct head {
	struct bytes nonce;
	size_t n_nonces, n_options;
	bool options_differ;
};

/* Takes KEY and the blank behind it off *LINE. */
static bool
key_take(struct bytes *line, struct bytes key)
{
	if (!bytes_starts_with(*line, key))
		return false;
	*line = bytes_slice(*line, key.len, line->len);
	return true;
}

static void
head_line_take(struct head *head, struct bytes line, const struct push_certificate_terms *terms)
{
	if (key_take(&line, BYTES("nonce "))) {
		head->nonce = line;
		head->n_nonces++;
	} else if (key_take(&line, BYTES("push-option "))) {
		if (head->n_options >= terms->n_options ||
		    !bytes_equal(line, terms->options[head->n_options]))
			head->options_differ = true;
		head->n_options++;
	}
}

/* Takes the lines up to the first empty one off *TEXT; false when there is none. */
static bool
head_take(struct head *head, struct bytes *text, const struct push_certificate_terms *terms)
{
	struct bytes line;

	if (!bytes_split(text, '\n', &line) || !bytes_equal_string(line, "certificate version 0.1"))
		return false;
	while (text->data && bytes_split(text, '\n', &line)) {
		if (line.len == 0)
			return text->data != NULL;
		head_line_take(head, line, terms);
	}
	return false;
}

static const char *
head_problem(const struct head *head, const struct push_certificate_terms *terms)
{
	const struct certificate_claim *claim = terms->claim;

	if (claim->nonce.len == 0)
		return "git gave no nonce (receive.certNonceSeed), so it may be of another push";
	if (head->n_nonces != 1 || !bytes_equal(head->nonce, claim->nonce))
		return "its nonce is not the one that git gave";
	if (!bytes_equal_string(claim->nonce_status, "OK") &&
	    !bytes_equal_string(claim->nonce_status, "SLOP"))
		return "git did not find its nonce to be good";
	if (head->options_differ || head->n_options != terms->n_options)
		return "its push options are not those of the push";
	return NULL;
}

/* The ref updates end where the signature begins. */
static const char *
body_problem(struct bytes text, const struct push_certificate_terms *terms)
{
	struct bytes line = BYTES("");

	for (size_t i = 0; i < terms->n_lines; i++) {
		if (!text.data || !bytes_split(&text, '\n', &line) ||
		    !bytes_equal(line, terms->lines[i].text))
			return "its ref updates are not those of the push";
	}
	if (!text.data || !bytes_starts_with(text, BYTES("-----BEGIN ")))
		return "it lists more than the push, or is not signed";
	return NULL;
}

const char *
push_certificate_problem(struct bytes text, const struct push_certificate_terms *terms)
{
	struct head head = { .nonce = BYTES_NONE };
	const char *problem;

	if (text.len == 0 || !head_take(&head, &text, terms))
		return "it is no certificate of a push";
	problem = head_problem(&head, terms);
	return problem ? problem : body_problem(text, terms);
}
