-- [hang] reverse, upper and byte of a megabyte in a loop that pcall guards
local phase = ...
local function attack(o)
  local s, n = ("ab"):rep(1 << 19), 0
  while true do
    pcall(string.reverse, s) pcall(string.upper, s) pcall(string.byte, s, 1, 200) pcall(string.rep, s, 8)
    n = n + 1
  end
end
return { check = attack }
