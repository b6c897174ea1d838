-- [crash] a sort comparator that changes the list, uses objects, fails, and sorts again
local phase = ...
local function attack(o)
  local t = {}
  for i = 1, 300 do t[i] = (i * 7919) % 307 end
  pcall(table.sort, t, function(a, b) t[#t + 1] = 1 t[1] = nil return a < b end)
  pcall(table.sort, t, function(a, b) table.sort(t) return o:lines()[1] and a < b end)
  pcall(table.sort, t, function() error({}) end)
  pcall(table.sort, t, function() return 0 / 0 end)
  pcall(table.sort, { 3, "a", {}, false, 2 })
  pcall(table.sort, { 3, 2, 1 }, o) pcall(table.sort, o:lines(), nil)
  return "SAFE:sorted"
end
return { check = attack }
