#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
cargo_toml_has_sections_for_each_use(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Cargo.toml",
		  "[package]\n"
		  "name = \"x\"\n"
		  "[dependencies]\n"
		  "a = \"1.0\"\n"
		  "b = \"=1.2.3\"\n"
		  "c = { version = \"1\", optional = true, package = \"real-c\" }\n"
		  "d = { git = \"https://x/d\", rev = \"0123456789012345678901234567890123456789\" "
		  "}\n"
		  "e = { path = \"../e\", version = \"0.1\" }\n"
		  "f.workspace = true\n"
		  "g = { version = \"1\", registry = \"corp\" }\n"
		  "h = { git = \"https://x/h\", branch = \"main\" }\n"
		  "[dependencies.i]\n"
		  "version = \"2\"\n"
		  "[dev-dependencies]\n"
		  "t = \"1\"\n"
		  "[build-dependencies]\n"
		  "u = \"1\"\n"
		  "[target.'cfg(windows)'.dependencies]\n"
		  "w = \"0.3\"\n"
		  "[target.x86_64.dev-dependencies]\n"
		  "v = \"0.3\"\n"
		  "[workspace.dependencies]\n"
		  "f = \"3\"\n"
		  "[patch.crates-io]\n"
		  "z = { git = \"https://x/z\" }\n"
		  "[patch.\"https://x/d\"]\n"
		  "d = { path = \"d\" }\n"
		  "[replace]\n"
		  "\"foo:0.1.0\" = { git = \"https://x/foo\" }\n"
		  "\"https://r#bar:0.1.0\" = { path = \"bar\" }\n",
		  "4:1 a 1.0 runtime registry\n"
		  "5:1 b =1.2.3 runtime registry pinned\n"
		  "6:1 real-c 1 optional registry\n"
		  "7:1 d 0123456789012345678901234567890123456789 runtime git <https://x/d pinned\n"
		  "8:1 e 0.1 runtime path <../e\n"
		  "9:1 f - runtime workspace\n"
		  "10:1 g 1 runtime registry <corp\n"
		  "11:1 h main runtime git <https://x/h\n"
		  "12:15 i 2 runtime registry\n"
		  "15:1 t 1 dev registry\n"
		  "17:1 u 1 build registry\n"
		  "19:1 w 0.3 runtime registry\n"
		  "21:1 v 0.3 dev registry\n"
		  "23:1 f 3 indirect registry\n"
		  "25:1 z - indirect git <https://x/z\n"
		  "27:1 d - indirect path <d\n"
		  "29:1 foo - indirect git <https://x/foo\n"
		  "30:1 bar - indirect path <bar\n" },
		{ "Cargo.toml",
		  "[dev_dependencies]\n"
		  "a = \"1\"\n"
		  "[build_dependencies]\n"
		  "b = { version = \"=1.0.0\" }\n"
		  "[target.\"cfg(any(unix, windows))\".build-dependencies.c]\n"
		  "version = \"1\"\n"
		  "optional = true\n",
		  "2:1 a 1 dev registry\n"
		  "4:1 b =1.0.0 build registry pinned\n"
		  "5:54 c 1 build registry\n" },
		{ "Cargo.toml",
		  "[dependencies]\n"
		  "a = \"1\"\n"
		  "[dependencies]\n"
		  "b = \"1\"\n",
		  "!3:2 the key `dependencies` stands here a second time; it was given on line 1" },
		{ "Cargo.toml",
		  "[package.metadata.dependencies]\n"
		  "a = \"1\"\n",
		  "" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_crate_is_pinned_by_an_equals_sign(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Cargo.toml",
		  "[dependencies]\n"
		  "a = \"1.2.3\"\n"
		  "b = \"=1.2.3\"\n"
		  "c = \"= 1.2.3-rc.1+b\"\n"
		  "d = \"=1.2\"\n"
		  "e = \"=1.2.3, <2\"\n"
		  "f = \"*\"\n",
		  "2:1 a 1.2.3 runtime registry\n"
		  "3:1 b =1.2.3 runtime registry pinned\n"
		  "4:1 c = 1.2.3-rc.1+b runtime registry pinned\n"
		  "5:1 d =1.2 runtime registry\n"
		  "6:1 e =1.2.3, <2 runtime registry\n"
		  "7:1 f * runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
cargo_lock_says_where_each_is_from(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Cargo.lock",
		  "version = 3\n"
		  "[[package]]\n"
		  "name = \"x\"\n"
		  "version = \"0.1.0\"\n"
		  "dependencies = [\"a\"]\n"
		  "[[package]]\n"
		  "name = \"a\"\n"
		  "version = \"1.0.0\"\n"
		  "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n"
		  "checksum = \"x\"\n"
		  "[[package]]\n"
		  "name = \"d\"\n"
		  "version = \"1.0.0\"\n"
		  "source = \"git+https://x/d?rev=01#0123456789012345678901234567890123456789\"\n"
		  "[[package]]\n"
		  "name = \"g\"\n"
		  "version = \"1.0.0\"\n"
		  "source = \"sparse+https://corp/index/\"\n",
		  "3:1 x 0.1.0 runtime workspace pinned\n"
		  "7:1 a 1.0.0 runtime registry pinned\n"
		  "12:1 d 0123456789012345678901234567890123456789 runtime git "
		  "<git+https://x/d?rev=01 pinned\n"
		  "16:1 g 1.0.0 runtime registry <sparse+https://corp/index/ pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cargo_toml_has_sections_for_each_use),
		cmocka_unit_test(a_crate_is_pinned_by_an_equals_sign),
		cmocka_unit_test(cargo_lock_says_where_each_is_from),
	};

	return cmocka_run_group_tests_name("cargo", tests, NULL, NULL);
}
