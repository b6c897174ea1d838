-- [hang] comparing strings that differ at their ends only
local phase = ...
local function attack(o)
  local a, b, n = ("a"):rep(1 << 20) .. "b", ("a"):rep(1 << 20) .. "c", 0
  for _ = 1, 1000000 do if a < b then n = n + 1 end if a == b then n = n + 1 end end
  return "SAFE:" .. n
end
return { check = attack }
