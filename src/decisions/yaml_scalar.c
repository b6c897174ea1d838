#include "config.h"

#include "decisions/yaml.h"

#include "base/scalar.h"

static const enum value_kind kinds[] = {
	[SCALAR_NULL] = VALUE_NULL,       [SCALAR_BOOLEAN] = VALUE_BOOLEAN,
	[SCALAR_INTEGER] = VALUE_INTEGER, [SCALAR_FLOAT] = VALUE_FLOAT,
	[SCALAR_STRING] = VALUE_STRING,
};

bool
yaml_scalar_resolve(struct value *value)
{
	struct scalar scalar;
	bool fits = scalar_resolve(&scalar, value->string);

	value->kind = kinds[scalar.kind];
	value->boolean = scalar.boolean;
	value->integer = scalar.integer;
	value->number = scalar.kind == SCALAR_FLOAT ? scalar.number : 0;
	return fits;
}
