-- [hang] a table with holes whose length is asked for without end
local phase = ...
local function attack(o)
  local t, n = {}, 0
  for i = 1, 1 << 20 do t[i] = i end
  for i = 1, 1 << 20, 2 do t[i] = nil end
  for _ = 1, 100000000 do n = n + #t end
  return "SAFE:" .. tostring(n > 0)
end
return { check = attack }
