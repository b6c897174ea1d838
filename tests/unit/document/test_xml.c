#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
elements_are_entries(void **state)
{
	static const struct shown_case cases[] = {
		{ "<a/>", "{a: \"\"}" },
		{ "<a> x\n y </a>", "{a: \"x\\0a y\"}" },
		{ "<a>\n <b>1</b>\n <c/>\n <b>2</b>\n</a>\n",
		  "{a: {b: \"1\", c: \"\", b: \"2\"}}" },
		{ "<a x='1' y=\" 2 \"/>", "{a: {@x: \"1\", @y: \" 2 \"}}" },
		{ "<a x='1'> t </a>", "{a: {@x: \"1\", #text: \"t\"}}" },
		{ "<a>x<b>y</b>z</a>", "{a: {b: \"y\", #text: \"xz\"}}" },
		{ "<a>&lt;&#x41;<![CDATA[<b>]]><!-- c -->&amp;</a>", "{a: \"<A<b>&\"}" },
		{ "<?xml version=\"1.0\"?><!-- c --><?pi?><n:a xmlns:n='u'><n:b/></n:a>",
		  "{n:a: {@xmlns:n: \"u\", n:b: \"\"}}" },
		{ "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe9</a>",
		  "{a: \"\xc3\xa9\"}" },
		{ "\xef\xbb\xbf<a>\r\n</a>", "{a: \"\"}" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_XML, cases);
}

static void
what_is_not_xml_is_refused(void **state)
{
	static const struct shown_case cases[] = {
		{ "", "!1:1 this is not XML: no element found" },
		{ "x", "!1:1 this is not XML: " },
		{ "<a>", "!1:4 this is not XML: no element found" },
		{ "<a>\n <b></a>", "!2:7 this is not XML: mismatched tag" },
		{ "<a/><b/>", "!1:5 this is not XML: junk" },
		{ "<a x='1' x='2'/>", "!1:10 this is not XML: duplicate attribute" },
		{ "<a>&b;</a>", "!1:4 this is not XML: undefined entity" },
		{ "<a>\xff</a>", "!1:4 this is not XML: not well-formed" },
		{ "<a>&#0;</a>", "!1:4 this is not XML: " },
		{ "<a>\x01</a>", "!1:4 this is not XML: " },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_XML, cases);
}

static void
a_document_type_is_refused(void **state)
{
	static const struct shown_case cases[] = {
		{ "<!DOCTYPE a>\n<a/>", "!1:12 a document type (DOCTYPE) is not read" },
		{ "<!DOCTYPE a SYSTEM \"/etc/passwd\">\n<a/>", "!1:33 a document type" },
		{ "\n<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>",
		  "!2:13 a document type" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_XML, cases);
}

static void
each_value_has_its_place(void **state)
{
	static const struct shown_case cases[] = {
		{ "<a>\n  <b x='>' \n\ty = \"&lt;>\">\n\n  t<c/></b></a>",
		  "1:1 {1:1 a: {2:3 b: {2:6 @x: \">\", 3:2 @y: \"<>\", 5:4 c: \"\", "
		  "5:3 #text: \"t\"}}}" },
		{ "<a x='1' y='2'/>", "1:1 {1:1 a: {1:4 @x: \"1\", 1:10 @y: \"2\"}}" },
		{ "<\xc3\xa9 x='\xc3\xa9' y=''/>", "1:1 {1:1 \xc3\xa9: {1:5 @x: \"\xc3\xa9\", "
						   "1:12 @y: \"\"}}" },
	};
	(void)state;

	CHECK_PLACES(DOCUMENT_XML, cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_are_entries),
		cmocka_unit_test(what_is_not_xml_is_refused),
		cmocka_unit_test(a_document_type_is_refused),
		cmocka_unit_test(each_value_has_its_place),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
