-- [hang] globs whose alternatives and stars multiply
local phase = ...
local function attack(o)
  local n = 0
  for _, g in ipairs { ("{a,b}"):rep(40), ("{"):rep(40) .. "a" .. (",b}"):rep(40), ("**/"):rep(300) .. "x", ("*a"):rep(500) .. "b", ("?"):rep(9000), "[" .. ("a-z"):rep(3000) .. "]" } do
    local ok = pcall(glob.match, g, ("a/"):rep(2000) .. ("a"):rep(2000))
    n = n + (ok and 1 or 0)
    pcall(glob.match, { g, g, g, g }, ("a"):rep(4000))
  end
  return "SAFE:" .. n
end
return { check = attack }
