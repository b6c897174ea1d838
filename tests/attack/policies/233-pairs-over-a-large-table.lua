-- [hang] pairs over a large table whose keys are sorted for every loop
local phase = ...
local function attack(o)
  local t, n = {}, 0
  for i = 1, 100000 do t["k" .. (i * 7919) % 100003] = i end
  for _ = 1, 100000 do for k in pairs(t) do n = n + 1 break end end
  return "SAFE:" .. n
end
return { check = attack }
