-- [nondet] keys that have no order: tables, functions, objects and booleans in one table
local phase = ...
local function attack(o)
  local t = { [o] = 1, [push] = 2, [{}] = 3, [function() end] = 4, [true] = 5, [1.5] = 6, [1] = 7, x = 8 }
  local s = {}
  local ok, e = pcall(function() for k, v in pairs(t) do s[#s + 1] = tostring(v) end end)
  return "SAFE:" .. tostring(ok) .. table.concat(s) .. tostring(e)
end
return { check = attack }
