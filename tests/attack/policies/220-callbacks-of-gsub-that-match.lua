-- [crash] callbacks of gsub that match again, report, fail and recurse
local phase = ...
local function attack(o)
  local s = ("abc "):rep(200)
  pcall(string.gsub, s, "%w+", function(w) return (s:gsub(w, "%0%0")) end)
  pcall(string.gsub, s, "%w+", function(w) o:violation { message = w, line = 1 } end)
  pcall(string.gsub, s, "%w+", function() error(setmetatable and {} or {}) end)
  local function deep(n) return s:gsub("a", function() return deep(n + 1) end) end
  pcall(deep, 1)
  pcall(string.gsub, s, "%w+", o) pcall(string.gsub, s, "%w+", { abc = o }) pcall(string.gsub, s, "%w+", { abc = {} })
  return "SAFE:done"
end
return { check = attack }
