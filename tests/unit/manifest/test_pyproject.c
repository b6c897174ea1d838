#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
pyproject_has_tables_of_many_tools(void **state)
{
	static const struct manifest_case cases[] = {
		{ "pyproject.toml",
		  "[build-system]\n"
		  "requires = [\"setuptools>=61\", \"wheel\"]\n"
		  "[project]\n"
		  "name = \"x\"\n"
		  "dependencies = [\n"
		  "  \"Requests [socks] >= 2.31 ; python_version >= '3'\",\n"
		  "  \"a==1.0\", # comment\n"
		  "  \"b @ git+https://x/b.git@0123456789012345678901234567890123456789\",\n"
		  "]\n"
		  "[project.optional-dependencies]\n"
		  "x = [\"c~=1.0\"]\n"
		  "[dependency-groups]\n"
		  "test = [\"pytest\", {include-group = \"x\"}]\n",
		  "2:13 setuptools >=61 build registry\n"
		  "2:31 wheel - build registry\n"
		  "6:3 requests >= 2.31 runtime registry\n"
		  "7:3 a ==1.0 runtime registry pinned\n"
		  "8:3 b 0123456789012345678901234567890123456789 runtime git <git+https://x/b.git "
		  "pinned\n"
		  "11:6 c ~=1.0 optional registry\n"
		  "13:9 pytest - dev registry\n" },
		{ "pyproject.toml",
		  "[tool.poetry.dependencies]\n"
		  "python = \"^3.8\"\n"
		  "D_d = \"^1.0\"\n"
		  "e = { version = \"1.0\", optional = true }\n"
		  "f = { git = \"https://x/f.git\", rev = \"main\" }\n"
		  "g = [{ version = \"1\", python = \"<3\" }, { version = \">=2\", python = "
		  "\">=3\" }]\n"
		  "h = { path = \"../h\", develop = true }\n"
		  "i = \"1.2.3\"\n"
		  "j = { version = \"1.*\", source = \"corp\" }\n"
		  "k = { url = \"https://x/k.whl\" }\n"
		  "[tool.poetry.group.dev.dependencies]\n"
		  "l = \"*\"\n"
		  "[[tool.poetry.source]]\n"
		  "name = \"corp\"\n"
		  "url = \"https://corp/simple/\"\n",
		  "3:1 d-d ^1.0 runtime registry\n"
		  "4:1 e 1.0 optional registry pinned\n"
		  "5:1 f main runtime git <https://x/f.git\n"
		  "6:6 g 1 runtime registry pinned\n"
		  "6:40 g >=2 runtime registry\n"
		  "7:1 h - runtime path <../h\n"
		  "8:1 i 1.2.3 runtime registry pinned\n"
		  "9:1 j 1.* runtime registry <corp\n"
		  "10:1 k - runtime url <https://x/k.whl\n"
		  "12:1 l * dev registry\n"
		  "15:1 * - runtime registry <https://corp/simple/\n" },
		{ "pyproject.toml",
		  "[tool.uv]\n"
		  "dev-dependencies = [\"m\"]\n"
		  "override-dependencies = [\"n==1\"]\n"
		  "constraint-dependencies = [\"o<2\"]\n"
		  "[tool.uv.sources]\n"
		  "a = { git = \"https://evil/a\" }\n"
		  "ws = { workspace = true }\n"
		  "idx = { index = \"torch\" }\n"
		  "[[tool.uv.index]]\n"
		  "url = \"https://torch/whl\"\n"
		  "[[tool.uv.index]]\n"
		  "url = \"https://pypi.org/simple\"\n"
		  "[tool.pdm.dev-dependencies]\n"
		  "test = [\"t\"]\n",
		  "2:21 m - dev registry\n"
		  "3:26 n ==1 indirect registry pinned\n"
		  "4:28 o <2 indirect registry\n"
		  "6:1 a - indirect git <https://evil/a\n"
		  "7:1 ws - indirect workspace\n"
		  "8:1 idx - indirect registry <torch\n"
		  "10:1 * - runtime registry <https://torch/whl\n"
		  "14:9 t - dev registry\n" },
		{ "pyproject.toml",
		  "[tool.uv]\n"
		  "index-url = \"https://evil/simple\"\n"
		  "extra-index-url = [\"https://pypi.org/simple/\", \"https://b\"]\n"
		  "find-links = [\"./c\"]\n"
		  "build-constraint-dependencies = [\"d==1\"]\n"
		  "[tool.uv.pip]\n"
		  "index-url = \"https://e\"\n"
		  "[tool.uv.extra-build-dependencies]\n"
		  "x = [\"f\", {requirement = \"g\", match-runtime = true}]\n"
		  "[tool.poetry.requires-plugins]\n"
		  "h = \"1.0\"\n"
		  "[tool.hatch.env]\n"
		  "requires = [\"i\"]\n"
		  "[tool.hatch.envs.test]\n"
		  "dependencies = [\"j\"]\n"
		  "extra-dependencies = [\"k==1\"]\n"
		  "[tool.hatch.build.targets.wheel.hooks.x]\n"
		  "dependencies = [\"l\"]\n",
		  "2:1 * - runtime registry <https://evil/simple\n"
		  "3:48 * - runtime registry <https://b\n"
		  "4:15 * - runtime registry <./c\n"
		  "5:34 d ==1 indirect registry pinned\n"
		  "7:1 * - runtime registry <https://e\n"
		  "9:6 f - build registry\n"
		  "9:12 g - build registry\n"
		  "11:1 h 1.0 build registry pinned\n"
		  "13:13 i - build registry\n"
		  "15:17 j - dev registry\n"
		  "16:23 k ==1 dev registry pinned\n"
		  "18:17 l - build registry\n" },
		{ "pyproject.toml",
		  "[project]\n"
		  "dependencies = [\"a\"]\n"
		  "dependencies = [\"b\"]\n",
		  "!3:1 the key `dependencies` stands here a second time; it was given on line 2" },
		{ "pyproject.toml",
		  "[project]\n"
		  "dependencies = \"a\"\n",
		  "" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
pipfile_and_its_lock(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Pipfile",
		  "[[source]]\n"
		  "url = \"https://pypi.org/simple\"\n"
		  "[[source]]\n"
		  "url = \"https://corp/simple\"\n"
		  "[packages]\n"
		  "a = \"*\"\n"
		  "b = \"==1.0\"\n"
		  "c = {version = \">=1\", index = \"corp\"}\n"
		  "d = {git = \"https://x/d.git\", ref = \"v1\"}\n"
		  "e = {path = \".\", editable = true}\n"
		  "w = {version = \"*\", workspace = true}\n"
		  "[dev-packages]\n"
		  "f = \"~=1.0\"\n",
		  "4:1 * - runtime registry <https://corp/simple\n"
		  "6:1 a * runtime registry\n"
		  "7:1 b ==1.0 runtime registry pinned\n"
		  "8:1 c >=1 runtime registry <corp\n"
		  "9:1 d v1 runtime git <https://x/d.git\n"
		  "10:1 e - runtime path <.\n"
		  "11:1 w * runtime registry\n"
		  "13:1 f ~=1.0 dev registry\n" },
		{ "Pipfile.lock",
		  "{\"_meta\": {\"sources\": [{\"url\": \"https://pypi.org/simple\"}]},\n"
		  " \"default\": {\"a\": {\"version\": \"==1.0\", \"index\": \"pypi\"},\n"
		  "  \"d\": {\"git\": \"https://x/d.git\", \"ref\": \"abc\"}},\n"
		  " \"develop\": {\"f\": {\"version\": \"==2.0\"}}}\n",
		  "2:14 a ==1.0 runtime registry pinned\n"
		  "3:3 d abc runtime git <https://x/d.git pinned\n"
		  "4:14 f ==2.0 dev registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
locks_of_poetry_and_uv(void **state)
{
	static const struct manifest_case cases[] = {
		{ "poetry.lock",
		  "[[package]]\n"
		  "name = \"A.b\"\n"
		  "version = \"1.0\"\n"
		  "optional = false\n"
		  "[[package]]\n"
		  "name = \"d\"\n"
		  "version = \"1.0\"\n"
		  "category = \"dev\"\n"
		  "optional = true\n"
		  "[package.source]\n"
		  "type = \"git\"\n"
		  "url = \"https://x/d.git\"\n"
		  "reference = \"main\"\n"
		  "resolved_reference = \"abc\"\n"
		  "[[package]]\n"
		  "name = \"l\"\n"
		  "version = \"1.0\"\n"
		  "[package.source]\n"
		  "type = \"legacy\"\n"
		  "url = \"https://corp/simple\"\n",
		  "2:1 a-b 1.0 runtime registry pinned\n"
		  "6:1 d abc dev git <https://x/d.git pinned\n"
		  "16:1 l 1.0 runtime registry <https://corp/simple pinned\n" },
		{ "uv.lock",
		  "version = 1\n"
		  "[[package]]\n"
		  "name = \"a\"\n"
		  "version = \"1.0\"\n"
		  "source = { registry = \"https://pypi.org/simple\" }\n"
		  "[[package]]\n"
		  "name = \"b\"\n"
		  "version = \"1.0\"\n"
		  "source = { git = \"https://x/b?rev=main#abc\" }\n"
		  "[[package]]\n"
		  "name = \"c\"\n"
		  "version = \"1.0\"\n"
		  "source = { virtual = \".\" }\n"
		  "[[package]]\n"
		  "name = \"d\"\n"
		  "version = \"1.0\"\n"
		  "source = { registry = \"https://corp/simple\" }\n"
		  "sdist = { url = \"https://corp/files/d.tar.gz\" }\n"
		  "wheels = [{ url = \"https://corp.evil/d.whl\" }]\n"
		  "[[package]]\n"
		  "name = \"e\"\n"
		  "version = \"1.0\"\n"
		  "source = { registry = \"https://pypi.org/simple\" }\n"
		  "sdist = { url = \"https://files.pythonhosted.org.evil/e.tar.gz\" }\n"
		  "wheels = [\n"
		  "  { url = \"https://files.pythonhosted.org/e.whl\" },\n"
		  "  { url = \"https://evil/e.whl\" },\n"
		  "]\n",
		  "3:1 a 1.0 runtime registry pinned\n"
		  "7:1 b abc runtime git <https://x/b?rev=main pinned\n"
		  "11:1 c 1.0 runtime workspace <. pinned\n"
		  "15:1 d 1.0 runtime registry <https://corp/simple pinned\n"
		  "19:13 d 1.0 runtime registry <https://corp.evil/d.whl pinned\n"
		  "21:1 e 1.0 runtime registry pinned\n"
		  "24:11 e 1.0 runtime registry "
		  "<https://files.pythonhosted.org.evil/e.tar.gz pinned\n"
		  "27:5 e 1.0 runtime registry <https://evil/e.whl pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pyproject_has_tables_of_many_tools),
		cmocka_unit_test(pipfile_and_its_lock),
		cmocka_unit_test(locks_of_poetry_and_uv),
	};

	return cmocka_run_group_tests_name("pyproject", tests, NULL, NULL);
}
