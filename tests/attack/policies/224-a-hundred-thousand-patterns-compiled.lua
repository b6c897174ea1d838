-- [hang] a hundred thousand patterns compiled anew
local phase = ...
local function attack(o)
  local n = 0
  for i = 1, 100000 do if pcall(glob.match, "a" .. i .. "/**/{x,y}/*", "a/b/x/c") then n = n + 1 end end
  for i = 1, 100000 do if pcall(re.find, "abc", "a" .. i .. "(b|c)+") then n = n + 1 end end
  return "SAFE:" .. n
end
return { check = attack }
