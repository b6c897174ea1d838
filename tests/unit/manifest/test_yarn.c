#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
yarn_1_writes_entries_of_its_own_form(void **state)
{
	static const struct manifest_case cases[] = {
		{ "yarn.lock",
		  "# yarn lockfile v1\n"
		  "\n"
		  "\n"
		  "\"@babel/x@^7.0.0\", \"@babel/x@^7.1.0\":\n"
		  "  version \"7.1.0\"\n"
		  "  resolved \"https://registry.yarnpkg.com/@babel/x/-/x-7.1.0.tgz#abc\"\n"
		  "  integrity sha512-x\n"
		  "  dependencies:\n"
		  "    version \"9\"\n"
		  "\n"
		  "al@npm:bar@^1:\n"
		  "  version \"1.0.1\"\n"
		  "  resolved \"https://registry.npmjs.org/bar/-/bar-1.0.1.tgz#abc\"\n"
		  "\n"
		  "g@o/g:\n"
		  "  version \"1.0.0\"\n"
		  "  resolved \"https://codeload.github.com/o/g/tar.gz/0123\"\n"
		  "\n"
		  "\"l@link:../l\":\n"
		  "  version \"0.0.0\"\n",
		  "4:1 @babel/x 7.1.0 runtime registry pinned\n"
		  "11:1 bar 1.0.1 runtime registry pinned\n"
		  "15:1 g 1.0.0 runtime url <https://codeload.github.com/o/g/tar.gz/0123 pinned\n"
		  "19:1 l 0.0.0 runtime path <link:../l pinned\n" },
		{ "yarn.lock",
		  "a@^1:\015\n"
		  "  version \"1.0.0\"\015\n",
		  "1:1 a 1.0.0 runtime registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
later_ones_write_yaml_of_one_layout(void **state)
{
	static const struct manifest_case cases[] = {
		{ "yarn.lock",
		  "__metadata:\n"
		  "  version: 8\n"
		  "  cacheKey: 10\n"
		  "\n"
		  "\"a@npm:^1.0.0, a@npm:^1.1.0\":\n"
		  "  version: 1.1.0\n"
		  "  resolution: \"a@npm:1.1.0\"\n"
		  "  dependencies:\n"
		  "    version: \"9\"\n"
		  "  linkType: hard\n"
		  "\n"
		  "\"al@npm:bar@^1\":\n"
		  "  version: 1.0.1\n"
		  "  resolution: \"bar@npm:1.0.1\"\n"
		  "\n"
		  "\"w@workspace:packages/w\":\n"
		  "  version: 0.0.0-use.local\n"
		  "  resolution: \"w@workspace:packages/w\"\n"
		  "  linkType: soft\n"
		  "\n"
		  "\"u@npm:1.0.0::__archiveUrl=https%3A%2F%2Fevil\":\n"
		  "  version: 1.0.0\n"
		  "  resolution: \"u@npm:1.0.0::__archiveUrl=https%3A%2F%2Fevil\"\n"
		  "\n"
		  "? \"long@npm:1, long@npm:2\"\n"
		  ":\n"
		  "  version: 2.0.0\n"
		  "  resolution: \"long@npm:2.0.0\"\n"
		  "\n"
		  "\"g@https://github.com/o/g.git\":\n"
		  "  version: 1.0.0\n"
		  "  resolution: "
		  "\"g@https://github.com/o/"
		  "g.git#commit=0123456789012345678901234567890123456789\"\n",
		  "5:1 a 1.1.0 runtime registry pinned\n"
		  "12:1 bar 1.0.1 runtime registry pinned\n"
		  "16:1 w 0.0.0-use.local runtime workspace pinned\n"
		  "21:1 u 1.0.0 runtime registry <__archiveUrl=https%3A%2F%2Fevil pinned\n"
		  "25:3 long 2.0.0 runtime registry pinned\n"
		  "30:1 g 0123456789012345678901234567890123456789 runtime git "
		  "<https://github.com/o/g.git pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
another_package_than_is_asked_for_is_from_elsewhere(void **state)
{
	static const struct manifest_case cases[] = {
		{ "yarn.lock",
		  "react@^18, evil@1:\n"
		  "  version \"1.0.0\"\n"
		  "  resolved \"https://registry.yarnpkg.com/react/-/react-1.0.0.tgz#0\"\n"
		  "b@^1, al@npm:b@^1:\n"
		  "  version \"1.0.0\"\n"
		  "\"c@>=1, <2\":\n"
		  "  version \"1.0.0\"\n",
		  "1:1 react 1.0.0 runtime url "
		  "<https://registry.yarnpkg.com/react/-/react-1.0.0.tgz#0 pinned\n"
		  "4:1 b 1.0.0 runtime registry pinned\n"
		  "6:1 c 1.0.0 runtime registry pinned\n" },
		{ "yarn.lock",
		  "__metadata:\n"
		  "  version: 8\n"
		  "\"react@npm:^18\":\n"
		  "  resolution: \"evil@npm:18.0.0\"\n"
		  "  linkType: soft\n"
		  "\"t@npm:latest\":\n"
		  "  resolution: \"t@npm:1.0.0\"\n",
		  "3:1 evil 18.0.0 runtime url <evil@npm:18.0.0 pinned\n"
		  "6:1 t 1.0.0 runtime registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
what_is_laid_out_otherwise_is_a_problem(void **state)
{
	static const struct manifest_case cases[] = {
		{ "yarn.lock", "{a@1: {version: 1}}\n", "!1:1 an entry ends in `:`" },
		{ "yarn.lock", "  version \"1\"\n", "!1:1 this line belongs to no entry" },
		{ "yarn.lock",
		  "a@1:\n"
		  "  version \"1\"\n"
		  "b@1: {version: \"2\"}\n",
		  "!3:1 an entry ends in `:`" },
		{ "yarn.lock",
		  "a@1:\n"
		  "  version \"1\"\n"
		  "  linkType soft\n",
		  "!3:1 a word of Yarn 2 in a file without `__metadata`, of Yarn 1" },
		{ "yarn.lock",
		  "a@1:\n"
		  "  resolution \"evil@npm:1\"\n"
		  "  version \"1\"\n",
		  "!2:1 a word of Yarn 2" },
		{ "yarn.lock",
		  "__metadata:\n"
		  "  version: 8\n"
		  "a@1:\n"
		  "  resolved \"https://evil/a.tgz\"\n",
		  "!4:1 a word of Yarn 1 in a file with `__metadata`, of later ones" },
		{ "yarn.lock",
		  "a@1:\n"
		  "  version \"1\"\n"
		  "<<<<<<< HEAD\n",
		  "!3:1 an entry ends in `:`" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
pnpm_has_a_key_for_each_version_of_its_format(void **state)
{
	static const struct manifest_case cases[] = {
		{ "pnpm-lock.yaml",
		  "lockfileVersion: '9.0'\n"
		  "importers:\n"
		  "  .:\n"
		  "    dependencies: {a: {specifier: ^1, version: 1.0.0}}\n"
		  "packages:\n"
		  "  a@1.0.0:\n"
		  "    resolution: {integrity: x}\n"
		  "  '@s/b@2.0.0(p@1.0.0)':\n"
		  "    resolution: {integrity: x}\n"
		  "  u@https://codeload.github.com/o/u/tar.gz/0123:\n"
		  "    resolution: {tarball: https://codeload.github.com/o/u/tar.gz/0123}\n"
		  "    version: 1.0.0\n"
		  "  f@file:../f:\n"
		  "    resolution: {directory: ../f, type: directory}\n"
		  "snapshots:\n"
		  "  a@1.0.0: {}\n",
		  "6:3 a 1.0.0 runtime registry pinned\n"
		  "8:3 @s/b 2.0.0 runtime registry pinned\n"
		  "10:3 u 1.0.0 runtime url <https://codeload.github.com/o/u/tar.gz/0123 pinned\n"
		  "13:3 f - runtime path <../f pinned\n" },
		{ "pnpm-lock.yaml",
		  "lockfileVersion: '6.0'\n"
		  "packages:\n"
		  "  /a@1.0.0:\n"
		  "    optional: true\n"
		  "  /@s/b@2.0.0(p@1.0.0):\n"
		  "    resolution: {type: git, repo: 'https://x/b.git', commit: abc}\n",
		  "3:3 a 1.0.0 optional registry pinned\n"
		  "5:3 @s/b abc runtime git <https://x/b.git pinned\n" },
		{ "pnpm-lock.yaml",
		  "lockfileVersion: 5.4\n"
		  "packages:\n"
		  "  /a/1.0.0:\n"
		  "    dev: true\n"
		  "  /@s/b/2.0.0_p@1.0.0:\n"
		  "    dev: false\n"
		  "  github.com/o/g/0123:\n"
		  "    resolution: {tarball: https://codeload.github.com/o/g/tar.gz/0123}\n"
		  "    name: g\n"
		  "    version: 1.0.0\n",
		  "3:3 a 1.0.0 dev registry pinned\n"
		  "5:3 @s/b 2.0.0 runtime registry pinned\n"
		  "7:3 g 1.0.0 runtime url <https://codeload.github.com/o/g/tar.gz/0123 pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(yarn_1_writes_entries_of_its_own_form),
		cmocka_unit_test(later_ones_write_yaml_of_one_layout),
		cmocka_unit_test(another_package_than_is_asked_for_is_from_elsewhere),
		cmocka_unit_test(what_is_laid_out_otherwise_is_a_problem),
		cmocka_unit_test(pnpm_has_a_key_for_each_version_of_its_format),
	};

	return cmocka_run_group_tests_name("yarn", tests, NULL, NULL);
}
