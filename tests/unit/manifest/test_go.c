#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
go_mod_has_directives_alone_and_in_blocks(void **state)
{
	static const struct manifest_case cases[] = {
		{ "go.mod",
		  "module corp.net/app // require evil v1\n"
		  "\n"
		  "go 1.22\n"
		  "toolchain go1.22.1\n"
		  "require golang.org/x/text v0.14.0\n"
		  "require (\n"
		  "\tgithub.com/a/b v1.9.0 // indirect; foo\n"
		  "\t\"github.com/evil/two\" v1.0.0//indirect\n"
		  "\t// github.com/evil/no v1.0.0\n"
		  "\t`github.com/evil/raw` v0.0.0-20200101000000-abcdefabcdef\n"
		  "\tgithub.com/evil/three v2.0.0+incompatible // indirectly\n"
		  ")\n"
		  "exclude (\n"
		  "\tgithub.com/evil/four v1.0.0\n"
		  ")\n"
		  "exclude github.com/evil/five v1.0.0\n"
		  "retract [v1.0.0, v1.9.9] // oops\n"
		  "tool golang.org/x/tools/cmd/stringer\n",
		  "5:9 golang.org/x/text v0.14.0 runtime registry pinned\n"
		  "7:2 github.com/a/b v1.9.0 indirect registry pinned\n"
		  "8:3 github.com/evil/two v1.0.0 indirect registry pinned\n"
		  "10:3 github.com/evil/raw v0.0.0-20200101000000-abcdefabcdef runtime registry "
		  "pinned\n"
		  "11:2 github.com/evil/three v2.0.0+incompatible runtime registry pinned\n" },
		{ "go.mod",
		  "module x\015\n"
		  "require(\015\n"
		  "\ta/b v1\015\n"
		  ")\015\n",
		  "3:2 a/b v1 runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_replacement_is_what_it_replaces_with(void **state)
{
	static const struct manifest_case cases[] = {
		{ "go.mod",
		  "replace golang.org/x/text => github.com/evil/text v1.0.0\n"
		  "replace (\n"
		  "\tgolang.org/x/net => ../net\n"
		  "\tgolang.org/x/sys v1.0.0 => golang.org/x/sys v1.1.0\n"
		  "\tgolang.org/x/abs => /abs\n"
		  "\tgolang.org/x/win => C:\\win\n"
		  "\tgolang.org/x/ver v1.0.0 => ./ver // comment\n"
		  ")\n",
		  "1:9 github.com/evil/text v1.0.0 runtime registry pinned\n"
		  "3:2 golang.org/x/net - runtime path <../net\n"
		  "4:2 golang.org/x/sys v1.1.0 runtime registry pinned\n"
		  "5:2 golang.org/x/abs - runtime path </abs\n"
		  "6:2 golang.org/x/win - runtime path <C:\\win\n"
		  "7:2 golang.org/x/ver - runtime path <./ver\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
what_go_would_refuse_is_a_problem(void **state)
{
	static const struct manifest_case cases[] = {
		{ "go.mod", "require a/b\n", "!1:1 a requirement is a module and its version" },
		{ "go.mod", "require a/b v1 v2\n",
		  "!1:1 a requirement is a module and its version" },
		{ "go.mod",
		  "require (\n"
		  "\ta/b v1.0.0\n",
		  "!2:1 a block is not closed" },
		{ "go.mod", "require \"a/b v1.0.0\n", "!1:10 a quote is not closed" },
		{ "go.mod", "replace a/b => c/d\n",
		  "!1:16 a replacement by a module needs a version" },
		{ "go.mod", "replace a/b c/d v1\n",
		  "!1:1 a replacement is `module => module version`, or a path" },
		{ "go.mod", "replace a/b=>c/d v1.0.0\n",
		  "!1:1 a replacement is `module => module version`, or a path" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
go_sum_lists_what_was_downloaded(void **state)
{
	static const struct manifest_case cases[] = {
		{ "go.sum",
		  "github.com/a/b v1.0.0 h1:ab//cd=\n"
		  "github.com/a/b v1.0.0/go.mod h1:xx=\n"
		  "github.com/a/c v0.0.0-20200101000000-abcdefabcdef/go.mod h1:xx=\n"
		  "\n",
		  "1:1 github.com/a/b v1.0.0 runtime registry pinned\n" },
		{ "go.sum", "a/b v1.0.0\n", "!1:1 a line is a module, its version and a hash" },
		{ "go.sum", "a/b v1.0.0 h1:x y\n",
		  "!1:1 a line is a module, its version and a hash" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(go_mod_has_directives_alone_and_in_blocks),
		cmocka_unit_test(a_replacement_is_what_it_replaces_with),
		cmocka_unit_test(what_go_would_refuse_is_a_problem),
		cmocka_unit_test(go_sum_lists_what_was_downloaded),
	};

	return cmocka_run_group_tests_name("go", tests, NULL, NULL);
}
