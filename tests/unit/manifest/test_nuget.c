#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
projects_name_packages_in_items(void **state)
{
	static const struct manifest_case cases[] = {
		{ "src/a.csproj",
		  "<Project Sdk=\"Microsoft.NET.Sdk\">\n"
		  "  <Sdk Name=\"Build.Sdk\" Version=\"1.0\" />\n"
		  "  <ItemGroup>\n"
		  "    <PackageReference Include=\"Newtonsoft.Json\" Version=\"13.0.1\" />\n"
		  "    <PackageReference "
		  "Include=\"B\"><Version>[1.0]</Version><PrivateAssets>all</PrivateAssets></"
		  "PackageReference>\n"
		  "    <packagereference Include=\"C; D\" version=\"1.*\" />\n"
		  "    <PackageReference Include=\"E\" />\n"
		  "    <PackageReference Update=\"F\" VersionOverride=\"2\" />\n"
		  "    <PackageReference Remove=\"G\" />\n"
		  "    <!-- <PackageReference Include=\"H\" Version=\"1\" /> -->\n"
		  "  </ItemGroup>\n"
		  "  <Choose><When Condition=\"x\"><ItemGroup><PackageReference Include=\"I\" "
		  "Version=\"1\" /></ItemGroup></When></Choose>\n"
		  "  <Target><ItemGroup><PackageDownload Include=\"J\" Version=\"[1.0]\" "
		  "/></ItemGroup></Target>\n"
		  "</Project>\n",
		  "2:3 build.sdk 1.0 build registry pinned\n"
		  "4:5 newtonsoft.json 13.0.1 runtime registry\n"
		  "5:5 b [1.0] dev registry pinned\n"
		  "6:5 c 1.* runtime registry\n"
		  "6:5 d 1.* runtime registry\n"
		  "7:5 e - runtime registry\n"
		  "8:5 f 2 runtime registry\n"
		  "12:42 i 1 runtime registry\n"
		  "13:22 j [1.0] build registry pinned\n" },
		{ "a.fsproj",
		  "<Project Sdk=\"My.Sdk/1.2;Microsoft.NET.Sdk\" "
		  "xmlns=\"http://schemas.microsoft.com/developer/msbuild/"
		  "2003\"><ItemGroup><PackageReference><Include>no</Include></PackageReference></"
		  "ItemGroup></Project>\n",
		  "1:10 my.sdk 1.2 build registry pinned\n" },
		{ "Directory.Packages.props",
		  "<Project><ItemGroup><PackageVersion Include=\"A\" Version=\"1.0\" "
		  "/><GlobalPackageReference Include=\"B\" Version=\"2\" "
		  "/></ItemGroup></Project>\n",
		  "1:21 a 1.0 indirect registry\n"
		  "1:65 b 2 build registry\n" },
		{ "Directory.Build.targets",
		  "<Project><ItemGroup><DotNetCliToolReference Include=\"T\" "
		  "Version=\"1\"/></ItemGroup></Project>\n",
		  "1:21 t 1 build registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
letter_case_and_prefixes_of_elements_hide_nothing(void **state)
{
	static const struct manifest_case cases[] = {
		{ "a.csproj",
		  "<m:Project xmlns:m=\"x\">\n"
		  "<m:PACKAGEREFERENCE Include=\"A\" m:Version=\"[1.0]\"/>\n"
		  "<PackageReference "
		  "include=\"b\"><m:version>1</m:version></PackageReference></m:Project>\n",
		  "2:1 a [1.0] runtime registry pinned\n"
		  "3:1 b 1 runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_version_is_pinned_in_brackets(void **state)
{
	static const struct manifest_case cases[] = {
		{ "a.vbproj",
		  "<Project><ItemGroup>\n"
		  "<PackageReference Include=\"a\" Version=\"1.0\" />\n"
		  "<PackageReference Include=\"b\" Version=\"[1.0]\" />\n"
		  "<PackageReference Include=\"c\" Version=\"[1.0,2.0)\" />\n"
		  "<PackageReference Include=\"d\" Version=\"1.*\" />\n"
		  "<PackageReference Include=\"e\" Version=\"[$(V)]\" />\n"
		  "<PackageReference Include=\"f\" Version=\"*\" />\n"
		  "</ItemGroup></Project>\n",
		  "2:1 a 1.0 runtime registry\n"
		  "3:1 b [1.0] runtime registry pinned\n"
		  "4:1 c [1.0,2.0) runtime registry\n"
		  "5:1 d 1.* runtime registry\n"
		  "6:1 e [$(V)] runtime registry\n"
		  "7:1 f * runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
imports_and_properties_name_sdks_and_registries(void **state)
{
	static const struct manifest_case cases[] = {
		{ "A.CsProj",
		  "<Project Sdk=\"Microsoft.NET.Sdk\">\n"
		  "<Import Project=\"Sdk.props\" Sdk=\"Evil.Import\" version=\"1.0.0\" />\n"
		  "<import Project=\"Sdk.props\" Sdk=\"Microsoft.NET.Sdk\" />\n"
		  "<PropertyGroup><RestoreSources Condition=\"x\">$(RestoreSources);https://a;\n"
		  "https://api.nuget.org/v3/index.json;../b</RestoreSources>\n"
		  "<restoreAdditionalProjectSources>c</restoreAdditionalProjectSources>\n"
		  "</PropertyGroup></Project>\n",
		  "2:29 evil.import 1.0.0 build registry pinned\n"
		  "4:16 * - runtime registry <https://a\n"
		  "4:16 * - runtime registry <../b\n"
		  "6:1 * - runtime registry <c\n" },
		{ "directory.build.PROPS", "<Project><Sdk name=\"S\" Version=\"1\" /></Project>",
		  "1:10 s 1 build registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
lists_of_packages(void **state)
{
	static const struct manifest_case cases[] = {
		{ "packages.config",
		  "<packages><package id=\"A\" version=\"1.0\" targetFramework=\"net48\" "
		  "/><package id=\"B\" version=\"2\" developmentDependency=\"true\" "
		  "/></packages>\n",
		  "1:11 a 1.0 runtime registry pinned\n"
		  "1:67 b 2 dev registry pinned\n" },
		{ "packages.lock.json",
		  "{\"version\": 1, \"dependencies\": {\"net8.0\": {\"A\": {\"type\": \"Direct\", "
		  "\"requested\": \"[1.0, )\", \"resolved\": \"1.0.0\"}, \"B\": {\"type\": "
		  "\"Transitive\", \"resolved\": \"2.0.0\"}, \"c\": {\"type\": \"Project\"}}}}\n",
		  "1:44 a 1.0.0 runtime registry pinned\n"
		  "1:114 b 2.0.0 indirect registry pinned\n"
		  "1:164 c - runtime workspace pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(projects_name_packages_in_items),
		cmocka_unit_test(letter_case_and_prefixes_of_elements_hide_nothing),
		cmocka_unit_test(a_version_is_pinned_in_brackets),
		cmocka_unit_test(imports_and_properties_name_sdks_and_registries),
		cmocka_unit_test(lists_of_packages),
	};

	return cmocka_run_group_tests_name("nuget", tests, NULL, NULL);
}
