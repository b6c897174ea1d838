#include "config.h"

#include "judge/request.h"

static bool
strip(struct bytes *ref, struct bytes prefix)
{
	if (!bytes_starts_with(*ref, prefix))
		return false;
	*ref = bytes_slice(*ref, prefix.len, ref->len);
	return true;
}

bool
tracked_ref(struct bytes remote, struct bytes ref, char name[TRACKED_NAME_BYTES],
	    struct bytes *on_server)
{
	static const struct bytes heads = BYTES_INIT("refs/heads/");

	if (!strip(&ref, BYTES("refs/remotes/")) || !strip(&ref, remote) ||
	    !strip(&ref, BYTES("/")) || bytes_equal_string(ref, "HEAD") ||
	    ref.len > TRACKED_NAME_BYTES - heads.len)
		return false;
	memcpy(name, heads.data, heads.len);
	memcpy(name + heads.len, ref.data, ref.len);
	*on_server = (struct bytes){ name, heads.len + ref.len };
	return true;
}
