-- [memory] a million short strings that are all different, kept
local phase = ...
local function attack(o)
  local t = {}
  for i = 1, 50000000 do t[i] = "k" .. i end
  return "SAFE:" .. #t
end
return { check = attack }
