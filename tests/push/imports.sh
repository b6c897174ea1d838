#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# What source files import, and what stands in their code alone.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# governed [KEY...]: the decision of the contract's first example, on the server.
governed()
{
	server
	decision "$DECISIONS/0007-billing.md" 'scope: ["services/**", "!services/billing/**"]' "$@" <<-'END'
		return { file = function(file)
			for import in file:imports() do
				if import:of("billing.models") then
					file:violation { at = import, message = "imports " .. import.module ..
						" (" .. table.concat(import.names, " ") .. ") from " .. tostring(import.to) }
				end
			end
			for hit in file:find("SELECT", { view = "strings", added = true }) do
				file:violation { at = hit, message = "SQL" }
			end
			for hit in file:find("TODO", { view = "comments" }) do
				file:violation { at = hit, message = "not done" }
			end
		end }
	END
	put services/billing/models.py 'x = 1\n' && put services/billing/api.py 'x = 1\n'
	commit 'begin' && push_accepted origin HEAD:main
}

an_import_is_seen_however_it_is_written()
{
	governed
	put services/orders/a.py 'import os\nfrom billing.models import (\n    Invoice, # one\n    Line)\n'
	commit 'one' && push_rejected origin HEAD:main
	blames ADR-0007 'services/orders/a.py:2:1'
	tells 'imports billing.models \(Invoice Line\) from'
	tells 'services/billing/models.py'
	put services/orders/a.py 'from ..billing import models\n'
	commit again --amend && push_rejected origin HEAD:main
	tells 'imports ..billing \(models\) from'
	put services/orders/a.py 'import billing.api, billing.models2\nx = "import billing.models"\n'
	commit again --amend && push_accepted origin HEAD:main
}
scenario 3 an_import_is_seen_however_it_is_written

what_stood_before_is_not_this_push()
{
	governed
	put lib/a.py 'import billing.models\n' && commit 'outside' && push_accepted origin HEAD:main
	put services/a.py 'import os\nimport billing.models\n' && commit 'two'
	push_rejected origin HEAD:main
	blames ADR-0007 'services/a.py:2:1'
}
scenario 14 what_stood_before_is_not_this_push

views_look_at_their_part_alone()
{
	governed
	put services/a.py 'SELECT = 1 # SELECT\nx = "TODO" # fine\n' && commit 'one'
	push_accepted origin HEAD:main
	put services/a.py 'SELECT = 1 # SELECT\nx = "TODO" # fine\ny = "SELECT 1"\nz = 1 # TODO\n' && commit 'two'
	push_rejected origin HEAD:main
	blames ADR-0007 'services/a.py:3:6'
	blames ADR-0007 'services/a.py:4:9'
}
scenario 3 views_look_at_their_part_alone

what_is_no_text_has_no_views()
{
	server
	decision "$DECISIONS/0001-views.md" <<-'END'
		return { file = function(file)
			for hit in file:find("x", { view = "code", added = true }) do file:violation { at = hit, message = "x" } end
			for hit in file:find("x", { view = "comments" }) do file:violation { at = hit, message = "x" } end
		end }
	END
	git update-index --add --cacheinfo 160000,1234567890abcdef1234567890abcdef12345678,module
	git commit -q -m 'a submodule' && push_accepted origin HEAD:main
	ln -s x link && : >empty.py && git add link empty.py && git commit -q -m 'a link' && push_rejected origin HEAD:main
	blames ADR-0001 'link:1'
	says_not 'empty.py'
}
scenario 17 what_is_no_text_has_no_views

an_import_is_resolved_in_its_own_tree()
{
	server
	decision "$DECISIONS/0001-resolves.md" <<-'END'
		return { tree = function(tree)
			for file in tree:files("**/*.ts") do
				for import in file:imports() do
					if not import.to then
						tree:violation { path = file.path, line = import.line, message = import.module .. " leads nowhere" }
					end
				end
			end
		end }
	END
	put a.ts 'import "./b";\n' && put b.ts '' && commit 'one' && push_accepted origin HEAD:main
	git rm -q b.ts && commit 'two' && push_rejected origin HEAD:main
	blames ADR-0001 'a.ts:1'
}
scenario 14 an_import_is_resolved_in_its_own_tree

manifests_say_where_modules_lie()
{
	server
	decision "$DECISIONS/0001-tells.md" 'scope: ["apps/**"]' <<-'END'
		return { file = function(file)
			for import in file:imports() do
				file:violation { at = import, message = import.module .. " is " .. tostring(import.to) }
			end
		end }
	END
	put packages/ui/package.json '{"name": "@acme/ui", "main": "./lib/main.ts"}' && put packages/ui/lib/main.ts ''
	put go.mod 'module example.com/m\n' && put store/s.go 'package store\n' && commit 'begin'
	plant
	put apps/a.ts 'import { x } from "@acme/ui";\nimport "react";\n'
	put apps/b.go 'package b\nimport "example.com/m/store"\n'
	put apps/Cargo.toml '[package]\nname = "own-crate"\n' && put apps/src/lib.rs '' && put apps/c.rs 'use own_crate::X;\n'
	commit 'one' && push_rejected origin HEAD:main
	tells '@acme/ui is packages/ui/lib/main.ts'
	tells 'react is nil'
	tells 'example.com/m/store is store( |$)'
	tells 'own_crate::X is apps/src/lib.rs'
}
scenario 3 manifests_say_where_modules_lie

a_file_that_does_not_end_is_a_violation()
{
	governed
	put services/a.py 'x = 1\ny = """ open\n' && commit 'one'
	push_rejected origin HEAD:main
	blames ADR-0007 'services/a.py:2:5'
	tells 'cannot be read from here on'
}
scenario 21 a_file_that_does_not_end_is_a_violation

# The place where it shows may be a line that no change added.
taking_the_end_away_counts()
{
	governed
	put services/a.py 'x = 1\ny = """ open\n"""\nz = 1\n' && commit 'one' && push_accepted origin HEAD:main
	put services/a.py 'x = 1\ny = """ open\nz = 1\n' && commit 'two'
	push_rejected origin HEAD:main
	blames ADR-0007 'services/a.py:2:5'
	plant && git fetch -q origin
	put services/a.py 'x = 2\ny = """ open\nz = 1\n' && commit 'three'
	push_accepted origin HEAD:main
	put services/a.py 'x = 2\ny = """ open\nz = 1\nimport billing.models\n' && commit 'out of sight'
	push_rejected origin HEAD:main
	blames ADR-0007 'services/a.py:2:5'
}
scenario 14 taking_the_end_away_counts

a_decision_may_allow_that()
{
	governed 'partial: allow'
	put services/a.py 'x = 1\ny = """ open\n' && commit 'one'
	push_accepted origin HEAD:main
}
scenario 21 a_decision_may_allow_that

finish
