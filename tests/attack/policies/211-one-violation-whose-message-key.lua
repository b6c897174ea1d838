-- [output] one violation whose message, key and instead have ten megabytes each
local phase = ...
local function attack(o)
  local m = ("M"):rep(10 << 20)
  o:violation { message = m, key = m, instead = m }
  return "SAFE:swallowed"
end
return { check = attack }
