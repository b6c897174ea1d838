-- [state] keep objects for the next call and use them there
local phase = ...
local kept = {}
local function attack(o)
  kept[#kept + 1] = o
  kept[#kept + 1] = o:lines()
  kept[#kept + 1] = o.update
  for i = 1, #kept do pcall(function() return #kept[i]:lines() end) pcall(function() return kept[i][1].text end) end
  return "SAFE:" .. tostring(#kept > 0)
end
return { check = attack }
