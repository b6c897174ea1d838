#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
pom_states_dependencies_in_many_places(void **state)
{
	static const struct manifest_case cases[] = {
		{ "pom.xml",
		  "<?xml version=\"1.0\"?>\n"
		  "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n"
		  "  "
		  "<parent><groupId>org.p</groupId><artifactId>parent</artifactId><version>1.0</"
		  "version></parent>\n"
		  "  <version>2.0</version>\n"
		  "  "
		  "<properties><a.version>1.2.3</a.version><b>${a.version}</b><loop>${loop}</"
		  "loop></properties>\n"
		  "  <dependencies>\n"
		  "    <dependency>\n"
		  "      <groupId>org.a</groupId>\n"
		  "      <artifactId>a</artifactId>\n"
		  "      <version>${a.version}</version>\n"
		  "    </dependency>\n"
		  "    "
		  "<dependency><groupId>${project.groupId}</groupId><artifactId>own</"
		  "artifactId><version>${project.version}</version></dependency>\n"
		  "    "
		  "<dependency><groupId>g</groupId><artifactId>b</artifactId><version>${b}</"
		  "version><scope>test</scope></dependency>\n"
		  "    "
		  "<dependency><groupId>g</groupId><artifactId>c</artifactId><version>[1,2)</"
		  "version><scope>provided</scope></dependency>\n"
		  "    "
		  "<dependency><groupId>g</groupId><artifactId>d</artifactId><version>${unknown}</"
		  "version><optional>true</optional></dependency>\n"
		  "    <dependency><groupId>g</groupId><artifactId>e</artifactId></dependency>\n"
		  "    "
		  "<dependency><groupId>g</groupId><artifactId>f</artifactId><version>${loop}</"
		  "version></dependency>\n"
		  "    "
		  "<dependency><groupId>g</groupId><artifactId>s</artifactId><version>1-SNAPSHOT</"
		  "version><scope>system</scope><systemPath>/x.jar</systemPath></dependency>\n"
		  "    <!-- "
		  "<dependency><groupId>g</groupId><artifactId>hidden</artifactId></dependency> "
		  "-->\n"
		  "  </dependencies>\n"
		  "  "
		  "<dependencyManagement><dependencies><dependency><groupId>g</"
		  "groupId><artifactId>bom</artifactId><version>[1.0]</version><type>pom</"
		  "type><scope>import</scope></dependency></dependencies></dependencyManagement>\n"
		  "  "
		  "<build><plugins><plugin><artifactId>maven-x-plugin</artifactId><version>3</"
		  "version><dependencies><dependency><groupId>g</groupId><artifactId>pd</"
		  "artifactId><version>1</version></dependency></dependencies></plugin></plugins>\n"
		  "  "
		  "<pluginManagement><plugins><plugin><groupId>g</groupId><artifactId>pm</"
		  "artifactId></plugin></plugins></pluginManagement>\n"
		  "  "
		  "<extensions><extension><groupId>g</groupId><artifactId>ext</"
		  "artifactId><version>1</version></extension></extensions></build>\n"
		  "  "
		  "<profiles><profile><id>x</id><dependencies><dependency><groupId>g</"
		  "groupId><artifactId>prof</artifactId><version>1</version></dependency></"
		  "dependencies></profile></profiles>\n"
		  "  "
		  "<repositories><repository><url>https://repo.evil/</url></"
		  "repository><repository><url>https://repo.maven.apache.org/maven2/</url></"
		  "repository></repositories>\n"
		  "</project>\n",
		  "3:35 org.p:parent 1.0 build registry pinned\n"
		  "9:7 org.a:a 1.2.3 runtime registry pinned\n"
		  "12:54 org.p:own 2.0 runtime registry pinned\n"
		  "13:37 g:b 1.2.3 test registry pinned\n"
		  "14:37 g:c [1,2) build registry\n"
		  "15:37 g:d ${unknown} optional registry\n"
		  "16:37 g:e - runtime registry\n"
		  "17:37 g:f ${loop} runtime registry\n"
		  "18:37 g:s 1-SNAPSHOT runtime path </x.jar\n"
		  "21:71 g:bom [1.0] indirect registry pinned\n"
		  "22:27 org.apache.maven.plugins:maven-x-plugin 3 build registry pinned\n"
		  "22:132 g:pd 1 build registry pinned\n"
		  "23:58 g:pm - indirect registry\n"
		  "24:46 g:ext 1 build registry pinned\n"
		  "25:78 g:prof 1 runtime registry pinned\n"
		  "26:29 * - runtime registry <https://repo.evil/\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
properties_of_the_file_are_filled_in(void **state)
{
	static const struct manifest_case cases[] = {
		{ "pom.xml",
		  "<project><groupId>own</groupId><version>7</version>\n"
		  "<parent><groupId>p</groupId><artifactId>pa</artifactId><version>6</version></"
		  "parent>\n"
		  "<properties><a>1</a><a>2</a><b>${a}.${a}</b><c></c><e>${c}x</e></properties>\n"
		  "<dependencies>\n"
		  "<dependency><groupId>g</groupId><artifactId>${b}</artifactId><version>${b}</"
		  "version></dependency>\n"
		  "<dependency><groupId>${project.groupId}</groupId><artifactId>o</artifactId>\n"
		  " <version>${project.version}</version></dependency>\n"
		  "<dependency><groupId>${project.parent.groupId}</groupId><artifactId>q</"
		  "artifactId>\n"
		  " <version>${project.parent.version}</version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>e</artifactId><version>${e}</"
		  "version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>u</artifactId><version>1.${</"
		  "version></dependency>\n"
		  "</dependencies></project>\n",
		  "2:29 p:pa 6 build registry pinned\n"
		  "5:33 g:2.2 2.2 runtime registry pinned\n"
		  "6:50 own:o 7 runtime registry pinned\n"
		  "8:57 p:q 6 runtime registry pinned\n"
		  "10:33 g:e x runtime registry pinned\n"
		  "11:33 g:u 1.${ runtime registry\n" },
		{ "pom.xml",
		  "<project><properties><p0>${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}"
		  "${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}${p1}"
		  "${p1}${p1}${p1}</"
		  "p0><p1>${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${"
		  "p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}${p2}</"
		  "p1><p2>${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${"
		  "p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}${p3}</"
		  "p2><p3>${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${"
		  "p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}${p4}</"
		  "p3><p4>${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${"
		  "p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}${p5}</"
		  "p4><p5>${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${"
		  "p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}${p6}</"
		  "p5><p6>${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${"
		  "p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}${p7}</"
		  "p6><p7>${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${"
		  "p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}${p8}</"
		  "p7><p8>${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${"
		  "p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}${p9}</"
		  "p8><p9></p9></properties><dependencies><dependency><groupId>g</"
		  "groupId><artifactId>a</artifactId><version>${p0}</version></dependency></"
		  "dependencies></project>\n",
		  "1:1521 g:a ${p0} runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_version_is_one_release_or_many(void **state)
{
	static const struct manifest_case cases[] = {
		{ "pom.xml",
		  "<project><dependencies>\n"
		  "<dependency><groupId>g</groupId><artifactId>a</artifactId><version>1.0</"
		  "version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>b</artifactId><version>[1.0]</"
		  "version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>c</artifactId><version>[1.0,)</"
		  "version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>d</artifactId><version>(,1]</"
		  "version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>e</artifactId><version>LATEST</"
		  "version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>f</artifactId><version>RELEASE</"
		  "version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>g</artifactId><version>1-SNAPSHOT</"
		  "version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>h</artifactId><version> "
		  "Finchley.SR1 </version></dependency>\n"
		  "<dependency><groupId>g</groupId><artifactId>i</artifactId><version>${x}</"
		  "version></dependency>\n"
		  "</dependencies></project>\n",
		  "2:33 g:a 1.0 runtime registry pinned\n"
		  "3:33 g:b [1.0] runtime registry pinned\n"
		  "4:33 g:c [1.0,) runtime registry\n"
		  "5:33 g:d (,1] runtime registry\n"
		  "6:33 g:e LATEST runtime registry\n"
		  "7:33 g:f RELEASE runtime registry\n"
		  "8:33 g:g 1-SNAPSHOT runtime registry\n"
		  "9:33 g:h Finchley.SR1 runtime registry pinned\n"
		  "10:33 g:i ${x} runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
what_a_profile_may_change_is_not_filled_in(void **state)
{
	static const struct manifest_case cases[] = {
		{ "pom.xml",
		  "<project><properties><g>good</g><v>1</v></properties>\n"
		  "<dependencies><dependency><groupId>${g}</groupId><artifactId>a</artifactId>"
		  "<version>${v}</version></dependency></dependencies>\n"
		  "<profiles><profile><properties><g>evil</g></properties></profile>"
		  "<profile/></profiles></project>\n",
		  "2:50 ${g}:a 1 runtime registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
annotation_processors_are_run_in_a_build(void **state)
{
	static const struct manifest_case cases[] = {
		{ "pom.xml",
		  "<project><build><plugins><plugin><artifactId>c</artifactId>\n"
		  "<configuration><annotationProcessorPaths combine.children=\"append\">\n"
		  "<path><groupId>g</groupId><artifactId>a</artifactId></path>\n"
		  "<path><groupId>g</groupId><artifactId>b</artifactId><version>1</version></"
		  "path>\n"
		  "</annotationProcessorPaths></configuration>\n"
		  "<executions><execution><configuration><annotationProcessorPaths><any>\n"
		  "<groupId>g</groupId><artifactId>c</artifactId></any>\n"
		  "</annotationProcessorPaths></configuration></execution></executions>\n"
		  "</plugin></plugins></build></project>\n",
		  "1:34 org.apache.maven.plugins:c - build registry\n"
		  "3:27 g:a - build registry\n"
		  "4:27 g:b 1 build registry pinned\n"
		  "7:21 g:c - build registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
what_is_no_pom(void **state)
{
	static const struct manifest_case cases[] = {
		{ "pom.xml", "<project><dependencies>", "!1:24 this is not XML: no element found" },
		{ "pom.xml", "<!DOCTYPE project [<!ENTITY e \"x\">]><project/>",
		  "!1:19 a document type (DOCTYPE) is not read" },
		{ "pom.xml", "<project><dependencies/><build/></project>", "" },
		{ "pom.xml", "<model/>", "!1:1 the root element is no project" },
		{ "pom.xml", "<m:project xmlns:m=\"http://maven.apache.org/POM/4.0.0\"/>",
		  "!1:1 the root element is no project" },
		{ "pom.xml",
		  "<project xmlns:m=\"x\">\n"
		  "<m:dependencies/></project>",
		  "!2:1 an element `m:dependencies` with a prefix is not read" },
		{ "pom.xml",
		  "<project><build><plugins><plugin><configuration><x:y><dependency><artifactId>no<"
		  "/artifactId></dependency></x:y></configuration></plugin></plugins></build></"
		  "project>",
		  "" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_version_catalog_refers_to_its_versions(void **state)
{
	static const struct manifest_case cases[] = {
		{ "gradle/libs.versions.toml",
		  "[versions]\n"
		  "k = \"1.9.0\"\n"
		  "r = { strictly = \"[1.0, 2.0[\", prefer = \"1.5\" }\n"
		  "[libraries]\n"
		  "a = \"g:a:1.0\"\n"
		  "b = { module = \"g:b\", version.ref = \"k\" }\n"
		  "c = { group = \"g\", name = \"c\", version = \"2.+\" }\n"
		  "d = { module = \"g:d\" }\n"
		  "e = { module = \"g:e\", version = { ref = \"r\" } }\n"
		  "f = { module = \"g:f\", version.ref = \"none\" }\n"
		  "[plugins]\n"
		  "p = { id = \"org.p\", version.ref = \"k\" }\n"
		  "q = \"org.q:1.0\"\n",
		  "5:1 g:a 1.0 runtime registry pinned\n"
		  "6:1 g:b 1.9.0 runtime registry pinned\n"
		  "7:1 g:c 2.+ runtime registry\n"
		  "8:1 g:d - runtime registry\n"
		  "9:1 g:e [1.0, 2.0[ runtime registry\n"
		  "10:1 g:f - runtime registry\n"
		  "12:1 org.p 1.9.0 build registry pinned\n"
		  "13:1 org.q 1.0 build registry pinned\n" },
		{ "libs.versions.toml",
		  "[libraries]\n"
		  "a = \"g:a:latest.milestone\"\n"
		  "b = \"g:b:latest.release\"\n",
		  "2:1 g:a latest.milestone runtime registry\n"
		  "3:1 g:b latest.release runtime registry\n" },
		{ "libs.versions.toml",
		  "[libraries]\n"
		  "a = \"g:a\"\n"
		  "b = \"g\"\n"
		  "c = { name = \"c\" }\n"
		  "d = { module = \"g:d\", version = { prefer = \"1.0\" } }\n",
		  "2:1 g:a - runtime registry\n"
		  "3:1 g - runtime registry\n"
		  "4:1 :c - runtime registry\n"
		  "5:1 g:d 1.0 runtime registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pom_states_dependencies_in_many_places),
		cmocka_unit_test(properties_of_the_file_are_filled_in),
		cmocka_unit_test(a_version_is_one_release_or_many),
		cmocka_unit_test(what_a_profile_may_change_is_not_filled_in),
		cmocka_unit_test(annotation_processors_are_run_in_a_build),
		cmocka_unit_test(what_is_no_pom),
		cmocka_unit_test(a_version_catalog_refers_to_its_versions),
	};

	return cmocka_run_group_tests_name("maven", tests, NULL, NULL);
}
