#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
package_json_names_packages_in_its_sections(void **state)
{
	static const struct manifest_case cases[] = {
		{ "package.json",
		  "{\n"
		  " \"dependencies\": {\"a\": \"^1.0.0\", \"b\": \"1.2.3\", \"p\": \"1.x || "
		  ">=2.5.0\", \"j\": \"latest\", \"k\": \"\"},\n"
		  " \"devDependencies\": {\"a\": \"=1.0.0\", \"v\": \"v1.0.0-rc.1\"},\n"
		  " \"peerDependencies\": {\"@s/p\": \">=1\"},\n"
		  " \"optionalDependencies\": {\"o\": \"1.0\"},\n"
		  " \"scripts\": {\"dependencies\": {\"ignored\": \"1\"}},\n"
		  " \"bundledDependencies\": [\"z\"]\n"
		  "}\n",
		  "2:19 a ^1.0.0 runtime registry\n"
		  "2:34 b 1.2.3 runtime registry pinned\n"
		  "2:48 p 1.x || >=2.5.0 runtime registry\n"
		  "2:71 j latest runtime registry\n"
		  "2:86 k  runtime registry\n"
		  "3:22 a =1.0.0 dev registry pinned\n"
		  "3:37 v v1.0.0-rc.1 dev registry pinned\n"
		  "4:23 @s/p >=1 peer registry\n"
		  "5:27 o 1.0 optional registry\n" },
		{ "web/package.json",
		  "{\"dependencies\":{\"\\u0061\":\"1\",\"a}b\":\"1\"},\"files\":[\"{\"]}",
		  "1:18 a 1 runtime registry\n"
		  "1:31 a}b 1 runtime registry\n" },
		{ "package.json",
		  "{\"dependencies\": {\"a\": 1, \"b\": null, \"c\": [\"x\"]}, "
		  "\"devDependencies\": \"none\"}",
		  "1:19 a 1 runtime registry\n"
		  "1:27 b  runtime registry\n"
		  "1:38 c  runtime registry\n" },
		{ "package.json", "[]", "" },
		{ "package.json", "{\"name\": \"dependencies\"}", "" },
		{ "package.json", "{\"dependencies\": {\"a\": \"1\", \"a\": \"2\"}}",
		  "!1:29 the key `a` stands here a second time; it was given on line 1" },
		{ "package.json", "{\"dependencies\": {\"a\": \"1\"}, \"dependencies\": {}}",
		  "!1:30 the key `dependencies` stands here a second time; it was given on line "
		  "1" },
		{ "package.json",
		  "{// comment\n"
		  "}",
		  "!1:2 a key in double quotes is missing before `/`" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_specification_leads_elsewhere_by_its_form(void **state)
{
	static const struct manifest_case cases[] = {
		{ "package.json",
		  "{\"dependencies\": {\n"
		  " \"c\": \"npm:@evil/c@1.0.0\", \"d\": \"npm:^2\", \"n\": \"npm:evil\", \"w\": "
		  "\"npm:v1.0.0\",\n"
		  " \"z\": \"npm:7zip-min@1.4.5\", \"v\": \"npm:v8-evil@1\", \"u\": "
		  "\"npm:1.x || 2\",\n"
		  " \"e\": \"workspace:*\", \"l\": \"catalog:\", \"f\": \"file:../f\", \"o\": "
		  "\"link:./o\", \"q\": \"./q\",\n"
		  " \"t\": \"patch:t@npm%3A1#./p\",\n"
		  " \"g\": \"git+ssh://git@github.com/o/g.git#semver:^1\", \"h\": \"o/h#v1\",\n"
		  " \"m\": \"github:o/m#0123456789012345678901234567890123456789\", \"r\": "
		  "\"http://g.h/r.git\",\n"
		  " \"i\": \"https://x.y/i.tgz\", \"x\": \"unknown:thing\", \"y\": "
		  "\"GIT+HTTPS://h/y\"\n"
		  "}}\n",
		  "2:2 @evil/c 1.0.0 runtime registry pinned\n"
		  "2:28 d ^2 runtime registry\n"
		  "2:43 evil - runtime registry\n"
		  "2:43 n evil runtime registry\n"
		  "2:60 v1.0.0 - runtime registry\n"
		  "2:60 w v1.0.0 runtime registry pinned\n"
		  "3:2 7zip-min 1.4.5 runtime registry pinned\n"
		  "3:29 v8-evil 1 runtime registry\n"
		  "3:51 u 1.x || 2 runtime registry\n"
		  "4:2 e * runtime workspace\n"
		  "4:22 l  runtime workspace\n"
		  "4:39 f - runtime path <file:../f\n"
		  "4:57 o - runtime path <link:./o\n"
		  "4:74 q - runtime path <./q\n"
		  "5:2 t - runtime path <patch:t@npm%3A1#./p\n"
		  "6:2 g ^1 runtime git <git+ssh://git@github.com/o/g.git\n"
		  "6:53 h v1 runtime git <o/h\n"
		  "7:2 m 0123456789012345678901234567890123456789 runtime git <github:o/m pinned\n"
		  "7:62 r - runtime git <http://g.h/r.git\n"
		  "8:2 i - runtime url <https://x.y/i.tgz\n"
		  "8:28 x - runtime url <unknown:thing\n"
		  "8:50 y - runtime url <GIT+HTTPS://h/y\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
overrides_are_indirect(void **state)
{
	static const struct manifest_case cases[] = {
		{ "package.json",
		  "{\n"
		  " \"overrides\": {\"x\": \"1.0.0\", \"y@2\": {\".\": \"2.0.0\", \"z\": "
		  "\"npm:evil@3.0.0\"}, \"w\": \"$w\"},\n"
		  " \"resolutions\": {\"a/**/b\": \"1.0.0\", \"@s/a/@t/b@1\": \"2\", \"**/c\": "
		  "\"3\", \"@u/d@npm:^1\": \"4.0.0\"},\n"
		  " \"pnpm\": {\"overrides\": {\"q@1>r\": \"5\", \"@s/a>@t/b\": \"6\", "
		  "\"e@>=1\": \"7\", \"a@1 >2>f@|>3\": \"8\"}}\n"
		  "}\n",
		  "2:16 x 1.0.0 indirect registry pinned\n"
		  "2:38 y 2.0.0 indirect registry pinned\n"
		  "2:52 evil 3.0.0 indirect registry pinned\n"
		  "2:76 w $w indirect registry\n"
		  "3:18 b 1.0.0 indirect registry pinned\n"
		  "3:37 @t/b 2 indirect registry\n"
		  "3:57 c 3 indirect registry\n"
		  "3:70 @u/d 4.0.0 indirect registry pinned\n"
		  "4:25 r 5 indirect registry\n"
		  "4:39 @t/b 6 indirect registry\n"
		  "4:57 e 7 indirect registry\n"
		  "4:71 f 8 indirect registry\n" },
		{ "pnpm-workspace.yaml",
		  "packages: ['packages/*']\n"
		  "catalog:\n"
		  "  react: ^18.0.0\n"
		  "catalogs:\n"
		  "  old: {react: 17.0.2}\n"
		  "overrides:\n"
		  "  a>b: npm:c@1.0.0\n",
		  "3:3 react ^18.0.0 indirect registry\n"
		  "5:9 react 17.0.2 indirect registry pinned\n"
		  "7:3 c 1.0.0 indirect registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
package_lock_has_places_or_lies_in_itself(void **state)
{
	static const struct manifest_case cases[] = {
		{ "package-lock.json",
		  "{\"lockfileVersion\": 3, \"packages\": {\n"
		  " \"\": {\"dependencies\": {\"a\": \"^1\", \"al\": \"npm:real@3\"}},\n"
		  " \"node_modules/a\": {\"version\": \"1.0.0\", \"dev\": true},\n"
		  " \"node_modules/a/node_modules/@s/b\": {\"version\": \"2.0.0\", \"optional\": "
		  "true},\n"
		  " \"node_modules/al\": {\"name\": \"real\", \"version\": \"3.0.0\", \"peer\": "
		  "true},\n"
		  " \"node_modules/d\": {\"version\": \"1.0.0\", \"devOptional\": true},\n"
		  " \"packages/w\": {\"version\": \"0.0.0\"},\n"
		  " \"node_modules/w\": {\"resolved\": \"packages/w\", \"link\": true}\n"
		  "},\n"
		  "\"dependencies\": {\"ignored\": {\"version\": \"1.0.0\"}}}\n",
		  "3:2 a 1.0.0 dev registry pinned\n"
		  "4:2 @s/b 2.0.0 optional registry pinned\n"
		  "5:2 real 3.0.0 peer registry pinned\n"
		  "6:2 d 1.0.0 dev registry pinned\n"
		  "8:2 w - runtime workspace <packages/w pinned\n" },
		{ "npm-shrinkwrap.json",
		  "{\"lockfileVersion\": 1, \"dependencies\": {\n"
		  " \"a\": {\"version\": \"1.0.0\", \"requires\": {\"b\": \"npm:c@2\"}, "
		  "\"dependencies\": {\n"
		  "  \"b\": {\"version\": \"npm:c@2.0.0\", \"dev\": true},\n"
		  "  \"dependencies\": {\"version\": \"3.0.0\", \"requires\": {\"x\": \"1\"}}}},\n"
		  " \"g\": {\"version\": "
		  "\"git+https://x/g.git#0123456789012345678901234567890123456789\"},\n"
		  " \"@s/t\": {\"version\": "
		  "\"https://registry.npmjs.org/@s/t/-/t-1.0.0-rc.1.tgz\"},\n"
		  " \"u\": {\"version\": \"https://registry.npmjs.org/other/-/u-1.0.0.tgz\"}\n"
		  "}}\n",
		  "2:2 a 1.0.0 runtime registry pinned\n"
		  "3:3 c 2.0.0 dev registry pinned\n"
		  "4:3 dependencies 3.0.0 runtime registry pinned\n"
		  "5:2 g 0123456789012345678901234567890123456789 runtime git <git+https://x/g.git "
		  "pinned\n"
		  "6:2 @s/t 1.0.0-rc.1 runtime registry pinned\n"
		  "7:2 u - runtime url <https://registry.npmjs.org/other/-/u-1.0.0.tgz pinned\n" },
		{ "package-lock.json",
		  "{\"packages\": null, \"dependencies\": {\n"
		  " \"a\": {\"version\": \"npm:b@1.0.0\"}}}",
		  "2:2 b 1.0.0 runtime url pinned\n" },
		{ "package-lock.json",
		  "{\"packages\": {\n"
		  " \"\": {\"dependencies\": {\"react\": \"^1\"}},\n"
		  " \"node_modules/react\": {\"name\": \"evil\", \"version\": \"1.0.0\", "
		  "\"resolved\": \"https://registry.npmjs.org/evil/-/evil-1.0.0.tgz\"},\n"
		  " \"node_modules/x\": {\"name\": \"evil\", \"version\": \"1.0.0\"},\n"
		  " \"node_modules/b\": {\"version\": \"1.0.0\", \"dependencies\": "
		  "{\"react\": \"npm:evil@1\", \"w-cjs\": \"npm:w@1\"}},\n"
		  " \"node_modules/w-cjs\": {\"name\": \"w\", \"version\": \"1.0.0\"}\n"
		  "}}",
		  "3:2 evil 1.0.0 runtime url "
		  "<https://registry.npmjs.org/evil/-/evil-1.0.0.tgz pinned\n"
		  "4:2 evil 1.0.0 runtime url pinned\n"
		  "5:2 b 1.0.0 runtime registry pinned\n"
		  "6:2 w 1.0.0 runtime registry pinned\n" },
		{ "package-lock.json",
		  "{\"packages\": {\"node_modules/\": {}, \"node_modules\": {\"version\": \"1\"}}}",
		  "" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_tarball_is_of_the_registry_when_it_is_of_that_package(void **state)
{
	static const struct manifest_case cases[] = {
		{ "package-lock.json",
		  "{\"packages\": {\n"
		  " \"node_modules/@s/b\": {\"resolved\": "
		  "\"https://registry.npmjs.org/@s/b/-/b-2.0.0.tgz\"},\n"
		  " \"node_modules/@s/c\": {\"resolved\": "
		  "\"https://registry.npmjs.org/@s%2fc/-/c-2.0.0.tgz\"},\n"
		  " \"node_modules/react\": {\"resolved\": "
		  "\"https://registry.npmjs.org/evil/-/evil-1.0.0.tgz\"},\n"
		  " \"node_modules/act\": {\"resolved\": "
		  "\"https://corp/npm/react/-/react-1.0.0.tgz\"},\n"
		  " \"node_modules/m\": {\"resolved\": \"https://corp/npm/m/-/m-1.0.0.tgz\"},\n"
		  " \"node_modules/g\": {\"resolved\": "
		  "\"git+ssh://git@github.com/o/g.git#0123\"},\n"
		  " \"node_modules/u\": {\"resolved\": "
		  "\"https://codeload.github.com/o/u/tar.gz/1\"},\n"
		  " \"node_modules/f\": {\"resolved\": \"file:f.tgz\"},\n"
		  " \"node_modules/p\": {\"resolved\": "
		  "\"https://registry.npmjs.org/p/-/../../evil/-/evil-1.tgz\"},\n"
		  " \"node_modules/q\": {\"resolved\": "
		  "\"https://corp/q/-/%2e.\\\\evil.tgz\"}\n"
		  "}}\n",
		  "2:2 @s/b 2.0.0 runtime registry pinned\n"
		  "3:2 @s/c 2.0.0 runtime registry pinned\n"
		  "4:2 react - runtime url <https://registry.npmjs.org/evil/-/evil-1.0.0.tgz "
		  "pinned\n"
		  "5:2 act - runtime url <https://corp/npm/react/-/react-1.0.0.tgz pinned\n"
		  "6:2 m 1.0.0 runtime registry <https://corp/npm/m/-/m-1.0.0.tgz pinned\n"
		  "7:2 g 0123 runtime git <git+ssh://git@github.com/o/g.git pinned\n"
		  "8:2 u - runtime url <https://codeload.github.com/o/u/tar.gz/1 pinned\n"
		  "9:2 f - runtime path <file:f.tgz pinned\n"
		  "10:2 p - runtime url <https://registry.npmjs.org/p/-/../../evil/-/evil-1.tgz "
		  "pinned\n"
		  "11:2 q - runtime url <https://corp/q/-/%2e.\\evil.tgz pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(package_json_names_packages_in_its_sections),
		cmocka_unit_test(a_specification_leads_elsewhere_by_its_form),
		cmocka_unit_test(overrides_are_indirect),
		cmocka_unit_test(package_lock_has_places_or_lies_in_itself),
		cmocka_unit_test(a_tarball_is_of_the_registry_when_it_is_of_that_package),
	};

	return cmocka_run_group_tests_name("npm", tests, NULL, NULL);
}
