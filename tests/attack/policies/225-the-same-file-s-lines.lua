-- [hang] the same file's lines, hits and content over and over
local phase = ...
local function attack(o)
  local n = 0
  for _ = 1, 1000000 do n = n + #o:lines() + #o:added() + #(o:content() or "") + #o:find("a+") end
  return "SAFE:" .. n
end
return { check = attack }
