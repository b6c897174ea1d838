-- [hang] unpack, pack and select with as many values as the stack takes
local phase = ...
local function attack(o)
  local t, n = {}, 0
  for i = 1, 200000 do t[i] = i end
  for _ = 1, 100000 do
    local ok, r = pcall(function() return select("#", table.unpack(t)) end)
    n = n + (ok and r or 0)
    pcall(function() return #table.pack(table.unpack(t, 1, 900)) end)
  end
  return "SAFE:" .. tostring(n >= 0)
end
return { check = attack }
