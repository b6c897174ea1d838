-- [hang] lookups of paths that are not there, long and deep
local phase = ...
local function attack(o)
  local t, n = o.update:tree(), 0
  for i = 1, 1000000 do if t:file(("d/"):rep(500) .. i) then n = n + 1 end end
  return "SAFE:" .. n
end
return { check = attack }
