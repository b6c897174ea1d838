#include "config.h"

#include "git/raw_tag.h"

#include "git/raw_header.h"

static enum object_kind
kind_parse(struct bytes name)
{
	for (int kind = OBJECT_COMMIT; kind <= OBJECT_TAG; kind++) {
		if (bytes_equal_string(name, object_kind_name((enum object_kind)kind)))
			return (enum object_kind)kind;
	}
	return OBJECT_NONE;
}

static fsck_set
object_take(struct bytes *rest, struct raw_tag *tag)
{
	struct bytes value;

	if (!raw_header_take(rest, "object ", &value))
		return FSCK_BIT(FSCK_MISSING_OBJECT);
	return raw_id_parse(value, &tag->target) ? 0 : FSCK_BIT(FSCK_BAD_OBJECT_SHA1);
}

static fsck_set
type_take(struct bytes *rest, struct raw_tag *tag)
{
	struct bytes value;

	if (!raw_header_take(rest, "type ", &value))
		return FSCK_BIT(FSCK_MISSING_TYPE_ENTRY);
	tag->kind = kind_parse(value);
	return tag->kind == OBJECT_NONE ? FSCK_BIT(FSCK_BAD_TYPE) : 0;
}

static fsck_set
tagger_take(struct bytes *rest)
{
	struct bytes value;
	fsck_set problems;

	if (!raw_header_take(rest, "tagger ", &value))
		return FSCK_BIT(FSCK_MISSING_TAGGER_ENTRY);
	problems = raw_person_check(value);
	if (rest->len && rest->data[0] != '\n')
		problems |= FSCK_BIT(FSCK_EXTRA_HEADER_ENTRY);
	return problems;
}

void
raw_tag_parse(struct bytes raw, struct raw_tag *tag)
{
	struct bytes rest = raw, value;

	*tag = (struct raw_tag){ .problems = raw_header_check(raw) };
	tag->problems |= object_take(&rest, tag);
	tag->problems |= type_take(&rest, tag);
	if (!raw_header_take(&rest, "tag ", &value))
		tag->problems |= FSCK_BIT(FSCK_MISSING_TAG_ENTRY);
	tag->problems |= tagger_take(&rest);
}
