#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
requirements_are_read_as_pip_reads_them(void **state)
{
	static const struct manifest_case cases[] = {
		{ "requirements.txt",
		  "# comment\n"
		  "requests[socks]>=2.31,<3 ; python_version >= \"3.8\"  # https://pypi.org\n"
		  "Django_Rest.Framework==3.15 \\\n"
		  "    "
		  "--hash=sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393 "
		  "\\\n"
		  "    --hash=sha256:0\n"
		  "-r base.txt\n"
		  "  --constraint c.txt\n"
		  "pkg (>=1)\n"
		  "pkg2 ==1.*\n"
		  "pkg3 === anything\n"
		  "a#b\n"
		  "long \\\n"
		  "# evil==1\n"
		  "after\n",
		  "2:1 requests >=2.31,<3 runtime registry\n"
		  "3:1 django-rest-framework ==3.15 runtime registry pinned\n"
		  "8:1 pkg >=1 runtime registry\n"
		  "9:1 pkg2 ==1.* runtime registry\n"
		  "10:1 pkg3 === anything runtime registry pinned\n"
		  "11:1 a #b runtime registry\n"
		  "12:1 long - runtime registry\n"
		  "14:1 after - runtime registry\n" },
		{ "requirements/dev.txt",
		  "\357\273\277one==1\015\n"
		  "two==1!2.0.post1\015\n"
		  "\015\n"
		  "three",
		  "1:1 one ==1 runtime registry pinned\n"
		  "2:1 two ==1!2.0.post1 runtime registry pinned\n"
		  "4:1 three - runtime registry\n" },
		{ "requirements-dev.in",
		  "a\n"
		  "b ~= 1.0\n",
		  "1:1 a - runtime registry\n"
		  "2:1 b ~= 1.0 runtime registry\n" },
		{ "constraints.txt", "a==1.0\n", "1:1 a ==1.0 indirect registry pinned\n" },
		{ "requirements.txt", "ev\\\\\n\\i\\\nl==1\n",
		  "1:1 evil ==1 runtime registry pinned\n" },
		{ "requirements.txt", "a==1 \\", "1:1 a ==1 runtime registry pinned\n" },
		{ "requirements.txt", "", "" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
urls_paths_and_other_registries_are_elsewhere(void **state)
{
	static const struct manifest_case cases[] = {
		{ "requirements.txt",
		  "numpy @ https://files.evil.net/numpy.whl ; python_version<\"3\"\n"
		  "-e git+https://git.evil.net/x.git@main#egg=numpy\n"
		  "git+ssh://git@github.com/a/b@0123456789012345678901234567890123456789\n"
		  "./local\n"
		  "../x[extra]\n"
		  "https://x/y/foo_bar-1.0-py3-none-any.whl#sha256=1\n"
		  "file:///x/y.zip\n"
		  "downloaded.whl\n"
		  "c@git+https://u@h/c\n",
		  "1:1 numpy - runtime url <https://files.evil.net/numpy.whl\n"
		  "2:1 numpy main runtime git <git+https://git.evil.net/x.git\n"
		  "3:1 git+ssh://git@github.com/a/b@0123456789012345678901234567890123456789 "
		  "0123456789012345678901234567890123456789 runtime git "
		  "<git+ssh://git@github.com/a/b pinned\n"
		  "4:1 ./local - runtime path <./local\n"
		  "5:1 ../x[extra] - runtime path <../x[extra]\n"
		  "6:1 foo-bar - runtime url <https://x/y/foo_bar-1.0-py3-none-any.whl\n"
		  "7:1 file:///x/y.zip - runtime path <file:///x/y.zip\n"
		  "8:1 downloaded-whl - runtime path <downloaded.whl\n"
		  "9:1 c - runtime git <git+https://u@h/c\n" },
		{ "requirements.txt",
		  "--extra-index-url https://pypi.evil.net/simple\n"
		  "--index https://a.b --trusted-host=foo\n"
		  "-ihttps://x.y\n"
		  "-i https://pypi.org/simple/\n"
		  "-f https://links\n"
		  "-r https://evil/requirements.txt\n"
		  "--pre\n"
		  "--no-binary :all:\n",
		  "1:1 * - runtime registry <https://pypi.evil.net/simple\n"
		  "2:1 * - runtime registry <https://a.b\n"
		  "2:1 * - runtime registry <foo\n"
		  "3:1 * - runtime registry <https://x.y\n"
		  "5:1 * - runtime registry <https://links\n"
		  "6:1 * - runtime registry <https://evil/requirements.txt\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
what_only_python_reads_so_is_a_problem(void **state)
{
	static const struct manifest_case cases[] = {
		{ "requirements.txt",
		  "# ok\n"
		  "# comment\014evil==1\n",
		  "!2:10 a byte 0x0c breaks the line, for Python only" },
		{ "requirements.txt", "# comment\015evil==1\n",
		  "!1:10 a byte 0x0d breaks the line, for Python only" },
		{ "requirements.txt", "# comment\342\200\250evil==1\n",
		  "!1:10 a byte 0xe2 breaks the line, for Python only" },
		{ "requirements.txt", "# comment\302\205evil==1\n",
		  "!1:10 a byte 0xc2 breaks the line, for Python only" },
		{ "requirements.txt", "# -*- coding: utf-7 -*-\n",
		  "!1:1 the encoding `utf-7` is not read" },
		{ "requirements.txt", "# coding coding: utf-7\n",
		  "!1:1 the encoding `utf-7` is not read" },
		{ "requirements.txt", "a\n# coding: utf-8 coding=cp037\n",
		  "!2:1 the encoding `cp037` is not read" },
		{ "requirements.txt",
		  "# coding: latin-1\n# a\xc4\x85 \x85"
		  "evil==1\n",
		  "!2:5 a byte 0x85 breaks the line, for Python only" },
		{ "requirements.txt", "# coding: latin-1, decoding: \na\n# \xe9\n",
		  "2:1 a - runtime registry\n" },
		{ "requirements.txt",
		  "# -*- coding: utf-8 -*-\n"
		  "a\n"
		  "\n"
		  "# coding: utf-7\n",
		  "2:1 a - runtime registry\n" },
		{ "setup.cfg",
		  "[options]\n"
		  "# x\015install_requires = evil\n",
		  "!2:4 a byte 0x0d breaks the line, for Python only" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
setup_cfg_goes_on_in_indented_lines(void **state)
{
	static const struct manifest_case cases[] = {
		{ "setup.cfg",
		  "[metadata]\n"
		  "name = x\n"
		  "[options]\n"
		  "packages = find:\n"
		  "install_requires =\n"
		  "    a>=1.0; python_version < \"3\"\n"
		  "    # comment\n"
		  "\n"
		  "\tB_c\n"
		  "setup-requires = s\n"
		  "TESTS_REQUIRE: t\n"
		  "zip_safe = False\n"
		  "[options.extras_require]\n"
		  "x =\n"
		  "  d==1\n"
		  "y = e\n"
		  "[other]\n"
		  "install_requires = no\n",
		  "6:5 a >=1.0 runtime registry\n"
		  "9:2 b-c - runtime registry\n"
		  "10:18 s - build registry\n"
		  "11:16 t - test registry\n"
		  "15:3 d ==1 optional registry pinned\n"
		  "16:5 e - optional registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requirements_are_read_as_pip_reads_them),
		cmocka_unit_test(urls_paths_and_other_registries_are_elsewhere),
		cmocka_unit_test(what_only_python_reads_so_is_a_problem),
		cmocka_unit_test(setup_cfg_goes_on_in_indented_lines),
	};

	return cmocka_run_group_tests_name("python", tests, NULL, NULL);
}
