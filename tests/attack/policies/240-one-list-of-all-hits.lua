-- [memory] one list of all hits of a pattern that matches everywhere
local phase = ...
local function attack(o)
  local t = {}
  while true do for h in o:find("") do t[#t + 1] = h end for l in o:lines() do t[#t + 1] = l end t[#t + 1] = {} end
end
return { check = attack }
