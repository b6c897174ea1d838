-- [hang] every file of the tree listed and read again and again
local phase = ...
local function attack(o)
  local t, n = o.update:tree(), 0
  for _ = 1, 1000000 do for f in t:files("**") do n = n + (f.size or 0) + #(f:content() or "") end end
  return "SAFE:" .. n
end
return { check = attack }
