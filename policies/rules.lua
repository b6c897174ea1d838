-- require "writ.rules": rules for every day, each a function that takes a table of options and returns
-- the functions of a policy. A decision returns what one rule gives, or rules.all{ ... } of several:
--
--     local rules = require "writ.rules"
--     return rules.forbid_import { modules = { "billing.models" } }
--
-- What a rule reports at a line that the change did not add stood there before and does not reject.
--
-- The comment in front of each function is its reference: what it says, then its options, whose types
-- options() has. The build makes a table of both (src/lua/rules_rows.awk) and fails when they differ.

local rules = {}

-- What writ hands to this chunk: near(word, list) is the text of LIST that WORD may have been meant to
-- be, or nil; screened(needs, call) is CALL, which is spared each file that has not what it NEEDS to find
-- anything (src/lua/screen.h). A copy that is a policy of its own has none.
local near, screened = ...
screened = screened or function(_, call)
	return call
end

local function unknown(name, key, known)
	local names = {}
	for one in pairs(known) do
		names[#names + 1] = one
	end
	local meant = near and near(key, names)
	return string.format("rules.%s has no option '%s'%s; it has %s", name, key,
		meant and "; did you mean '" .. meant .. "'?" or "", table.concat(names, ", "))
end

-- What options of these names may say, those of one rule by its name and theirs.
local WORDS = {
	["declared.kinds"] = {
		"class", "interface", "enum", "struct", "union", "trait", "record", "annotation", "object",
		"extension", "module", "type", "message", "service", "function", "method",
	},
	kinds = { "static", "dynamic", "type", "re-export", "include", "qualified" },
	view = { "code", "comments", "strings" },
	scopes = { "runtime", "dev", "peer", "optional", "build", "test", "indirect" },
	sources = { "registry", "git", "url", "path", "workspace" },
	ecosystems = { "npm", "pypi", "go", "cargo", "maven", "nuget", "composer", "rubygems" },
}

local function holds(list, value)
	for _, one in ipairs(list) do
		if one == value then
			return true
		end
	end
	return false
end

-- What is wrong with VALUE, that option KEY of a KIND has in rule NAME; nil for nothing. A slip would let in
-- everything that the rule is there to keep out.
local function slip(name, key, kind, value)
	local words = WORDS[name .. "." .. key] or WORDS[key]
	for _, one in ipairs(type(value) == "table" and value or { value }) do
		if words and not holds(words, one) then
			local meant = near and near(tostring(one), words)
			return string.format("has no '%s'%s; it may be %s", tostring(one),
				meant and "; did you mean '" .. meant .. "'?" or "", table.concat(words, ", "))
		end
		if kind == "patterns" then
			if type(one) ~= "string" then
				return "holds a " .. type(one) .. ", not texts alone"
			end
			glob.match(one, "")
			if string.sub(one, -1) == "/" then
				return string.format("has '%s', which no file matches; write '%s**'", one, one)
			end
		end
	end
	if kind == "regex" then
		re.find("", value)
	end
end

-- The types of options that are written in another way than Lua names them.
local SHAPES = { list = "table", patterns = "table", regex = "string" }

-- The options of rule NAME: KNOWN maps each name to its type: as Lua has it, "list" for one text or a list
-- of them, "patterns" for such a list of path patterns, "regex". A type that ends in "!" is needed, and
-- such a list holds something.
local function options(name, given, known)
	if type(given) ~= "table" then
		error(string.format("rules.%s takes a table of options", name), 3)
	end
	for key in pairs(given) do
		if not known[key] then
			error(unknown(name, tostring(key), known), 3)
		end
	end
	local taken = {}
	for key, kind in pairs(known) do
		local value, wanted = given[key], string.gsub(kind, "!$", "")
		local shape = SHAPES[wanted] or wanted
		if value == nil and wanted ~= kind then
			error(string.format("rules.%s needs the option '%s'", name, key), 3)
		end
		if shape == "table" and type(value) == "string" then
			value = { value }
		end
		if value ~= nil and type(value) ~= shape then
			error(string.format("rules.%s: '%s' is a %s", name, key,
				SHAPES[wanted] and shape == "table" and "text or a list of texts" or shape), 3)
		end
		if wanted ~= kind and shape == "table" and #value == 0 then
			error(string.format("rules.%s: '%s' is empty", name, key), 3)
		end
		local wrong = value ~= nil and slip(name, key, wanted, value)
		if wrong then
			error(string.format("rules.%s: '%s' %s", name, key, wrong), 3)
		end
		-- Lists are copied: what is done to them later changes nothing.
		taken[key] = SHAPES[wanted] and type(value) == "table" and { table.unpack(value) } or value
	end
	return taken
end

-- A rule that is given nothing to judge by judges nothing.
local function needs_one(name, taken, ...)
	for _, key in ipairs { ... } do
		if taken[key] then
			return
		end
	end
	error(string.format("rules.%s needs one of the options %s", name, table.concat({ ... }, ", ")), 3)
end

local function says(given, text)
	return given.message or text
end

-- Whether PATH matches PATTERNS; no patterns match every path.
local function within(patterns, path)
	return not patterns or glob.match(patterns, path)
end

-- Kinds of what a tree holds and nobody reads as text.
local NO_TEXT = { symlink = true, submodule = true }

-- Whether FILE moved here from where the decision and PATTERNS held already.
local function was_within(file, patterns)
	return file.renamed_from and (#decision.scope == 0 or glob.match(decision.scope, file.renamed_from)) and
		within(patterns, file.renamed_from)
end

-- A file that was outside of PATTERNS before, and came in by a move that adds no line.
local function moved_in(file, patterns)
	return file.renamed_from and #file:added() == 0 and not within(patterns, file.renamed_from)
end

-- Where a relative name leads from the file at PATH; nil when IMPORT is not relative. What is compared is one
-- import from two places, so only how far up it goes has to be right.
local function relative(import, file)
	local folder, module = path.dir(file), import.module
	if re.find(module, "^(?:super|self)\\b") then
		local up = string.gsub(string.gsub(module, "super", ".."), "::", "/")
		return path.join(re.find(file, "/mod[.]rs$") and folder or string.gsub(file, "%.rs$", ""), up) or ""
	elseif re.find(module, "^[.]+(?:[^./]|$)") then
		local _, dots = string.find(module, "^%.+")
		return path.join(folder, string.rep("../", dots - 1)) or ""
	elseif string.sub(module, 1, 1) == "." then
		return path.join(folder, module) or ""
	end
end

-- Whether IMPORT is named from the folder of its file: by C, say, or Ruby without a dot.
local function beside(import, file)
	local near_by = (import.kind == "include" or re.find(file, "[.]rb$")) and
		path.join(path.dir(file), import.module)
	return near_by and import.to and string.sub(import.to, 1, #near_by) == near_by
end

-- Whether IMPORT led elsewhere before FILE moved, though its line is as it was.
local function leads_elsewhere(import, file)
	local before = file.renamed_from
	if not before or #file:added() > 0 then
		return false
	end
	return relative(import, file.path) ~= relative(import, before) or
		(path.dir(file.path) ~= path.dir(before) and beside(import, file.path))
end

-- Reports an import or a declaration where it stands, or, in a file that moved to where it may not be,
-- as a line of the file as a whole.
local function report_at(file, place, text, moved)
	if moved then
		file:violation(string.format("line %d: %s", place.line, text))
	else
		file:violation { at = place, message = text }
	end
end

-- Whether one of WRITTEN is one of NAMES, or has it as its last part.
local function has_any(written, names)
	for _, name in ipairs(names) do
		for i = 1, #written do
			local rest = string.sub(written[i], 1, -#name - 1)
			if rest .. name == written[i] and (rest == "" or re.find(rest, "[.:\\\\]$")) then
				return true
			end
		end
	end
	return false
end

local function named(import)
	return import.computed and "something computed" or import.module
end

-- The functions of several policies as those of one.
function rules.all(list)
	local policy = {}
	for _, name in ipairs { "ref", "commit", "file", "deleted", "tree" } do
		local functions = {}
		for _, one in ipairs(list) do
			if one[name] then
				functions[#functions + 1] = one[name]
			end
		end
		if #functions > 0 then
			policy[name] = function(object)
				for _, call in ipairs(functions) do
					call(object)
				end
			end
		end
	end
	return policy
end

-- What forbid_import and only_via return; WHY is said behind what is imported.
local function forbidding(o, why)
	local function has_kind(import)
		for _, kind in ipairs(o.kinds) do
			if kind == import.kind then
				return true
			end
		end
		return false
	end
	local function applies(path)
		return within(o.only, path) and not (o.except and glob.match(o.except, path))
	end
	return {
		file = screened({
			only = o.only, except = o.except, imports = o.modules, computed = o.computed,
		}, function(file)
			if not applies(file.path) then
				return
			end
			local moved = file.renamed_from and #file:added() == 0 and not applies(file.renamed_from)
			for import in file:imports() do
				if (import:of(o.modules) or (o.computed and import.computed)) and
					(not o.kinds or has_kind(import)) then
					report_at(file, import, says(o, "imports " .. named(import) .. why),
						moved or leads_elsewhere(import, file))
				end
			end
		end),
	}
end

-- No file imports the modules.
--   modules: what is not imported, as import:of() takes it
--   only: patterns of the files that it is about
--   except: patterns of those that it is not about
--   kinds: of imports, as import.kind has them; else all
--   computed: true: an import that is worked out at run time is taken as one
function rules.forbid_import(given)
	local o = options("forbid_import", given, {
		modules = "list!", only = "patterns", except = "patterns", kinds = "list", computed = "boolean",
		message = "string",
	})
	return forbidding(o, "")
end

-- Only some files import the modules; all others go through them.
--   modules: what is imported there only
--   via: patterns of the files that may
function rules.only_via(given)
	local o = options("only_via", given, { modules = "list!", via = "patterns!", message = "string" })
	return forbidding({ modules = o.modules, except = o.via, message = o.message },
		", which only " .. table.concat(o.via, ", ") .. " may")
end

-- A layer uses itself and those below it. A layer may be absent.
--   layers: from the top down, each { name =, paths =, modules = }, or a list of such that do not use each other
--   strict: true: a layer uses the next one only
--   exhaustive: true: what comes in lies in some layer
function rules.layers(given)
	local o = options("layers", given, {
		layers = "table!", strict = "boolean", exhaustive = "boolean", message = "string",
	})
	local list = {}
	for level, entry in ipairs(o.layers) do
		for _, layer in ipairs(type(entry) == "table" and entry[1] and entry or { entry }) do
			local one = options(string.format("layers (layer %d)", level), layer,
				{ name = "string!", paths = "patterns!", modules = "list!" })
			list[#list + 1] = { level = level, name = one.name, paths = one.paths, modules = one.modules }
		end
	end
	local function place(path)
		for _, layer in ipairs(list) do
			if glob.match(layer.paths, path) then
				return layer
			end
		end
	end
	local function may(from, to)
		return to == from or
			(to.level > from.level and (not o.strict or to.level == from.level + 1))
	end
	local function judge(file, from, moved)
		for import in file:imports() do
			for _, layer in ipairs(list) do
				if not may(from, layer) and import:of(layer.modules) then
					report_at(file, import,
						says(o, string.format("%s may not use %s", from.name, layer.name)),
						moved or leads_elsewhere(import, file))
					break
				end
			end
		end
	end
	return {
		file = function(file)
			local from = place(file.path)
			local old = file.renamed_from and place(file.renamed_from)
			if from then
				judge(file, from, file.renamed_from and #file:added() == 0 and old ~= from)
			elseif o.exhaustive and file.status == "added" and (old or not was_within(file)) then
				file:violation(says(o, "lies in no layer"))
			end
		end,
	}
end

-- No part uses another.
--   parts: each { name =, paths =, modules = }
function rules.independent(given)
	local o = options("independent", given, { parts = "table!", message = "string" })
	local list = {}
	for _, part in ipairs(o.parts) do
		for _, other in ipairs(o.parts) do
			if other ~= part then
				list[#list + 1] = rules.forbid_import {
					modules = other.modules, only = part.paths,
					message = says(o, string.format("%s may not use %s", part.name, other.name)),
				}
			end
		end
	end
	return rules.all(list)
end

-- Of a longer way the message says so many names at either end.
local WAY_ENDS = 6

-- The names of a cycle on one line, which begins and ends with the same one.
local function way(cycle)
	local names = { cycle[1].from }
	for i, edge in ipairs(cycle) do
		if #cycle <= 2 * WAY_ENDS or i < WAY_ENDS or i > #cycle - WAY_ENDS then
			names[#names + 1] = edge.to
		elseif i == WAY_ENDS then
			names[#names + 1] = #cycle - 2 * WAY_ENDS + 1 .. " more"
		end
	end
	return table.concat(names, " -> ")
end

-- No import that is added closes a cycle.
--   files: patterns of the files that count; else all
--   kinds: of imports that count, as import.kind has them; else all
--   groups (string|string[]|table[]?): cycles of these: patterns of folders, or each { name =, paths = }
function rules.acyclic(given)
	local o = options("acyclic", given, {
		files = "patterns", kinds = "list", groups = "list", message = "string",
	})
	return {
		tree = function(tree)
			local graph = tree:graph { files = o.files, kinds = o.kinds, groups = o.groups }
			for cycle in graph:cycles { added = true } do
				tree:violation {
					at = cycle[1], message = says(o, "closes a cycle: " .. way(cycle)),
				}
			end
		end,
	}
end

-- From outside of a module, only what is public is imported.
--   module: the module
--   public: what of it may be imported from anywhere
--   inside: patterns of its own files
function rules.public_interface(given)
	local o = options("public_interface", given, {
		module = "string!", public = "list!", inside = "patterns!", message = "string",
	})
	-- All that it takes is public: the module itself, or each of its names.
	local function is_public(import)
		if import:of(o.public, 0) then
			return true
		end
		for i = 1, #import.names do
			if not import:of(o.public, i) then
				return false
			end
		end
		return #import.names > 0
	end
	return {
		file = screened({ except = o.inside, imports = { o.module } }, function(file)
			if glob.match(o.inside, file.path) then
				return
			end
			local moved = file.renamed_from and #file:added() == 0 and
				glob.match(o.inside, file.renamed_from)
			for import in file:imports() do
				if import:of(o.module) and not is_public(import) then
					report_at(file, import,
						says(o, named(import) .. " is not part of the interface of " .. o.module),
						moved or leads_elsewhere(import, file))
				end
			end
		end),
	}
end

-- No line that is added matches.
--   pattern: a regular expression
--   view: code, comments or strings; else all
--   only: patterns of the files that it is about
function rules.forbid_text(given)
	local o = options("forbid_text", given, {
		pattern = "regex!", view = "string", only = "patterns", message = "string",
	})
	return {
		file = screened({ only = o.only, text = not o.view and o.pattern or nil }, function(file)
			if not within(o.only, file.path) then
				return
			end
			local moved = moved_in(file, o.only)
			for hit in file:find(o.pattern, { added = not moved, view = o.view }) do
				local text = says(o, "has `" .. hit.match .. "`")
				if moved then
					file:violation(string.format("line %d: %s", hit.line, text))
				else
					file:violation { at = hit, message = text }
				end
			end
		end),
	}
end

-- How many lines LINES of FILE are, of the change alone if ADDED. A carriage return alone ends one too.
local function count_lines(file, lines, added)
	return #lines + #file:find("\r(?!$)", { added = added })
end

-- Where the first COUNT lines of a file end: the number of the line and the column behind them. A carriage
-- return alone ends a line too, or one line could hold the file.
local function end_of(file, count)
	for line in file:lines() do
		local at = 1
		while true do
			local ends = string.find(line.text, "\r", at)
			if not ends or ends == #line.text then
				break
			end
			at, count = ends + 1, count - 1
			if count == 0 then
				return line.line, at
			end
		end
		count = count - 1
		if count <= 0 then
			return line.line + 1, 1
		end
	end
	return math.maxinteger, 1
end

-- Each file that is added or changed has a line that matches.
--   pattern: a regular expression
--   lines: within its first lines, so many
--   only: patterns of the files that it is about
--   view: code, comments or strings; else all
function rules.require_text(given)
	local o = options("require_text", given, {
		pattern = "regex!", lines = "number", only = "patterns", view = "string", message = "string",
	})
	return {
		file = screened({ only = o.only }, function(file)
			if not within(o.only, file.path) then
				return
			elseif NO_TEXT[file.kind] then
				-- Who puts a link in the place of the text takes the line out; one that is new says nothing.
				if file.old_kind and not NO_TEXT[file.old_kind] then
					file:violation(says(o, "has no line that matches `" .. o.pattern .. "`"))
				end
				return
			end
			local last, column = math.maxinteger, 1
			if o.lines then
				last, column = end_of(file, o.lines)
			end
			for hit in file:find(o.pattern, { view = o.view }) do
				if hit.line < last or (hit.line == last and hit.column < column) then
					return
				end
			end
			file:violation(says(o, "has no line that matches `" .. o.pattern .. "`"))
		end),
	}
end

-- New files begin with a header; a link that becomes a file is new.
--   pattern: a regular expression that one of the first lines matches
--   lines: how many those are; else 10
--   only: patterns of the files that it is about
function rules.header(given)
	local o = options("header", given, {
		pattern = "regex!", lines = "number", only = "patterns", message = "string",
	})
	local header = rules.require_text {
		pattern = o.pattern, lines = o.lines or 10, only = o.only,
		message = says(o, "does not begin with the header that is asked for"),
	}
	return {
		file = screened({ only = o.only }, function(file)
			local is_new = file.status == "added" or NO_TEXT[file.old_kind]
			if is_new and not was_within(file, o.only) then
				header.file(file)
			end
		end),
	}
end

-- The names of new files match.
--   pattern: a regular expression
--   path: true: of the whole path, not of its last part
--   only: patterns of the files that it is about
function rules.naming(given)
	local o = options("naming", given, {
		pattern = "regex!", path = "boolean", only = "patterns", message = "string",
	})
	return {
		file = screened({ only = o.only }, function(file)
			local name = o.path and file.path or path.name(file.path)
			if file.status == "added" and within(o.only, file.path) and not re.find(name, o.pattern) then
				file:violation(says(o, "is not named as `" .. o.pattern .. "` asks"))
			end
		end),
	}
end

-- New files lie where they belong.
--   files: patterns of the files
--   places: patterns of where they may lie
function rules.placement(given)
	local o = options("placement", given, { files = "patterns!", places = "patterns!", message = "string" })
	return {
		file = screened({ only = o.files, except = o.places }, function(file)
			if file.status == "added" and glob.match(o.files, file.path) and
				not glob.match(o.places, file.path) then
				file:violation(says(o, "belongs to " .. table.concat(o.places, " or ")))
			end
		end),
	}
end

-- The path that TEMPLATE says for FILE; nil when it leaves the tree.
local function fill(template, file)
	local name = path.name(file)
	local stem = re.find(name, "^.+[.]") and string.gsub(name, "%.[^.]*$", "") or name
	local folder = path.dir(file) or ""
	local text = string.gsub(template, "{stem}", (string.gsub(stem, "%%", "%%%%")))
	text = string.gsub(text, "{dir}", (string.gsub(folder, "%%", "%%%%")))
	return path.join((string.gsub(text, "^/", "")))
end

-- Each of these patterns matches a file: a list that drifts away from what it is about protects nobody.
--   files: patterns that other rules are given
function rules.matches(given)
	local o = options("matches", given, { files = "patterns!", message = "string" })
	return {
		tree = function(tree)
			for _, pattern in ipairs(o.files) do
				if string.sub(pattern, 1, 1) ~= "!" and not tree:has(pattern) then
					tree:violation { message = says(o, "no file matches " .. pattern), key = pattern }
				end
			end
		end,
	}
end

-- Declarations lie where they belong, are named as they should be, have an annotation or a base. Which ones
-- it is about, names, kinds, bases and annotations say; each that is given has to hold. One of the last four
-- is needed. A base or an annotation is named as it is written, or by its last part.
--   names: a regular expression of their names
--   kinds: of declarations, as declaration.kind has them
--   bases: of which they have one
--   annotations: of which they have one
--   only: patterns of the files that it is about
--   places: patterns of the files that they lie in
--   must_be_named: a regular expression that their names match; who has none is not asked
--   must_have_annotation: of which they have one
--   must_extend: of which they have one as a base
function rules.declared(given)
	local o = options("declared", given, {
		names = "regex", kinds = "list", bases = "list", annotations = "list", only = "patterns",
		places = "patterns", must_be_named = "regex", must_have_annotation = "list", must_extend = "list",
		message = "string",
	})
	needs_one("declared", o, "places", "must_be_named", "must_have_annotation", "must_extend")
	local function is_about(declaration)
		return (not o.names or (declaration.name and re.find(declaration.name, o.names)))
			and (not o.kinds or holds(o.kinds, declaration.kind))
			and (not o.bases or has_any(declaration.bases, o.bases))
			and (not o.annotations or has_any(declaration.annotations, o.annotations))
	end
	local function wrong_in_itself(declaration)
		if o.must_be_named and declaration.name and not re.find(declaration.name, o.must_be_named) then
			return "is not named as `" .. o.must_be_named .. "` asks"
		elseif o.must_have_annotation and not has_any(declaration.annotations, o.must_have_annotation) then
			return "does not have the annotation " .. table.concat(o.must_have_annotation, " or ")
		elseif o.must_extend and not has_any(declaration.bases, o.must_extend) then
			return "does not extend " .. table.concat(o.must_extend, " or ")
		end
	end
	return {
		file = function(file)
			if not within(o.only, file.path) then
				return
			end
			local misplaced = o.places and not glob.match(o.places, file.path)
			local came_in = moved_in(file, o.only)
			local left = misplaced and file.renamed_from and #file:added() == 0
				and glob.match(o.places, file.renamed_from)
			local added = {}
			for line in file:added() do
				added[line.line] = true
			end
			-- A line of the head that is not the one with the name: of an annotation, a base.
			local function touched(declaration)
				for line = declaration.first, declaration.last do
					if added[line] then
						return not added[declaration.line]
					end
				end
				return false
			end
			for declaration in file:declarations() do
				if is_about(declaration) then
					local called = declaration.kind .. " " .. (declaration.name or "without a name")
					local wrong = wrong_in_itself(declaration)
					if misplaced then
						report_at(file, declaration, says(o, called .. " belongs to "
							.. table.concat(o.places, " or ")), came_in or left or touched(declaration))
					end
					if wrong then
						report_at(file, declaration, says(o, called .. " " .. wrong), came_in or touched(declaration))
					end
				end
			end
		end,
	}
end

-- With each new file there is another one.
--   files: patterns of the files
--   companions: paths of which one is there; {dir} and {stem} stand for the file's
function rules.companion(given)
	local o = options("companion", given, { files = "patterns!", companions = "list!", message = "string" })
	return {
		tree = function(tree)
			for file in tree:changes(o.files) do
				local found = file.status ~= "added"
				for _, template in ipairs(o.companions) do
					local companion = fill(template, file.path)
					found = found or (companion and tree:file(companion) ~= nil)
				end
				if not found then
					tree:violation {
						path = file.path,
						message = says(o, "comes without " ..
							(fill(o.companions[1], file.path) or o.companions[1])),
					}
				end
			end
		end,
	}
end

-- The folders of FILES, as keys.
local function folders(files)
	local set = {}
	for file in files do
		set[path.dir(file.path) or ""] = true
	end
	return set
end

-- Whether FOLDER of a manifest has its lock in CHANGED, where LOCKED has all folders with a lock: the nearest
-- one, in it or above.
local function is_locked(folder, changed, locked)
	while folder ~= "" and not changed[folder] and not locked[folder] do
		folder = path.dir(folder) or ""
	end
	return changed[folder]
end

-- Whoever changes the content of a manifest changes that of its lock in the same commit: of the nearest one, in
-- its folder or above. Who deletes a manifest may delete the lock.
--   manifests: patterns of these
--   locks: patterns of those
function rules.lockfile_in_step(given)
	local o = options("lockfile_in_step", given, { manifests = "patterns!", locks = "patterns!", message = "string" })
	-- The folders where the content of a lock changes, and those where one goes.
	local function lock_changes(commit)
		local changed, gone = {}, {}
		for lock in commit:changes(o.locks) do
			local folder = path.dir(lock.path) or ""
			if lock.status == "deleted" then
				gone[folder] = true
			elseif lock.id ~= lock.old_id then
				changed[folder] = true
			end
		end
		return changed, gone
	end
	return {
		commit = function(commit)
			if #commit:changes(o.manifests) == 0 then
				return
			end
			local changed, gone = lock_changes(commit)
			-- To look for locks walks the tree, so not before one is missed.
			local locked
			local function is_missed(folder)
				if changed[folder] then
					return false
				end
				locked = locked or folders(commit:tree():files(o.locks))
				return not is_locked(folder, changed, locked)
			end
			for manifest in commit:changes(o.manifests) do
				local folder = path.dir(manifest.path) or ""
				local left = manifest.status == "deleted" and gone[folder]
				if manifest.id ~= manifest.old_id and not left and is_missed(folder) then
					commit:violation(says(o, string.format("changes %s and none of %s",
						manifest.path, table.concat(o.locks, ", "))))
				end
			end
		end,
	}
end

-- What lies in the project itself has neither a name that somebody could have listed nor a release.
local OUTSIDE = { registry = true, git = true, url = true }
-- Where a version may stand in another file, so that none is no range.
local MANAGED = { maven = true, nuget = true }

-- Whether the path of LOCATION leads out of where it seems to be: `..`, also as `%2e`, and `\`.
local function leads_out(location)
	local path = string.gsub(string.lower(location), "%%2e", ".")
	return string.find(path, "\\", 1, true) or string.find(path .. "/", "/%.%.?[/?#]")
end

-- Whether LOCATION is one of REGISTRIES, or lies within one.
local function known_registry(registries, location)
	if leads_out(location) then
		return false
	end
	for _, registry in ipairs(registries or {}) do
		local bare = string.gsub(registry, "/$", "")
		if location == bare or string.sub(location, 1, #bare + 1) == bare .. "/" then
			return true
		end
	end
	return false
end

-- What is wrong with the place that a dependency is taken from by the options O; nil: nothing.
local function elsewhere(o, dependency, named)
	if o.sources and not holds(o.sources, dependency.source) then
		local place = { dependency.source, dependency.location }
		return string.format("takes %s from elsewhere: %s", named, table.concat(place, " "))
	end
	if (o.sources or o.registries) and dependency.source == "registry" and dependency.location and
		not known_registry(o.registries, dependency.location) then
		return string.format("takes %s from a registry that is not known: %s", named, dependency.location)
	end
end

-- The same of its name, of what a list can name.
local function unlisted(o, manifest, dependency)
	if not (o.allow or o.listed) or (manifest.lock and not o.locks) then
		return false
	end
	local listed = o.listed and o.listed[manifest.ecosystem]
	return not glob.match(o.allow or {}, dependency.name) and not glob.match(listed or {}, dependency.name)
end

local function complaint(o, manifest, dependency)
	if dependency.name == "*" then
		return elsewhere(o, dependency, "packages")
	end
	local named = dependency.version and dependency.name .. " " .. dependency.version or dependency.name
	if o.deny and glob.match(o.deny, dependency.name) then
		return "depends on " .. named .. ", which is denied"
	end
	local text = elsewhere(o, dependency, named)
	if text or not OUTSIDE[dependency.source] then
		return text
	end
	if unlisted(o, manifest, dependency) then
		return "depends on " .. named .. ", which is not on the list"
	end
	if o.pinned and not dependency.pinned and (dependency.version or not MANAGED[manifest.ecosystem]) then
		return "depends on " .. named .. ", which is not one release"
	end
end

-- What a change adds to a manifest, or changes there, is what may be used.
--   allow: patterns of the names that may be used
--   listed (table<string, string[]>?): names by ecosystem that may be used
--   deny: patterns of the names that may not
--   pinned: true: each names one release
--   sources: where it may come from: registry, git, url, path, workspace
--   registries: registries beside the ecosystem's own
--   scopes: dependencies of these scopes alone
--   ecosystems: manifests of these ecosystems alone
--   locks: true: names in lock files are judged by the lists as well, though others ask for them
--   only: patterns of the manifests that it is about
function rules.dependencies(given)
	local o = options("dependencies", given, {
		allow = "patterns", listed = "table", deny = "patterns", pinned = "boolean", sources = "list",
		registries = "list", scopes = "list", ecosystems = "list", locks = "boolean", only = "patterns",
		message = "string",
	})
	needs_one("dependencies", o, "allow", "listed", "deny", "pinned", "sources", "registries")
	local function judge(file, manifest, list, moved)
		for dependency in list do
			local text = (not o.scopes or holds(o.scopes, dependency.scope)) and
				complaint(o, manifest, dependency)
			if text and moved then
				file:violation(string.format("line %d: %s", dependency.line, says(o, text)))
			elseif text then
				file:violation { at = dependency, message = says(o, text) }
			end
		end
	end
	return {
		file = screened({ only = o.only }, function(file)
			local manifest = within(o.only, file.path) and file:manifest()
			if not manifest or (o.ecosystems and not holds(o.ecosystems, manifest.ecosystem)) then
				return
			end
			if moved_in(file, o.only) then
				judge(file, manifest, manifest.dependencies, true)
			else
				judge(file, manifest, manifest.added)
				judge(file, manifest, manifest.changed)
			end
		end),
	}
end

-- Files are neither changed nor deleted.
--   files: patterns of them
--   added: true: none is added either
function rules.frozen(given)
	local o = options("frozen", given, { files = "patterns!", added = "boolean", message = "string" })
	local function touched(file, what)
		if glob.match(o.files, file.path) then
			file:violation(says(o, what))
		end
	end
	return {
		file = screened({ only = o.files }, function(file)
			if file.status ~= "added" or o.added then
				touched(file, file.status == "added" and "is added where nothing may be" or
					"is frozen, and changes")
			end
		end),
		deleted = screened({ only = o.files }, function(file)
			touched(file, "is frozen, and is deleted")
		end),
	}
end

-- Whether the content of FILE begins with what it was; another target or another kind is something else.
local function has_grown(file)
	if NO_TEXT[file.kind] or file.kind ~= file.old_kind then
		return false
	end
	local before = file:old_content()
	return string.sub(file:content(), 1, #before) == before
end

-- Files are only added.
--   files: patterns of them
--   grow: true: they may also grow at their end; a symlink or a submodule cannot
function rules.append_only(given)
	local o = options("append_only", given, { files = "patterns!", grow = "boolean", message = "string" })
	return {
		file = screened({ only = o.files }, function(file)
			if file.status == "added" or not glob.match(o.files, file.path) then
				return
			end
			if not o.grow or not has_grown(file) then
				file:violation(says(o, "was there before, and changes"))
			end
		end),
		deleted = screened({ only = o.files }, function(file)
			if glob.match(o.files, file.path) then
				file:violation(says(o, "was there before, and is deleted"))
			end
		end),
	}
end

-- No file is larger.
--   bytes: that it may have
--   lines: that it may have
--   only: patterns of the files that it is about
function rules.max_size(given)
	local o = options("max_size", given, {
		bytes = "number", lines = "number", only = "patterns", message = "string",
	})
	needs_one("max_size", o, "bytes", "lines")
	return {
		file = screened({ only = o.only, larger = not o.lines and o.bytes or nil }, function(file)
			if not within(o.only, file.path) or file.kind == "submodule" then
				return
			end
			if o.bytes and file.size > o.bytes then
				file:violation(says(o, string.format("has %d bytes, and may have %d", file.size, o.bytes)))
				return
			end
			local lines = o.lines and count_lines(file, file:lines(), false)
			if lines and lines > o.lines then
				file:violation(says(o, string.format("has %d lines, and may have %d", lines, o.lines)))
			end
		end),
	}
end

-- Only some users change files.
--   files: patterns of them
--   users: who may, as the server names them
function rules.protected(given)
	local o = options("protected", given, { files = "patterns!", users = "list!", message = "string" })
	local function check(file)
		if not glob.match(o.files, file.path) and
			not (file.renamed_from and glob.match(o.files, file.renamed_from)) then
			return
		end
		for _, user in ipairs(o.users) do
			if user == push.user then
				return
			end
		end
		file:violation(says(o, "may be changed by " .. table.concat(o.users, ", ") .. " only"))
	end
	return { file = check, deleted = check }
end

-- The message of each commit matches.
--   pattern: a regular expression
--   summary: true: its first line does
--   generated: true: what git words itself, of merges and reverts, passes
function rules.message(given)
	local o = options("message", given, {
		pattern = "regex!", summary = "boolean", generated = "boolean", message = "string",
	})
	return {
		commit = function(commit)
			if o.generated and (#commit.parents > 1 or re.find(commit.summary, '^Revert "')) then
				return
			end
			if not re.find(o.summary and commit.summary or commit.message, o.pattern) then
				commit:violation(says(o, "its message does not match `" .. o.pattern .. "`"))
			end
		end,
	}
end

-- Whether one of TRAILERS says something.
local function has_value(trailers)
	for trailer in trailers do
		if re.find(trailer.value, "\\S") then
			return true
		end
	end
	return false
end

-- Each commit has trailers, and has not others.
--   required: keys that it has, each with a value
--   forbidden: keys that it has not
--   agents: true: of the commits of agents alone
function rules.trailers(given)
	local o = options("trailers", given, {
		required = "list", forbidden = "list", agents = "boolean", message = "string",
	})
	needs_one("trailers", o, "required", "forbidden")
	return {
		commit = function(commit)
			if o.agents and not commit.agent then
				return
			end
			for _, key in ipairs(o.required or {}) do
				if not has_value(commit:trailers(key)) then
					commit:violation(says(o, "has no trailer " .. key))
				end
			end
			for _, key in ipairs(o.forbidden or {}) do
				if #commit:trailers(key) > 0 then
					commit:violation(says(o, "has the trailer " .. key))
				end
			end
		end,
	}
end

-- No commit is larger.
--   lines: that it may add
--   files: that it may change
function rules.budget(given)
	local o = options("budget", given, { lines = "number", files = "number", message = "string" })
	needs_one("budget", o, "lines", "files")
	return {
		commit = function(commit)
			local files, lines = #commit:changes(), 0
			if o.files and files > o.files then
				commit:violation(says(o, string.format("changes %d files, and may change %d", files, o.files)))
			end
			for file in commit:changes() do
				if o.lines and file.status ~= "deleted" then
					lines = lines + count_lines(file, file:added(), true)
				end
			end
			if o.lines and lines > o.lines then
				commit:violation(says(o, string.format("adds %d lines, and may add %d", lines, o.lines)))
			end
		end,
	}
end

return rules
