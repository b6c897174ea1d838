-- [hang] long strings as keys, hashed anew each time
local phase = ...
local function attack(o)
  local t, n = {}, 0
  local s = ("k"):rep(1 << 16)
  for i = 1, 1000000 do t[s .. i] = nil n = n + (t[s .. i] and 1 or 0) end
  return "SAFE:" .. n
end
return { check = attack }
