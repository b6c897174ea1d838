#include "config.h"

#include "git/reader.h"

#include <stdlib.h>

void
object_reader_free(struct object_reader *reader)
{
	free(reader);
}
