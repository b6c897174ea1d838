#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
a_gemfile_calls_gem(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Gemfile",
		  "source \"https://rubygems.org\"\n"
		  "ruby '3.0'\n"
		  "gem 'rails', '~> 7.0', '>= 7.0.1' # comment 'x'\n"
		  "gem(\"b\", github: \"o/r\"); gem \"c\"\n"
		  "gem 'old', :git => 'git://x', :branch => \"m\"\n"
		  "gem \"key\", \"git\" => \"https://x/k.git\", \"ref\" => "
		  "\"0123456789012345678901234567890123456789\"\n"
		  "gem 't', \"1.0\", group: [:test, :other],\n"
		  "    path: '../t'\n"
		  "gem \"cond\" if true\n"
		  "if ENV[\"X\"]\n"
		  "  gem \"inner\", \"= 1.0\"\n"
		  "end\n"
		  "true && gem(\"joined\")\n"
		  "gem %q<q>.freeze, [\">= 1\", \"< 2\"]\n"
		  "gem \"s\", source: \"https://corp\"\n"
		  "gem \"own\", git_host: \"o/r\", require: false, platforms: :ruby\n"
		  "gem \"slash\", source: \"https://rubygems.org/\"\n"
		  "gem name\n"
		  "%w[a b].each { |x| gem x, \"1.0\" }\n"
		  "# gem \"no\"\n"
		  "gemspec\n",
		  "3:5 rails ~> 7.0, >= 7.0.1 runtime registry\n"
		  "4:5 b - runtime git <o/r\n"
		  "4:30 c - runtime registry\n"
		  "5:5 old m runtime git <git://x\n"
		  "6:5 key 0123456789012345678901234567890123456789 runtime git <https://x/k.git "
		  "pinned\n"
		  "7:5 t 1.0 test path <../t pinned\n"
		  "9:5 cond - runtime registry\n"
		  "11:7 inner = 1.0 runtime registry pinned\n"
		  "13:13 joined - runtime registry\n"
		  "14:5 q >= 1, < 2 runtime registry\n"
		  "15:5 s - runtime registry <https://corp\n"
		  "16:5 own - runtime git <o/r\n"
		  "17:5 slash - runtime registry\n" },
		{ "gems.rb",
		  "\357\273\277gem \"a\"\015\n"
		  "gem \"b\",\015\n"
		  "    \"1.0\"\015\n",
		  "1:8 a - runtime registry\n"
		  "2:5 b 1.0 runtime registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
blocks_say_it_of_all_within(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Gemfile",
		  "group :development, :test do\n"
		  "  gem 'rspec', '3.1.0', require: false\n"
		  "  platforms :ruby do\n"
		  "    gem 'z'\n"
		  "  end\n"
		  "  gem \"t\", group: :test\n"
		  "end\n"
		  "gem \"after\"\n"
		  "group(:test) do gem \"one_line\" end\n"
		  "source \"https://evil.example\" do\n"
		  "  gem \"e\"\n"
		  "end\n"
		  "source \"https://other.example\"\n"
		  "git \"https://x/y.git\", branch: \"main\" do\n"
		  "  gem \"g\"\n"
		  "end\n"
		  "path \"../p\" do\n"
		  "  gem \"h\"\n"
		  "end\n"
		  "if x\n"
		  "  gem \"i\"\n"
		  "end\n"
		  "gem \"last\"\n",
		  "2:7 rspec 3.1.0 dev registry pinned\n"
		  "4:9 z - dev registry\n"
		  "6:7 t - test registry\n"
		  "8:5 after - runtime registry\n"
		  "9:21 one_line - test registry\n"
		  "11:7 e - runtime registry <https://evil.example\n"
		  "13:1 * - runtime registry <https://other.example\n"
		  "15:7 g - runtime git <https://x/y.git\n"
		  "18:7 h - runtime path <../p\n"
		  "21:7 i - runtime registry\n"
		  "23:5 last - runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_quote_that_is_not_closed_hides_nothing(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Gemfile",
		  "it's\n"
		  "gem \"after\"\n"
		  "x = /'/\n"
		  "gem 'b' # it's\n"
		  "gem %q(open\n"
		  "gem 'c'\n",
		  "2:5 after - runtime registry\n"
		  "4:5 b - runtime registry\n"
		  "6:5 c - runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
literals_of_all_kinds_are_seen(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Gemfile",
		  "gem %(a), \"1.0\"\n"
		  "x = /#/; gem \"b\"\n"
		  "gem 'c' if RUBY =~ /\"/ && y / 2 # \"\n"
		  "%w[\" #].each { gem \"d\" }\n"
		  "`echo \"`; gem \"e\"\n"
		  "\"#{'\"'}\"; gem \"f\"\n"
		  "gem \"g\", \"~> #{ENV[\"G\"]}\"\n"
		  "$\".push; gem \"h\"\n"
		  "i = j ? \"a\" : \"b\"; gem \"k\".freeze\n"
		  "%((\")); gem \"m\"\n"
		  "s.summary = \"over\n"
		  "lines\"\n"
		  "gem %q{l}\n",
		  "1:5 a 1.0 runtime registry pinned\n"
		  "2:14 b - runtime registry\n"
		  "3:5 c - runtime registry\n"
		  "4:20 d - runtime registry\n"
		  "5:15 e - runtime registry\n"
		  "6:15 f - runtime registry\n"
		  "7:5 g ~> #{ENV[\"G\"]} runtime registry\n"
		  "8:14 h - runtime registry\n"
		  "9:24 k - runtime registry\n"
		  "10:13 m - runtime registry\n"
		  "13:5 l - runtime registry\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
what_can_be_read_in_two_ways_is_a_problem(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Gemfile", "gem \"a\" \"-evil\"\n",
		  "!1:9 a name or a registry is worked out here" },
		{ "Gemfile", "gem \"a\" + \"-evil\"\n", "!1:9 a name" },
		{ "Gemfile", "gem 'a'.sub('a', 'evil')\n", "!1:9 a name" },
		{ "Gemfile", "gem \"a\"\n\n  .concat \"b\"\n", "!3:3 a call goes on" },
		{ "Gemfile", "gem \"\\x65vil\"\n", "!1:5 a name" },
		{ "Gemfile", "source \"https://corp\" \".evil\"\n", "!1:23 a name" },
		{ "Gemfile", "gem \"a\", source: \"https://corp\" + x\n", "!1:33 a name" },
		{ "Gemfile", "x = ?\"; gem \"evil\" #\"\n", "!1:5 a `?` may begin a letter" },
		{ "Gemfile", "x /#/; gem \"evil\"\n", "!1:3 a `/` may begin a pattern" },
		{ "Gemfile", "y = :/; gem \"evil\" # /\n", "!1:6 a `/` may begin a pattern" },
		{ "Gemfile", "x = %w[\n[]\n\"]; gem \"evil\"\n", "!1:5 a text over several lines" },
		{ "Gemfile", "x = \"#{%(\"})}\"; gem \"evil\"\n", "!1:5 what is put into a text" },
		{ "Gemfile", "x = \"#$\"\"; gem \"evil\"\n", "!1:5 what is put into a text" },
		{ "Gemfile", "x = %q(#{); gem(\"a\"); \"}\"\n", "1:17 a - runtime registry\n" },
		{ "Gemfile", "x = \"\n\"; gem \"evil\"\n", "!1:5 a text over several lines" },
		{ "Gemfile", "x = %w[\n\"]; gem \"evil\"\n", "!1:5 a text over several lines" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
a_gemspec_adds_dependencies(void **state)
{
	static const struct manifest_case cases[] = {
		{ "x.gemspec",
		  "Gem::Specification.new do |s|\n"
		  "  s.name = \"x\"\n"
		  "  s.add_dependency \"a\", \"~> 1.0\"\n"
		  "  s.add_runtime_dependency(\"b\", \"1.0\", \"< 2\")\n"
		  "  s.add_development_dependency %q<c>.freeze, [\"= 1.0\"]\n"
		  "  s.metadata[\"source\"] = \"https://x\"\n"
		  "end\n",
		  "3:20 a ~> 1.0 runtime registry\n"
		  "4:28 b 1.0, < 2 runtime registry\n"
		  "5:32 c = 1.0 dev registry pinned\n" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

static void
gemfile_lock_is_laid_out_by_blanks(void **state)
{
	static const struct manifest_case cases[] = {
		{ "Gemfile.lock",
		  "GIT\n"
		  "  remote: https://x/g.git\n"
		  "  revision: abc\n"
		  "  specs:\n"
		  "    g (1.0)\n"
		  "      dep (>= 1)\n"
		  "\n"
		  "PATH\n"
		  "  remote: .\n"
		  "  specs:\n"
		  "    own (0.1)\n"
		  "\n"
		  "GEM\n"
		  "  remote: https://rubygems.org/\n"
		  "  specs:\n"
		  "    a (1.0.0)\n"
		  "      b (~> 1)\n"
		  "    n (1.2.3-x86_64-linux)\n"
		  "\n"
		  "GEM\n"
		  "  remote: https://corp/\n"
		  "  specs:\n"
		  "    c (1.0.0)\n"
		  "\n"
		  "PLATFORMS\n"
		  "  ruby\n"
		  "\n"
		  "DEPENDENCIES\n"
		  "  a (~> 1)\n"
		  "  g!\n",
		  "5:5 g abc runtime git <https://x/g.git pinned\n"
		  "11:5 own 0.1 runtime path <. pinned\n"
		  "16:5 a 1.0.0 runtime registry pinned\n"
		  "18:5 n 1.2.3-x86_64-linux runtime registry pinned\n"
		  "23:5 c 1.0.0 runtime registry <https://corp/ pinned\n" },
		{ "Gemfile.lock",
		  "GEM\n"
		  "  remote: https://rubygems.org/\n"
		  "  remote: https://evil/\n"
		  "  remote: https://rubygems.org/\n"
		  "  remote: https://worse/\n"
		  "  specs:\n"
		  "    a (1)\n",
		  "5:3 * - runtime registry <https://worse/ pinned\n"
		  "7:5 a 1 runtime registry <https://evil/ pinned\n" },
		{ "gems.locked",
		  "GEM\n"
		  "  remote: https://rubygems.org/\n"
		  "  specs:\n"
		  "<<<<<<< HEAD\n"
		  "    a (1)\n",
		  "!4:1 a conflict is not resolved" },
	};
	(void)state;

	CHECK_MANIFESTS(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_gemfile_calls_gem),
		cmocka_unit_test(blocks_say_it_of_all_within),
		cmocka_unit_test(a_quote_that_is_not_closed_hides_nothing),
		cmocka_unit_test(literals_of_all_kinds_are_seen),
		cmocka_unit_test(what_can_be_read_in_two_ways_is_a_problem),
		cmocka_unit_test(a_gemspec_adds_dependencies),
		cmocka_unit_test(gemfile_lock_is_laid_out_by_blanks),
	};

	return cmocka_run_group_tests_name("ruby", tests, NULL, NULL);
}
