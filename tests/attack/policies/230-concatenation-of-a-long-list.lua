-- [hang] concatenation of a long list with a long separator
local phase = ...
local function attack(o)
  local t, n = {}, 0
  for i = 1, 1000 do t[i] = "x" end
  local sep = ("y"):rep(10000)
  for _ = 1, 100000 do n = n + #table.concat(t, sep) end
  return "SAFE:" .. n
end
return { check = attack }
