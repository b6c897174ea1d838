-- [memory] tables in tables until memory ends, inside a callback of gsub inside a sort
local phase = ...
local function attack(o)
  table.sort({ 3, 1, 2 }, function(a, b)
    ("xyz"):gsub(".", function() local t = {} while true do t = { t, t, ("s"):rep(1000) } end end)
    return a < b
  end)
  return "SAFE:sorted"
end
return { check = attack }
