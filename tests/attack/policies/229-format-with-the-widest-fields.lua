-- [hang] format with the widest fields and longest arguments
local phase = ...
local function attack(o)
  local s, n = ("x"):rep(1 << 16), 0
  for _ = 1, 1000000 do
    local ok, r = pcall(string.format, "%99d %99.99f %-99s %q", 1, 1e300, "x", s)
    n = n + (ok and #r or 0)
  end
  return "SAFE:" .. n
end
return { check = attack }
