#include "config.h"

#include "signature/sshsig.h"

#include "base/macros.h"
#include "signature/algorithm.h"
#include "signature/wire.h"

/* SHA-1 (the algorithm ssh-rsa) is left out. */
static const struct signature_algorithm algorithms[] = {
	{ "ssh-ed25519", "ssh-ed25519", NULL },
	{ "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "SHA256" },
	{ "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", "SHA384" },
	{ "ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521", "SHA512" },
	{ "rsa-sha2-256", "ssh-rsa", "SHA256" },
	{ "rsa-sha2-512", "ssh-rsa", "SHA512" },
	{ "sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519@openssh.com", NULL },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", "SHA256" },
};

static const struct bytes begin = BYTES_INIT("-----BEGIN SSH SIGNATURE-----");
static const struct bytes end = BYTES_INIT("-----END SSH SIGNATURE-----");

static const struct signature_algorithm *
algorithm_find(struct bytes name, const struct key_type *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(algorithms); i++) {
		if (bytes_equal_string(name, algorithms[i].name) &&
		    strcmp(algorithms[i].key, key->name) == 0)
			return &algorithms[i];
	}
	return NULL;
}

/* The base64 between the two lines, joined; NULL data when they are not there. */
static struct bytes
armor_take(struct bytes text, struct arena *arena)
{
	char *joined = arena_alloc(arena, text.len + 1);
	struct bytes rest = bytes_trim(text);
	struct bytes line;
	size_t len = 0;
	bool first = true;

	while (bytes_split(&rest, '\n', &line)) {
		if (bytes_ends_with(line, BYTES("\r")))
			line.len--;
		if (first && !bytes_equal(line, begin))
			return BYTES_NONE;
		if (!first && bytes_equal(line, end))
			return rest.data ? BYTES_NONE : (struct bytes){ joined, len };
		if (!first && line.len)
			memcpy(joined + len, line.data, line.len);
		len += first ? 0 : line.len;
		first = false;
	}
	return BYTES_NONE;
}

static int
value_read(struct bytes text, struct ssh_signature *signature, struct error *err)
{
	struct wire wire = { .rest = text };
	struct bytes name = wire_string(&wire);

	signature->value = wire_string(&wire);
	if (signature->key.type->security_key) {
		signature->flags = wire_byte(&wire);
		signature->counter = wire_uint32(&wire);
	}
	signature->algorithm = algorithm_find(name, signature->key.type);
	if (!wire.broken && !signature->algorithm)
		return error_set(err, ERROR_UNSUPPORTED,
				 "it is made in a way that is not taken for %s",
				 signature->key.type->name);
	if (!wire_complete(&wire))
		return error_set(err, ERROR_MALFORMED, "it breaks the form of %s",
				 signature->key.type->name);
	return 0;
}

static int
blob_read(struct bytes blob, struct ssh_signature *signature, struct error *err)
{
	struct wire wire = { .rest = blob };
	bool magic = bytes_equal(wire_fixed(&wire, 6), BYTES("SSHSIG"));
	uint32_t version = wire_uint32(&wire);
	struct bytes key = wire_string(&wire);
	struct bytes value;

	signature->name_space = wire_string(&wire);
	signature->reserved = wire_string(&wire);
	signature->hash = wire_string(&wire);
	value = wire_string(&wire);
	if (!magic || !wire_complete(&wire))
		return error_set(err, ERROR_MALFORMED, "it is no SSH signature");
	if (version != 1)
		return error_set(err, ERROR_UNSUPPORTED, "it is an SSH signature of version %u",
				 version);
	if (!bytes_equal_string(signature->hash, "sha256") &&
	    !bytes_equal_string(signature->hash, "sha512"))
		return error_set(err, ERROR_UNSUPPORTED, "its hash is neither sha256 nor sha512");
	if (public_key_parse(key, &signature->key, err) < 0)
		return error_wrap(err, "its key");
	return value_read(value, signature, err);
}

int
ssh_signature_parse(struct bytes text, struct arena *arena, struct ssh_signature *signature,
		    struct error *err)
{
	struct bytes blob = base64_decode(armor_take(text, arena), arena);

	*signature = (struct ssh_signature){ 0 };
	if (!blob.data)
		return error_set(err, ERROR_MALFORMED,
				 "it is no SSH signature as `ssh-keygen -Y sign` makes it");
	return blob_read(blob, signature, err);
}
