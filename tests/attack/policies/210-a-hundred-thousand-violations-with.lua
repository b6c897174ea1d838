-- [output] a hundred thousand violations with messages of the largest size
local phase = ...
local function attack(o)
  local m = ("M"):rep(4000)
  for i = 1, 100000 do o:violation { message = m .. i, line = 1 } end
  return "SAFE:flooded"
end
return { check = attack }
