-- [hang] regular expressions that go back without end, with a decoy in front
local phase = ...
local function attack(o)
  local s = ("a"):rep(5000) .. "!"
  local n = 0
  for _, e in ipairs { "(a+)+$", "(a|aa)+$", "(a*)*b", "(?:a?){40}a{40}", "(.*)(.*)(.*)(.*)(.*)x", "(?=(a+))\\1b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(?:x|(a+)+)$" } do
    local ok = pcall(re.find, s, e)
    n = n + (ok and 1 or 0)
  end
  return "SAFE:" .. n
end
return { check = attack }
