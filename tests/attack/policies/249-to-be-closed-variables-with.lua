-- [escape] to-be-closed variables with objects and libraries as their values
local phase = ...
local function attack(o)
  local n = 0
  for _, v in ipairs { o, push, string, "x", 1, {}, o:lines() } do
    if pcall(function() local x <close> = v end) then n = n + 1 end
  end
  pcall(function() local y <close> = nil local z <const> = 1 end)
  return "SAFE:" .. n
end
return { check = attack }
