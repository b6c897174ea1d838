-- [swallow] errors that are tables, objects, nil and functions, thrown through host functions
local phase = ...
local function attack(o)
  local n = 0
  for _, e in ipairs { { {} }, o, push, function() end, 0 / 0, ("E"):rep(1 << 20), "\0\0", true } do
    if not pcall(error, e) then n = n + 1 end
    if not pcall(table.sort, { 2, 1 }, function() error(e) end) then n = n + 1 end
    if not pcall(string.gsub, "a", "a", function() error(e, 5) end) then n = n + 1 end
    if not pcall(function() for x in o:lines() do error(e, 0) end error(e) end) then n = n + 1 end
  end
  error({ message = "the last one" })
end
return { check = attack }
