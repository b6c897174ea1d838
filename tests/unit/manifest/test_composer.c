#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
composer_json_and_its_lock(void **state)
{
	static const struct manifest_case cases[] = {
		{ "composer.json",
		  "{\"require\": {\"php\": \">=8\", \"ext-json\": \"*\", \"Vendor/A\": \"^1.0\", "
		  "\"v/b\": \"1.2.3\", \"v/c\": "
		  "\"dev-main#0123456789012345678901234567890123456789\", \"v/d\": \"dev-main\"},\n"
		  " \"require-dev\": {\"v/e\": \"1.2.*\"},\n"
		  " \"repositories\": [{\"type\": \"vcs\", \"url\": \"https://github.com/x/y\"}, "
		  "{\"packagist.org\": false}]}\n",
		  "1:45 vendor/a ^1.0 runtime registry\n"
		  "1:65 v/b 1.2.3 runtime registry pinned\n"
		  "1:81 v/c dev-main#0123456789012345678901234567890123456789 runtime registry "
		  "pinned\n"
		  "1:141 v/d dev-main runtime registry\n"
		  "2:18 v/e 1.2.* dev registry\n"
		  "3:35 * - runtime registry <https://github.com/x/y\n" },
		{ "composer.lock",
		  "{\"packages\": [{\"name\": \"v/a\", \"version\": \"1.0\", \"source\": "
		  "{\"type\": \"git\", \"url\": \"https://github.com/v/a.git\", \"reference\": "
		  "\"abc\"}, \"dist\": {\"type\": \"zip\", \"url\": "
		  "\"https://api.github.com/repos/v/a/zipball/abc\"}, "
		  "\"notification-url\": \"https://packagist.org/downloads/\"},\n"
		  " {\"name\": \"v/g\", \"version\": \"dev-main\", \"source\": {\"type\": \"git\", "
		  "\"url\": \"https://evil/g.git\", \"reference\": \"abc\"}},\n"
		  " {\"name\": \"v/p\", \"version\": \"1\", \"dist\": {\"type\": \"path\", "
		  "\"url\": \"../p\"}}],\n"
		  " \"packages-dev\": [{\"name\": \"v/e\", \"version\": \"v2\", "
		  "\"notification-url\": \"https://corp/x\"}]}\n",
		  "1:16 v/a 1.0 runtime registry pinned\n"
		  "2:3 v/g dev-main runtime git <https://evil/g.git pinned\n"
		  "3:3 v/p 1 runtime path <../p pinned\n"
		  "4:20 v/e v2 dev registry <https://corp/x pinned\n" },
		{ "composer.lock",
		  "{\"packages\": [{\"name\": \"v/a\", \"version\": \"1\",\n"
		  " \"source\": {\"type\": \"git\", \"url\": "
		  "\"https://github.com/v/../e/e.git\"},\n"
		  " \"dist\": {\"type\": \"zip\", \"url\": \"https://evil/x.zip\"},\n"
		  " \"notification-url\": \"https://packagist.org/downloads/\"},\n"
		  "{\"name\": \"v/m\", \"version\": \"1\", \"dist\": {\"type\": \"zip\", "
		  "\"url\": \"https://api.github.com/repos/v/m/zipball/a\",\n"
		  " \"mirrors\": [{\"url\": \"https://mirror/%package%\"}]},\n"
		  " \"notification-url\": \"https://packagist.org/downloads/\"},\n"
		  "{\"name\": \"v/c\", \"dist\": {\"type\": \"zip\", \"url\": "
		  "\"https://corp/c.zip\"}, \"notification-url\": \"https://corp/n\"},\n"
		  "{\"name\": \"v/p\", \"dist\": {\"type\": \"path\", \"url\": "
		  "\"../p\"}, \"notification-url\": \"https://packagist.org/downloads/\"}]}",
		  "1:16 v/a 1 runtime registry pinned\n"
		  "2:28 v/a 1 runtime registry <https://github.com/v/../e/e.git pinned\n"
		  "3:26 v/a 1 runtime registry <https://evil/x.zip pinned\n"
		  "5:2 v/m 1 runtime registry pinned\n"
		  "6:15 v/m 1 runtime registry <https://mirror/%package% pinned\n"
		  "8:2 v/c - runtime registry <https://corp/n pinned\n"
		  "9:2 v/p - runtime path <../p pinned\n" },
		{ "composer.json",
		  "{\"require\": {\"v/a\": \"1.2\", \"v/b\": \"v1.2.3.4\", \"v/c\": \"=1.0\", "
		  "\"v/d\": \"1.x\", \"v/e\": \"1.0 || 2.0\", \"v/f\": \"1.0 - 2.0\", \"v/g\": "
		  "\"1.0-beta1\", \"v/h\": \"dev-1.0\", \"v/i\": \"1.0.x-dev\"}}",
		  "1:14 v/a 1.2 runtime registry pinned\n"
		  "1:28 v/b v1.2.3.4 runtime registry pinned\n"
		  "1:47 v/c =1.0 runtime registry pinned\n"
		  "1:62 v/d 1.x runtime registry\n"
		  "1:76 v/e 1.0 || 2.0 runtime registry\n"
		  "1:97 v/f 1.0 - 2.0 runtime registry\n"
		  "1:117 v/g 1.0-beta1 runtime registry pinned\n"
		  "1:137 v/h dev-1.0 runtime registry\n"
		  "1:155 v/i 1.0.x-dev runtime registry\n" },
		{ "composer.json",
		  "{\"require\": {\"v/a\": \"^1 || "
		  "dev-main#0123456789012345678901234567890123456789\"},\n"
		  "\"repositories\": [{\"type\": \"package\", \"package\": {\"name\": "
		  "\"V/a\", \"version\": \"1\", \"dist\": {\"url\": \"https://evil/x\"}}},\n"
		  " {\"type\": \"package\", \"package\": [{\"name\": \"v/b\", \"source\": "
		  "{\"url\": \"git://evil\"}},\n"
		  "  {\"name\": \"v/c\"}]}]}",
		  "1:14 v/a ^1 || dev-main#0123456789012345678901234567890123456789 runtime "
		  "registry\n"
		  "2:50 v/a 1 indirect url <https://evil/x\n"
		  "3:35 v/b - indirect url <git://evil\n"
		  "4:4 v/c - indirect url\n" },
		{ "composer.json",
		  "{\"repositories\": {\"a\": {\"type\": \"path\", \"url\": \"../x\"}, "
		  "\"packagist.org\": false, \"b\": {\"type\": \"composer\", \"url\": "
		  "\"https://repo.packagist.org/\"}}}",
		  "1:41 * - runtime registry <../x\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(composer_json_and_its_lock),
	};

	return cmocka_run_group_tests_name("composer", tests, NULL, NULL);
}
