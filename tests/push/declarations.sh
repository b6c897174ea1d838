#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# What source files declare.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# Who has the annotation lies in web.
governed()
{
	server
	decision "$DECISIONS/0007-controllers.md" 'scope: ["src/**"]' <<-'END'
		return { file = function(file)
			for d in file:declarations() do
				for annotation in d.annotations do
					if annotation == "Controller" and not glob.match("src/web/**", file.path) then
						file:violation { at = d, message = d.kind .. " " .. tostring(d.name) .. " in " ..
							tostring(d.outer) .. " (" .. table.concat(d.bases, " ") .. ")" }
					end
				end
			end
		end }
	END
	put src/web/A.java '@Controller\nclass A { }\n' && commit 'begin' && push_accepted origin HEAD:main
}

a_declaration_is_seen_however_it_is_written()
{
	governed
	put src/B.java 'class Outer {\n\t@Other @Controller(\n\t\t"x"\n\t) public\n\tclass B\n\t\textends C<D> implements e.F { }\n}\n'
	commit 'one' && push_rejected origin HEAD:main
	blames ADR-0007 'src/B.java:5:8'
	tells 'class B in Outer \(C e.F\)'
	put src/B.java '// @Controller class B { }\nclass C { String s = "@Controller class D { }"; }\n'
	commit 'again' --amend && push_accepted origin HEAD:main
}
scenario 3 a_declaration_is_seen_however_it_is_written

what_stood_before_is_not_this_push()
{
	governed
	put src/Old.java 'class Old { }\n' && commit 'before' && push_accepted origin HEAD:main
	decision "$DECISIONS/0007-controllers.md" 'scope: ["src/**"]' <<-'END'
		return { file = function(file)
			for d in file:declarations() do file:violation { at = d, message = "declares " .. d.name } end
		end }
	END
	put src/Old.java 'class Old { }\n// more\n' && commit 'touched' && push_accepted origin HEAD:main
	put src/Old.java 'class Old { }\nclass New { }\n' && commit 'added' && push_rejected origin HEAD:main
	blames ADR-0007 'src/Old.java:2:7'
}
scenario 14 what_stood_before_is_not_this_push

what_does_not_end_is_said_once()
{
	governed
	put src/B.java 'class B { }\n/* @Controller class C { }\n' && commit 'one' && push_rejected origin HEAD:main
	blames ADR-0007 'src/B.java:2:1'
	tells 'cannot be read from here on'
	put src/B.java 'class B { }\n/* @Controller class C { } */\n' && commit 'again' --amend
	push_accepted origin HEAD:main
}
scenario 3 what_does_not_end_is_said_once

what_is_no_text_declares_nothing()
{
	governed
	git update-index --add --cacheinfo 160000,1234567890abcdef1234567890abcdef12345678,src/Module.java
	ln -s '@Controller class L { }' src/Link.java && : >src/Empty.java && git add src/Link.java src/Empty.java
	git rm -q src/web/A.java && git commit -q -m 'no text' && push_accepted origin HEAD:main
}
scenario 2 what_is_no_text_declares_nothing

finish
