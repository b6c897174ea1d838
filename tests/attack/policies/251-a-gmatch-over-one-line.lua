-- [hang] a gmatch over one line with a pattern that matches nothing at every place
local phase = ...
local function attack(o)
  local s, n = ("a"):rep(1 << 20), 0
  for _ = 1, 1000 do for w in s:gmatch("b?") do n = n + 1 end for w in s:gmatch("%f[b]") do n = n + 1 end end
  return "SAFE:" .. n
end
return { check = attack }
