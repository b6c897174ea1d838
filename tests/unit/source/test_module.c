#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/macros.h"
#include "source/module.h"

static void
modules_are_compared_by_their_parts(void **state)
{
	static const struct {
		const char *path, *text, *wanted;
		bool is;
	} rows[] = {
		{ "s/a.py", "import billing.models", "billing.models", true },
		{ "s/a.py", "import billing.models.x", "billing.models", true },
		{ "s/a.py", "import billing.models2", "billing.models", false },
		{ "s/a.py", "import billing", "billing.models", false },
		{ "s/a.py", "from billing import models", "billing.models", true },
		{ "s/a.py", "from billing import api", "billing.models", false },
		{ "s/a.py", "from billing import *", "billing.models", true },
		{ "services/orders/a.py", "from ..billing import models", "billing.models", true },
		{ "services/orders/a.py", "from ..billing import models", "services.billing.models",
		  true },
		{ "services/orders/a.py", "from . import x", "services.orders", true },
		{ "services/orders/a.py", "from . import x", "services.billing", false },
		{ "services/orders/a.py", "from .models import x", "orders.models", true },
		{ "services/orders/a.py", "from .models import x", "billing.models", false },
		{ "src/a.ts", "import '../billing/models.js'", "billing/models", true },
		{ "src/x/a.ts", "import '../billing/models'", "src/billing", true },
		{ "src/x/a.ts", "import './models2'", "src/x/models", false },
		{ "src/a.ts", "import {map} from 'lodash'", "lodash", true },
		{ "src/a.ts", "import x from 'lodash/fp'", "lodash", true },
		{ "src/a.ts", "import x from 'lodash-es'", "lodash", false },
		{ "src/a.ts", "import x from '@a/b/c'", "@a/b", true },
		{ "A.java", "import a.b.*;", "a.b.C", true },
		{ "A.java", "import a.b.C;", "a.b", true },
		{ "A.java", "import a.bc.C;", "a.b", false },
		{ "src/a.c", "#include \"x/y.h\"", "x", true },
		{ "src/a.c", "#include \"../x/y.h\"", "x/y", true },
		{ "src/a/b.rs", "use super::c;", "crate::a::c", true },
		{ "src/a/b.rs", "use crate::a::c::D;", "crate::a::c", true },
		{ "src/a/b.rs", "use std::fs;", "std", true },
		{ "a.php", "<?php use App\\Models\\X;", "App\\Models", true },
		{ "a.js", "import(x)", "x", false },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct bytes path = bytes_of(rows[i].path);
		const struct language *language = language_of_path(path);
		struct imports imports;
		bool is;

		imports_find(&imports, language, bytes_of(rows[i].text));
		assert_int_equal(imports.items.len, 1);
		is = module_is_of(language, path, &imports.items.items[0],
				  bytes_of(rows[i].wanted));
		if (is != rows[i].is)
			fail_msg("%s in %s: of %s", rows[i].text, rows[i].path, rows[i].wanted);
		imports_release(&imports);
	}
}

/* A tree in which one path is there. */
struct there {
	const char *path;
	bool seen;
};

static bool
visit(void *ctx, struct bytes path)
{
	struct there *there = ctx;

	there->seen |= bytes_equal_string(path, there->path);
	return bytes_equal_string(path, there->path);
}

static void
a_module_leads_to_its_file(void **state)
{
	static const struct row {
		const char *path, *text, *to;
	} rows[] = {
		{ "s/a.py", "import b.c", "b/c.py" },
		{ "s/a.py", "import b.c", "s/b/c/__init__.py" },
		{ "s/a.py", "import b.c.Klass", "b/c.py" },
		{ "s/t/a.py", "from ..b import x", "s/b.py" },
		{ "s/t/a.py", "from . import x", "s/t/__init__.py" },
		{ "s/a.py", "from . import x", "s/x.py" },
		{ "src/a.ts", "import './b'", "src/b.tsx" },
		{ "src/a.ts", "import './b.js'", "src/b.ts" },
		{ "src/x/a.js", "import '../b'", "src/b/index.js" },
		{ "src/a.ts", "import '@/b'", "src/b.ts" },
		{ "src/a.c", "#include \"b.h\"", "src/b.h" },
		{ "src/a.c", "#include <x/b.h>", "include/x/b.h" },
		{ "m/src/main/java/a/B.java", "import c.D;", "m/src/main/java/c/D.java" },
		{ "m/src/main/java/a/B.java", "import static c.D.e;", "m/src/main/java/c/D.java" },
		{ "src/a/b.rs", "use crate::c::D;", "src/c.rs" },
		{ "a/b.php", "<?php require __DIR__ . '/c.php';", "a/c.php" },
		{ "a/b.php", "<?php use C\\D;", "src/C/D.php" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct there there = { rows[i].to, false };
		struct bytes path = bytes_of(rows[i].path);
		const struct language *language = language_of_path(path);
		struct imports imports;

		imports_find(&imports, language, bytes_of(rows[i].text));
		module_candidates(language, path, &imports.items.items[0], 0, visit, &there);
		if (!there.seen)
			fail_msg("%s in %s: %s", rows[i].text, rows[i].path, rows[i].to);
		imports_release(&imports);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modules_are_compared_by_their_parts),
		cmocka_unit_test(a_module_leads_to_its_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
