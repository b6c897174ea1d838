-- [hang] patterns with anchors, balances and back references over one long line
local phase = ...
local function attack(o)
  local s, n = ("("):rep(50000) .. (")"):rep(49999), 0
  for _ = 1, 1000 do
    if s:find("%b()x") then n = n + 1 end
    if s:find("(.-)%1x") then n = n + 1 end
    if s:find("^(.*)%1$") then n = n + 1 end
  end
  return "SAFE:" .. n
end
return { check = attack }
