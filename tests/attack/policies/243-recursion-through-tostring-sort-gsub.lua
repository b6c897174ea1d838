-- [swallow] recursion through tostring, sort, gsub and pcall at once
local phase = ...
local function attack(o)
  local function f(n)
    return pcall(table.sort, { 2, 1 }, function() ("a"):gsub("a", function() return f(n + 1) end) return false end)
  end
  for _ = 1, 1000 do f(1) end
  return "SAFE:deep"
end
return { check = attack }
